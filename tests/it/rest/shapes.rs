//! The shape of answers: envelopes, keys and their order, the form of each scalar.

use serde_json::json;

use super::{create, joined, keys};
use crate::content::world;

const SCALARS: [&str; 17] = [
    "title", "summary", "story", "slug", "contact", "level", "stock", "serial", "weight", "price", "fresh", "day",
    "hour", "moment", "stamp", "extra", "parts",
];

#[tokio::test]
async fn an_entry_has_its_ids_its_scalars_in_the_order_of_the_type_and_its_timestamps() {
    let (_server, editor) = world::empty().await;
    let id = create(&editor, "/api/items", json!({"title": "t"})).await;
    let answer = editor.get(&format!("/api/items/{id}")).await;
    let mut expected = vec!["id", "documentId"];
    expected.extend(SCALARS);
    expected.extend(["createdAt", "updatedAt", "publishedAt"]);
    assert_eq!(keys(answer.entries()), expected);
    assert_eq!((answer.status.as_u16(), &answer.body["meta"]), (200, &json!({})));
    assert_eq!(answer.headers["content-type"], "application/json; charset=utf-8");
    assert_eq!(answer.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn scalars_without_a_value_are_null_and_relations_are_missing_unless_populated() {
    let (_server, editor) = world::empty().await;
    let id = create(&editor, "/api/items", json!({"title": "t"})).await;
    let entry = editor.get(&format!("/api/items/{id}?populate=maker,tags")).await;
    let entry = entry.entries();
    assert!(SCALARS[1..].iter().all(|name| entry[name].is_null() && entry.get(name).is_some()));
    assert_eq!((entry.get("maker"), entry.get("tags")), (Some(&json!(null)), Some(&json!([]))));
    assert_eq!(entry.get("sheet"), None);
}

#[tokio::test]
async fn each_scalar_is_written_in_strapis_form() {
    let (_server, editor) = world::empty().await;
    let parts = json!([{"type": "paragraph", "children": [{"type": "text", "text": "Hi"}]}]);
    let data = json!({
        "title": "Ünï \"x\"", "summary": "", "level": "very hard", "stock": 4, "serial": "9223372036854775807",
        "weight": 1.25, "price": 9.5, "fresh": true, "day": "2025-01-31", "hour": "08:30:00",
        "moment": "2025-01-31T10:00:00Z", "stamp": 1_738_317_600_000_i64, "extra": {"k": [1]}, "parts": parts,
    });
    let answer = editor.post("/api/items", &json!({"data": data})).await;
    assert_eq!(answer.status, 201);
    let entry = answer.entries();
    for (name, expected) in [
        ("title", json!("Ünï \"x\"")),
        ("summary", json!("")),
        ("level", json!("very hard")),
        ("stock", json!(4)),
        ("serial", json!("9223372036854775807")),
        ("weight", json!(1.25)),
        ("price", json!(9.5)),
        ("fresh", json!(true)),
        ("day", json!("2025-01-31")),
        ("hour", json!("08:30:00.000")),
        ("moment", json!("2025-01-31T10:00:00.000Z")),
        ("stamp", json!("2025-01-31T10:00:00.000Z")),
        ("extra", json!({"k": [1]})),
        ("parts", parts),
        ("createdAt", json!("2026-11-23T12:00:00.000Z")),
        ("publishedAt", json!("2026-11-23T12:00:00.000Z")),
    ] {
        assert_eq!(entry[name], expected, "{name}");
    }
    assert!(entry["id"].is_i64());
}

#[tokio::test]
async fn what_is_private_a_password_or_not_the_types_own_is_never_shown() {
    let (_server, editor) = world::empty().await;
    let data = json!({"name": "m", "diary": "zq-diary", "passphrase": "zq-passphrase"});
    let id = create(&editor, "/api/makers", data).await;
    for path in ["/api/makers?populate=*".to_owned(), format!("/api/makers/{id}"), "/api/items?populate=*".to_owned()] {
        let answer = editor.get(&path).await;
        assert!(!answer.text.contains("zq-") && !answer.text.contains("diary"), "{}", answer.text);
        assert!(!answer.text.contains("createdBy") && !answer.text.contains("locale"), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_list_tells_of_its_pages() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["a", "b", "c"]).await;
    let answer = editor.get("/api/items?pagination[pageSize]=2&pagination[page]=2").await;
    assert_eq!(joined(&answer, "title"), "c");
    assert_eq!(answer.body["meta"], json!({"pagination": {"page": 2, "pageSize": 2, "pageCount": 2, "total": 3}}));
    assert_eq!(keys(&answer.body), ["data", "meta"]);
    let answer = editor.get("/api/items?pagination[start]=1&pagination[limit]=1").await;
    assert_eq!(answer.body["meta"], json!({"pagination": {"start": 1, "limit": 1, "total": 3}}));
}

#[tokio::test]
async fn a_single_type_is_one_entry_or_not_found() {
    let (_server, editor) = world::empty().await;
    assert_eq!(editor.get("/api/front").await.rest_error(), (404, "NotFoundError", "Not Found"));
    let made = editor.put("/api/front?status=draft", &json!({"data": {"headline": "h"}})).await;
    assert_eq!((made.status.as_u16(), &made.entries()["publishedAt"]), (200, &json!(null)));
    assert_eq!(editor.get("/api/front").await.rest_error().0, 404);
    assert_eq!(editor.get("/api/front?status=draft").await.entries()["headline"], "h");
    editor.put("/api/front", &json!({"data": {}})).await.entries();
    assert_eq!(editor.get("/api/front").await.entries()["headline"], "h");
    assert_eq!(
        (editor.delete("/api/front").await.status.as_u16(), editor.get("/api/front").await.status.as_u16()),
        (204, 404)
    );
}
