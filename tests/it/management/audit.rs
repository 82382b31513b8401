//! The audit trail.

use std::net::{IpAddr, Ipv4Addr};

use keyway::graphql::management::Caller;
use serde_json::json;

use super::kit::{NOW, Server, id_of};

const EVENTS: &str = "query($filter: AuditEventFilter, $search: String) {
    auditEvents(filter: $filter, search: $search) {
        nodes { at actorKind actorId actorEmail action targetKind targetName address details } pageInfo { total }
    }
}";

#[tokio::test]
async fn an_event_says_who_did_what_to_what_and_from_where() {
    let server = Server::start().await;
    let root = Caller { address: Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 7))), ..server.super_admin().await };
    let create = "mutation { createRole(input: {name: \"Reader\", permissions: [\"audit.read\"]}) { role { id } } }";
    server.ask(&root, create, json!({})).await.data();
    let answer = server.ask(&root, EVENTS, json!({})).await;
    let expected = json!({
        "at": NOW.to_iso(), "actorKind": "ADMINISTRATOR", "actorId": id_of(&root), "actorEmail": "root@example.com",
        "action": "role.create", "targetKind": "role", "targetName": "Reader", "address": "192.0.2.7",
        "details": {"permissions": ["audit.read"], "grants": []},
    });
    assert_eq!(answer.data()["auditEvents"]["nodes"], json!([expected]));
}

#[tokio::test]
async fn events_are_filtered_and_searched() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    for name in ["One", "Two", "100%"] {
        let create = "mutation($name: String!) { createRole(input: {name: $name}) { role { id } } }";
        server.ask(&root, create, json!({"name": name})).await.data();
    }
    let later = NOW.plus_seconds(1).to_iso();
    for (variables, total) in [
        (json!({}), 3),
        (json!({"filter": {"action": "role.create", "actorId": id_of(&root)}}), 3),
        (json!({"filter": {"action": "role.delete"}}), 0),
        (json!({"filter": {"since": later}}), 0),
        (json!({"filter": {"until": later}}), 3),
        (json!({"search": "TWO"}), 1),
        (json!({"search": "%"}), 1),
        (json!({"search": "_"}), 0),
    ] {
        let answer = server.ask(&root, EVENTS, variables.clone()).await;
        assert_eq!(answer.data()["auditEvents"]["pageInfo"]["total"], total, "{variables}");
    }
}

#[tokio::test]
async fn a_refused_change_leaves_no_event_and_no_trace() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let create = "mutation { createRole(input: {name: \"Editor\"}) { role { id } } }";
    assert_eq!(server.ask(&root, create, json!({})).await.code(), "CONFLICT");
    let answer = server.ask(&root, EVENTS, json!({})).await;
    assert_eq!(answer.data()["auditEvents"]["pageInfo"]["total"], 0);
}
