//! Questions that are asked again: what a query string comes to is kept, and with it nothing of an entry or a caller.

use keyway::catalog::Definition;
use keyway::service::model::{Consent, Edit};
use serde_json::{Value, json};

use super::{create, joined, keys};
use crate::content::world;

const LIST: &str = "/api/makers?sort=name&filters[name][$ne]=Zoe&fields=name&populate[items][fields]=title";

#[tokio::test]
async fn a_question_that_is_asked_again_is_answered_from_what_is_there_by_then() {
    let (server, editor) = world::empty().await;
    let reader = server.as_read_only().await;
    let maker = create(&editor, "/api/makers", json!({"name": "Ada"})).await;
    assert_eq!(joined(&reader.get(LIST).await, "name"), "Ada");
    create(&editor, "/api/makers", json!({"name": "Bo"})).await;
    create(&editor, "/api/makers", json!({"name": "Zoe"})).await;
    create(&editor, "/api/items", json!({"title": "Axe", "maker": maker})).await;
    let again = reader.get(LIST).await;
    assert_eq!(joined(&again, "name"), "Ada Bo");
    assert_eq!(again.entries()[0]["items"][0]["title"], "Axe");
    assert_eq!(again.body["meta"]["pagination"]["total"], 2);
}

#[tokio::test]
async fn one_question_about_two_documents_is_answered_with_each() {
    let (_server, editor) = world::empty().await;
    for (name, country) in [("Ada", "a"), ("Bo", "b")] {
        let id = create(&editor, "/api/makers", json!({"name": name, "country": country})).await;
        for _ in 0..2 {
            let maker = editor.get(&format!("/api/makers/{id}?filters[country]={country}")).await;
            assert_eq!(maker.entries()["name"], name);
            assert_eq!(editor.get(&format!("/api/makers/{id}?filters[country]=c")).await.status, 404);
        }
    }
}

#[tokio::test]
async fn what_one_caller_asked_opens_nothing_to_another_who_asks_the_same() {
    let (server, editor) = world::empty().await;
    let id = create(&editor, "/api/makers", json!({"name": "Ada", "country": "b"})).await;
    let whole = ["id", "documentId", "name", "country", "createdAt", "updatedAt", "publishedAt"];
    for path in ["/api/makers".to_owned(), format!("/api/makers/{id}")] {
        let narrow = server.as_token(&["maker:find(name)", "maker:findOne(name)"]).await;
        let nothing = server.as_token(&["item:find"]).await;
        for _ in 0..2 {
            for (client, expected) in [(&editor, &whole[..]), (&narrow, &["id", "documentId", "name"])] {
                let answer = client.get(&path).await;
                let shown = answer.entries().get(0).unwrap_or(answer.entries());
                assert_eq!(keys(shown), expected, "{path}");
            }
            for query in ["?filters[country]=b", "?sort=country", "?fields=country", "?populate=items"] {
                assert_eq!(editor.get(&format!("{path}{query}")).await.status, 200, "{path}{query}");
                assert_eq!(narrow.get(&format!("{path}{query}")).await.status, 403, "{path}{query}");
            }
            assert_eq!(nothing.get(&path).await.status, 403);
        }
    }
}

#[tokio::test]
async fn a_question_that_is_asked_again_after_a_change_of_its_type_is_asked_of_the_changed_type() {
    let (server, editor) = world::empty().await;
    create(&editor, "/api/makers", json!({"name": "Ada", "country": "b"})).await;
    let path = "/api/makers?fields=country";
    assert_eq!(editor.get(path).await.entries()[0]["country"], "b");
    let mut schema: Value = serde_json::from_str(world::MAKER).unwrap();
    schema["attributes"].as_object_mut().unwrap().remove("country");
    let edit = Edit::Put(vec![Definition::parse(schema.to_string().as_bytes(), None).unwrap()]);
    let consent = Consent { data_loss: true, expected_revision: None };
    server.services.model.change(edit, consent, server.clock.now()).await.unwrap().commit().await.unwrap();
    assert_eq!(editor.get(path).await.status, 400);
}
