//! Requests that make no sense or mean harm: each gets one clear error with a code, and nothing of it is done.

use axum::body::Body;
use http::Request;
use keyway::app::routers;
use serde_json::{Value, json};

use super::world;
use crate::testkit::{Answer, Client, TestServer};

/// The only error of an answer, which is one line with a code; and the HTTP status.
#[track_caller]
fn only_error(answer: &Answer) -> (u16, &str) {
    let errors = answer.body["errors"].as_array().unwrap_or_else(|| panic!("{} {}", answer.status, answer.text));
    assert_eq!(errors.len(), 1, "{}", answer.text);
    let message = errors[0]["message"].as_str().unwrap();
    assert!(!message.is_empty() && !message.contains('\n') && message.len() < 500, "{message}");
    assert!(answer.body.get("data").is_none(), "{}", answer.text);
    assert_ne!(answer.status, 500);
    (answer.status.as_u16(), answer.error_code())
}

async fn send(editor: &Client, body: impl Into<Body>) -> Answer {
    let request = Request::post("/graphql").header("content-type", "application/json");
    editor.send(request.body(body.into()).unwrap()).await
}

#[tokio::test]
async fn bodies_that_are_no_request_are_refused() {
    let (_server, editor) = world::empty().await;
    for body in [
        &b""[..],
        b" ",
        b"null",
        b"1",
        b"\"{ items { title } }\"",
        b"{}",
        b"[]",
        b"[{\"query\":\"{ items { title } }\"}]",
        b"{\"query\":1}",
        b"{\"query\":null}",
        b"{\"query\":\"{ items { title } }\"",
        b"{\"query\":\"{ items { title } }\",}",
        b"{\"query\":\"{ items { title } }\",\"variables\":[]}",
        b"{\"query\":\"{ items { title } }\",\"variables\":\"x\"}",
        b"{\"query\":\"{ items { title } }\",\"operationName\":1}",
        b"{\"query\":\"{ items { title } }\"} trailing",
        b"{\"query\":\"\xFF\xFE\"}",
        b"\xFF\xFE{",
        b"{\"query\":\"\\uD800\"}",
        b"{\"query\":\"{ items { title } }\",\"variables\":{\"a\":1e999}}",
    ] {
        let answer = send(&editor, body).await;
        let (status, code) = only_error(&answer);
        assert_eq!((status, code), (400, "BAD_REQUEST"), "{}: {}", String::from_utf8_lossy(body), answer.text);
    }
}

#[tokio::test]
async fn documents_that_are_none_are_refused() {
    let (_server, editor) = world::empty().await;
    for (query, code) in [
        (" ", "GRAPHQL_PARSE_FAILED"),
        ("# only a comment", "GRAPHQL_PARSE_FAILED"),
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{}", "GRAPHQL_PARSE_FAILED"),
        ("{ items { } }", "GRAPHQL_PARSE_FAILED"),
        ("query { items { title } } garbage", "GRAPHQL_PARSE_FAILED"),
        ("{ items(sort: \"x) { title } }", "GRAPHQL_PARSE_FAILED"),
        ("\u{0}", "GRAPHQL_PARSE_FAILED"),
        ("{ items(pagination: {page: 00}) { title } }", "GRAPHQL_PARSE_FAILED"),
        ("type Item { title: String }", "GRAPHQL_PARSE_FAILED"),
        ("fragment F on Item { title }", "OPERATION_RESOLUTION_FAILURE"),
        ("{ items }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ items { title { __typename } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ items(bogus: 1) { title } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ items(sort: \"a\", sort: \"b\") { title } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ items { ...Nowhere } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ items { title @bogus } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ items { title @skip } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ items { a: title a: summary } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ items { title } } fragment F on Item { title }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { items { title } } query A { tags { label } }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { items { title } } { tags { label } }", "GRAPHQL_VALIDATION_FAILED"),
        (
            "{ ...F } fragment F on Query { tags { label } } fragment F on Query { tags { label } }",
            "GRAPHQL_VALIDATION_FAILED",
        ),
        ("subscription { items { title } }", "GRAPHQL_VALIDATION_FAILED"),
        ("mutation { createItem { title } }", "GRAPHQL_VALIDATION_FAILED"),
        ("mutation { createItem(data: null) { title } }", "GRAPHQL_VALIDATION_FAILED"),
        ("mutation { createFront(data: {}) { headline } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ ...A } fragment A on Query { items { title } ...A }", "GRAPHQL_VALIDATION_FAILED"),
    ] {
        let answer = editor.graphql(query).await;
        assert!(!answer.body["errors"].is_null(), "{query}: {}", answer.text);
        let (status, found) = only_error(&answer);
        assert_eq!((status, found), (400, code), "{query}: {}", answer.text);
    }
}

#[tokio::test]
async fn variables_of_types_that_do_not_exist_are_refused_at_both_endpoints() {
    let (_server, editor) = world::empty().await;
    for declared in ["Bogus", "Bogus = 1", "[Bogus!] = [1]", "[[Bogus]] = [[{a: 1}]]", "Query = 1"] {
        let query = format!("query($a: {declared}) {{ __typename }}");
        for answer in [editor.graphql(&query).await, editor.management(&query).await] {
            assert_eq!(only_error(&answer), (400, "GRAPHQL_VALIDATION_FAILED"), "{query}");
        }
    }
}

#[tokio::test]
async fn a_document_that_does_not_parse_is_refused_on_one_line_by_the_management_api_too() {
    let (_server, editor) = world::empty().await;
    for query in ["{", " ", "{ me(", "query { me { permissions } } }"] {
        assert_eq!(only_error(&editor.management(query).await), (400, "GRAPHQL_PARSE_FAILED"), "{query}");
    }
}

#[tokio::test]
async fn a_path_that_does_not_exist_is_a_404_for_everybody() {
    let (server, editor) = world::empty().await;
    for client in [server.anonymous(), editor, server.bearer("kw_bad")] {
        for path in ["/graphql/items", "/nothing", "/api"] {
            assert_eq!(client.get(path).await.status, 404, "{path}");
        }
    }
}

#[tokio::test]
async fn a_body_of_ten_megabytes_is_too_large() {
    let (_server, editor) = world::empty().await;
    for body in [vec![b'a'; 10 << 20], format!(r#"{{"query":"{}"}}"#, "a ".repeat(5 << 20)).into_bytes()] {
        assert_eq!(only_error(&send(&editor, body).await), (413, "PAYLOAD_TOO_LARGE"));
    }
}

#[tokio::test]
async fn nesting_of_a_hundred_thousand_levels_is_refused_without_effort() {
    let (_server, editor) = world::empty().await;
    let deep = 100_000;
    for query in [
        "{items".repeat(deep) + &"}".repeat(deep),
        format!("{{ items(sort: {}{}) {{ title }} }}", "[".repeat(deep), "]".repeat(deep)),
        format!("{{ items(filters: {}{}) {{ title }} }}", "{not:".repeat(deep), "}".repeat(deep)),
        format!("query($a: {}Int{}) {{ items {{ title }} }}", "[".repeat(deep), "]".repeat(deep)),
        "{ ...".repeat(deep),
        "[".repeat(deep),
    ] {
        let answer = editor.graphql(&query).await;
        let (status, code) = only_error(&answer);
        assert!(status == 400 && ["QUERY_TOO_COMPLEX", "GRAPHQL_PARSE_FAILED"].contains(&code), "{}", answer.text);
    }
    for value in ["[", "{\"not\":"] {
        let close = if value == "[" { "]" } else { "}" };
        let nested = format!("{}1{}", value.repeat(deep), close.repeat(deep));
        let body = format!(
            r#"{{"query":"query($f: ItemFiltersInput) {{ items(filters: $f) {{ title }} }}","variables":{{"f":{nested}}}}}"#
        );
        assert_eq!(only_error(&send(&editor, body).await).0, 400);
    }
}

#[tokio::test]
async fn filters_by_variable_are_bounded_too() {
    let (_server, editor) = world::empty().await;
    let query = "query($f: ItemFiltersInput) { items(filters: $f) { title } }";
    let ask = async |filters: Value| editor.graphql_with(query, json!({ "f": filters })).await;
    let deep = (0..60).fold(json!({"title": {"eq": "x"}}), |inner, _| json!({ "not": inner }));
    assert_eq!(ask(deep).await.error_code(), "QUERY_TOO_COMPLEX");
    let wide = json!({"or": vec![json!({"title": {"eq": "x"}}); 1_001]});
    assert_eq!(ask(wide).await.error_code(), "QUERY_TOO_COMPLEX");
    let long = json!({"title": {"in": vec!["x"; 1_001]}});
    assert_eq!(ask(long).await.error_code(), "BAD_USER_INPUT");
    let through =
        |relations: usize| (0..relations).fold(json!({"title": {"eq": "x"}}), |inner, _| json!({ "parent": inner }));
    assert_eq!(ask(through(6)).await.error_code(), "QUERY_TOO_COMPLEX");
    assert_eq!(ask(through(5)).await.data()["items"], json!([]));
}

#[tokio::test]
async fn ten_thousand_aliases_and_exploding_fragments_are_refused() {
    let (_server, editor) = world::empty().await;
    let fragment = |level: usize| format!("fragment F{level} on Query {{ ...F{0} ...F{0} }} ", level + 1);
    let fragments = (0..30).map(fragment).collect::<Vec<_>>().concat();
    let aliases = (0..10_000).map(|number| format!("a{number}: __typename")).collect::<Vec<_>>().join(" ");
    for query in [
        format!("{{ {aliases} }}"),
        format!("{{ ...F0 }} {fragments} fragment F30 on Query {{ items {{ title }} }}"),
        format!("{{ {} }}", "items { title } ".repeat(2_000)),
        format!("{{ items {{ {} title }} }}", "... { title } ".repeat(2_000)),
        format!("{{ items {{ title {} }} }}", "@include(if: true) ".repeat(60)),
    ] {
        let answer = editor.graphql(&query).await;
        let (status, code) = only_error(&answer);
        assert!(status == 400 && ["QUERY_TOO_COMPLEX", "GRAPHQL_VALIDATION_FAILED"].contains(&code), "{}", answer.text);
    }
}

#[tokio::test]
async fn every_breach_of_a_limit_names_the_key_that_the_configuration_prints() {
    let server = TestServer::with_model(&world::MODEL).await;
    let token = server.as_full_access().await;
    for (key, query) in [
        ("document_bytes", "{ items { title summary story slug contact } }"),
        ("document_tokens", "{ items { title summary story slug contact } }"),
        ("document_nesting", "{ items { maker { items { title } } } }"),
        ("depth", "{ items { maker { items { title } } } }"),
        ("aliases", "{ a: items { b: title c: title d: title e: title } }"),
        ("root_fields", "{ items { title } tags { label } makers { name } sheets { note } }"),
        ("directives", "{ items { title @skip(if: false) @include(if: true) slug @skip(if: false) } }"),
        ("expanded_fields", "{ items { title summary story slug contact } }"),
        ("introspection_lists", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"),
        ("cost", "{ items { title summary } }"),
    ] {
        let mut config = toml::from_str::<toml::Table>(&keyway::config::Config::default().to_toml()).unwrap();
        let limits = config["limits"].as_table_mut().unwrap();
        assert!(limits.contains_key(key), "{key} is not printed");
        limits.insert(key.to_owned(), toml::Value::Integer(2));
        let config = config.try_into().unwrap();
        let client = token.at(routers(&config, &server.services).0);
        let answer = client.graphql(query).await;
        let error = &answer.body["errors"][0];
        let details = [&error["extensions"], &error["extensions"]["error"]["details"]];
        let named = details.into_iter().find(|details| details["configuration"] == format!("limits.{key}"));
        let named = named.unwrap_or_else(|| panic!("{key}: {}", answer.text));
        assert_eq!((&named["limit"], &named["value"]), (&json!(key), &json!(2)), "{}", answer.text);
    }
}

#[tokio::test]
async fn nothing_of_the_servers_inside_is_told() {
    let (_server, editor) = world::empty().await;
    for query in [
        "{ items(sort: \"title; DROP TABLE items; --\") { title } }",
        "{ items(filters: {title: {contains: \"' OR '1'='1\"}}) { title } }",
        "{ items(filters: {title: {in: [\"\\u0000\", \"\\\"\"]}}) { title } }",
        "{ item(documentId: \"x' OR 1=1 --\") { title } }",
        "mutation { deleteItem(documentId: \"' OR 1=1 --\") { documentId } }",
        "mutation { createItem(data: {title: \"t\", tags: [\"' OR 1=1\"]}) { title } }",
        "mutation { createItem(data: {title: \"t\", tags: [\"99999999999999999999\", 4]}) { title } }",
    ] {
        let answer = editor.graphql(query).await;
        assert_eq!(answer.status, 200, "{query}");
        for inside in ["SQL", "sqlite", "keyway.db", "rusqlite", "src/", "panick", "INTERNAL"] {
            assert!(!answer.text.contains(inside), "{query}: {}", answer.text);
        }
    }
}
