//! Exchanges recorded with Strapi, as far as they are about scalars and relations. Ids and moments are this server's own.

use keyway::catalog::Dialect;
use serde_json::json;

use super::create;
use crate::testkit::{Client, TestServer, database};

const ARTICLE: &str = r#"{
    "kind": "collectionType", "collectionName": "articles", "options": {"draftAndPublish": true},
    "info": {"singularName": "article", "pluralName": "articles", "displayName": "Article"},
    "attributes": {
        "title": {"type": "string", "required": true, "minLength": 3, "maxLength": 100},
        "slug": {"type": "uid", "targetField": "title"},
        "body": {"type": "richtext"}, "content": {"type": "blocks"}, "summary": {"type": "text"},
        "contactEmail": {"type": "email"},
        "rating": {"type": "integer", "min": 1, "max": 5}, "views": {"type": "biginteger"},
        "price": {"type": "decimal"}, "score": {"type": "float"}, "featured": {"type": "boolean", "default": false},
        "difficulty": {"type": "enumeration", "enum": ["easy", "very hard", "top-level"]},
        "releaseDate": {"type": "date"}, "startTime": {"type": "time"}, "eventAt": {"type": "datetime"},
        "metadata": {"type": "json"}, "code": {"type": "string", "unique": true},
        "internalNote": {"type": "string", "private": true}, "secretPhrase": {"type": "password"},
        "category": {"type": "relation", "relation": "manyToOne", "target": "api::category.category", "inversedBy": "articles"},
        "authors": {"type": "relation", "relation": "manyToMany", "target": "api::author.author", "inversedBy": "articles"},
        "related": {"type": "relation", "relation": "oneToMany", "target": "api::article.article"}
    }
}"#;
const CATEGORY: &str = r#"{
    "kind": "collectionType", "collectionName": "categories", "options": {"draftAndPublish": false},
    "info": {"singularName": "category", "pluralName": "categories", "displayName": "Category"},
    "attributes": {
        "name": {"type": "string", "required": true, "unique": true}, "slug": {"type": "uid", "targetField": "name"},
        "articles": {"type": "relation", "relation": "oneToMany", "target": "api::article.article", "mappedBy": "category"}
    }
}"#;
const AUTHOR: &str = r#"{
    "kind": "collectionType", "collectionName": "authors", "options": {"draftAndPublish": false},
    "info": {"singularName": "author", "pluralName": "authors", "displayName": "Author"},
    "attributes": {
        "name": {"type": "string", "required": true}, "email": {"type": "email"},
        "articles": {"type": "relation", "relation": "manyToMany", "target": "api::article.article", "mappedBy": "authors"}
    }
}"#;

/// The three documents: an article, its category, its author.
async fn open() -> (TestServer, Client, [String; 2]) {
    let server = TestServer::with_model(&[ARTICLE, CATEGORY, AUTHOR]).await;
    let editor = server.as_full_access().await;
    let news = create(&editor, "/api/categories", json!({"name": "News"})).await;
    let ann = create(&editor, "/api/authors", json!({"name": "Ann", "email": "ann@x.io"})).await;
    (server, editor, [news, ann])
}

const SAMPLE: &str = r#"{"data":{"title":"Sample A","slug":"sample-a","rating":4,"views":"12","price":9.5,"score":1.25,"featured":true,"difficulty":"very hard",
 "releaseDate":"2025-01-31","startTime":"08:30:00","eventAt":"2025-01-31T10:00:00Z","metadata":{"k":[1]},"code":"S-A","internalNote":"n","secretPhrase":"pw",
 "content":[{"type":"paragraph","children":[{"type":"text","text":"Hi"}]}],
 "category":1,"authors":{"connect":[{"id":1}]}}}"#;

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
    let expected = format!(
        r#"{{"data":{{"id":2,"documentId":"{id}","title":"Sample A","slug":"sample-a","body":null,"content":{content},"summary":null,"contactEmail":null,"rating":4,"views":"12","price":9.5,"score":1.25,"featured":true,"difficulty":"very hard","releaseDate":"2025-01-31","startTime":"08:30:00.000","eventAt":"2025-01-31T10:00:00.000Z","metadata":{{"k":[1]}},"code":"S-A",{moment},"category":{{"id":1,"documentId":"{news}","name":"News","slug":null,{moment}}},"authors":[{{"id":1,"documentId":"{ann}","name":"Ann","email":"ann@x.io",{moment}}}],"related":[]}},"meta":{{}}}}"#
    );
    assert_eq!(answer.text, expected);
}

#[tokio::test]
async fn selected_keys_and_a_count_come_alone() {
    let (_server, editor, [news, _]) = open().await;
    let made = editor.post("/api/articles", &serde_json::from_str(SAMPLE).unwrap()).await;
    let id = made.entries()["documentId"].as_str().unwrap();
    let query = "fields=title&populate[category][fields]=name&populate[authors][count]=true";
    let answer = editor.get(&format!("/api/articles/{id}?{query}")).await;
    let expected = format!(
        r#"{{"data":{{"id":2,"documentId":"{id}","title":"Sample A","category":{{"id":1,"documentId":"{news}","name":"News"}},"authors":{{"count":1}}}},"meta":{{}}}}"#
    );
    assert_eq!(answer.text, expected);
    let answer = editor.put(&format!("/api/articles/{id}?fields=title,rating"), &json!({"data": {"rating": 5}})).await;
    let expected = format!(r#"{{"data":{{"id":2,"documentId":"{id}","title":"Sample A","rating":5}},"meta":{{}}}}"#);
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
