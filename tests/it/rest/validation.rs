//! The rules of attributes in both stages, each with Strapi's message and details.

use serde_json::{Value, json};

use crate::testkit::{Client, TestServer};

const ARTICLE: &str = r#"{
    "kind": "collectionType", "collectionName": "articles", "options": {"draftAndPublish": true},
    "info": {"singularName": "article", "pluralName": "articles", "displayName": "Article"},
    "attributes": {
        "title": {"type": "string", "required": true, "minLength": 3, "maxLength": 100},
        "slug": {"type": "uid", "targetField": "title"},
        "content": {"type": "blocks"},
        "contactEmail": {"type": "email"},
        "rating": {"type": "integer", "min": 1, "max": 5},
        "views": {"type": "biginteger"},
        "featured": {"type": "boolean", "default": false},
        "difficulty": {"type": "enumeration", "enum": ["easy", "very hard", "top-level"]},
        "releaseDate": {"type": "date"}, "startTime": {"type": "time"}, "eventAt": {"type": "datetime"},
        "code": {"type": "string", "unique": true}
    }
}"#;
const CATEGORY: &str = r#"{
    "kind": "collectionType", "collectionName": "categories", "options": {"draftAndPublish": false},
    "info": {"singularName": "category", "pluralName": "categories", "displayName": "Category"},
    "attributes": {"name": {"type": "string", "required": true, "unique": true}, "title": {"type": "string", "required": true}}
}"#;

async fn open() -> (TestServer, Client) {
    let server = TestServer::with_model(&[ARTICLE, CATEGORY]).await;
    let editor = server.as_full_access().await;
    (server, editor)
}

#[tokio::test]
async fn what_drafts_keep_too_is_refused_in_either_status() {
    let (_server, editor) = open().await;
    for (name, value, message) in [
        ("title", json!("x".repeat(101)), "title must be at most 100 characters"),
        ("title", json!(3), "title must be a `string` type, but the final value was: `3`."),
        ("rating", json!(6), "rating must be less than or equal to 5"),
        ("rating", json!(1.5), "rating must be an integer"),
        ("views", json!("1.5"), "views must be a valid integer"),
        ("difficulty", json!("hard"), "difficulty must be one of the following values: easy, very hard, top-level, "),
        ("releaseDate", json!("31.1.2025"), "Invalid format, expected yyyy-MM-dd"),
        ("eventAt", json!("soon"), "Invalid format, expected a timestamp or an ISO date"),
        ("content", json!([{"type": "video"}]), "Block node is of invalid type"),
    ] {
        for status in ["draft", "published"] {
            let mut data = json!({"title": "Title"});
            data[name] = value.clone();
            let answer = editor.post(&format!("/api/articles?status={status}"), &json!({"data": data})).await;
            assert_eq!(answer.rest_error(), (400, "ValidationError", message));
            let errors = json!([{"path": [name], "message": message, "name": "ValidationError", "value": value}]);
            assert_eq!(answer.body["error"]["details"], json!({"errors": errors}));
        }
    }
    let time = editor.post("/api/articles", &json!({"data": {"title": "Title", "startTime": "08:30"}})).await;
    assert_eq!(time.rest_error(), (400, "ValidationError", "Invalid time format, expected HH:mm:ss.SSS"));
    assert_eq!(time.body["error"]["details"], json!({}));
}

#[tokio::test]
async fn what_only_published_entries_keep_is_allowed_in_drafts() {
    let (_server, editor) = open().await;
    editor.post("/api/articles", &json!({"data": {"title": "Taken", "code": "c"}})).await.entries();
    for (name, value, message) in [
        ("title", json!("no"), "title must be at least 3 characters"),
        ("title", json!(null), "title must be a `string` type, but the final value was: `null`."),
        ("rating", json!(0), "rating must be greater than or equal to 1"),
        ("contactEmail", json!("nobody"), "contactEmail must be a valid email"),
        ("slug", json!("a b"), r#"slug must match the following: "/^[A-Za-z0-9-_.~]*$/""#),
        ("code", json!("c"), "This attribute must be unique"),
    ] {
        let mut data = json!({"title": "Title"});
        data[name] = value;
        let refused = editor.post("/api/articles", &json!({"data": data})).await;
        assert_eq!(refused.rest_error(), (400, "ValidationError", message));
        assert_eq!(refused.body["error"]["details"]["errors"][0]["path"], json!([name]));
        let draft = editor.post("/api/articles?status=draft", &json!({"data": data})).await;
        assert_eq!(draft.status, 201, "{name}: {}", draft.text);
    }
    let total = &editor.get("/api/articles").await.body["meta"]["pagination"]["total"];
    assert_eq!(total, 1, "a publication that is refused leaves nothing");
}

#[tokio::test]
async fn a_required_attribute_is_missed_differently_without_drafts() {
    let (_server, editor) = open().await;
    let message = "title must be a `string` type, but the final value was: `null`.";
    assert_eq!(editor.post("/api/articles", &json!({"data": {}})).await.rest_error().2, message);
    let both = editor.post("/api/categories", &json!({"data": {}})).await;
    assert_eq!(both.rest_error(), (400, "ValidationError", "2 errors occurred"));
    let messages = both.body["error"]["details"]["errors"].as_array().unwrap();
    let messages = messages.iter().map(|error| &error["message"]).collect::<Vec<&Value>>();
    assert_eq!(messages, ["name must be defined.", "title must be defined."]);
    let empty = editor.post("/api/categories", &json!({"data": {"name": "", "title": ""}})).await;
    assert_eq!(empty.status, 201, "an empty text is a value");
}

#[tokio::test]
async fn defaults_are_for_absent_attributes() {
    let (_server, editor) = open().await;
    let answer = editor.post("/api/articles", &json!({"data": {"title": "Title"}})).await;
    assert_eq!(answer.entries()["featured"], false);
    let answer = editor.post("/api/articles", &json!({"data": {"title": "Title", "featured": null}})).await;
    assert_eq!(answer.entries()["featured"], json!(null));
    let answer = editor.post("/api/articles", &json!({"data": {"title": "Title", "featured": "t"}})).await;
    assert_eq!(answer.entries()["featured"], true);
}
