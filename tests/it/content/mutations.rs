//! Creating, updating, publishing and deleting over GraphQL.

use serde_json::{Value, json};

use super::world::{self, texts};
use crate::testkit::TestServer;

#[tokio::test]
async fn a_create_publishes_at_once_and_answers_the_entry() {
    let (_server, editor) = world::empty().await;
    let mutation = r#"mutation { createItem(data: {title: "t"}) { title publishedAt createdAt updatedAt } }"#;
    let now = "2026-11-23T12:00:00.000Z";
    let expected = json!({"title": "t", "publishedAt": now, "createdAt": now, "updatedAt": now});
    assert_eq!(editor.graphql(mutation).await.data()["createItem"], expected);
    let draft = "mutation { createItem(status: DRAFT, data: {}) { documentId publishedAt } }";
    assert_eq!(editor.graphql(draft).await.data()["createItem"]["publishedAt"], Value::Null);
}

#[tokio::test]
async fn an_update_changes_what_it_names_and_nothing_else() {
    let (server, editor) = world::empty().await;
    let id = world::create(&editor, "Item", r#"{title: "t", summary: "s", stock: 1}"#).await;
    server.clock.set(keyway::clock::Timestamp::parse("2026-11-24T00:00:00Z").unwrap());
    let mutation = format!(
        r#"mutation {{ updateItem(documentId: "{id}", data: {{summary: "new", stock: null}}) {{ documentId title summary stock createdAt updatedAt }} }}"#
    );
    let expected = json!({"documentId": id, "title": "t", "summary": "new", "stock": null,
        "createdAt": "2026-11-23T12:00:00.000Z", "updatedAt": "2026-11-24T00:00:00.000Z"});
    assert_eq!(editor.graphql(&mutation).await.data()["updateItem"], expected);
}

#[tokio::test]
async fn a_delete_removes_both_rows_and_answers_the_id() {
    let (_server, editor) = world::empty().await;
    let id = world::titled(&editor, &["gone"]).await.remove(0);
    let mutation = format!(r#"mutation {{ deleteItem(documentId: "{id}") {{ __typename id: documentId }} }}"#);
    let expected = json!({"__typename": "DeleteMutationResponse", "id": id});
    assert_eq!(editor.graphql(&mutation).await.data()["deleteItem"], expected);
    assert_eq!(editor.graphql(&mutation).await.data()["deleteItem"], expected, "what is gone is gone");
    let left = editor.graphql("{ items { title } drafts: items(status: DRAFT) { title } }").await;
    assert_eq!(*left.data(), json!({"items": [], "drafts": []}));
}

#[tokio::test]
async fn an_update_of_nothing_is_null_without_an_error() {
    let (_server, editor) = world::empty().await;
    let answer = editor.graphql(r#"mutation { updateItem(documentId: "x", data: {title: "y"}) { title } }"#).await;
    assert_eq!(*answer.data(), json!({ "updateItem": null }));
}

#[tokio::test]
async fn mutations_run_one_after_the_other_and_fail_one_by_one() {
    let (_server, editor) = world::empty().await;
    let mutation = r#"mutation {
        a: createMaker(data: {name: "one"}) { name }
        b: createMaker(data: {name: "one"}) { name }
        c: createMaker(data: {name: "two"}) { name }
    }"#;
    let answer = editor.graphql(mutation).await;
    assert_eq!(answer.body["data"], json!({"a": {"name": "one"}, "b": null, "c": {"name": "two"}}));
    assert_eq!(answer.body["errors"].as_array().unwrap().len(), 1);
    assert_eq!(answer.body["errors"][0]["path"], json!(["b"]));
    assert_eq!(texts(&editor.graphql("{ makers { name } }").await.data()["makers"], "name"), ["one", "two"]);
}

#[tokio::test]
async fn nothing_is_written_when_the_answer_that_is_asked_for_makes_no_sense() {
    let (_server, editor) = world::empty().await;
    for (answer, code) in [
        ("tags(sort: \"bogus\") { label }", "BAD_USER_INPUT"),
        ("tags(pagination: {page: 1, limit: 1}) { label }", "STRAPI_PAGINATION_ERROR"),
        ("tags(filters: {label: {in: [null]}}) { label }", "BAD_USER_INPUT"),
        ("bogus", "GRAPHQL_VALIDATION_FAILED"),
        (
            "tags(pagination: {limit: -1}) { items(pagination: {limit: -1}) { tags(pagination: {limit: -1}) { label } } }",
            "QUERY_TOO_COMPLEX",
        ),
    ] {
        let refused =
            editor.graphql(&format!("mutation {{ createItem(data: {{title: \"t\"}}) {{ {answer} }} }}")).await;
        assert_eq!(refused.error_code(), code, "{}", refused.text);
        assert_eq!(refused.body["errors"].as_array().unwrap().len(), 1, "{}", refused.text);
    }
    assert_eq!(editor.graphql("{ items(status: DRAFT) { title } }").await.data()["items"], json!([]));
}

#[tokio::test]
async fn nothing_is_written_by_whoever_may_not_name_the_relation_below_the_answer() {
    let (server, editor) = world::empty().await;
    let token = server.as_token(&["item:create,publish,findOne", "tag:find(label)"]).await;
    let mutation = r#"mutation { createItem(data: {title: "t"}) { tags(sort: "createdAt") { label } } }"#;
    assert_eq!(token.graphql(mutation).await.missing(), "tag:find(createdAt)");
    assert_eq!(editor.graphql("{ items { title } }").await.data()["items"], json!([]));
}

#[tokio::test]
async fn refused_data_leaves_no_trace() {
    let (server, editor) = world::empty().await;
    let maker = world::create(&editor, "Maker", r#"{name: "m"}"#).await;
    let token = server.as_token(&["item:create,update(title)", "item:publish", "maker:find"]).await;
    for data in [
        r#"{title: "t", summary: "s"}"#.to_owned(),
        format!(r#"{{title: "t", maker: "{maker}"}}"#),
        r#"{summary: null, title: "t"}"#.to_owned(),
    ] {
        assert!(
            token
                .graphql(&format!("mutation {{ createItem(data: {data}) {{ documentId }} }}"))
                .await
                .missing()
                .starts_with("item:create(")
        );
    }
    let by_variable = "mutation($data: ItemInput!) { createItem(data: $data) { documentId } }";
    let refused = token.graphql_with(by_variable, json!({"data": {"title": "t", "stock": 1}})).await;
    assert_eq!(refused.missing(), "item:create(stock)");
    assert_eq!(editor.graphql("{ items(status: DRAFT) { title } }").await.data()["items"], json!([]));
}

#[tokio::test]
async fn a_mutation_whose_answer_asks_for_what_may_not_be_read_writes_nothing() {
    let (server, editor) = world::empty().await;
    let id = world::titled(&editor, &["before"]).await.remove(0);
    let grants = ["item:create,update,publish", "item:find(title,tags)", "tag:find(items)", "maker:create"];
    let token = server.as_token(&grants).await;
    let data = r#"data: {title: "hidden"}"#;
    for (field, answer, path, missing) in [
        (format!("createItem({data})"), "title summary", json!(["summary"]), "item:find(summary)"),
        (
            format!("createItem({data})"),
            "tags { items { stock } }",
            json!(["tags", "items", "stock"]),
            "item:find(stock)",
        ),
        (format!("createItem({data})"), "tags { n: label }", json!(["tags", "n"]), "tag:find(label)"),
        (format!("updateItem(documentId: \"{id}\", {data})"), "title x: summary", json!(["x"]), "item:find(summary)"),
        (format!("createItem({data})"), "maker { name }", json!(["maker"]), "item:find(maker)"),
    ] {
        let refused = token.graphql(&format!("mutation {{ done: {field} {{ {answer} }} }}")).await;
        assert_eq!((refused.status.as_u16(), &refused.body["data"]), (200, &json!({ "done": null })), "{answer}");
        assert_eq!(refused.body["errors"].as_array().unwrap().len(), 1, "{}", refused.text);
        assert_eq!((refused.error_code(), refused.missing()), ("FORBIDDEN", missing), "{}", refused.text);
        let at = refused.body["errors"][0]["path"].as_array().unwrap();
        assert_eq!((&at[0], json!(at[1..])), (&json!("done"), path), "{}", refused.text);
    }
    let left = editor.graphql("{ items(status: DRAFT) { title } }").await;
    assert_eq!(left.data()["items"], json!([{"title": "before"}]));
}

#[tokio::test]
async fn a_mutation_that_is_refused_for_its_answer_leaves_the_others_alone() {
    let (server, editor) = world::empty().await;
    let token = server.as_token(&["maker:create", "maker:find(name)"]).await;
    let mutation =
        r#"mutation { a: createMaker(data: {name: "one"}) { country } b: createMaker(data: {name: "two"}) { name } }"#;
    let answer = token.graphql(mutation).await;
    assert_eq!(answer.missing(), "maker:find(country)");
    assert_eq!(answer.body["data"], json!({"a": null, "b": {"name": "two"}}));
    assert_eq!(texts(&editor.graphql("{ makers { name } }").await.data()["makers"], "name"), ["two"]);
}

#[tokio::test]
async fn a_text_with_the_character_nul_is_refused() {
    let (_server, editor) = world::empty().await;
    for data in [r#"{title: "a\u0000b"}"#, r#"{title: "t", slug: "\u0000"}"#] {
        let refused =
            editor.graphql(&format!("mutation {{ createItem(status: DRAFT, data: {data}) {{ documentId }} }}")).await;
        assert_eq!(refused.error_code(), "BAD_USER_INPUT", "{data}");
        let message = refused.body["errors"][0]["message"].as_str().unwrap();
        assert!(message.ends_with(" must not contain the character NUL"), "{message}");
    }
}

#[tokio::test]
async fn a_relation_is_set_only_to_what_exists_and_may_be_found() {
    let (server, editor) = world::empty().await;
    let hidden = world::draft(&editor, "Tag", r#"{label: "hidden"}"#).await;
    let token = server.as_token(&["item:create,publish,find", "tag:find"]).await;
    let refused = async |id: &str| {
        let answer = token
            .graphql(&format!(r#"mutation {{ createItem(data: {{title: "t", tags: ["{id}"]}}) {{ title }} }}"#))
            .await;
        assert_eq!(answer.error_code(), "BAD_USER_INPUT");
        answer.text.replace(id, "ID")
    };
    assert_eq!(refused(&hidden).await, refused("nothing").await, "a draft that may not be seen does not exist");
    assert_eq!(editor.graphql("{ items(status: DRAFT) { title } }").await.data()["items"], json!([]));
}

#[tokio::test]
async fn keys_that_the_program_decides_itself_are_accepted_and_without_effect() {
    let (_server, editor) = world::empty().await;
    let mutation = r#"mutation { createItem(data: {title: "t", publishedAt: "2001-01-01T00:00:00Z", locale: "fr"}) { publishedAt } }"#;
    assert_eq!(editor.graphql(mutation).await.data()["createItem"]["publishedAt"], "2026-11-23T12:00:00.000Z");
}

/// A type whose query has the name of another type's mutation.
#[tokio::test]
async fn a_mutation_is_itself_where_a_query_has_its_name() {
    let namesake = r#"{"kind": "collectionType", "collectionName": "cas", "options": {},
        "info": {"singularName": "create-maker", "pluralName": "cas", "displayName": "Create"},
        "attributes": {"name": {"type": "string"}}}"#;
    let server = TestServer::with_model(&[
        world::ITEM,
        world::MAKER,
        world::TAG,
        world::SHEET,
        world::SEO,
        world::LINK,
        namesake,
    ])
    .await;
    let editor = server.as_full_access().await;
    let made = editor.graphql(r#"mutation { createMaker(data: {name: "m"}) { name } }"#).await;
    assert_eq!(made.data()["createMaker"], json!({"name": "m"}));
    assert_eq!(editor.graphql("{ makers { name } }").await.data()["makers"], json!([{"name": "m"}]));
    assert_eq!(editor.graphql(r#"{ createMaker(documentId: "x") { name } }"#).await.data()["createMaker"], Value::Null);
    let reader = server.as_token(&["create-maker:findOne"]).await;
    let refused = reader.graphql(r#"mutation { createMaker(data: {name: "n"}) { documentId } }"#).await;
    assert_eq!(refused.missing(), "maker:create");
}
