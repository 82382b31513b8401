//! Exchanges recorded with Strapi. Ids and moments are this server's own.

use keyway::catalog::Dialect;
use serde_json::json;

use super::create;
use crate::components::model::SAMPLE as SAMPLE_MODEL;
use crate::testkit::{Client, TestServer, database};

const SAMPLE: &str = r#"{"data":{"title":"Sample A","slug":"sample-a","rating":4,"views":"12","price":9.5,"score":1.25,"featured":true,"difficulty":"very hard",
 "releaseDate":"2025-01-31","startTime":"08:30:00","eventAt":"2025-01-31T10:00:00Z","metadata":{"k":[1]},"code":"S-A","internalNote":"n","secretPhrase":"pw",
 "content":[{"type":"paragraph","children":[{"type":"text","text":"Hi"}]}],
 "category":1,"authors":{"connect":[{"id":1}]},"seo":{"metaTitle":"T","metaDescription":"D"},
 "links":[{"label":"L1","url":"/x","target":"_self"}],
 "sections":[{"__component":"shared.quote","text":"Q","by":"B"},{"__component":"shared.rich-text","body":"**b**"}]}}"#;

/// A server with a category and an author, and their document ids.
async fn open() -> (TestServer, Client, [String; 2]) {
    let server = TestServer::with_model(&SAMPLE_MODEL).await;
    let editor = server.as_full_access().await;
    let news = create(&editor, "/api/categories", json!({"name": "News"})).await;
    let ann = create(&editor, "/api/authors", json!({"name": "Ann", "email": "ann@x.io"})).await;
    (server, editor, [news, ann])
}

/// Makes the sample and answers its document id.
async fn sample(editor: &Client) -> String {
    let made = editor.post("/api/articles", &serde_json::from_str(SAMPLE).unwrap()).await;
    made.entries()["documentId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn creating_with_everything_answers_everything() {
    let (_server, editor, [news, ann]) = open().await;
    let answer = editor.post("/api/articles?populate=*", &serde_json::from_str(SAMPLE).unwrap()).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let id = answer.entries()["documentId"].as_str().unwrap();
    let moment = r#""createdAt":"2026-11-23T12:00:00.000Z","updatedAt":"2026-11-23T12:00:00.000Z","publishedAt":"2026-11-23T12:00:00.000Z""#;
    // As in Strapi, PostgreSQL keeps an object's keys in an order of its own.
    let content = match database::dialect() {
        Dialect::Postgres => r#"[{"type":"paragraph","children":[{"text":"Hi","type":"text"}]}]"#,
        _ => r#"[{"type":"paragraph","children":[{"type":"text","text":"Hi"}]}]"#,
    };
    let parts = format!(
        r#""seo":{{"id":2,"metaTitle":"T","metaDescription":"D"}},"links":[{LINK}],"sections":[{QUOTE},{RICH_TEXT}]"#
    );
    let expected = format!(
        r#"{{"data":{{"id":2,"documentId":"{id}","title":"Sample A","slug":"sample-a","body":null,"content":{content},"summary":null,"contactEmail":null,"rating":4,"views":"12","price":9.5,"score":1.25,"featured":true,"difficulty":"very hard","releaseDate":"2025-01-31","startTime":"08:30:00.000","eventAt":"2025-01-31T10:00:00.000Z","metadata":{{"k":[1]}},"code":"S-A",{moment},"cover":null,"gallery":[],"category":{{"id":1,"documentId":"{news}","name":"News","slug":null,{moment}}},"authors":[{{"id":1,"documentId":"{ann}","name":"Ann","email":"ann@x.io",{moment}}}],"related":[],{parts}}},"meta":{{}}}}"#
    );
    assert_eq!(answer.text, expected);
}

/// The components of the published row, each the second of its kind.
const LINK: &str = r#"{"id":2,"label":"L1","url":"/x","target":"_self"}"#;
const QUOTE: &str = r#"{"id":2,"text":"Q","by":"B","__component":"shared.quote"}"#;
const RICH_TEXT: &str = r#"{"id":2,"body":"**b**","__component":"shared.rich-text"}"#;

#[tokio::test]
async fn selected_keys_components_and_a_count_come_alone() {
    let (_server, editor, [news, _]) = open().await;
    let id = sample(&editor).await;
    let query = "fields=title&populate[category][fields]=name&populate[authors][count]=true&populate[sections]=true&populate[links]=true";
    let answer = editor.get(&format!("/api/articles/{id}?{query}")).await;
    let expected = format!(
        r#"{{"data":{{"id":2,"documentId":"{id}","title":"Sample A","category":{{"id":1,"documentId":"{news}","name":"News"}},"authors":{{"count":1}},"links":[{LINK}],"sections":[{QUOTE},{RICH_TEXT}]}},"meta":{{}}}}"#
    );
    assert_eq!(answer.text, expected);
    let answer = editor.put(&format!("/api/articles/{id}?fields=title,rating"), &json!({"data": {"rating": 5}})).await;
    let expected = format!(r#"{{"data":{{"id":2,"documentId":"{id}","title":"Sample A","rating":5}},"meta":{{}}}}"#);
    assert_eq!(answer.text, expected);
}

#[tokio::test]
async fn a_fragment_leaves_the_other_kinds_out() {
    let (_server, editor, _) = open().await;
    let id = sample(&editor).await;
    let query = "fields=title&populate[sections][on][shared.quote][fields]=text";
    let answer = editor.get(&format!("/api/articles/{id}?{query}")).await;
    let expected = format!(
        r#"{{"data":{{"id":2,"documentId":"{id}","title":"Sample A","sections":[{{"id":2,"text":"Q","__component":"shared.quote"}}]}},"meta":{{}}}}"#
    );
    assert_eq!(answer.text, expected);
}

#[tokio::test]
async fn offsets_and_pages_beyond_the_end_are_told() {
    let (_server, editor, _) = open().await;
    create(&editor, "/api/categories", json!({"name": "Tech"})).await;
    for (title, rating, category) in [("one", 5, 1), ("two", 3, 2), ("three", 3, 1)] {
        create(&editor, "/api/articles", json!({"title": title, "rating": rating, "category": category})).await;
    }
    let query = "filters[$or][0][rating][$gte]=5&filters[$or][1][category][name][$eq]=Tech&fields=title,rating&sort=rating:desc&pagination[start]=0&pagination[limit]=2";
    let answer = editor.get(&format!("/api/articles?{query}")).await;
    assert!(answer.text.ends_with(r#""meta":{"pagination":{"start":0,"limit":2,"total":2}}}"#), "{}", answer.text);
    let beyond = editor.get("/api/articles?pagination[page]=99").await;
    assert_eq!(beyond.text, r#"{"data":[],"meta":{"pagination":{"page":99,"pageSize":25,"pageCount":1,"total":3}}}"#);
}
