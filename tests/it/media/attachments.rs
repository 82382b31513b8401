//! Files that are attached to an entry as they come in.

use serde_json::json;

use super::{Form, count, rows, stored};
use crate::testkit::{Answer, Client, TestServer};

const ARTICLE: &str = r#"{"kind":"collectionType","collectionName":"articles",
"info":{"singularName":"article","pluralName":"articles"},"options":{"draftAndPublish":true},"attributes":{
 "title":{"type":"string"},"cover":{"type":"media"},"gallery":{"type":"media","multiple":true},
 "hidden":{"type":"media","private":true}}}"#;
const PAGE: &str = r#"{"kind":"collectionType","collectionName":"pages",
"info":{"singularName":"page","pluralName":"pages"},"attributes":{"title":{"type":"string"},"gallery":{"type":"media","multiple":true}}}"#;

async fn magazine() -> (TestServer, Client) {
    let server = TestServer::with_model(&[ARTICLE, PAGE]).await;
    let editor = server.as_full_access().await;
    editor.post("/api/articles", &json!({"data": {"title": "a"}})).await.entries();
    editor.post("/api/pages", &json!({"data": {"title": "p"}})).await.entries();
    (server, editor)
}

async fn attach(client: &Client, of: &str, owner: &str, field: &str) -> Answer {
    let form = Form::new().file("a.txt", b"a").file("b.txt", b"b");
    form.text("ref", of).text("refId", owner).text("field", field).send(client, "/api/upload").await
}

async fn names(client: &Client, path: &str, field: &str) -> Vec<String> {
    let entries = client.get(&format!("/api/{path}populate={field}")).await.entries().clone();
    let files = &entries[0][field];
    let files = files.as_array().cloned().unwrap_or_else(|| vec![files.clone()]);
    files.iter().filter_map(|file| file["name"].as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_list_gains_files_at_its_end_and_a_single_one_is_replaced() {
    let (_server, editor) = magazine().await;
    for _ in 0..2 {
        assert_eq!(attach(&editor, "api::page.page", "1", "gallery").await.status, 201);
    }
    assert_eq!(names(&editor, "pages?", "gallery").await, ["a.txt", "b.txt", "a.txt", "b.txt"]);
    assert_eq!(attach(&editor, "api::article.article", "1", "cover").await.status, 201);
    assert_eq!(names(&editor, "articles?status=draft&", "cover").await, ["b.txt"]);
    assert!(names(&editor, "articles?", "cover").await.is_empty(), "the published row has its own");
}

#[tokio::test]
async fn a_document_id_means_the_draft_and_a_row_id_its_row() {
    let (_server, editor) = magazine().await;
    let published = editor.get("/api/articles").await.entries()[0].clone();
    assert_eq!(
        attach(&editor, "api::article.article", published["documentId"].as_str().unwrap(), "gallery").await.status,
        201
    );
    assert_eq!(names(&editor, "articles?status=draft&", "gallery").await.len(), 2);
    assert!(names(&editor, "articles?", "gallery").await.is_empty());
    assert_eq!(attach(&editor, "api::article.article", &published["id"].to_string(), "gallery").await.status, 201);
    assert_eq!(names(&editor, "articles?", "gallery").await.len(), 2);
}

#[tokio::test]
async fn attaching_takes_update_on_the_type_and_the_field_and_publish_on_what_is_public() {
    let (server, editor) = magazine().await;
    let published = editor.get("/api/articles").await.entries()[0]["id"].to_string();
    let draft = editor.get("/api/articles?status=draft").await.entries()[0]["id"].to_string();
    for (grants, owner, missing) in [
        (&["plugin::upload.file:create"][..], &draft, "article:update"),
        (&["plugin::upload.file:create", "article:update(gallery)"], &draft, "article:update(cover)"),
        (&["plugin::upload.file:create", "article:update(cover)"], &published, "article:publish"),
        (&["article:update"], &draft, "plugin::upload.file:create"),
    ] {
        let refused = attach(&server.as_token(grants).await, "api::article.article", owner, "cover").await;
        assert_eq!(refused.status, 403, "{}", refused.text);
        assert_eq!(refused.body["error"]["details"]["missing"], missing);
    }
    assert_eq!(
        (rows(&server).await, stored(&server).len(), count(&server.services, "files_related_mph").await),
        (0, 0, 0)
    );
    let writer = server.as_token(&["plugin::upload.file:create", "article:update(cover)"]).await;
    assert_eq!(attach(&writer, "api::article.article", &draft, "cover").await.status, 201);
}

#[tokio::test]
async fn files_are_attached_to_nothing_but_entries_by_what_holds_files() {
    let (server, editor) = magazine().await;
    for (of, owner, field, status) in [
        ("api::article.article", "999", "cover", 404),
        ("api::article.article", "nothing", "cover", 404),
        ("api::article.article", "1", "title", 400),
        ("api::article.article", "1", "bogus", 400),
        ("api::bogus.bogus", "1", "cover", 404),
        ("article", "1", "cover", 404),
        ("plugin::upload.file", "1", "related", 400),
        ("shared.seo", "1", "image", 404),
    ] {
        let answer = attach(&editor, of, owner, field).await;
        assert_eq!(answer.status, status, "{of} {owner} {field}: {}", answer.text);
    }
    assert_eq!(
        (rows(&server).await, stored(&server).len(), count(&server.services, "files_related_mph").await),
        (0, 0, 0)
    );
    assert_eq!(
        attach(&editor, "api::article.article", "1", "hidden").await.status,
        201,
        "private attributes are written"
    );
}

#[tokio::test]
async fn a_deleted_file_leaves_the_entries_that_had_it() {
    let (server, editor) = magazine().await;
    attach(&editor, "api::page.page", "1", "gallery").await;
    assert_eq!(editor.delete("/api/upload/files/1").await.status, 200);
    assert_eq!(names(&editor, "pages?", "gallery").await, ["b.txt"]);
    assert_eq!(count(&server.services, "files_related_mph").await, 1);
}
