//! The tree of permissions, and what is open without a token.

use keyway::access::management::ManagementPermission::{PublicPermissionsRead, PublicPermissionsUpdate};
use keyway::access::{Action, Status};
use keyway::auth::Credential;
use serde_json::json;

use super::content_types::with_articles;
use super::kit::Server;

const SET: &str = "mutation($permissions: [String!]) {
    setPublicPermissions(input: {permissions: $permissions}) { publicPermissions { permissions } }
}";

#[tokio::test]
async fn the_catalog_shows_what_each_action_opens() {
    let server = with_articles().await;
    let anybody = server.person("anybody@example.com", &["author"]).await;
    let query = "{ permissionCatalog { management { permission held } contentTypes {
        contentType kind hasDrafts fields { name readable writable }
        actions { action permission routes { method path } operations }
    } } }";
    let answer = server.ask(&anybody, query, json!({})).await;
    let catalog = &answer.data()["permissionCatalog"];
    let article = &catalog["contentTypes"][0];
    assert_eq!((&article["contentType"], &article["kind"]), (&json!("article"), &json!("COLLECTION")));
    assert_eq!(article["fields"][0], json!({"name": "title", "readable": true, "writable": true}));
    let find = json!({
        "action": "find", "permission": "article:find",
        "routes": [{"method": "GET", "path": "/api/articles"}], "operations": ["articles", "articles_connection"],
    });
    assert_eq!(article["actions"][0], find);
    assert_eq!(article["actions"].as_array().unwrap().len(), 6);
    assert_eq!(catalog["management"][0], json!({"permission": "api-tokens.read", "held": false}));
}

#[tokio::test]
async fn public_permissions_are_empty_at_first_and_take_effect_at_once() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let read = "{ publicPermissions { permissions grants { contentType } } }";
    let empty = server.ask(&root, read, json!({})).await;
    assert_eq!(empty.data()["publicPermissions"], json!({"permissions": [], "grants": []}));
    let public = async || server.services.authenticator.authenticate(&Credential::Absent).await.unwrap();
    assert!(public().await.permissions.is_empty());

    let set = server.ask(&root, SET, json!({"permissions": ["article:find(title)"]})).await;
    assert_eq!(set.data()["setPublicPermissions"]["publicPermissions"]["permissions"], json!(["article:find(title)"]));
    let opened = public().await.permissions.allowed("article", Action::Find, Status::Published, None);
    assert!(opened.is_some_and(|fields| fields.contains("title")));
    assert!(server.audited().await.contains(&"public-permissions.update".to_owned()));
}

#[tokio::test]
async fn public_grants_on_what_does_not_exist_are_refused() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let ghost = server.ask(&root, SET, json!({"permissions": ["ghost:find"]})).await;
    assert_eq!((ghost.code(), ghost.violations()), ("BAD_USER_INPUT", vec!["permissions.0".to_owned()]));
}

#[tokio::test]
async fn of_two_people_who_change_the_public_permissions_the_second_is_told() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let set = "mutation($permissions: [String!], $seen: Int) {
        setPublicPermissions(input: {permissions: $permissions, expectedRevision: $seen}) { publicPermissions { revision } }
    }";
    let ask = async |permission: &str, seen: Option<i64>| {
        server.ask(&root, set, json!({"permissions": [permission], "seen": seen})).await
    };
    let first = ask("article:find", Some(0)).await;
    assert_eq!(first.data()["setPublicPermissions"]["publicPermissions"]["revision"], 1);
    let second = ask("article:create", Some(0)).await;
    assert_eq!(second.error(), ("CONFLICT", "Somebody else has changed the public permissions meanwhile"));
    assert_eq!(second.violations(), ["expectedRevision"]);
    let read = server.ask(&root, "{ publicPermissions { permissions revision } }", json!({})).await;
    assert_eq!(read.data()["publicPermissions"], json!({"permissions": ["article:find"], "revision": 1}));
    ask("article:create", Some(1)).await.data();
    ask("article:findOne", None).await.data();
}

#[tokio::test]
async fn nobody_opens_to_the_public_what_they_may_not_do() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let held = [PublicPermissionsRead, PublicPermissionsUpdate];
    let clerk = server.holding("clerk@example.com", &held, &["article:find(title)"]).await;
    server.ask(&root, SET, json!({"permissions": ["article:findOne"]})).await.data();
    let beyond = server.ask(&clerk, SET, json!({"permissions": ["article:findOne", "article:find"]})).await;
    assert_eq!(beyond.missing(), "article:find");
    server.ask(&clerk, SET, json!({"permissions": ["article:findOne", "article:find(title)"]})).await.data();
    server.ask(&clerk, SET, json!({"permissions": []})).await.data();
}
