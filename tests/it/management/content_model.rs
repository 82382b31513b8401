//! What an administrator may use of the content model.

use keyway::catalog::Definition;
use keyway::graphql::management::Caller;
use keyway::service::model::{Consent, Edit};
use serde_json::{Value, json};

use super::kit::{NOW, Server};

const ARTICLE: &str = r#"{
    "kind": "collectionType", "collectionName": "articles", "options": {"draftAndPublish": true},
    "info": {"singularName": "article", "pluralName": "articles", "displayName": "Article"},
    "attributes": {
        "title": {"type": "string", "required": true, "maxLength": 120},
        "slug": {"type": "uid", "targetField": "title"},
        "kind": {"type": "enumeration", "enum": ["very hard", "easy"], "default": "easy"},
        "rating": {"type": "integer", "min": 1, "max": 5},
        "secret": {"type": "password"},
        "note": {"type": "text", "private": true},
        "cover": {"type": "media", "allowedTypes": ["images"]},
        "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author"},
        "sections": {"type": "dynamiczone", "components": ["shared.quote"], "max": 3}
    }
}"#;
const AUTHOR: &str = r#"{
    "kind": "collectionType", "collectionName": "authors",
    "info": {"singularName": "author", "pluralName": "authors", "displayName": "Author"},
    "attributes": {"name": {"type": "string"}}
}"#;
const QUOTE: &str = r#"{
    "uid": "shared.quote", "collectionName": "components_shared_quotes", "info": {"displayName": "Quote"},
    "attributes": {
        "text": {"type": "text", "required": true},
        "by": {"type": "relation", "relation": "oneToOne", "target": "api::author.author"},
        "source": {"type": "component", "component": "shared.source", "repeatable": true}
    }
}"#;
const SOURCE: &str = r#"{
    "uid": "shared.source", "collectionName": "components_shared_sources", "info": {"displayName": "Source"},
    "attributes": {"url": {"type": "string"}}
}"#;

const MODEL: &str = "{ contentModel {
    contentTypes { contentType actions draftActions attributes { name actions draftActions } }
    components { uid attributes { name } }
} }";

async fn server() -> Server {
    let server = Server::start().await;
    let schemas = [ARTICLE, AUTHOR, QUOTE, SOURCE].map(|text| Definition::parse(text.as_bytes(), None).unwrap());
    let edit = Edit::Replace(schemas.to_vec());
    server.services.model.change(edit, Consent::default(), NOW).await.unwrap().commit().await.unwrap();
    server
}

async fn model(server: &Server, caller: &Caller) -> Value {
    server.ask(caller, MODEL, json!({})).await.data()["contentModel"].clone()
}

fn names(list: &Value, key: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|one| one[key].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn an_administrator_sees_the_types_actions_and_attributes_that_their_grants_open_and_no_others() {
    let server = server().await;
    let grants = ["article:find(title,rating)", "article:find(title)+drafts", "article:update(rating,secret)"];
    let clerk = server.holding("clerk@example.com", &[], &grants).await;
    let shown = model(&server, &clerk).await;
    assert_eq!(
        shown["contentTypes"],
        json!([{
            "contentType": "article", "actions": ["find", "update"], "draftActions": ["find"], "attributes": [
                {"name": "title", "actions": ["find"], "draftActions": ["find"]},
                {"name": "rating", "actions": ["find", "update"], "draftActions": []},
                {"name": "secret", "actions": ["update"], "draftActions": []},
            ],
        }])
    );
    assert_eq!(shown["components"], json!([]));
}

#[tokio::test]
async fn a_relation_is_there_where_its_target_may_be_listed_in_components_too() {
    let server = server().await;
    let without = server.holding("without@example.com", &[], &["article:find,update"]).await;
    let shown = model(&server, &without).await;
    assert!(!names(&shown["contentTypes"][0]["attributes"], "name").contains(&"author".to_owned()));
    assert_eq!(names(&shown["components"], "uid"), ["shared.quote", "shared.source"]);
    assert_eq!(names(&shown["components"][0]["attributes"], "name"), ["text", "source"]);

    let with = server.holding("with@example.com", &[], &["article:find,update", "author:find"]).await;
    let shown = model(&server, &with).await;
    assert!(names(&shown["contentTypes"][0]["attributes"], "name").contains(&"author".to_owned()));
    assert_eq!(names(&shown["components"][0]["attributes"], "name"), ["text", "by", "source"]);
}

#[tokio::test]
async fn what_is_never_shown_can_only_be_set() {
    let server = server().await;
    let shown = model(&server, &server.super_admin().await).await;
    for attribute in shown["contentTypes"][0]["attributes"].as_array().unwrap() {
        let expected = match attribute["name"].as_str().unwrap() {
            "secret" | "note" => json!(["create", "update"]),
            "createdAt" | "updatedAt" | "publishedAt" => json!(["find", "findOne"]),
            _ => json!(["find", "findOne", "create", "update"]),
        };
        assert_eq!(attribute["actions"], expected, "{attribute}");
    }
}

#[tokio::test]
async fn the_rules_and_options_of_attributes_are_told() {
    let server = server().await;
    let query =
        "{ contentModel { contentTypes { displayName kind hasDrafts builtIn typeName oneField listField attributes {
        name type required unique list default min max maxLength members { value name } targetField target components
        allowedTypes
    } } } }";
    let answer = server.ask(&server.super_admin().await, query, json!({})).await;
    let types = &answer.data()["contentModel"]["contentTypes"];
    let facts = ["displayName", "kind", "hasDrafts", "builtIn", "typeName", "oneField", "listField"];
    assert_eq!(
        facts.map(|fact| types[0][fact].clone()),
        [
            json!("Article"),
            json!("COLLECTION"),
            json!(true),
            json!(false),
            json!("Article"),
            json!("article"),
            json!("articles")
        ]
    );
    let of = |name: &str, key: &str| {
        let attributes = types[0]["attributes"].as_array().unwrap();
        attributes.iter().find(|one| one["name"] == name).unwrap()[key].clone()
    };
    assert_eq!(
        (of("title", "type"), of("title", "required"), of("title", "maxLength")),
        (json!("STRING"), json!(true), json!(120))
    );
    assert_eq!((of("slug", "unique"), of("slug", "targetField")), (json!(true), json!("title")));
    assert_eq!(
        of("kind", "members"),
        json!([{"value": "very hard", "name": "very_hard"}, {"value": "easy", "name": "easy"}])
    );
    assert_eq!(of("kind", "default"), json!("easy"));
    assert_eq!((of("rating", "min"), of("rating", "max")), (json!(1), json!(5)));
    assert_eq!((of("cover", "type"), of("cover", "allowedTypes")), (json!("MEDIA"), json!(["images"])));
    assert_eq!((of("author", "target"), of("author", "list")), (json!("author"), json!(false)));
    assert_eq!((of("sections", "components"), of("sections", "max")), (json!(["shared.quote"]), json!(3)));
    assert_eq!(of("sections", "type"), json!("DYNAMICZONE"));
}

#[tokio::test]
async fn a_uid_does_not_name_the_attribute_it_is_made_from_where_that_may_not_be_used() {
    let server = server().await;
    let clerk = server.holding("clerk@example.com", &[], &["article:find(slug)"]).await;
    let query = "{ contentModel { contentTypes { attributes { name targetField } } } }";
    let answer = server.ask(&clerk, query, json!({})).await;
    let attributes = &answer.data()["contentModel"]["contentTypes"][0]["attributes"];
    assert_eq!(attributes, &json!([{"name": "slug", "targetField": null}]));
}
