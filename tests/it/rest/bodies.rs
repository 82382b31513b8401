//! Bodies that are no JSON: forms, parts, and what cannot be read.

use axum::body::Body;
use http::Request;
use serde_json::json;

use super::create;
use crate::components::model;
use crate::content::world;
use crate::testkit::{Answer, Client};

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=edge";

async fn send(client: &Client, method: &str, path: &str, content_type: &str, body: &str) -> Answer {
    let request = Request::builder().method(method).uri(path).header("content-type", content_type);
    client.send(request.body(Body::from(body.to_owned())).unwrap()).await
}

/// Parts of a body: the head of each after `form-data`, and what it holds.
fn parts(parts: &[(&str, &str)]) -> String {
    let part =
        |(head, body): &(&str, &str)| format!("--edge\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n");
    parts.iter().map(part).collect::<String>() + "--edge--\r\n"
}

#[tokio::test]
async fn a_form_is_written_in_the_notation_of_query_strings() {
    let (_server, editor) = world::empty().await;
    let ada = create(&editor, "/api/makers", json!({"name": "Ada"})).await;
    for label in ["red", "blue"] {
        create(&editor, "/api/tags", json!({"label": label})).await;
    }
    let body = format!(
        "data[title]=Two+words%21&data[stock]=5&data%5Bprice%5D=2.5&data[serial]=9007199254740993&data[fresh]=true\
         &data[day]=2025-01-31&data[level]=very+hard&data[extra]=%7B%22k%22%3A1%7D&data[maker]={ada}&data[tags][]=1\
         &data[tags][]=3&data[seo][metaTitle]=T&data[links][0][url]=/x"
    );
    let made = send(&editor, "POST", "/api/items?populate=*", FORM, &body).await;
    let item = made.entries();
    let scalars =
        ["title", "stock", "price", "serial", "fresh", "day", "level", "extra"].map(|name| item[name].clone());
    let expected = json!(["Two words!", 5, 2.5, "9007199254740993", true, "2025-01-31", "very hard", {"k": 1}]);
    assert_eq!(json!(scalars), expected);
    assert_eq!((&item["maker"]["name"], item["tags"].as_array().unwrap().len()), (&json!("Ada"), 2));
    assert_eq!((&item["seo"]["metaTitle"], &item["links"][0]["url"]), (&json!("T"), &json!("/x")));
    let path = format!("/api/items/{}?fields=title,stock", item["documentId"].as_str().unwrap());
    let changed = send(&editor, "PUT", &path, &format!("{FORM}; charset=utf-8"), "data[stock]").await;
    assert_eq!((&changed.entries()["stock"], &changed.entries()["title"]), (&json!(null), &json!("Two words!")));
}

#[tokio::test]
async fn parts_hold_the_data_as_json() {
    let (_server, editor) = model::empty().await;
    let data = json!({"title": "First", "sections": [{"__component": "shared.quote", "text": "Q"}]}).to_string();
    let body = parts(&[("name=\"data\"", &data)]);
    let made = send(&editor, "POST", "/api/articles?populate=sections", PARTS, &body).await;
    assert_eq!((made.status.as_u16(), &made.entries()["sections"][0]["text"]), (201, &json!("Q")));
}

#[tokio::test]
async fn files_are_not_attached_here_and_nothing_is_written_without_them() {
    let (_server, editor) = model::empty().await;
    let message = "Files are not attached here: upload them at /api/upload and give their ids in data";
    let data = ("name=\"data\"", r#"{"title":"First"}"#);
    for file in [
        ("name=\"files.cover\"; filename=\"a.png\"", "x"),
        ("name=\"files\"", "x"),
        ("name=\"data\"; filename=\"data.json\"", "{}"),
    ] {
        for body in [parts(&[data, file]), parts(&[file, data])] {
            let answer = send(&editor, "POST", "/api/articles", PARTS, &body).await;
            assert_eq!(answer.rest_error(), (400, "ValidationError", message), "{body}");
        }
    }
    assert_eq!(editor.get("/api/articles?status=draft").await.entries(), &json!([]));
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_one_clear_error() {
    let (_server, editor) = world::empty().await;
    let missing = "Missing \"data\" payload in the request body";
    let named = |name: &str, body: &str| parts(&[(format!("name=\"{name}\"").as_str(), body)]);
    for (content_type, body, name, message) in [
        (FORM, "name=x".to_owned(), "ValidationError", missing),
        (FORM, "data=x".to_owned(), "ValidationError", missing),
        (FORM, "data[name]=x&data=y".to_owned(), "ValidationError", "The parameter data has a value and keys below it"),
        (FORM, "data[name]=%ff".to_owned(), "ValidationError", "A parameter is not valid UTF-8"),
        (FORM, "data[bogus]=x".to_owned(), "ValidationError", "Invalid key bogus"),
        (PARTS, parts(&[]), "ValidationError", missing),
        (PARTS, named("data", "null"), "ValidationError", missing),
        (PARTS, named("data", "{"), "SyntaxError", "EOF while parsing an object at line 1 column 1"),
        (PARTS, named("other", "{}"), "ValidationError", "Invalid key other"),
        (PARTS, parts(&[("name=\"data\"", "{}"), ("name=\"data\"", "{}")]), "ValidationError", "Invalid key data"),
    ] {
        let answer = send(&editor, "POST", "/api/makers", content_type, &body).await;
        assert_eq!(answer.rest_error(), (400, name, message), "{body}");
    }
    for (content_type, body) in [("multipart/form-data", named("data", "{}")), (PARTS, "--edge\r\nrubbish".to_owned())]
    {
        let answer = send(&editor, "POST", "/api/makers", content_type, &body).await;
        let (status, _, message) = answer.rest_error();
        assert!(status == 400 && message.starts_with("The multipart body cannot be read: "), "{message}");
    }
    for content_type in ["text/plain", "application/xml", "jsonx", ""] {
        let answer = send(&editor, "POST", "/api/makers", content_type, "x").await;
        let message = format!(
            "A body of the type {content_type} cannot be read. Send application/json, application/x-www-form-urlencoded \
             or multipart/form-data."
        );
        assert_eq!(answer.rest_error(), (400, "ValidationError", message.as_str()));
        assert_eq!(send(&editor, "POST", "/api/makers", content_type, "").await.rest_error().2, missing);
    }
    assert_eq!(editor.get("/api/makers").await.entries(), &json!([]));
}

#[tokio::test]
async fn whatever_its_form_a_body_is_held_to_the_same_permissions_and_the_same_size() {
    let (server, _editor) = world::empty().await;
    let token = server.as_token(&["maker:create(name)"]).await;
    for (content_type, body) in
        [(FORM, "data[country]=x".to_owned()), (PARTS, parts(&[("name=\"data\"", r#"{"country":"x"}"#)]))]
    {
        let answer = send(&token, "POST", "/api/makers", content_type, &body).await;
        assert_eq!(answer.body["error"]["details"], json!({"missing": "maker:create(country)"}));
        let long = body.replace('x', &"x".repeat(1 << 20));
        assert_eq!(send(&token, "POST", "/api/makers", content_type, &long).await.status, 413);
    }
}
