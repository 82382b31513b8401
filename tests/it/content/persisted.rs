//! Automatic persisted queries: a hash instead of a document that the server has seen.

use axum::body::Body;
use http::Request;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::world;
use crate::testkit::{Answer, Client};

const QUERY: &str = "{ items { title summary } }";

/// The extensions of a request that names `document`, in the way of Apollo's clients.
fn naming(document: &str) -> Value {
    let hash = Sha256::digest(document).iter().fold(String::new(), |hash, byte| format!("{hash}{byte:02x}"));
    json!({"persistedQuery": {"version": 1, "sha256Hash": hash}})
}

async fn ask(client: &Client, query: Option<&str>, extensions: Value) -> Answer {
    client.post("/graphql", &json!({ "query": query, "extensions": extensions })).await
}

#[tokio::test]
async fn a_document_is_asked_for_once_and_then_known_by_its_hash() {
    let (_server, editor) = world::empty().await;
    let unknown = ask(&editor, None, naming(QUERY)).await;
    assert_eq!(
        (unknown.status.as_u16(), unknown.text.as_str()),
        (
            200,
            "{\"errors\":[{\"message\":\"PersistedQueryNotFound\",\"extensions\":{\"code\":\"PERSISTED_QUERY_NOT_FOUND\"}}]}\n"
        )
    );
    assert_eq!(ask(&editor, Some(QUERY), naming(QUERY)).await.data()["items"], json!([]));
    assert_eq!(ask(&editor, None, naming(QUERY)).await.data()["items"], json!([]));
    let path = format!("/graphql?extensions={}", naming(QUERY).to_string().replace('"', "%22"));
    let request = Request::get(path).header("apollo-require-preflight", "true").body(Body::empty()).unwrap();
    assert_eq!(editor.send(request).await.data()["items"], json!([]));
}

#[tokio::test]
async fn a_document_that_somebody_else_registered_gives_nobody_more_than_they_may() {
    let (server, editor) = world::empty().await;
    world::create(&editor, "Item", r#"{title: "t", summary: "s"}"#).await;
    assert_eq!(ask(&editor, Some(QUERY), naming(QUERY)).await.data()["items"][0]["summary"], "s");
    let narrow = server.as_token(&["item:find(title)"]).await;
    assert_eq!(ask(&narrow, None, naming(QUERY)).await.missing(), "item:find(summary)");
    let outsider = ask(&server.anonymous(), Some(QUERY), naming(QUERY)).await;
    assert_eq!(outsider.status, 401, "{}", outsider.text);
    let mutation = r#"mutation { deleteItem(documentId: "x") { documentId } }"#;
    assert_eq!(ask(&narrow, Some(mutation), naming(mutation)).await.error_code(), "FORBIDDEN");
    let path = format!("/graphql?extensions={}", naming(mutation).to_string().replace('"', "%22"));
    let request = Request::get(path).header("apollo-require-preflight", "true").body(Body::empty()).unwrap();
    assert_eq!(editor.send(request).await.status, 405);
}

#[tokio::test]
async fn a_hash_that_is_not_one_or_names_something_else_is_refused() {
    let (_server, editor) = world::empty().await;
    for (query, extensions, message) in [
        (Some("{ tags { label } }"), naming(QUERY), "provided sha does not match query"),
        (None, json!({"persistedQuery": {"version": 2, "sha256Hash": "0"}}), "Unsupported persisted query version"),
        (None, json!({"persistedQuery": true}), "Unsupported persisted query version"),
        (
            None,
            json!({"persistedQuery": {"version": 1, "sha256Hash": "'; --"}}),
            "extensions.persistedQuery.sha256Hash must be 64 hexadecimal digits",
        ),
        (None, json!({"persistedQuery": null}), "Must provide a query string"),
    ] {
        let answer = ask(&editor, query, extensions).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "BAD_REQUEST"), "{}", answer.text);
        assert_eq!(answer.body["errors"][0]["message"], message);
    }
    assert_eq!(ask(&editor, None, naming("{ tags { label } }")).await.error_code(), "PERSISTED_QUERY_NOT_FOUND");
}
