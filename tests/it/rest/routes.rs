//! Paths, methods, and what HTTP itself has to say.

use axum::body::Body;
use http::Request;
use serde_json::json;

use super::create;
use crate::content::world;
use crate::testkit::{Answer, Client};

async fn send(client: &Client, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers
        .iter()
        .fold(Request::builder().method(method).uri(path), |request, (name, value)| request.header(*name, *value));
    client.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn the_case_of_a_path_and_a_slash_at_its_end_do_not_matter() {
    let (_server, editor) = world::empty().await;
    let id = create(&editor, "/api/items", json!({"title": "t"})).await;
    for path in ["/api/items", "/api/items/", "/API/Items", "/Api/ITEMS/?fields=title"] {
        assert_eq!(editor.get(path).await.entries()[0]["title"], "t", "{path}");
    }
    for path in [format!("/api/items/{id}"), format!("/api/Items/{id}/")] {
        assert_eq!(editor.get(&path).await.entries()["title"], "t", "{path}");
    }
}

#[tokio::test]
async fn a_document_is_named_by_its_document_id_and_never_by_a_row() {
    let (_server, editor) = world::empty().await;
    create(&editor, "/api/items", json!({"title": "t"})).await;
    for id in ["1", "2", "unknown", "%00", "'%20or%201=1"] {
        assert_eq!(editor.get(&format!("/api/items/{id}")).await.rest_error(), (404, "NotFoundError", "Not Found"));
    }
}

#[tokio::test]
async fn an_unknown_path_is_not_found_before_anyone_asks_for_a_credential() {
    let (server, editor) = world::empty().await;
    let expected = r#"{"data":null,"error":{"status":404,"name":"NotFoundError","message":"Not Found","details":{}}}"#;
    for path in
        ["/api", "/api/", "/api/nothing", "/api/item", "/api/items/x/y", "/api/front/x", "/apis/items", "/items"]
    {
        for caller in [server.anonymous(), server.bearer("bad"), editor.clone()] {
            for method in ["GET", "POST", "PUT", "DELETE", "PATCH"] {
                let answer = send(&caller, method, path, &[]).await;
                assert_eq!((answer.status.as_u16(), answer.text.as_str()), (404, expected), "{method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn a_method_that_a_path_does_not_take_is_a_405_with_those_that_it_takes() {
    let (server, _editor) = world::empty().await;
    for (method, path, allowed) in [
        ("PATCH", "/api/items", "HEAD, GET, POST"),
        ("PUT", "/api/items/", "HEAD, GET, POST"),
        ("DELETE", "/api/items", "HEAD, GET, POST"),
        ("POST", "/api/items/x", "HEAD, GET, PUT, DELETE"),
        ("POST", "/api/front", "HEAD, GET, PUT, DELETE"),
    ] {
        let answer = send(&server.anonymous(), method, path, &[]).await;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (405, "Method Not Allowed"), "{method} {path}");
        assert_eq!(answer.headers["allow"], allowed);
        assert!(answer.headers["content-type"].to_str().unwrap().starts_with("text/plain"));
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let (_server, editor) = world::empty().await;
    create(&editor, "/api/items", json!({"title": "t"})).await;
    for path in ["/api/items", "/api/items/unknown"] {
        let (get, head) = (send(&editor, "GET", path, &[]).await, send(&editor, "HEAD", path, &[]).await);
        assert_eq!((head.status, head.text.as_str()), (get.status, ""));
        assert_eq!(head.headers["content-length"], get.text.len().to_string());
        assert_eq!(head.headers["content-type"], get.headers["content-type"]);
    }
}

#[tokio::test]
async fn options_tells_the_methods_and_a_preflight_gets_its_answer() {
    let (server, _editor) = world::empty().await;
    let answer = send(&server.anonymous(), "OPTIONS", "/api/items/x", &[]).await;
    assert_eq!((answer.status.as_u16(), &answer.headers["allow"]), (200, &"HEAD, GET, PUT, DELETE".parse().unwrap()));
    let headers = [("origin", "https://example.com"), ("access-control-request-method", "PUT")];
    let answer = send(&server.anonymous(), "OPTIONS", "/api/items/x", &headers).await;
    assert_eq!(answer.status, 204);
    for (name, value) in [
        ("access-control-allow-origin", "https://example.com"),
        ("access-control-allow-credentials", "true"),
        ("access-control-allow-methods", "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS"),
        ("access-control-allow-headers", "Content-Type,Authorization,Origin,Accept"),
        ("access-control-max-age", "31536000"),
    ] {
        assert_eq!(answer.headers[name], value);
    }
}

#[tokio::test]
async fn every_answer_to_a_foreign_page_says_that_it_may_be_read() {
    let (server, editor) = world::empty().await;
    let origin = [("origin", "https://example.com")];
    for (caller, path) in [(&editor, "/api/items"), (&editor, "/api/items?foo=1"), (&server.anonymous(), "/api/items")]
    {
        let answer = send(caller, "GET", path, &origin).await;
        assert_eq!(answer.headers["access-control-allow-origin"], "https://example.com", "{path}");
        assert_eq!(answer.headers["vary"], "origin");
    }
}

#[tokio::test]
async fn a_get_may_say_that_it_is_json_and_have_no_body() {
    let (_server, editor) = world::empty().await;
    let answer = send(&editor, "GET", "/api/items", &[("content-type", "application/json")]).await;
    assert_eq!(answer.entries(), &json!([]));
}

#[tokio::test]
async fn the_health_probe_is_strapis() {
    let (server, _editor) = world::empty().await;
    let answer = server.anonymous().get("/_health").await;
    assert_eq!((answer.status.as_u16(), answer.headers.contains_key("strapi")), (204, true));
}
