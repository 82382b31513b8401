//! What refusals to publish say of stored values: nothing that the caller did not send.

use serde_json::{Value, json};

use super::world;
use crate::testkit::{Answer, Client, TestServer};

const NOTE: &str = r#"{
    "kind": "collectionType", "collectionName": "notes", "options": {"draftAndPublish": true},
    "info": {"singularName": "note", "pluralName": "notes", "displayName": "Note"},
    "attributes": {
        "title": {"type": "string", "minLength": 3},
        "slug": {"type": "uid"},
        "pin": {"type": "string", "minLength": 6, "private": true},
        "phrase": {"type": "password", "required": true}
    }
}"#;
const SLUG: &str = "hidden-draft-slug-9";
const PIN: &str = "48391";

/// A server with a draft that cannot be published, for the sake of its slug, its pin and its absent phrase.
async fn laboratory() -> (TestServer, String) {
    let server = TestServer::with_model(&[NOTE]).await;
    let editor = server.as_full_access().await;
    world::create(&editor, "Note", &format!(r#"{{slug: "{SLUG}", phrase: "taken"}}"#)).await;
    let draft = world::draft(&editor, "Note", &format!(r#"{{slug: "{SLUG}", pin: "{PIN}"}}"#)).await;
    (server, draft)
}

async fn publish(caller: &Client, draft: &str, data: &str) -> Answer {
    let mutation = format!(r#"mutation {{ updateNote(documentId: "{draft}", data: {{{data}}}) {{ documentId }} }}"#);
    let answer = caller.graphql(&mutation).await;
    assert_eq!(answer.error_code(), "BAD_USER_INPUT", "{}", answer.text);
    answer
}

fn violations(answer: &Answer) -> Vec<&Value> {
    let errors = &answer.body["errors"][0]["extensions"]["error"]["details"]["errors"];
    errors.as_array().unwrap().iter().collect()
}

#[tokio::test]
async fn rules_broken_in_fields_that_are_not_granted_name_nothing() {
    let (server, draft) = laboratory().await;
    for grants in
        [&["note:update(title)", "note:publish"][..], &["note:update(title)", "note:publish", "note:find(slug)"]]
    {
        let answer = publish(&server.as_token(grants).await, &draft, r#"title: "long enough""#).await;
        let message = "The entry breaks a rule of its type in a field that is not granted, and cannot be published";
        let expected = json!({"path": [], "message": message, "name": "ValidationError"});
        assert_eq!(violations(&answer), [&expected]);
        for hidden in [SLUG, PIN, "slug", "pin", "phrase"] {
            assert!(!answer.text.contains(hidden), "{hidden} in {}", answer.text);
        }
    }
}

#[tokio::test]
async fn rules_broken_in_granted_fields_name_them_without_what_is_stored() {
    let (server, draft) = laboratory().await;
    let unique = json!({"path": ["slug"], "message": "This attribute must be unique", "name": "ValidationError"});
    let short = json!({"path": ["pin"], "message": "pin must be at least 6 characters", "name": "ValidationError"});
    for grants in
        [&["note:update", "note:publish"][..], &["note:update(title,pin)", "note:publish", "note:find(slug)+drafts"]]
    {
        let answer = publish(&server.as_token(grants).await, &draft, r#"title: "long enough""#).await;
        assert!(violations(&answer).contains(&&unique) && violations(&answer).contains(&&short), "{}", answer.text);
        assert!(!answer.text.contains(SLUG) && !answer.text.contains(PIN), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_broken_rule_shows_the_value_that_the_request_sent() {
    let (server, draft) = laboratory().await;
    let token = server.as_token(&["note:update(title)", "note:publish"]).await;
    let answer = publish(&token, &draft, r#"title: "no""#).await;
    let message = "title must be at least 3 characters";
    let title = json!({"path": ["title"], "message": message, "name": "ValidationError", "value": "no"});
    assert_eq!(violations(&answer)[0], &title);
    assert_eq!(violations(&answer).len(), 2);
}
