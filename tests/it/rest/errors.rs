//! Errors byte for byte, and the order in which a request is refused.

use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::content::world;
use crate::testkit::TestServer;

fn envelope(status: u16, name: &str, message: &str, details: &str) -> String {
    format!(
        r#"{{"data":null,"error":{{"status":{status},"name":"{name}","message":"{message}","details":{details}}}}}"#
    )
}

#[tokio::test]
async fn each_error_is_strapis_to_the_byte() {
    let (_server, editor) = world::empty().await;
    let validation = |message: &str, details: &str| envelope(400, "ValidationError", message, details);
    for (path, expected) in [
        ("/api/nothing", envelope(404, "NotFoundError", "Not Found", "{}")),
        ("/api/items/unknown", envelope(404, "NotFoundError", "Not Found", "{}")),
        (
            "/api/items?pagination[page]=1&pagination[start]=1",
            envelope(400, "PaginationError", "Cannot use both page & offset pagination in the same query", "{}"),
        ),
        (
            "/api/items?filters[title][$bogus]=1",
            validation(
                "Invalid key $bogus at title",
                r#"{"key":"$bogus","path":"title","source":"query","param":"filters"}"#,
            ),
        ),
        (
            "/api/items?populate=bogus",
            validation("Invalid key bogus", r#"{"key":"bogus","path":"bogus","source":"query","param":"populate"}"#),
        ),
        (
            "/api/items?fields=bogus",
            validation("Invalid key bogus", r#"{"key":"bogus","path":null,"source":"query","param":"fields"}"#),
        ),
        (
            "/api/items?sort=bogus",
            validation("Invalid key bogus", r#"{"key":"bogus","path":null,"source":"query","param":"sort"}"#),
        ),
    ] {
        let answer = editor.get(path).await;
        assert_eq!(answer.text, expected, "{path}");
        assert_eq!(answer.headers["content-type"], "application/json; charset=utf-8");
    }
    let unknown = editor.post("/api/items", &json!({"data": {"bogus": 1}})).await;
    assert_eq!(unknown.text, validation("Invalid key bogus", r#"{"key":"bogus","path":null,"source":"body"}"#));
    let rule = r#"{"errors":[{"path":["name"],"message":"This attribute must be unique","name":"ValidationError","value":"News"}]}"#;
    editor.post("/api/makers", &json!({"data": {"name": "News"}})).await.entries();
    let taken = editor.post("/api/makers", &json!({"data": {"name": "News"}})).await;
    assert_eq!(taken.text, validation("This attribute must be unique", rule));
}

#[tokio::test]
async fn the_right_is_asked_for_before_anything_else_that_a_request_says() {
    let (server, editor) = world::empty().await;
    let id = super::create(&editor, "/api/items", json!({"title": "t"})).await;
    let token = server.as_token(&["tag:find"]).await;
    for path in ["/api/items".to_owned(), "/api/items?a[b=1".to_owned(), "/api/items?bogus=1&status=x".to_owned()] {
        assert_eq!(token.get(&path).await.rest_error(), (403, "ForbiddenError", "Forbidden"), "{path}");
        assert_eq!(token.post(&path, &json!({})).await.rest_error(), (403, "ForbiddenError", "Forbidden"), "{path}");
    }
    for document in [id.as_str(), "unknown"] {
        let path = format!("/api/items/{document}");
        let answers = [token.get(&path).await, token.put(&path, &json!(3)).await, token.delete(&path).await];
        for (answer, missing) in answers.iter().zip(["item:findOne", "item:update", "item:delete"]) {
            assert_eq!(
                answer.text,
                envelope(403, "ForbiddenError", "Forbidden", &format!(r#"{{"missing":"{missing}"}}"#))
            );
        }
    }
}

#[tokio::test]
async fn a_fault_of_the_server_shows_nothing_of_its_cause() {
    let (server, editor) = world::empty().await;
    let breaking = server.services.database.begin().await.unwrap();
    breaking.execute_unprepared("ALTER TABLE items RENAME TO items_elsewhere").await.unwrap();
    breaking.commit().await.unwrap();
    let expected =
        r#"{"data":null,"error":{"status":500,"name":"InternalServerError","message":"Internal Server Error"}}"#;
    assert_eq!(editor.get("/api/items").await.text, expected);
    assert_eq!(editor.post("/api/items", &json!({"data": {"title": "t"}})).await.text, expected);
}

#[tokio::test]
async fn under_strict_concealment_what_is_not_granted_does_not_exist() {
    let (server, _) = TestServer::demo_configured(|config| {
        config.concealment = keyway::config::Concealment::Strict;
    })
    .await;
    let token = server.as_token(&["article:find(title)", "author:find(name)"]).await;
    let id = token.get("/api/articles").await.entries()[0]["documentId"].as_str().unwrap().to_owned();
    for (path, twin) in [
        ("/api/categories".to_owned(), "/api/nothings".to_owned()),
        ("/api/homepage".to_owned(), "/api/nothing".to_owned()),
        (format!("/api/articles/{id}"), "/api/nothings/x".to_owned()),
    ] {
        assert_eq!(token.get(&path).await.text, token.get(&twin).await.text);
        for caller in [server.anonymous(), server.bearer("bad")] {
            assert_eq!(
                (caller.get(&path).await.text, 401),
                (caller.get(&twin).await.text, caller.get(&path).await.status.as_u16())
            );
        }
    }
    for parameter in ["fields=NAME", "sort=NAME", "filters[NAME][$eq]=1", "populate=NAME"] {
        for hidden in ["price", "author", "categories"] {
            let ask = async |name: &str| token.get(&format!("/api/articles?{}", parameter.replace("NAME", name))).await;
            assert_eq!(ask(hidden).await.text.replace(hidden, "bogus"), ask("bogus").await.text, "{parameter}");
        }
    }
    let all = token.get("/api/articles?populate=*").await;
    assert!(all.status == 200 && !all.headers.contains_key("x-keyway-omitted"), "{}", all.text);
    assert_eq!(token.get("/api/articles?status=draft").await.rest_error().0, 404);
}
