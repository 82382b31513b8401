//! Types that begin or cease to have locales while there are entries.

use keyway::catalog::Definition;
use keyway::error::Result;
use keyway::service::model::{Consent, Edit};
use serde_json::{Value, json};

use super::model::{create, update};
use crate::testkit::{Client, TestServer};

fn schema(localized: bool, name: &str, attributes: &Value) -> Definition {
    let schema = json!({
        "kind": "collectionType", "collectionName": format!("{name}s"),
        "info": {"singularName": name, "pluralName": format!("{name}s")},
        "options": {"draftAndPublish": true},
        "pluginOptions": {"i18n": {"localized": localized}}, "attributes": attributes
    });
    Definition::from_json(schema, None).unwrap()
}

fn note(localized: bool) -> Definition {
    let title = json!({"type": "string", "pluginOptions": {"i18n": {"localized": true}}});
    let links = json!({"type": "relation", "relation": "oneToMany", "target": "api::topic.topic"});
    schema(localized, "note", &json!({"title": title, "topics": links}))
}

fn topic(localized: bool) -> Definition {
    schema(localized, "topic", &json!({"name": {"type": "string"}}))
}

async fn change(server: &TestServer, definitions: Vec<Definition>, data_loss: bool) -> Result<()> {
    let consent = Consent { data_loss, expected_revision: None };
    server.services.model.change(Edit::Put(definitions), consent, server.clock.now()).await?.commit().await?;
    Ok(())
}

async fn start(localized: bool) -> (TestServer, Client) {
    let server = TestServer::empty().await;
    change(&server, vec![note(localized), topic(localized)], false).await.unwrap();
    let add = "mutation { createLocale(input: {code: \"fr\"}) { locale { code } } }";
    server.as_admin().await.management(add).await.data();
    let editor = server.as_full_access().await;
    (server, editor)
}

#[tokio::test]
async fn the_entries_of_a_type_that_gets_locales_are_in_the_default_one() {
    let (server, editor) = start(false).await;
    let topic_id = create(&editor, "/api/topics", json!({"name": "t"})).await;
    let id = create(&editor, "/api/notes", json!({"title": "One", "topics": [topic_id]})).await;
    change(&server, vec![note(true), topic(true)], false).await.unwrap();
    let answer = editor.get(&format!("/api/notes/{id}?populate=topics")).await;
    assert_eq!((&answer.entries()["locale"], &answer.entries()["title"]), (&json!("en"), &json!("One")));
    assert_eq!(answer.entries()["topics"][0]["name"], "t");
    assert_eq!(editor.get("/api/notes?status=draft&locale=*").await.entries()[0]["locale"], "en");
    update(&editor, &format!("/api/notes/{id}?locale=fr"), json!({"title": "Un"})).await.entries();
    assert_eq!(editor.get("/api/notes?locale=*").await.entries().as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_type_that_loses_its_locales_keeps_the_default_one_once_the_loss_is_confirmed() {
    let (server, editor) = start(true).await;
    let id = create(&editor, "/api/notes", json!({"title": "One"})).await;
    update(&editor, &format!("/api/notes/{id}?locale=fr"), json!({"title": "Un"})).await.entries();
    create(&editor, "/api/notes?locale=fr", json!({"title": "Seul"})).await;
    let refused = change(&server, vec![note(false)], false).await.unwrap_err();
    assert!(refused.public().message.contains("in other locales than 'en'"), "{}", refused.public().message);
    assert_eq!(editor.get("/api/notes?locale=*").await.entries().as_array().unwrap().len(), 3);
    change(&server, vec![note(false)], true).await.unwrap();
    let answer = editor.get("/api/notes?status=draft").await;
    let titles = answer.entries().as_array().unwrap().iter().map(|note| note["title"].clone());
    assert_eq!(json!(titles.collect::<Vec<_>>()), json!(["One"]));
    assert!(answer.entries()[0].get("locale").is_none());
    change(&server, vec![note(true)], true).await.unwrap();
    assert_eq!(editor.get("/api/notes?locale=*").await.entries()[0]["locale"], "en", "nothing of before comes back");
}

#[tokio::test]
async fn links_between_entries_that_are_in_different_locales_from_now_on_go() {
    let server = TestServer::empty().await;
    change(&server, vec![note(true), topic(false)], false).await.unwrap();
    let add = "mutation { createLocale(input: {code: \"fr\"}) { locale { code } } }";
    server.as_admin().await.management(add).await.data();
    let editor = server.as_full_access().await;
    let topic_id = create(&editor, "/api/topics", json!({"name": "t"})).await;
    let id = create(&editor, "/api/notes", json!({"title": "One", "topics": [topic_id]})).await;
    let french = json!({"title": "Un", "topics": [topic_id]});
    update(&editor, &format!("/api/notes/{id}?locale=fr"), french).await.entries();
    assert!(change(&server, vec![topic(true)], false).await.is_err(), "the French link is lost");
    change(&server, vec![topic(true)], true).await.unwrap();
    let query = "{ notes(locale: \"*\", sort: \"locale\") { locale topics { name } } }";
    assert_eq!(
        editor.graphql(query).await.data()["notes"],
        json!([{"locale": "en", "topics": [{"name": "t"}]}, {"locale": "fr", "topics": []}])
    );
}

#[tokio::test]
async fn drafts_that_are_switched_on_are_made_in_each_locale() {
    let plain = |drafts: bool| {
        let title = json!({"type": "string", "pluginOptions": {"i18n": {"localized": true}}});
        let links = json!({"type": "relation", "relation": "oneToMany", "target": "api::topic.topic"});
        let mut definition = schema(true, "note", &json!({"title": title, "topics": links}));
        definition.draft_and_publish = Some(drafts);
        definition
    };
    let server = TestServer::empty().await;
    change(&server, vec![plain(false), topic(true)], false).await.unwrap();
    let add = "mutation { createLocale(input: {code: \"fr\"}) { locale { code } } }";
    server.as_admin().await.management(add).await.data();
    let editor = server.as_full_access().await;
    let topic_id = create(&editor, "/api/topics", json!({"name": "t"})).await;
    update(&editor, &format!("/api/topics/{topic_id}?locale=fr"), json!({"name": "t"})).await.entries();
    let id = create(&editor, "/api/notes", json!({"title": "One", "topics": [topic_id]})).await;
    let french = json!({"title": "Un", "topics": [topic_id]});
    update(&editor, &format!("/api/notes/{id}?locale=fr"), french).await.entries();
    change(&server, vec![plain(true)], false).await.unwrap();
    for locale in ["en", "fr"] {
        let drafts = editor.get(&format!("/api/notes?status=draft&locale={locale}&populate=topics")).await;
        let topics = drafts.entries()[0]["topics"].as_array().unwrap().clone();
        assert_eq!((topics.len(), &topics[0]["locale"]), (1, &json!(locale)), "{}", drafts.text);
    }
}
