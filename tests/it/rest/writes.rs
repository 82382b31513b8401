//! Creating, updating and deleting, and the bodies that say so.

use axum::body::Body;
use http::Request;
use serde_json::json;

use super::{create, keys};
use crate::content::world;
use crate::testkit::{Answer, Client};

async fn send(client: &Client, body: &str, content_type: Option<&str>) -> Answer {
    let mut request = Request::post("/api/makers");
    if let Some(content_type) = content_type {
        request = request.header("content-type", content_type);
    }
    client.send(request.body(Body::from(body.to_owned())).unwrap()).await
}

#[tokio::test]
async fn creating_publishes_unless_a_draft_is_asked_for() {
    let (_server, editor) = world::empty().await;
    let answer = editor.post("/api/items", &json!({"data": {"title": "t"}})).await;
    assert_eq!((answer.status.as_u16(), &answer.body["meta"]), (201, &json!({})));
    assert_eq!(answer.entries()["publishedAt"], "2026-11-23T12:00:00.000Z");
    let draft = editor.post("/api/items?status=draft", &json!({"data": {"title": "d"}})).await;
    assert_eq!((draft.status.as_u16(), &draft.entries()["publishedAt"]), (201, &json!(null)));
    let id = draft.entries()["documentId"].as_str().unwrap();
    assert_eq!(editor.get(&format!("/api/items/{id}")).await.status, 404);
    let published = editor.put(&format!("/api/items/{id}"), &json!({"data": {}})).await;
    assert_eq!(published.entries()["title"], "d", "an empty update publishes the draft");
    assert_eq!(editor.get(&format!("/api/items/{id}")).await.status, 200);
}

#[tokio::test]
async fn an_update_keeps_what_it_does_not_name_and_null_clears() {
    let (_server, editor) = world::empty().await;
    let id = create(&editor, "/api/items", json!({"title": "t", "summary": "s", "stock": 1})).await;
    let answer = editor.put(&format!("/api/items/{id}"), &json!({"data": {"stock": 2, "summary": null}})).await;
    let entry = answer.entries();
    assert_eq!(
        (answer.status.as_u16(), &entry["title"], &entry["stock"], &entry["summary"]),
        (200, &json!("t"), &json!(2), &json!(null))
    );
    let unknown = editor.put("/api/items/unknown", &json!({"data": {"title": "t"}})).await;
    assert_eq!(unknown.rest_error(), (404, "NotFoundError", "Not Found"));
    assert_eq!(editor.get("/api/items").await.body["meta"]["pagination"]["total"], 1, "nothing was created");
}

#[tokio::test]
async fn a_published_entry_keeps_its_numeric_id() {
    let (_server, editor) = world::empty().await;
    let made = editor.post("/api/items?fields=title", &json!({"data": {"title": "t"}})).await;
    let id = made.entries()["documentId"].as_str().unwrap();
    let changed = editor.put(&format!("/api/items/{id}?fields=title"), &json!({"data": {"title": "u"}})).await;
    assert_eq!(changed.entries()["id"], made.entries()["id"]);
}

#[tokio::test]
async fn deleting_answers_nothing_and_is_done_once() {
    let (_server, editor) = world::empty().await;
    let id = create(&editor, "/api/items", json!({"title": "t"})).await;
    for path in [
        format!("/api/items/{id}"),
        format!("/api/items/{id}"),
        "/api/items/unknown?status=draft".to_owned(),
        "/api/front".to_owned(),
    ] {
        let answer = editor.delete(&path).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (204, ""), "{path}");
        assert!(!answer.headers.contains_key("content-type"));
    }
    assert_eq!(editor.get("/api/items?status=draft").await.entries(), &json!([]));
}

#[tokio::test]
async fn the_answer_shows_the_fields_and_relations_that_were_asked_for() {
    let (_server, editor) = world::empty().await;
    let maker = create(&editor, "/api/makers", json!({"name": "Ada"})).await;
    let answer = editor
        .post("/api/items?fields=title&populate[maker][fields]=name", &json!({"data": {"title": "t", "maker": maker}}))
        .await;
    let entry = answer.entries();
    assert_eq!(keys(entry), ["id", "documentId", "title", "maker"]);
    assert_eq!(entry["maker"], json!({"id": 1, "documentId": maker, "name": "Ada"}));
}

#[tokio::test]
async fn an_answer_that_may_not_be_shown_is_refused_before_anything_is_written() {
    let (server, editor) = world::empty().await;
    let token = server.as_token(&["maker:create", "maker:findOne(name)"]).await;
    for (query, missing) in [("fields=country", "maker:findOne(country)"), ("populate=items", "maker:findOne(items)")] {
        let answer = token.post(&format!("/api/makers?{query}"), &json!({"data": {"name": "Ada"}})).await;
        assert_eq!(answer.rest_error().0, 403, "{query}");
        assert_eq!(answer.body["error"]["details"]["missing"], missing);
    }
    assert_eq!(editor.post("/api/makers?fields=bogus", &json!({"data": {"name": "Ada"}})).await.rest_error().0, 400);
    assert_eq!(editor.get("/api/makers").await.entries(), &json!([]));
    let made = token.post("/api/makers", &json!({"data": {"name": "Ada", "country": "Norway"}})).await;
    assert_eq!(keys(made.entries()), ["id", "documentId", "name"], "what the token may read");
    let blind = server.as_token(&["maker:create"]).await;
    let made = blind.post("/api/makers", &json!({"data": {"name": "Bo"}})).await;
    assert_eq!(keys(made.entries()), ["id", "documentId"]);
}

#[tokio::test]
async fn a_body_without_data_is_told_so() {
    let (_server, editor) = world::empty().await;
    let missing = "Missing \"data\" payload in the request body";
    for body in [
        "",
        "  ",
        "{}",
        r#"{"data":null}"#,
        r#"{"data":"x"}"#,
        r#"{"data":3}"#,
        r#"{"name":"x"}"#,
        "[]",
        r#"[{"data":{}}]"#,
    ] {
        let answer = send(&editor, body, Some("application/json")).await;
        assert_eq!(answer.rest_error(), (400, "ValidationError", missing), "{body}");
        assert_eq!(answer.body["error"]["details"], json!({}));
    }
    let list = send(&editor, r#"{"data":[]}"#, Some("application/json")).await;
    assert_eq!(
        list.rest_error(),
        (400, "ValidationError", "this must be a `object` type, but the final value was: `[]`.")
    );
}

#[tokio::test]
async fn a_body_that_is_no_json_is_a_syntax_error_without_details() {
    let (_server, editor) = world::empty().await;
    for body in ["{data", "{\"data\":{}", "nonsense", "{\"data\":{}}x"] {
        let answer = send(&editor, body, Some("application/json; charset=utf-8")).await;
        let (status, name, _) = answer.rest_error();
        assert_eq!((status, name, answer.body["error"].get("details")), (400, "SyntaxError", None), "{body}");
    }
    for body in ["3", "\"x\"", "null", "true"] {
        let answer = send(&editor, body, None).await;
        assert_eq!(answer.rest_error(), (400, "SyntaxError", "invalid JSON, only supports object and array"), "{body}");
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_a_413_without_details() {
    let (_server, editor) = world::empty().await;
    let long = format!(r#"{{"data":{{"name":"{}"}}}}"#, "x".repeat(1 << 20));
    let answer = send(&editor, &long, Some("application/json")).await;
    let expected =
        r#"{"data":null,"error":{"status":413,"name":"PayloadTooLargeError","message":"request entity too large"}}"#;
    assert_eq!((answer.status.as_u16(), answer.text.as_str()), (413, expected));
}

#[tokio::test]
async fn the_ids_and_timestamps_of_an_entry_cannot_be_written() {
    let (_server, editor) = world::empty().await;
    for key in ["id", "documentId", "createdAt", "updatedAt", "createdBy", "bogus"] {
        let answer = editor.post("/api/items", &json!({"data": {"title": "t", key: "x"}})).await;
        assert_eq!(answer.rest_error(), (400, "ValidationError", format!("Invalid key {key}").as_str()));
        assert_eq!(answer.body["error"]["details"], json!({"key": key, "path": null, "source": "body"}));
    }
    let ignored =
        editor.post("/api/items", &json!({"data": {"title": "t", "publishedAt": null, "locale": "fr"}})).await;
    assert_eq!(ignored.entries()["publishedAt"], "2026-11-23T12:00:00.000Z");
}

#[tokio::test]
async fn private_attributes_and_passwords_are_written_and_not_shown() {
    let (_server, editor) = world::empty().await;
    let data = json!({"name": "Ada", "diary": "zq-diary", "passphrase": "zq-passphrase"});
    let answer = editor.post("/api/makers", &json!({ "data": data })).await;
    assert_eq!(answer.status, 201);
    assert!(!answer.text.contains("zq-"), "{}", answer.text);
}
