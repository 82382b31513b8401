//! Pages, in both ways to ask for them.

use serde_json::{Value, json};

use super::world::{self, texts};
use crate::testkit::{Client, TestServer};

/// Twenty-five items, `00` to `24`.
async fn items() -> (TestServer, Client) {
    let (server, editor) = world::empty().await;
    let titles = (0..25).map(|number| format!("{number:02}")).collect::<Vec<_>>();
    world::titled(&editor, &titles.iter().map(String::as_str).collect::<Vec<_>>()).await;
    (server, editor)
}

#[tokio::test]
async fn a_page_holds_what_was_asked_within_the_configured_bounds() {
    let (_server, editor) = items().await;
    for (pagination, first, count) in [
        ("{}", "00", 10),
        ("{page: 2}", "10", 10),
        ("{page: 3}", "20", 5),
        ("{pageSize: 4}", "00", 4),
        ("{page: 2, pageSize: 20}", "20", 5),
        ("{page: 0, pageSize: 3}", "00", 3),
        ("{page: -7, pageSize: 0}", "00", 1),
        ("{pageSize: -1}", "00", 1),
        ("{start: 5}", "05", 10),
        ("{start: 20, limit: 3}", "20", 3),
        ("{limit: 2}", "00", 2),
        ("{limit: 0}", "00", 1),
        ("{start: -4, limit: -1}", "00", 25),
        ("{limit: 100000}", "00", 25),
        ("{page: null, pageSize: null, start: null, limit: null}", "00", 10),
    ] {
        let answer = editor.graphql(&format!("{{ items(pagination: {pagination}) {{ title }} }}")).await;
        let titles = texts(&answer.data()["items"], "title");
        assert_eq!((titles[0], titles.len()), (first, count), "{pagination}");
    }
}

#[tokio::test]
async fn beyond_the_end_there_is_nothing() {
    let (_server, editor) = items().await;
    for pagination in ["{page: 4}", "{start: 25}", "{page: 2147483647, pageSize: 100}", "{start: 2147483647}"] {
        let answer = editor.graphql(&format!("{{ items(pagination: {pagination}) {{ title }} }}")).await;
        assert_eq!(answer.data()["items"], json!([]), "{pagination}");
    }
}

#[tokio::test]
async fn the_two_ways_to_page_do_not_mix() {
    let (_server, editor) = items().await;
    for pagination in ["{page: 1, limit: 5}", "{pageSize: 1, start: 0}", "{page: 1, start: 0, limit: 1}"] {
        for query in [
            format!("{{ items(pagination: {pagination}) {{ title }} }}"),
            format!("{{ items_connection(pagination: {pagination}) {{ nodes {{ title }} }} }}"),
            format!("{{ items {{ tags(pagination: {pagination}) {{ label }} }} }}"),
        ] {
            assert_eq!(editor.graphql(&query).await.error_code(), "STRAPI_PAGINATION_ERROR", "{query}");
        }
    }
}

#[tokio::test]
async fn numbers_that_are_no_int_are_refused_before_anything_runs() {
    let (_server, editor) = items().await;
    for value in ["1.5", "\"1\"", "2147483648", "99999999999999999999999999", "true", "[1]", "1e400"] {
        let answer = editor.graphql(&format!("{{ items(pagination: {{page: {value}}}) {{ title }} }}")).await;
        assert_eq!(answer.status, 400, "{value}: {}", answer.text);
        assert!(["GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED"].contains(&answer.error_code()), "{value}");
        assert!(answer.body.get("data").is_none());
    }
    let query = "query($n: Int) { items(pagination: {page: $n}) { title } }";
    for value in [json!(1.5), json!("1"), json!(2_147_483_648_i64), json!(1e300), json!([1]), json!({})] {
        let answer = editor.graphql_with(query, json!({ "n": value })).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "BAD_USER_INPUT"), "{value}");
    }
}

#[tokio::test]
async fn the_configuration_sets_the_size_of_pages() {
    let (server, credentials) = TestServer::demo_configured(|config| {
        config.limits.page_size_default = 3;
        config.limits.page_size_max = 5;
    })
    .await;
    let editor = server.bearer(&credentials.tokens.full_access);
    let count = async |arguments: &str| {
        let answer = editor.graphql(&format!("{{ articles{arguments} {{ title }} }}")).await;
        answer.data()["articles"].as_array().unwrap().len()
    };
    assert_eq!(count("").await, 3);
    assert_eq!(count("(pagination: {limit: -1})").await, 5);
    assert_eq!(count("(pagination: {pageSize: 50})").await, 5);
    let info =
        editor.graphql("{ articles_connection(pagination: {pageSize: 50}) { pageInfo { pageSize pageCount } } }").await;
    assert_eq!(info.data()["articles_connection"]["pageInfo"], json!({"pageSize": 5, "pageCount": 5}));
}

#[tokio::test]
async fn pages_together_hold_every_entry_once() {
    let (_server, editor) = items().await;
    let mut seen = Vec::new();
    for page in 1..=5 {
        let query =
            format!(r#"{{ items(sort: "stock:desc", pagination: {{page: {page}, pageSize: 6}}) {{ title }} }}"#);
        let answer = editor.graphql(&query).await;
        seen.extend(answer.data()["items"].as_array().unwrap().iter().map(|item| item["title"].clone()));
    }
    assert_eq!(seen, (0..25).map(|number| Value::from(format!("{number:02}"))).collect::<Vec<_>>());
}
