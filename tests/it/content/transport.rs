//! What HTTP and documents have to be at `/graphql`. The rules of GraphQL over HTTP are the audit suite's.

use axum::body::Body;
use http::Request;
use serde_json::{Value, json};

use super::world;
use crate::testkit::{Answer, Client, TestServer};

async fn send(caller: &Client, method: &str, uri: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let request = Request::builder().method(method).uri(uri);
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    caller.send(request.body(Body::from(body.to_owned())).unwrap()).await
}

const JSON: (&str, &str) = ("content-type", "application/json");

/// Everything is open to whoever has no credential, as a foreign page has none.
async fn public() -> TestServer {
    let server = TestServer::with_model(&world::MODEL).await;
    let admin = server.as_admin().await;
    let open = r#"mutation { setPublicPermissions(input: {permissions: ["*:find,findOne,create,update,publish"]}) { publicPermissions { permissions } } }"#;
    admin.management(open).await.data();
    server
}

#[tokio::test]
async fn a_request_that_a_form_or_an_image_could_send_is_refused_as_possible_forgery() {
    let server = public().await;
    let page = server.anonymous();
    let body = r#"{"query":"mutation { createItem(data: {title: \"forged\"}) { title } }"}"#;
    for (method, uri, headers) in [
        ("POST", "/graphql", &[("content-type", "text/plain")][..]),
        ("POST", "/graphql", &[("content-type", "application/x-www-form-urlencoded")]),
        ("POST", "/graphql", &[("content-type", "multipart/form-data; boundary=x")]),
        ("POST", "/graphql", &[]),
        ("GET", "/graphql?query=%7Bitems%7Btitle%7D%7D", &[]),
        ("GET", "/graphql?query=%7Bitems%7Btitle%7D%7D", &[("apollo-require-preflight", "")]),
        ("GET", "/graphql?query=%7Bitems%7Btitle%7D%7D", &[("content-type", "text/plain")]),
    ] {
        let answer = send(&page, method, uri, headers, if method == "POST" { body } else { "" }).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "BAD_REQUEST"), "{method} {headers:?}");
        assert!(answer.text.contains("blocked as a potential Cross-Site Request Forgery (CSRF)"), "{}", answer.text);
    }
    for headers in [&[JSON][..], &[("apollo-require-preflight", "1")], &[("x-apollo-operation-name", "Q")]] {
        let answer = send(&page, "GET", "/graphql?query=%7Bitems%7Btitle%7D%7D", headers, "").await;
        assert_eq!(answer.data(), &json!({"items": []}), "{headers:?}");
    }
}

#[tokio::test]
async fn a_list_of_operations_and_a_body_without_one_are_refused_in_strapis_words() {
    let (_server, editor) = world::empty().await;
    for (body, message) in [
        (r#"[{"query":"{ items { title } }"}]"#, "Operation batching disabled."),
        ("[]", "Operation batching disabled."),
        ("", "POST body missing, invalid Content-Type, or JSON object has no keys."),
        ("{}", "POST body missing, invalid Content-Type, or JSON object has no keys."),
    ] {
        let answer = send(&editor, "POST", "/graphql", &[JSON], body).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "BAD_REQUEST"), "{body}");
        assert_eq!(answer.body["errors"][0]["message"], message, "{body}");
    }
}

#[tokio::test]
async fn an_answer_has_strapis_headers_lists_errors_first_and_ends_with_a_line_feed() {
    let (_server, editor) = world::empty().await;
    let answer = editor.graphql("{ items(sort: \"bogus\") { title } tags { label } }").await;
    assert_eq!(answer.headers["content-type"], "application/json; charset=utf-8");
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert!(answer.text.starts_with(r#"{"errors":["#) && answer.text.ends_with("}\n"), "{}", answer.text);
    assert!(editor.graphql("{ items { title } }").await.text == "{\"data\":{\"items\":[]}}\n");
}

#[tokio::test]
async fn an_operation_is_chosen_by_its_name_and_only_by_that() {
    let (_server, editor) = world::empty().await;
    let two = "query A { items { title } } query B { tags { label } }";
    let chosen = editor.post("/graphql", &json!({"query": two, "operationName": "B"})).await;
    assert_eq!(chosen.data(), &json!({"tags": []}));
    for (query, name, message) in [
        (two, Value::Null, "Must provide operation name if query contains multiple operations."),
        (two, json!("C"), "Unknown operation named \"C\"."),
        ("query A { items { title } }", json!("B"), "Unknown operation named \"B\"."),
    ] {
        let answer = editor.post("/graphql", &json!({"query": query, "operationName": name})).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "OPERATION_RESOLUTION_FAILURE"), "{name}");
        assert_eq!(answer.body["errors"][0]["message"], message);
        assert!(answer.body.get("data").is_none(), "{}", answer.text);
    }
}

#[tokio::test]
async fn too_deep_an_operation_is_named_with_the_limit_as_strapi_does() {
    let server = TestServer::with_model_configured(&world::MODEL, |config| config.limits.depth = 2).await;
    let editor = server.as_full_access().await;
    editor.graphql("query Q { items { maker { name __typename } } }").await.data();
    let fragment = "query Q { items { ...F } } fragment F on Item { maker { items { title } } }";
    for (query, name) in [
        ("query Q { items { maker { items { title } } } }", "Q"),
        ("{ items { maker { items { title } } } }", ""),
        (fragment, "Q"),
    ] {
        let answer = editor.graphql(query).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "GRAPHQL_VALIDATION_FAILED"), "{query}");
        let message = format!("'{name}' exceeds maximum operation depth of 2");
        assert_eq!(answer.body["errors"][0]["message"], message, "{query}");
    }
}

#[tokio::test]
async fn introspection_can_be_switched_off_and_typename_with_it_not() {
    let server = TestServer::with_model_configured(&world::MODEL, |config| config.introspection = false).await;
    let editor = server.as_full_access().await;
    for query in [
        "{ __schema { queryType { name } } }",
        "{ __type(name: \"Item\") { name } }",
        "{ items { title } ...F } fragment F on Query { __schema { queryType { name } } }",
    ] {
        let answer = editor.graphql(query).await;
        assert_eq!(answer.status, 400, "{query}");
        let expected = json!({"validationErrorCode": "INTROSPECTION_DISABLED", "code": "GRAPHQL_VALIDATION_FAILED"});
        assert_eq!(answer.body["errors"][0]["extensions"], expected, "{query}");
        assert!(answer.body.get("data").is_none(), "{query}");
    }
    let typename = editor.graphql("{ __typename items { __typename } }").await;
    assert_eq!(typename.data(), &json!({"__typename": "Query", "items": []}));
}

#[tokio::test]
async fn introspection_and_typename_need_a_credential_that_passes_and_no_permission() {
    let server = TestServer::with_model(&world::MODEL).await;
    let nothing = server.as_token(&[]).await;
    let answer = nothing.graphql("{ __typename __schema { queryType { name } } }").await;
    assert_eq!(answer.data(), &json!({"__typename": "Query", "__schema": {"queryType": {"name": "Query"}}}));
    for refused in [server.anonymous(), server.bearer("kw_bad")] {
        let answer = refused.graphql("{ __typename }").await;
        let expected = json!({"data": null, "error": {"status": 401, "name": "UnauthorizedError",
            "message": "Missing or invalid credentials", "details": {}}});
        assert_eq!((answer.status.as_u16(), &answer.body), (401, &expected));
    }
}
