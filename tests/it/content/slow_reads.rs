//! Reads that take long: they harm nobody but who asks for them, and filters that could only be slow are refused.

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::world;
use crate::testkit::{Client, TestServer, database};

const NODE: &str = r#"{
    "kind": "collectionType", "collectionName": "nodes", "options": {"draftAndPublish": false},
    "info": {"singularName": "node", "pluralName": "nodes", "displayName": "Node"},
    "attributes": {
        "name": {"type": "string"},
        "near": {"type": "relation", "relation": "manyToMany", "target": "api::node.node"}
    }
}"#;

/// A hundred nodes, each near all others, so that a path of five has more ways than anybody waits for.
const NODES: &str = "
    INSERT INTO nodes (id, document_id, name)
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
    SELECT i, 'node' || i, 'n' || i FROM n;
    INSERT INTO nodes_near_lnk (node_id, inv_node_id) SELECT a.id, b.id FROM nodes a, nodes b;";

async fn mesh() -> (TestServer, Client) {
    let server = TestServer::with_model(&[NODE]).await;
    let transaction = server.services.database.begin().await.unwrap();
    transaction.execute_unprepared(NODES).await.unwrap();
    transaction.commit().await.unwrap();
    let reader = server.as_read_only().await;
    (server, reader)
}

/// `inner` on the far side of `hops` relations.
fn across(relation: &str, hops: usize, inner: &str) -> String {
    format!("{}{inner}{}", format!("{relation}: {{").repeat(hops), "}".repeat(hops))
}

#[tokio::test]
async fn the_server_answers_others_while_slow_reads_run() {
    let (_server, reader) = mesh().await;
    let mut slow = JoinSet::new();
    for _ in 0..8 {
        let reader = reader.clone();
        let filter = across("near", 5, r#"name: {eq: "nobody"}"#);
        slow.spawn(async move { reader.graphql(&format!("{{ nodes(filters: {{{filter}}}) {{ name }} }}")).await });
    }
    for _ in 0..20 {
        assert_eq!(reader.get("/healthz").await.status, 200);
        let near = reader.graphql(r#"{ nodes(filters: {name: {eq: "n7"}}) { name } }"#).await;
        assert_eq!(near.data()["nodes"][0]["name"], "n7");
    }
    let early = slow.try_join_next();
    // A database server may find a faster way.
    assert!(early.is_none() || !database::is_sqlite(), "none of the slow reads has ended: {early:?}");
}

#[tokio::test]
async fn a_filter_goes_through_five_relations_and_not_further() {
    let (_server, editor) = world::empty().await;
    let ask = async |filter: &str| editor.graphql(&format!("{{ items(filters: {{{filter}}}) {{ title }} }}")).await;
    ask(&across("parent", 5, r#"title: {eq: "x"}"#)).await.data();
    let refused = ask(&across("parent", 6, r#"title: {eq: "x"}"#)).await;
    assert_eq!(refused.error_code(), "QUERY_TOO_COMPLEX");
    assert!(refused.text.contains("at most 20 conditions on relations, nested 5 deep"), "{}", refused.text);
}

#[tokio::test]
async fn a_filter_has_twenty_conditions_on_relations_and_not_more() {
    let (_server, editor) = world::empty().await;
    let ask = async |conditions: usize| {
        let filters = r#"{maker: {name: {eq: "x"}}}, "#.repeat(conditions);
        editor.graphql(&format!("{{ items(filters: {{or: [{filters}]}}) {{ title }} }}")).await
    };
    ask(20).await.data();
    assert_eq!(ask(21).await.error_code(), "QUERY_TOO_COMPLEX");
}

#[tokio::test]
async fn an_answer_that_would_fill_the_memory_is_refused() {
    let (_server, editor) = world::empty().await;
    let long = "x".repeat(900_000);
    for _ in 0..40 {
        let data = json!({ "data": { "title": "t", "story": long } });
        let made = editor.graphql_with("mutation($data: ItemInput!) { createItem(data: $data) { documentId } }", data);
        made.await.data();
    }
    let whole = editor.graphql("{ items(pagination: {limit: 100}) { story } }").await;
    assert_eq!((whole.status.as_u16(), whole.error_code()), (200, "QUERY_TOO_COMPLEX"));
    assert!(whole.text.len() < 1_000, "nothing of it is sent: {} bytes", whole.text.len());
    let aliases = (0..4).fold(String::new(), |fields, number| format!("{fields} a{number}: story"));
    let repeated = format!("{{ title: __typename items(pagination: {{limit: 30}}) {{ {aliases} }} }}");
    let repeated = editor.graphql(&repeated).await;
    assert_eq!((repeated.error_code(), &repeated.body["data"]), ("QUERY_TOO_COMPLEX", &Value::Null));
    let few = editor.graphql("{ items(pagination: {limit: 30}) { story } }").await;
    assert_eq!(few.data()["items"].as_array().unwrap().len(), 30);
}
