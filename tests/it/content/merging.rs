//! Fields of one response key, wherever their selection sets are merged.

use serde_json::json;

use super::world;

#[tokio::test]
async fn fields_that_conflict_in_merged_selections_are_refused_as_a_whole() {
    let (_server, editor) = world::empty().await;
    let different = r#"because "title" and "maker" are different fields"#;
    let arguments = "because they have differing arguments";
    for (query, key, reason) in [
        ("{ items { c: title } items { c: maker { name } } }", "c", different),
        ("{ items { c: title } ... on Query { items { c: maker { name } } } }", "c", different),
        ("{ items { c: title } ...F } fragment F on Query { items { c: maker { name } } }", "c", different),
        ("{ items { c: title @skip(if: true) } items { c: maker { name } } }", "c", different),
        ("{ items { tags { label } } items { tags: children { title } } }", "tags", r#"because "tags" and "children""#),
        (r#"{ items { tags { label } } items { tags(sort: "label") { label } } }"#, "tags", arguments),
        (r#"{ items { tags(sort: "label") { label } } items { tags(sort: "id") { label } } }"#, "tags", arguments),
        ("{ items { maker { a: name } } items { maker { a: country } } }", "a", r#"because "name" and "country""#),
        ("mutation { createItem(data: {}) { c: title } createItem(data: {}) { c: maker { name } } }", "c", different),
    ] {
        let answer = editor.graphql(query).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "GRAPHQL_VALIDATION_FAILED"), "{query}");
        let message = answer.body["errors"][0]["message"].as_str().unwrap();
        assert!(message.starts_with(&format!("Fields \"{key}\" conflict {reason}")), "{query}: {message}");
        assert!(answer.body.get("data").is_none(), "{}", answer.text);
    }
    assert_eq!(editor.graphql("{ items(status: DRAFT) { documentId } }").await.data()["items"], json!([]));
}

#[tokio::test]
async fn fields_that_agree_are_merged() {
    let (_server, editor) = world::empty().await;
    world::create(&editor, "Item", r#"{title: "t", summary: "s"}"#).await;
    let query = r#"{
        items(sort: "title", pagination: {limit: 5}) { title tags(sort: "label") { label } }
        ...F
        items(pagination: {limit: 5}, sort: "title") { title tags(sort: "label") { documentId } }
    } fragment F on Query { items(sort: "title", pagination: {limit: 5}) { summary } }"#;
    let expected = json!([{"title": "t", "tags": [], "summary": "s"}]);
    assert_eq!(editor.graphql(query).await.data()["items"], expected);
}
