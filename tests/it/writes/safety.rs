//! Whole or not at all, one after the other, and no text of a client ever in a statement.

use std::sync::Arc;

use keyway::access::Status::{Draft, Published};
use keyway::error::Code;
use serde_json::{Value as Json, json};

use super::checks;
use super::laboratory::{Laboratory, collection, relation};

fn model() -> Vec<Json> {
    let article = json!({
        "title": {"type": "string", "required": true},
        "slug": {"type": "uid"},
        "meta": {"type": "json"},
        "tags": relation("manyToMany", "tag", Some(("inversedBy", "articles"))),
    });
    let tag = json!({
        "title": {"type": "string"},
        "articles": relation("manyToMany", "article", Some(("mappedBy", "tags"))),
    });
    vec![collection("article", true, article), collection("tag", true, tag)]
}

const EVERYTHING: &str = "SELECT a.id, title, updated_at, published_at, tag_id FROM articles a \
                          LEFT JOIN articles_tags_lnk l ON l.article_id = a.id ORDER BY a.id, l.id";

#[tokio::test]
async fn a_publication_that_is_refused_leaves_nothing() {
    let laboratory = Laboratory::open(model()).await;
    let tag = laboratory.create("tag", json!({}), Published).await;
    assert!(laboratory.try_create("article", json!({"tags": [tag]}), Published).await.is_err());
    assert_eq!(laboratory.json(EVERYTHING).await, json!([]));

    let article = laboratory.create("article", json!({"title": "A", "tags": [tag]}), Published).await;
    let before = laboratory.json(EVERYTHING).await;
    laboratory.tick();
    for data in [json!({"title": null, "tags": []}), json!({"title": "B", "tags": ["nowhere"]})] {
        assert!(laboratory.try_update("article", &article, data, Published).await.is_err());
        assert_eq!(laboratory.json(EVERYTHING).await, before);
    }
}

#[tokio::test]
async fn concurrent_writers_lose_no_acknowledged_write() {
    let laboratory = Arc::new(Laboratory::open(model()).await);
    let tag = laboratory.create("tag", json!({}), Published).await;
    let shared = laboratory.create("article", json!({"title": "shared"}), Published).await;
    let writers = (0..8).map(|writer| {
        let (laboratory, tag, shared) = (Arc::clone(&laboratory), tag.clone(), shared.clone());
        tokio::spawn(async move {
            let mut acknowledged = Vec::new();
            for number in 0..10 {
                let data = json!({"title": format!("{writer}-{number}"), "tags": [tag]});
                acknowledged.push(laboratory.create("article", data.clone(), Published).await);
                laboratory.update("article", &shared, data, Published).await;
            }
            acknowledged
        })
    });
    let mut acknowledged = Vec::new();
    for writer in writers.collect::<Vec<_>>() {
        acknowledged.extend(writer.await.expect("no writer panics"));
    }
    for document in &acknowledged {
        let rows = format!("SELECT COUNT(*) FROM articles WHERE document_id = '{document}'");
        assert_eq!(laboratory.json(&rows).await, json!([[2]]));
    }
    assert_eq!(acknowledged.len(), 80);
    assert_eq!(laboratory.json("SELECT COUNT(*) FROM articles_tags_lnk").await, json!([[162]]));
    assert_eq!(checks::broken(&laboratory).await, Vec::<String>::new());
}

#[tokio::test]
async fn of_many_that_want_the_same_unique_value_one_gets_it() {
    let laboratory = Arc::new(Laboratory::open(model()).await);
    let writers = (0..8).map(|_| {
        let laboratory = Arc::clone(&laboratory);
        tokio::spawn(async move {
            laboratory.try_create("article", json!({"title": "A", "slug": "same"}), Published).await.is_ok()
        })
    });
    let mut winners = 0;
    for writer in writers.collect::<Vec<_>>() {
        winners += usize::from(writer.await.expect("no writer panics"));
    }
    assert_eq!(winners, 1);
}

#[tokio::test]
async fn hostile_texts_are_values_and_never_names() {
    let laboratory = Laboratory::open(model()).await;
    let hostile = [
        "'; DROP TABLE articles; --",
        "\"; DROP TABLE articles; --",
        "title\" = 'x', \"slug",
        "?",
        "$1",
        "\u{1}",
        "\u{202e}",
    ];
    for text in hostile {
        let key = laboratory.try_create("article", json!({text: "x"}), Draft).await.expect_err("no such name");
        assert_eq!(key.public().message, format!("Invalid key {text}"));
        let id = laboratory.try_create("article", json!({"tags": [text]}), Draft).await.expect_err("no such tag");
        assert_eq!(id.code(), Code::BadUserInput);
        let document = laboratory.try_update("article", text, json!({}), Draft).await.expect_err("no such article");
        assert_eq!(document.code(), Code::NotFound);
        laboratory.delete("article", text).await;
        let article = laboratory.create("article", json!({"title": text, "meta": {text: text}}), Published).await;
        let stored =
            laboratory.json(&format!("SELECT title, meta FROM articles WHERE document_id = '{article}'")).await;
        let row = json!([text, json!({text: text}).to_string()]);
        assert_eq!(stored, json!([row, row]));
    }
    let nul = laboratory.try_create("article", json!({"title": "\0"}), Draft).await.expect_err("no text");
    assert_eq!(nul.public().message, "title must not contain the character NUL");
}

#[tokio::test]
async fn a_name_of_the_model_is_quoted_in_every_statement() {
    let mut group = collection(
        "order",
        true,
        json!({
            "select": {"type": "string", "required": true},
            "where": relation("manyToMany", "order", Some(("inversedBy", "from"))),
            "from": relation("manyToMany", "order", Some(("mappedBy", "where"))),
            "group": relation("oneToMany", "order", None),
        }),
    );
    group["collectionName"] = json!("order");
    let laboratory = Laboratory::open(vec![group]).await;
    let one = laboratory.create("order", json!({"select": "a"}), Draft).await;
    let two = laboratory.create("order", json!({"select": "b", "where": [one], "group": [one]}), Published).await;
    laboratory.update("order", &one, json!({"from": [two]}), Published).await;
    laboratory.update("order", &two, json!({"select": "c"}), Published).await;
    laboratory.delete("order", &two).await;
    assert_eq!(laboratory.json("SELECT \"select\" FROM \"order\" ORDER BY id").await, json!([["a"], ["a"]]));
}
