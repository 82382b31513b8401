//! Which rows a document has, and what their moments say.

use keyway::access::Status::{Draft, Published};
use keyway::error::Code;
use keyway::query::write::Operation;
use serde_json::{Value as Json, json};

use crate::testkit::database;

use super::laboratory::{Laboratory, START, collection, content, object};

fn model() -> Vec<Json> {
    let attributes = json!({
        "title": {"type": "string"},
        "featured": {"type": "boolean", "default": false},
        "secret": {"type": "password"},
        "price": {"type": "decimal"},
        "views": {"type": "biginteger"},
        "on": {"type": "date"},
        "at": {"type": "time"},
        "when": {"type": "datetime"},
        "meta": {"type": "json"},
    });
    let mut homepage = collection("homepage", true, json!({"title": {"type": "string", "default": "Home"}}));
    homepage["kind"] = json!("singleType");
    vec![collection("article", true, attributes.clone()), collection("category", false, attributes), homepage]
}

const ROWS: &str = "SELECT id, title, created_at, updated_at, published_at, locale FROM articles ORDER BY id";

#[tokio::test]
async fn a_draft_is_one_row_without_a_publication() {
    let laboratory = Laboratory::open(model()).await;
    laboratory.create("article", json!({"title": "A"}), Draft).await;
    assert_eq!(laboratory.json(ROWS).await, json!([[1, "A", START, START, null, null]]));
}

#[tokio::test]
async fn an_edit_after_publishing_leaves_the_published_row_as_it_was() {
    let laboratory = Laboratory::open(model()).await;
    let article = laboratory.create("article", json!({"title": "A"}), Published).await;
    laboratory.tick();
    laboratory.update("article", &article, json!({"title": "A2"}), Draft).await;
    let rows = json!([[1, "A2", START, START + 1000, null, null], [2, "A", START, START, START, null]]);
    assert_eq!(laboratory.json(ROWS).await, rows);
}

#[tokio::test]
async fn publishing_again_keeps_the_published_row_and_its_id() {
    let laboratory = Laboratory::open(model()).await;
    let article = laboratory.create("article", json!({"title": "A"}), Published).await;
    laboratory.tick();
    laboratory.update("article", &article, json!({"title": "B"}), Draft).await;
    laboratory.tick();
    laboratory.update("article", &article, json!({}), Published).await;
    let (created, now) = (START, START + 2000);
    assert_eq!(
        laboratory.json(ROWS).await,
        json!([[1, "B", created, now, null, null], [2, "B", created, now, now, null]])
    );
}

#[tokio::test]
async fn a_type_without_drafts_has_one_row_that_every_update_publishes_again() {
    let laboratory = Laboratory::open(model()).await;
    let category = laboratory.create("category", json!({"title": "A"}), Draft).await;
    laboratory.tick();
    laboratory.update("category", &category, json!({"title": "B"}), Draft).await;
    let rows = laboratory.json("SELECT title, created_at, updated_at, published_at FROM categorys").await;
    assert_eq!(rows, json!([["B", START, START + 1000, START + 1000]]));
}

#[tokio::test]
async fn values_are_stored_as_strapi_stores_them() {
    let laboratory = Laboratory::open(model()).await;
    let data = json!({
        "featured": "true", "price": 12.345, "views": "9007199254740993", "on": "2024-02-29", "at": "13:05:09",
        "when": "2024-02-29T13:05:09.123Z", "meta": {"b": 1, "a": [true, null, "x"]},
    });
    laboratory.create("article", data, Published).await;
    let columns = ["featured", "price", "views", "\"on\"", "\"at\"", "\"when\""];
    let stored = laboratory.json(&format!("SELECT {} FROM articles", columns.join(", "))).await;
    // Only SQLite has no decimals.
    let price = if database::is_sqlite() { 12.345 } else { 12.35 };
    let row = json!([1, price, 9_007_199_254_740_993_i64, "2024-02-29", "13:05:09.000", 1_709_211_909_123_i64]);
    assert_eq!(stored, json!([row, row]));
    let meta = laboratory.json("SELECT meta FROM articles").await;
    let meta: Json = serde_json::from_str(meta[0][0].as_str().expect("JSON")).expect("JSON");
    assert_eq!(meta, json!({"b": 1, "a": [true, null, "x"]}));
    if database::is_sqlite() {
        let classes = columns.map(|column| format!("typeof({column})")).join(", ");
        let row = json!(["integer", "real", "integer", "text", "text", "integer", "text"]);
        let stored = laboratory.json(&format!("SELECT {classes}, typeof(meta) FROM articles")).await;
        assert_eq!(stored, json!([row, row]));
    }
}

#[tokio::test]
async fn defaults_are_for_absent_attributes_and_not_for_null() {
    let laboratory = Laboratory::open(model()).await;
    laboratory.create("article", json!({}), Draft).await;
    laboratory.create("article", json!({"featured": null}), Draft).await;
    assert_eq!(laboratory.json("SELECT featured FROM articles ORDER BY id").await, json!([[0], [null]]));
}

#[tokio::test]
async fn absent_attributes_keep_their_value_and_null_clears() {
    let laboratory = Laboratory::open(model()).await;
    let article = laboratory.create("article", json!({"title": "A", "price": 1.5}), Draft).await;
    laboratory.update("article", &article, json!({"price": null}), Draft).await;
    assert_eq!(laboratory.json("SELECT title, price, featured FROM articles").await, json!([["A", null, 0]]));
}

#[tokio::test]
async fn a_password_is_stored_as_the_hash_that_strapi_makes() {
    let laboratory = Laboratory::open(model()).await;
    laboratory.create("article", json!({"secret": "correct horse"}), Published).await;
    let stored = laboratory.json("SELECT secret FROM articles").await;
    let (draft, published) = (stored[0][0].as_str().expect("a hash"), &stored[1][0]);
    assert!(draft.starts_with("$2a$10$") && published == draft);
    assert!(bcrypt::verify("correct horse", draft).expect("is a hash"));
}

#[tokio::test]
async fn deleting_removes_draft_and_published() {
    let laboratory = Laboratory::open(model()).await;
    let article = laboratory.create("article", json!({"title": "A"}), Published).await;
    laboratory.delete("article", &article).await;
    assert_eq!(laboratory.json(ROWS).await, json!([]));
    laboratory.delete("article", &article).await;
}

#[tokio::test]
async fn updating_an_unknown_document_finds_nothing() {
    let laboratory = Laboratory::open(model()).await;
    let error = laboratory.try_update("article", "nowhere", json!({"title": "A"}), Draft).await.expect_err("refused");
    assert_eq!(error.code(), Code::NotFound);
}

#[tokio::test]
async fn a_single_type_is_made_by_its_first_update_and_gone_once() {
    let laboratory = Laboratory::open(model()).await;
    let (first, second) = (object(json!({})), object(json!({"title": "New"})));
    let made = laboratory.write("homepage", Operation::Update(None, content(&first, Published))).await.expect("makes");
    let kept = laboratory.write("homepage", Operation::Update(None, content(&second, Draft))).await.expect("updates");
    assert_eq!(made, kept);
    assert_eq!(laboratory.json("SELECT title FROM homepages ORDER BY id").await, json!([["New"], ["Home"]]));
    laboratory.write("homepage", Operation::Delete(None)).await.expect("deletes");
    let error = laboratory.write("homepage", Operation::Delete(None)).await.expect_err("nothing is left");
    assert_eq!((error.code(), error.public().message.as_ref()), (Code::NotFound, "Document not found"));
}

#[tokio::test]
async fn a_published_row_without_a_draft_gets_one_back() {
    let laboratory = Laboratory::open(model()).await;
    let article = laboratory.create("article", json!({"title": "A", "price": 2}), Published).await;
    laboratory.run("DELETE FROM articles WHERE published_at IS NULL").await;
    laboratory.update("article", &article, json!({"title": "B"}), Draft).await;
    let rows = laboratory.json("SELECT title, price, published_at IS NULL FROM articles ORDER BY id").await;
    assert_eq!(rows, json!([["A", 2.0, 0], ["B", 2.0, 1]]));
}

#[tokio::test]
async fn a_single_type_has_no_second_document_and_a_collection_no_nameless_one() {
    let laboratory = Laboratory::open(model()).await;
    let data = object(json!({}));
    for (content_type, operation) in [
        ("homepage", Operation::Create(content(&data, Draft))),
        ("article", Operation::Update(None, content(&data, Draft))),
        ("article", Operation::Delete(None)),
        ("nothing", Operation::Delete(None)),
    ] {
        let error = laboratory.write(content_type, operation).await.expect_err("refused");
        assert_eq!(error.code(), Code::NotFound);
    }
}
