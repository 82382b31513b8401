//! The rows that publishing, unpublishing and discarding leave.

use keyway::access::DraftAction::{self, Discard, Publish, Unpublish};
use keyway::access::Status::{Draft, Published};
use keyway::error::Code;
use keyway::query::write::Operation;
use serde_json::{Value as Json, json};

use super::laboratory::{Laboratory, START, collection, relation};

fn model() -> Vec<Json> {
    let article = json!({
        "title": {"type": "string", "minLength": 3},
        "cover": {"type": "media"},
        "tags": relation("manyToMany", "tag", None),
        "block": {"type": "component", "component": "a.block"},
    });
    let mut front = collection("front", true, json!({"title": {"type": "string"}}));
    front["kind"] = json!("singleType");
    vec![
        collection("article", true, article),
        collection("tag", true, json!({"label": {"type": "string"}})),
        collection("list", false, json!({"articles": relation("oneToMany", "article", None)})),
        front,
        json!({"uid": "a.block", "collectionName": "blocks", "attributes": {"cover": {"type": "media"}, "text": {"type": "string"}}}),
    ]
}

const ROWS: &str = "SELECT id, title, created_at, updated_at, published_at FROM articles ORDER BY id";

/// An article, published when the laboratory starts and changed in its draft a second later, with everything that can
/// hang on it. A list leads to it.
async fn changed() -> (Laboratory, String) {
    let laboratory = Laboratory::open(model()).await;
    for file in 1..3 {
        let columns = "(id, document_id, name, hash, mime, size, url, provider, folder_path, published_at)";
        laboratory
            .run(&format!(
                "INSERT INTO files {columns} VALUES ({file}, 'f{file}', 'n', 'h', 'm', 1, 'u', 'p', '/', {})",
                moment(&laboratory)
            ))
            .await;
    }
    let tag = laboratory.create("tag", json!({"label": "t"}), Published).await;
    let data = json!({"title": "first", "tags": [tag], "cover": 1, "block": {"text": "one", "cover": 1}});
    let article = laboratory.create("article", data, Published).await;
    laboratory.create("list", json!({"articles": [article]}), Published).await;
    laboratory.tick();
    let data = json!({"title": "second", "tags": [], "cover": 2, "block": {"text": "two", "cover": 2}});
    laboratory.update("article", &article, data, Draft).await;
    laboratory.tick();
    (laboratory, article)
}

/// A moment as the database writes it.
fn moment(laboratory: &Laboratory) -> &'static str {
    match laboratory.database.dialect() {
        keyway::catalog::Dialect::Sqlite => "1",
        _ => "'2026-01-01 00:00:00'",
    }
}

async fn act(laboratory: &Laboratory, action: DraftAction, document: &str) {
    laboratory.write("article", Operation::Draft(action, Some(document))).await.expect("is done");
}

async fn hanging(laboratory: &Laboratory, row: i64) -> Json {
    let tags = laboratory.json(&format!("SELECT COUNT(*) FROM articles_tags_lnk WHERE article_id = {row}")).await;
    let lists = laboratory.json(&format!("SELECT COUNT(*) FROM lists_articles_lnk WHERE article_id = {row}")).await;
    let files = laboratory
        .json(&format!(
            "SELECT file_id FROM files_related_mph WHERE related_type = 'api::article.article' AND related_id = {row}"
        ))
        .await;
    let blocks = laboratory
        .json(&format!(
            "SELECT b.text, m.file_id FROM articles_cmps j JOIN blocks b ON b.id = j.cmp_id LEFT JOIN files_related_mph m \
             ON m.related_type = 'a.block' AND m.related_id = b.id WHERE j.entity_id = {row}"
        ))
        .await;
    json!({"tags": tags[0][0], "lists": lists[0][0], "files": files, "blocks": blocks})
}

async fn count(laboratory: &Laboratory, table: &str) -> Json {
    laboratory.json(&format!("SELECT COUNT(*) FROM {table}")).await[0][0].clone()
}

#[tokio::test]
async fn publishing_copies_the_draft_and_leaves_it_as_it_is() {
    let (laboratory, article) = changed().await;
    act(&laboratory, Publish, &article).await;
    let (changed, now) = (START + 1000, START + 2000);
    let rows = json!([[1, "second", START, changed, null], [2, "second", START, changed, now]]);
    assert_eq!(laboratory.json(ROWS).await, rows);
    let expected = json!({"tags": 0, "lists": 1, "files": [[2]], "blocks": [["two", 2]]});
    assert_eq!([hanging(&laboratory, 1).await, hanging(&laboratory, 2).await], [expected.clone(), expected]);
}

#[tokio::test]
async fn unpublishing_takes_the_published_row_and_everything_that_hangs_on_it() {
    let (laboratory, article) = changed().await;
    act(&laboratory, Unpublish, &article).await;
    assert_eq!(laboratory.json(ROWS).await, json!([[1, "second", START, START + 1000, null]]));
    assert_eq!(hanging(&laboratory, 2).await, json!({"tags": 0, "lists": 0, "files": [], "blocks": []}));
    let draft = json!({"tags": 0, "lists": 1, "files": [[2]], "blocks": [["two", 2]]});
    assert_eq!(hanging(&laboratory, 1).await, draft);
    for (table, left) in [("blocks", 1), ("articles_cmps", 1), ("files_related_mph", 2), ("lists_articles_lnk", 1)] {
        assert_eq!(count(&laboratory, table).await, left, "{table}");
    }
    act(&laboratory, Unpublish, &article).await;
    act(&laboratory, Publish, &article).await;
    let published = laboratory.json("SELECT id FROM articles WHERE published_at IS NOT NULL").await[0][0].as_i64();
    assert_eq!(hanging(&laboratory, published.unwrap()).await, draft, "the list leads to both rows again");
}

#[tokio::test]
async fn discarding_gives_the_draft_what_is_published_and_keeps_its_row() {
    let (laboratory, article) = changed().await;
    act(&laboratory, Discard, &article).await;
    let rows = json!([[1, "first", START, START, null], [2, "first", START, START, START]]);
    assert_eq!(laboratory.json(ROWS).await, rows);
    let expected = json!({"tags": 1, "lists": 1, "files": [[1]], "blocks": [["one", 1]]});
    assert_eq!([hanging(&laboratory, 1).await, hanging(&laboratory, 2).await], [expected.clone(), expected]);
    assert_eq!(count(&laboratory, "blocks").await, 2);
}

#[tokio::test]
async fn a_published_row_without_a_draft_is_not_lost() {
    for action in DraftAction::ALL {
        let (laboratory, article) = changed().await;
        laboratory.run("DELETE FROM articles WHERE published_at IS NULL").await;
        act(&laboratory, action, &article).await;
        let drafts = "SELECT title FROM articles WHERE published_at IS NULL";
        assert_eq!(laboratory.json(drafts).await, json!([["first"]]), "{action:?}");
        let published = "SELECT title FROM articles WHERE published_at IS NOT NULL";
        let expected = if action == Unpublish { json!([]) } else { json!([["first"]]) };
        assert_eq!(laboratory.json(published).await, expected, "{action:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_done_is_refused_and_leaves_everything() {
    let (laboratory, article) = changed().await;
    let short = laboratory.create("article", json!({"title": "ab"}), Draft).await;
    let before = laboratory.json(ROWS).await;
    for (content_type, operation, code) in [
        ("article", Operation::Draft(Publish, Some(&short)), Code::BadUserInput),
        ("article", Operation::Draft(Discard, Some(&short)), Code::Application),
        ("article", Operation::Draft(Unpublish, Some("nothing")), Code::NotFound),
        ("article", Operation::Draft(Publish, None), Code::NotFound),
        ("list", Operation::Draft(Publish, Some(&article)), Code::NotFound),
        ("front", Operation::Draft(Discard, None), Code::NotFound),
        ("plugin::upload.file", Operation::Draft(Unpublish, Some("f1")), Code::NotFound),
    ] {
        let error = laboratory.write(content_type, operation).await.expect_err("refused");
        assert_eq!(error.code(), code, "{content_type} {operation:?}");
    }
    assert_eq!(laboratory.json(ROWS).await, before);
}
