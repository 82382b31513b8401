//! The page about the API: the same for everybody, under a strict policy.

use axum::body::Body;
use http::Request;
use keyway::config::Concealment;
use serde_json::json;

use super::create;
use crate::content::world;
use crate::testkit::{Answer, Client, TestServer};

async fn browse(client: &Client, method: &str, path: &str) -> Answer {
    let request = Request::builder().method(method).uri(path).header("accept", "text/html,*/*;q=0.8");
    client.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_browser_gets_the_same_page_whoever_asks_and_whatever_there_is() {
    let (server, editor) = world::empty().await;
    let conceals = |config: &mut keyway::config::Config| config.concealment = Concealment::Strict;
    let strict = TestServer::with_model_configured(&world::MODEL, conceals).await;
    let page = browse(&server.anonymous(), "GET", "/api/docs").await;
    assert_eq!(page.status, 200);
    assert!(page.headers["content-type"].to_str().unwrap().starts_with("text/html"));
    for client in
        [server.bearer("bad"), editor, strict.anonymous(), strict.bearer("bad"), strict.as_full_access().await]
    {
        let answer = browse(&client, "GET", "/api/docs").await;
        assert_eq!((answer.status, answer.text), (page.status, page.text.clone()));
    }
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; "), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
}

#[tokio::test]
async fn whoever_is_no_browser_gets_the_api_there() {
    let (server, editor) = world::empty().await;
    assert_eq!(editor.get("/api/docs").await.rest_error(), (404, "NotFoundError", "Not Found"));
    assert_eq!(browse(&editor, "POST", "/api/docs").await.status, 404);
    assert_eq!(browse(&editor, "GET", "/api/docs/").await.status, 404);
    for path in
        ["/api/graphql/explorer/nothing.js", "/api/graphql/explorer/reference.html", "/api/graphql/explorer/index.html"]
    {
        assert_eq!(browse(&server.anonymous(), "GET", path).await.status, 404, "{path}");
    }
    let conceals = |config: &mut keyway::config::Config| config.concealment = Concealment::Strict;
    let strict = TestServer::with_model_configured(&world::MODEL, conceals).await;
    assert_eq!(strict.anonymous().get("/api/docs").await.status, 401, "as any path");
    let docs = r#"{"kind": "collectionType", "info": {"singularName": "doc", "pluralName": "docs"},
        "attributes": {"title": {"type": "string"}}}"#;
    let server = TestServer::with_model(&[docs]).await;
    let editor = server.as_full_access().await;
    let id = create(&editor, "/api/docs", json!({"title": "t"})).await;
    assert_eq!(editor.get("/api/docs").await.entries()[0]["title"], "t");
    assert_eq!(browse(&editor, "GET", &format!("/api/docs/{id}")).await.entries()["title"], "t");
}
