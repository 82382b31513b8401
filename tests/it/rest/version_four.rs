//! Answers as they were in version 4 of Strapi, for whoever asks for them.

use axum::body::Body;
use http::Request;
use serde_json::json;

use super::create;
use crate::components::model;
use crate::media::insert_file;
use crate::testkit::{Answer, Client, TestServer};

async fn ask(client: &Client, method: &str, path: &str, body: &str) -> Answer {
    let request = Request::builder().method(method).uri(path).header("strapi-response-format", "v4");
    client.send(request.header("content-type", "application/json").body(Body::from(body.to_owned())).unwrap()).await
}

async fn magazine() -> (TestServer, Client, String, String) {
    let (server, editor) = model::empty().await;
    insert_file(&server.services, "cat", 640).await;
    let news = create(&editor, "/api/categories", json!({"name": "News"})).await;
    let data = json!({"title": "First", "category": news, "cover": 1, "seo": {"metaTitle": "T", "shareImage": 1},
        "links": [{"label": "one"}], "sections": [{"__component": "shared.quote", "text": "Q"}]});
    let id = create(&editor, "/api/articles", data).await;
    (server, editor, id, news)
}

#[tokio::test]
async fn attributes_stand_apart_from_the_ids_and_what_relations_lead_to_in_data() {
    let (_server, editor, id, news) = magazine().await;
    let query = "fields=title&populate[category][fields]=name&populate[authors][fields]=name&populate[cover][fields]=name\
        &populate[gallery]=true&populate[related][count]=true";
    let answer = ask(&editor, "GET", &format!("/api/articles/{id}?{query}"), "").await;
    let expected = format!(
        r#"{{"data":{{"id":2,"documentId":"{id}","attributes":{{"title":"First","cover":{{"data":{{"id":1,"documentId":"cataaaaaaaaaaaaaaaaaaaaa","attributes":{{"name":"cat"}}}}}},"gallery":{{"data":[]}},"category":{{"data":{{"id":1,"documentId":"{news}","attributes":{{"name":"News"}}}}}},"authors":{{"data":[]}},"related":{{"data":{{"attributes":{{"count":0}}}}}}}}}},"meta":{{}}}}"#
    );
    assert_eq!(answer.text, expected);
    let empty = ask(&editor, "GET", "/api/categories?fields[]&populate[articles][fields][]&sort=name", "").await;
    let article = format!(r#"{{"data":[{{"id":2,"documentId":"{id}","attributes":{{}}}}]}}"#);
    let list = format!(r#"[{{"id":1,"documentId":"{news}","attributes":{{"articles":{article}}}}}]"#);
    assert!(empty.text.starts_with(&format!(r#"{{"data":{list},"meta":{{"pagination""#)), "{}", empty.text);
}

#[tokio::test]
async fn components_stay_flat_with_relations_of_their_own_in_data() {
    let (_server, editor, id, _) = magazine().await;
    let query = "fields[]&populate[seo][populate][shareImage][fields]=name&populate[links][populate]=article\
        &populate[sections]=true";
    let answer = ask(&editor, "GET", &format!("/api/articles/{id}?{query}"), "").await;
    let attributes = &answer.entries()["attributes"];
    let image = json!({"data": {"id": 1, "documentId": "cataaaaaaaaaaaaaaaaaaaaa", "attributes": {"name": "cat"}}});
    assert_eq!(attributes["seo"], json!({"id": 2, "metaTitle": "T", "metaDescription": null, "shareImage": image}));
    assert_eq!(attributes["links"][0]["article"], json!({"data": null}));
    assert_eq!(attributes["sections"], json!([{"id": 2, "text": "Q", "by": null, "__component": "shared.quote"}]));
    let counts = "fields[]&populate[links][count]=true&populate[sections][count]=true";
    let counted = ask(&editor, "GET", &format!("/api/articles/{id}?{counts}"), "").await;
    assert_eq!(counted.entries()["attributes"], json!({"links": {"count": 1}, "sections": {"count": 1}}));
    let filtered =
        ask(&editor, "GET", &format!("/api/articles/{id}?fields[]&populate[cover][filters][name]=dog"), "").await;
    assert_eq!(filtered.entries()["attributes"]["cover"], json!({"data": null}));
}

#[tokio::test]
async fn writes_lists_and_single_types_answer_so_too_and_errors_and_bare_answers_do_not() {
    let (_server, editor, id, _) = magazine().await;
    let made = ask(&editor, "POST", "/api/categories?fields=name", r#"{"data":{"name":"New"}}"#).await;
    assert_eq!((made.status.as_u16(), &made.entries()["attributes"]), (201, &json!({"name": "New"})));
    let changed =
        ask(&editor, "PUT", &format!("/api/articles/{id}?fields=title"), r#"{"data":{"title":"Second"}}"#).await;
    assert_eq!(changed.entries()["attributes"], json!({"title": "Second"}));
    let home = ask(&editor, "PUT", "/api/homepage?fields=title", r#"{"data":{"title":"Home"}}"#).await;
    assert_eq!(home.entries()["attributes"], json!({"title": "Home"}));
    assert_eq!(ask(&editor, "GET", "/api/upload/files/1?fields=name", "").await.body["name"], "cat");
    assert_eq!(ask(&editor, "GET", "/api/articles/x", "").await.rest_error(), (404, "NotFoundError", "Not Found"));
    let request = Request::get("/api/homepage").header("strapi-response-format", "v5").body(Body::empty()).unwrap();
    assert_eq!(editor.send(request).await.entries()["title"], "Home");
}
