//! What an administrator does to a token acts on the very next request of the content API.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use serde_json::{Value, json};

use super::world;
use crate::testkit::{Client, TestServer};

const READ: &str = "{ items { title summary } }";

/// A server with an item, its administrator, a token that may read title and summary, and the token's id.
async fn tokened() -> (TestServer, Client, Client, String) {
    let (server, editor) = world::empty().await;
    world::create(&editor, "Item", r#"{title: "t", summary: "s"}"#).await;
    let admin = server.as_admin().await;
    let made = manage(
        &admin,
        r#"mutation { createApiToken(input: {name: "front end", type: CUSTOM, permissions: ["item:find(title,summary)"]}) { secret token { id } } }"#,
    )
    .await;
    let token = server.bearer(made["createApiToken"]["secret"].as_str().unwrap());
    token.graphql(READ).await.data();
    let id = made["createApiToken"]["token"]["id"].as_str().unwrap().to_owned();
    (server, admin, token, id)
}

async fn manage(admin: &Client, mutation: &str) -> Value {
    admin.management(mutation).await.data().clone()
}

#[tokio::test]
async fn a_narrowed_token_is_refused_what_it_lost_at_once() {
    let (_server, admin, token, id) = tokened().await;
    let narrow = format!(
        r#"mutation {{ updateApiToken(id: "{id}", input: {{permissions: ["item:find(title)"]}}) {{ token {{ id }} }} }}"#
    );
    manage(&admin, &narrow).await;
    let refused = token.graphql(READ).await;
    assert_eq!(refused.missing(), "item:find(summary)");
    assert!(!refused.text.contains("\"s\""));
    assert_eq!(token.graphql("{ items { title } }").await.data()["items"], json!([{"title": "t"}]));
    let types = token.graphql("{ __type(name: \"Item\") { fields { name } } }").await;
    assert_eq!(types.data()["__type"]["fields"], json!([{"name": "documentId"}, {"name": "title"}]));
}

#[tokio::test]
async fn a_widened_token_may_use_what_it_gained_at_once() {
    let (_server, admin, token, id) = tokened().await;
    assert_eq!(token.graphql("{ items { stock } }").await.missing(), "item:find(stock)");
    let widen =
        format!(r#"mutation {{ updateApiToken(id: "{id}", input: {{type: READ_ONLY}}) {{ token {{ id }} }} }}"#);
    manage(&admin, &widen).await;
    token.graphql("{ items { stock maker { name } } }").await.data();
}

#[tokio::test]
async fn a_deleted_token_is_refused_at_once() {
    let (_server, admin, token, id) = tokened().await;
    manage(&admin, &format!(r#"mutation {{ deleteApiToken(id: "{id}") {{ id }} }}"#)).await;
    let refused = token.graphql(READ).await;
    assert_eq!(
        (refused.status.as_u16(), &refused.body["error"]["message"]),
        (401, &json!("Missing or invalid credentials"))
    );
}

#[tokio::test]
async fn a_regenerated_token_works_with_its_new_secret_only() {
    let (server, admin, token, id) = tokened().await;
    let made = manage(&admin, &format!(r#"mutation {{ regenerateApiToken(id: "{id}") {{ secret }} }}"#)).await;
    assert_eq!(token.graphql(READ).await.status, 401);
    server.bearer(made["regenerateApiToken"]["secret"].as_str().unwrap()).graphql(READ).await.data();
}

#[tokio::test]
async fn a_token_that_is_switched_off_is_refused_until_it_is_switched_on() {
    let (_server, admin, token, id) = tokened().await;
    let switch =
        |on: bool| format!(r#"mutation {{ setApiTokenEnabled(id: "{id}", enabled: {on}) {{ token {{ id }} }} }}"#);
    manage(&admin, &switch(false)).await;
    let refused = token.graphql(READ).await;
    assert_eq!((refused.status.as_u16(), &refused.body["error"]["message"]), (401, &json!("Token disabled")));
    manage(&admin, &switch(true)).await;
    token.graphql(READ).await.data();
}

#[tokio::test]
async fn a_token_ends_at_its_moment() {
    let (server, admin, token, id) = tokened().await;
    let expire = format!(
        r#"mutation {{ updateApiToken(id: "{id}", input: {{expiresAt: "2026-11-23T12:01:00Z"}}) {{ token {{ id }} }} }}"#
    );
    manage(&admin, &expire).await;
    let at = |text: &str| server.clock.set(keyway::clock::Timestamp::parse(text).unwrap());
    at("2026-11-23T12:00:59.999Z");
    token.graphql(READ).await.data();
    at("2026-11-23T12:01:00Z");
    let refused = token.graphql(READ).await;
    assert_eq!((refused.status.as_u16(), &refused.body["error"]["message"]), (401, &json!("Token expired")));
}

#[tokio::test]
async fn public_permissions_open_and_close_at_once() {
    let (server, admin, ..) = tokened().await;
    let set = |permissions: &str| {
        format!(
            "mutation {{ setPublicPermissions(input: {{permissions: [{permissions}]}}) {{ publicPermissions {{ permissions }} }} }}"
        )
    };
    assert_eq!(server.anonymous().graphql(READ).await.status, 401);
    manage(&admin, &set(r#""item:find(title,summary)""#)).await;
    server.anonymous().graphql(READ).await.data();
    manage(&admin, &set(r#""item:find(title)""#)).await;
    assert_eq!(server.anonymous().graphql(READ).await.missing(), "item:find(summary)");
    manage(&admin, &set("")).await;
    assert_eq!(server.anonymous().graphql(READ).await.status, 401);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn under_load_no_request_passes_that_begins_after_the_tokens_end_was_answered() {
    let (_server, admin, token, id) = tokened().await;
    let (ended, stop) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let after = Arc::new(AtomicU32::new(0));
    let readers = (0..8).map(|_| {
        let (token, ended, stop, after) = (token.clone(), ended.clone(), stop.clone(), after.clone());
        tokio::spawn(async move {
            while !stop.load(Ordering::SeqCst) {
                let late = ended.load(Ordering::SeqCst);
                let status = token.graphql(READ).await.status;
                assert!(status == 200 || status == 401, "{status}");
                if late {
                    assert_eq!(status, 401);
                    after.fetch_add(1, Ordering::SeqCst);
                }
                tokio::task::yield_now().await;
            }
        })
    });
    let readers = readers.collect::<Vec<_>>();
    manage(&admin, &format!(r#"mutation {{ deleteApiToken(id: "{id}") {{ id }} }}"#)).await;
    ended.store(true, Ordering::SeqCst);
    while after.load(Ordering::SeqCst) < 200 && !readers.iter().any(tokio::task::JoinHandle::is_finished) {
        tokio::task::yield_now().await;
    }
    stop.store(true, Ordering::SeqCst);
    for reader in readers {
        reader.await.unwrap();
    }
}
