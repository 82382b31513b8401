//! Roles, and that nobody hands out more than they hold.

use keyway::access::management::ManagementPermission::{
    ApiTokensRead, RolesCreate, RolesDelete, RolesRead, RolesUpdate,
};
use keyway::graphql::management::Caller;
use serde_json::{Value, json};

use super::content_types::with_articles;
use super::kit::{Answer, Server};

const CREATE: &str = "mutation($input: CreateRoleInput!) {
    createRole(input: $input) { role { id name permissions grants { permission } builtIn userCount } }
}";
const UPDATE: &str = "mutation($id: ID!, $input: UpdateRoleInput!) {
    updateRole(id: $id, input: $input) { role { name description permissions grants { permission } } }
}";
const DELETE: &str = "mutation($id: ID!) { deleteRole(id: $id) { id } }";

async fn create(server: &Server, caller: &Caller, input: Value) -> Answer {
    server.ask(caller, CREATE, json!({"input": input})).await
}

#[tokio::test]
async fn three_roles_exist_from_the_start() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let query = "{ roles { nodes { name code builtIn userCount permissions } } }";
    let answer = server.ask(&root, query, json!({})).await;
    let roles = answer.data()["roles"]["nodes"].as_array().unwrap();
    let codes: Vec<_> = roles.iter().map(|role| role["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["author", "editor", "super-admin"]);
    assert_eq!(roles[2]["userCount"], 1);
    assert_eq!(roles[2]["permissions"].as_array().unwrap().len(), 24);
}

#[tokio::test]
async fn a_role_is_made_changed_and_deleted() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let grants = json!([{"contentType": "article", "actions": ["find"], "fields": ["title"]}]);
    let input = json!({"name": "Reader", "permissions": ["api-tokens.read"], "grants": grants});
    let made = create(&server, &root, input).await.data()["createRole"]["role"].clone();
    assert_eq!(made["grants"], json!([{"permission": "article:find(title)"}]));
    let id = &made["id"];
    let change = json!({"id": id, "input": {"description": "Reads", "permissions": null}});
    let changed = server.ask(&root, UPDATE, change).await;
    let changed = &changed.data()["updateRole"]["role"];
    assert_eq!((&changed["name"], &changed["permissions"]), (&json!("Reader"), &json!([])));
    assert_eq!(changed["grants"], made["grants"]);
    assert_eq!(server.ask(&root, DELETE, json!({"id": id})).await.data()["deleteRole"]["id"], *id);
    assert_eq!(server.ask(&root, DELETE, json!({"id": id})).await.code(), "NOT_FOUND");
    assert_eq!(server.audited().await, ["content-type.create", "role.create", "role.delete", "role.update"]);
}

#[tokio::test]
async fn of_two_people_who_change_the_same_role_the_second_is_told() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let made = create(&server, &root, json!({"name": "Reader"})).await.data()["createRole"]["role"]["id"].clone();
    let update = async |input: Value| server.ask(&root, UPDATE, json!({"id": made, "input": input})).await;
    update(json!({"name": "First", "expectedRevision": 1})).await.data();
    let second = update(json!({"name": "Second", "expectedRevision": 1})).await;
    assert_eq!(second.error(), ("CONFLICT", "Somebody else has changed the role meanwhile"));
    assert_eq!(second.violations(), ["expectedRevision"]);
    let now = server.ask(&root, "query($id: ID!) { role(id: $id) { name revision } }", json!({"id": made})).await;
    assert_eq!(now.data()["role"], json!({"name": "First", "revision": 2}));
    update(json!({"name": "Unasked"})).await.data();
}

#[tokio::test]
async fn what_is_wrong_with_a_role_is_named_with_its_place() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    for (input, code, places) in [
        (json!({"name": "EDITOR"}), "CONFLICT", vec!["name"]),
        (json!({"name": " "}), "BAD_USER_INPUT", vec!["name"]),
        (json!({"name": "a", "description": "x".repeat(1001)}), "BAD_USER_INPUT", vec!["description"]),
        (json!({"name": "a", "permissions": ["audit.read", "ghost"]}), "BAD_USER_INPUT", vec!["permissions.1"]),
        (
            json!({"name": "a", "grants": [{"contentType": "article", "actions": ["find"], "fields": ["ghost"]}]}),
            "BAD_USER_INPUT",
            vec!["grants.0.fields"],
        ),
    ] {
        let answer = create(&server, &root, input.clone()).await;
        let places: Vec<_> = places.iter().map(ToString::to_string).collect();
        assert_eq!((answer.code(), answer.violations()), (code, places), "{input}");
    }
}

#[tokio::test]
async fn built_in_roles_stay_and_super_admin_stays_as_it_is() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    for id in ["super-admin", "editor", "author"] {
        assert_eq!(server.ask(&root, DELETE, json!({"id": id})).await.code(), "CONFLICT", "{id}");
    }
    let rename = json!({"id": "super-admin", "input": {"name": "Owner"}});
    assert_eq!(server.ask(&root, UPDATE, rename).await.error(), ("CONFLICT", "The role Super Admin cannot be changed"));
    let rename = json!({"id": "editor", "input": {"name": "Publisher"}});
    assert_eq!(server.ask(&root, UPDATE, rename).await.data()["updateRole"]["role"]["name"], "Publisher");
}

#[tokio::test]
async fn a_role_that_somebody_has_is_not_deleted() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let clerk = server.holding("clerk@example.com", &[], &[]).await;
    let query = "query($id: ID!) { adminUser(id: $id) { roles { id } } }";
    let found = server.ask(&root, query, json!({"id": super::kit::id_of(&clerk)})).await;
    let id = found.data()["adminUser"]["roles"][0]["id"].clone();
    assert_eq!(server.ask(&root, DELETE, json!({"id": id})).await.code(), "CONFLICT");
}

#[tokio::test]
async fn nobody_makes_or_changes_a_role_beyond_what_they_hold() {
    let server = with_articles().await;
    let held = [RolesCreate, RolesUpdate, RolesDelete, RolesRead, ApiTokensRead];
    let clerk = server.holding("clerk@example.com", &held, &["article:find(title)"]).await;
    let beyond = json!({"name": "a", "permissions": ["audit.read"]});
    assert_eq!(create(&server, &clerk, beyond).await.missing(), "audit.read");
    let beyond = json!({"name": "a", "grants": [{"contentType": "article", "actions": ["find"]}]});
    assert_eq!(create(&server, &clerk, beyond).await.missing(), "article:find");

    let within = json!({"name": "a", "permissions": ["api-tokens.read"]});
    let made = create(&server, &clerk, within).await.data()["createRole"]["role"].clone();
    let widened = json!({"id": made["id"], "input": {"permissions": ["users.delete"]}});
    assert_eq!(server.ask(&clerk, UPDATE, widened).await.missing(), "users.delete");
    let others = json!({"id": "editor", "input": {"description": "Mine"}});
    assert_eq!(server.ask(&clerk, UPDATE, others).await.code(), "FORBIDDEN");
}
