//! Who may write what.

use keyway::access::Status::{self, Draft, Published};
use keyway::error::Code;
use keyway::query::write::Operation;
use serde_json::{Value as Json, json};

use super::laboratory::{Laboratory, collection, content, object, relation};

async fn laboratory(permissions: &[&str]) -> Laboratory {
    let title = json!({"type": "string"});
    let article = json!({
        "title": title, "price": {"type": "decimal"}, "hidden": {"type": "string", "private": true},
        "category": relation("manyToOne", "category", None), "tag": relation("manyToOne", "tag", None),
    });
    let mut laboratory = Laboratory::open(vec![
        collection("article", true, article),
        collection("category", false, json!({"title": title})),
        collection("tag", true, json!({"title": title})),
    ])
    .await;
    laboratory.permit(permissions);
    laboratory
}

async fn missing(laboratory: &Laboratory, content_type: &str, data: Json, status: Status) -> String {
    let error = laboratory.try_create(content_type, data, status).await.expect_err("refused");
    assert_eq!(error.code(), Code::Forbidden);
    error.public().details["missing"].as_str().expect("a permission").to_owned()
}

#[tokio::test]
async fn each_operation_needs_its_own_action() {
    let laboratory = laboratory(&["article:find", "tag:create,update,delete"]).await;
    assert_eq!(missing(&laboratory, "article", json!({}), Draft).await, "article:create");
    let data = object(json!({}));
    for (operation, permission) in [
        (Operation::Update(Some("x"), content(&data, Draft)), "article:update"),
        (Operation::Delete(Some("x")), "article:delete"),
    ] {
        let error = laboratory.write("article", operation).await.expect_err("refused");
        assert_eq!((error.code(), &error.public().details["missing"]), (Code::Forbidden, &json!(permission)));
    }
    let tag = laboratory.create("tag", json!({}), Draft).await;
    laboratory.update("tag", &tag, json!({}), Draft).await;
    laboratory.delete("tag", &tag).await;
}

#[tokio::test]
async fn publishing_needs_the_publish_action_where_there_are_drafts() {
    let laboratory = laboratory(&["article:create"]).await;
    assert_eq!(missing(&laboratory, "article", json!({}), Published).await, "article:publish");
    laboratory.create("article", json!({}), Draft).await;
}

#[tokio::test]
async fn a_type_without_drafts_is_published_by_whoever_may_write_it() {
    let laboratory = laboratory(&["category:create"]).await;
    laboratory.create("category", json!({}), Published).await;
}

#[tokio::test]
async fn only_granted_fields_can_be_set() {
    let laboratory = laboratory(&["article:create(title,hidden)"]).await;
    assert_eq!(
        missing(&laboratory, "article", json!({"title": "a", "price": 1}), Draft).await,
        "article:create(price)"
    );
    laboratory.create("article", json!({"title": "a", "hidden": "b"}), Draft).await;
    assert_eq!(laboratory.json("SELECT title, hidden, price FROM articles").await, json!([["a", "b", null]]));
}

#[tokio::test]
async fn a_relation_needs_find_on_its_target() {
    let laboratory = laboratory(&["article:create"]).await;
    assert_eq!(missing(&laboratory, "article", json!({"category": null}), Draft).await, "category:find");
}

#[tokio::test]
async fn a_draft_that_the_caller_may_not_see_can_not_be_linked() {
    let mut laboratory = laboratory(&["tag:create"]).await;
    let tag = laboratory.create("tag", json!({}), Draft).await;
    laboratory.permit(&["article:create", "tag:find"]);
    let error = laboratory.try_create("article", json!({"tag": tag}), Draft).await.expect_err("refused");
    assert_eq!(error.public().message, format!("Document with id \"{tag}\", locale \"null\" not found"));
    let error = laboratory.try_create("article", json!({"tag": 1}), Draft).await.expect_err("refused");
    assert!(error.public().message.starts_with("1 relation(s) of type api::tag.tag"));
    laboratory.permit(&["article:create", "tag:find+drafts"]);
    laboratory.create("article", json!({"tag": tag}), Draft).await;
}
