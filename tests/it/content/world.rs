//! A content model with every scalar type, relations both ways, components, drafts, and a single type; and entries in it.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::testkit::{Client, TestServer};

pub const ITEM: &str = r#"{
    "kind": "collectionType", "collectionName": "items", "options": {"draftAndPublish": true},
    "info": {"singularName": "item", "pluralName": "items", "displayName": "Item"},
    "attributes": {
        "title": {"type": "string", "required": true},
        "summary": {"type": "text"},
        "story": {"type": "richtext"},
        "slug": {"type": "uid"},
        "contact": {"type": "email"},
        "level": {"type": "enumeration", "enum": ["easy", "very hard", "top-level"]},
        "stock": {"type": "integer"},
        "serial": {"type": "biginteger"},
        "weight": {"type": "float"},
        "price": {"type": "decimal"},
        "fresh": {"type": "boolean"},
        "day": {"type": "date"},
        "hour": {"type": "time"},
        "moment": {"type": "datetime"},
        "stamp": {"type": "timestamp"},
        "extra": {"type": "json"},
        "parts": {"type": "blocks"},
        "maker": {"type": "relation", "relation": "manyToOne", "target": "api::maker.maker", "inversedBy": "items"},
        "tags": {"type": "relation", "relation": "manyToMany", "target": "api::tag.tag", "inversedBy": "items"},
        "sheet": {"type": "relation", "relation": "oneToOne", "target": "api::sheet.sheet", "inversedBy": "item"},
        "parent": {"type": "relation", "relation": "manyToOne", "target": "api::item.item", "inversedBy": "children"},
        "children": {"type": "relation", "relation": "oneToMany", "target": "api::item.item", "mappedBy": "parent"},
        "seo": {"type": "component", "component": "shared.seo"},
        "links": {"type": "component", "component": "shared.link", "repeatable": true}
    }
}"#;
pub const MAKER: &str = r#"{
    "kind": "collectionType", "collectionName": "makers", "options": {"draftAndPublish": false},
    "info": {"singularName": "maker", "pluralName": "makers", "displayName": "Maker"},
    "attributes": {
        "name": {"type": "string", "required": true, "unique": true},
        "country": {"type": "string"},
        "diary": {"type": "text", "private": true},
        "passphrase": {"type": "password"},
        "items": {"type": "relation", "relation": "oneToMany", "target": "api::item.item", "mappedBy": "maker"}
    }
}"#;
pub const TAG: &str = r#"{
    "kind": "collectionType", "collectionName": "tags", "options": {"draftAndPublish": true},
    "info": {"singularName": "tag", "pluralName": "tags", "displayName": "Tag"},
    "attributes": {
        "label": {"type": "string"},
        "items": {"type": "relation", "relation": "manyToMany", "target": "api::item.item", "mappedBy": "tags"}
    }
}"#;
pub const SHEET: &str = r#"{
    "kind": "collectionType", "collectionName": "sheets", "options": {"draftAndPublish": false},
    "info": {"singularName": "sheet", "pluralName": "sheets", "displayName": "Sheet"},
    "attributes": {
        "note": {"type": "string"},
        "item": {"type": "relation", "relation": "oneToOne", "target": "api::item.item", "mappedBy": "sheet"}
    }
}"#;
pub const FRONT: &str = r#"{
    "kind": "singleType", "collectionName": "fronts", "options": {"draftAndPublish": true},
    "info": {"singularName": "front", "pluralName": "fronts", "displayName": "Front"},
    "attributes": {
        "headline": {"type": "string"},
        "lead": {"type": "relation", "relation": "oneToOne", "target": "api::item.item"},
        "picks": {"type": "relation", "relation": "oneToMany", "target": "api::item.item"}
    }
}"#;

pub const SEO: &str = r#"{
    "uid": "shared.seo", "collectionName": "components_shared_seos", "info": {"displayName": "Seo"},
    "attributes": {"metaTitle": {"type": "string"}}
}"#;
pub const LINK: &str = r#"{
    "uid": "shared.link", "collectionName": "components_shared_links", "info": {"displayName": "Link"},
    "attributes": {"url": {"type": "string"}}
}"#;

/// The schema files of the model.
pub const MODEL: [&str; 7] = [ITEM, MAKER, TAG, SHEET, FRONT, SEO, LINK];

/// A server with the model and nothing in it, and somebody who may do everything.
pub async fn empty() -> (TestServer, Client) {
    let server = TestServer::with_model(&MODEL).await;
    let editor = server.as_full_access().await;
    (server, editor)
}

/// Makes an entry from the literal of its data and answers its document id.
pub async fn create(editor: &Client, type_name: &str, data: &str) -> String {
    create_as(editor, type_name, data, "PUBLISHED").await
}

/// Makes an entry that is only a draft.
pub async fn draft(editor: &Client, type_name: &str, data: &str) -> String {
    create_as(editor, type_name, data, "DRAFT").await
}

async fn create_as(editor: &Client, type_name: &str, data: &str, status: &str) -> String {
    let mutation = format!("mutation {{ made: create{type_name}(status: {status}, data: {data}) {{ documentId }} }}");
    editor.graphql(&mutation).await.data()["made"]["documentId"].as_str().unwrap().to_owned()
}

/// Makes published items of these titles, in this order.
pub async fn titled(editor: &Client, titles: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for chunk in titles.chunks(20) {
        let fields = chunk.iter().enumerate().fold(String::new(), |mut fields, (index, title)| {
            let _ = write!(fields, "i{index}: createItem(data: {{title: {}}}) {{ documentId }} ", json!(title));
            fields
        });
        let answer = editor.graphql(&format!("mutation {{ {fields} }}")).await;
        let data = answer.data();
        ids.extend((0..chunk.len()).map(|index| data[format!("i{index}")]["documentId"].as_str().unwrap().to_owned()));
    }
    ids
}

/// Titles, or whatever texts stand under `key`, of a list of entries.
pub fn texts<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|entry| entry[key].as_str().unwrap()).collect()
}
