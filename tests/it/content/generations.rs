//! Content types change while requests run: every request gets a clean answer from one state of the model or the other.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use keyway::app::open_services;
use keyway::catalog::Definition;
use keyway::service::Services;
use keyway::service::model::{Consent, Edit};
use serde_json::{Value, json};

use super::world;
use crate::testkit::{Answer, Client, TestServer};

/// How often the model changes.
const CHANGES: u32 = 24;

/// The definition of tags, with an attribute that comes and goes.
fn tag(extra: bool) -> Definition {
    let mut schema: Value = serde_json::from_str(world::TAG).unwrap();
    if extra {
        schema["attributes"]["flavour"] = json!({"type": "string"});
    }
    Definition::parse(schema.to_string().as_bytes(), None).unwrap()
}

async fn change(server: &TestServer, extra: bool) {
    change_through(&server.services, extra).await;
}

async fn change_through(services: &Services, extra: bool) {
    let consent = Consent { data_loss: true, expected_revision: None };
    let change = services.model.change(Edit::Put(vec![tag(extra)]), consent, services.clock.now());
    change.await.unwrap().commit().await.unwrap();
}

/// The services of another process on the same database.
async fn another_process(server: &TestServer) -> Services {
    open_services(&server.config).await.unwrap()
}

/// A request that is good in every state of the model.
fn assert_answered(answer: &Answer) {
    assert!(answer.status == 200 && answer.body["errors"].is_null(), "{} {}", answer.status, answer.text);
}

/// A request about the attribute that comes and goes.
fn assert_clean(answer: &Answer) {
    if answer.body["errors"].is_null() {
        assert_eq!(answer.status, 200, "{}", answer.text);
    } else {
        assert_eq!(
            (answer.status.as_u16(), answer.error_code()),
            (400, "GRAPHQL_VALIDATION_FAILED"),
            "{}",
            answer.text
        );
    }
}

/// Reads and writes until told to stop; answers how many tags were made.
async fn keep_busy(client: Client, worker: usize, stop: Arc<AtomicBool>, requests: Arc<AtomicU32>) -> usize {
    let mut made = 0;
    while !stop.load(Ordering::SeqCst) {
        match worker % 6 {
            0 => assert_answered(&client.graphql("{ tags { label items { title tags { label } } } }").await),
            1 => {
                let answer = client.graphql(r#"mutation { createTag(data: {label: "x"}) { label } }"#).await;
                assert_answered(&answer);
                made += 1;
            }
            2 => assert_clean(&client.graphql(r#"{ tags(sort: "label") { label flavour } tags_connection(filters: {flavour: {null: true}}) { pageInfo { total } } }"#).await),
            3 => {
                assert_eq!(client.get("/api/tags?populate=*").await.status, 200);
            }
            4 => {
                let answer = client.post("/api/tags", &json!({"data": {"label": "r"}})).await;
                assert_eq!(answer.status, 201, "{}", answer.text);
                made += 1;
            }
            _ => {
                let answer = client.graphql(r#"mutation { createTag(data: {label: "y", flavour: "z"}) { label } }"#).await;
                assert_clean(&answer);
                made += usize::from(answer.status == 200);
            }
        }
        requests.fetch_add(1, Ordering::SeqCst);
        tokio::task::yield_now().await;
    }
    made
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_request_fails_while_content_types_change() {
    let (server, editor) = world::empty().await;
    let tag = world::create(&editor, "Tag", r#"{label: "first"}"#).await;
    world::create(&editor, "Item", &format!(r#"{{title: "i", tags: ["{tag}"]}}"#)).await;
    let (stop, requests) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let workers = (0..16).map(|worker| tokio::spawn(keep_busy(editor.clone(), worker, stop.clone(), requests.clone())));
    let workers = workers.collect::<Vec<_>>();
    for number in 0..CHANGES {
        change(&server, number % 2 == 0).await;
        let seen = requests.load(Ordering::SeqCst);
        // Requests come between any two changes.
        while requests.load(Ordering::SeqCst) < seen + 8 && !workers.iter().any(tokio::task::JoinHandle::is_finished) {
            tokio::task::yield_now().await;
        }
    }
    stop.store(true, Ordering::SeqCst);
    let mut made = 1;
    for worker in workers {
        made += worker.await.unwrap();
    }
    let count = editor.graphql("{ tags_connection { pageInfo { total } } }").await;
    assert_eq!(count.data()["tags_connection"]["pageInfo"]["total"], made, "every acknowledged write is there, once");
}

#[tokio::test]
async fn the_next_request_sees_the_changed_model() {
    let (server, editor) = world::empty().await;
    let query = "{ tags { flavour } }";
    assert_eq!(editor.graphql(query).await.error_code(), "GRAPHQL_VALIDATION_FAILED");
    change(&server, true).await;
    assert_eq!(editor.graphql(query).await.data()["tags"], json!([]));
    let write = r#"mutation { createTag(data: {label: "l", flavour: "f"}) { flavour } }"#;
    assert_eq!(editor.graphql(write).await.data()["createTag"]["flavour"], "f");
    change(&server, false).await;
    assert_eq!(editor.graphql(query).await.error_code(), "GRAPHQL_VALIDATION_FAILED");
    assert_eq!(editor.graphql(write).await.error_code(), "GRAPHQL_VALIDATION_FAILED");
    assert_eq!(editor.graphql("{ tags { label } }").await.data()["tags"], json!([{"label": "l"}]));
    let rest = async || editor.get("/api/tags?fields=flavour").await.status.as_u16();
    assert_eq!(rest().await, 400);
    change(&server, true).await;
    assert_eq!(rest().await, 200);
}

#[tokio::test]
async fn a_read_that_another_process_takes_the_column_from_is_answered_on_the_new_model() {
    let (server, editor) = world::empty().await;
    change(&server, true).await;
    world::create(&editor, "Tag", r#"{label: "l", flavour: "f"}"#).await;
    let both = "{ tags { label flavour } }";
    assert_eq!(editor.graphql(both).await.data()["tags"], json!([{"label": "l", "flavour": "f"}]));
    let other = another_process(&server).await;
    change_through(&other, false).await;
    assert_clean(&editor.graphql(both).await);
    change_through(&other, true).await;
    assert_eq!(editor.get("/api/tags?fields=label").await.status, 200);
    server.services.model.refresh().await.unwrap();
    assert_eq!(editor.get("/api/tags?fields=flavour").await.status, 200);
    change_through(&other, false).await;
    let rest = editor.get("/api/tags").await;
    assert!(rest.status == 200 && rest.body["data"][0].get("flavour").is_none(), "{}", rest.text);
    assert_eq!(editor.graphql("{ tags { label } }").await.data()["tags"], json!([{"label": "l"}]));
}

#[tokio::test]
async fn a_write_that_another_process_takes_the_column_from_fails_once_and_leaves_nothing() {
    let (server, editor) = world::empty().await;
    change(&server, true).await;
    let write = r#"mutation { createTag(data: {label: "l", flavour: "f"}) { flavour } }"#;
    let other = another_process(&server).await;
    change_through(&other, false).await;
    assert_eq!(editor.graphql(write).await.error_code(), "INTERNAL_SERVER_ERROR");
    assert_eq!(editor.graphql(write).await.error_code(), "GRAPHQL_VALIDATION_FAILED");
    assert_eq!(editor.graphql("{ tags { label } }").await.data()["tags"], json!([]));
}
