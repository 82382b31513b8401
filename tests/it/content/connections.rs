//! Lists with page information.

use serde_json::json;

use super::world::{self, texts};

#[tokio::test]
async fn page_information_counts_what_the_filter_matches() {
    let (_server, editor) = world::empty().await;
    let titles = (0..23).map(|number| format!("{number:02}")).collect::<Vec<_>>();
    world::titled(&editor, &titles.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let info = async |arguments: &str| {
        let query = format!("{{ items_connection{arguments} {{ pageInfo {{ total page pageSize pageCount }} }} }}");
        let info = editor.graphql(&query).await.data()["items_connection"]["pageInfo"].clone();
        ["total", "page", "pageSize", "pageCount"].map(|fact| info[fact].as_i64().unwrap())
    };
    assert_eq!(info("").await, [23, 1, 10, 3]);
    assert_eq!(info("(pagination: {page: 2, pageSize: 5})").await, [23, 2, 5, 5]);
    assert_eq!(info("(pagination: {start: 12, limit: 5})").await, [23, 3, 5, 5]);
    assert_eq!(info("(pagination: {page: 9})").await, [23, 9, 10, 3]);
    assert_eq!(info(r#"(filters: {title: {startsWith: "2"}})"#).await, [3, 1, 10, 1]);
    assert_eq!(info(r#"(filters: {title: {eq: "none"}})"#).await, [0, 1, 10, 0]);
    assert_eq!(info("(status: DRAFT, pagination: {pageSize: 23})").await, [23, 1, 23, 1]);
}

#[tokio::test]
async fn a_connection_holds_the_same_entries_as_the_list() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["c", "a", "b"]).await;
    let query = r#"{ list: items(sort: "title") { title } page: items_connection(sort: "title") {
        __typename pageInfo { __typename } other: nodes { title } nodes { documentId __typename } } }"#;
    let answer = editor.graphql(query).await;
    let data = answer.data();
    assert_eq!(data["list"], data["page"]["other"]);
    assert_eq!(data["page"]["__typename"], "ItemEntityResponseCollection");
    assert_eq!(data["page"]["pageInfo"]["__typename"], "Pagination");
    assert_eq!(texts(&data["page"]["nodes"], "__typename"), ["Item"; 3]);
}

#[tokio::test]
async fn a_nested_connection_has_nodes_and_no_page_information() {
    let (_server, editor) = world::empty().await;
    let tag = world::create(&editor, "Tag", r#"{label: "t"}"#).await;
    world::create(&editor, "Item", &format!(r#"{{title: "i", tags: ["{tag}"]}}"#)).await;
    let query = "{ items { tags_connection { __typename nodes { label } } } }";
    let expected = json!({"__typename": "TagRelationResponseCollection", "nodes": [{"label": "t"}]});
    assert_eq!(editor.graphql(query).await.data()["items"][0]["tags_connection"], expected);
    let refused = editor.graphql("{ items { tags_connection { pageInfo { total } } } }").await;
    assert_eq!((refused.status.as_u16(), refused.error_code()), (400, "GRAPHQL_VALIDATION_FAILED"));
}

#[tokio::test]
async fn two_connections_of_one_request_are_filtered_apart() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["x", "y"]).await;
    let query = r#"{ a: items_connection(filters: {title: {eq: "x"}}) { nodes { title } pageInfo { total } }
        b: items_connection { pageInfo { total } nodes { title } } }"#;
    let expected = json!({
        "a": {"nodes": [{"title": "x"}], "pageInfo": {"total": 1}},
        "b": {"pageInfo": {"total": 2}, "nodes": [{"title": "x"}, {"title": "y"}]}
    });
    assert_eq!(*editor.graphql(query).await.data(), expected);
}
