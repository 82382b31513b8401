//! Administrators: who may make, change and delete whom.

use keyway::access::management::ManagementPermission::{UsersCreate, UsersDelete, UsersRead, UsersUpdate};
use keyway::graphql::management::Caller;
use serde_json::{Value, json};

use super::kit::{Answer, PASSWORD, Server, id_of};

const CREATE: &str = "mutation($input: CreateAdminUserInput!) {
    createAdminUser(input: $input) { user { id email name enabled roles { code } } }
}";
const UPDATE: &str = "mutation($id: ID!, $input: UpdateAdminUserInput!) {
    updateAdminUser(id: $id, input: $input) { user { email name enabled roles { code } } }
}";
const DELETE: &str = "mutation($id: ID!) { deleteAdminUser(id: $id) { id } }";
const LAST: (&str, &str) = ("CONFLICT", "The last enabled Super Admin cannot be deleted, disabled or demoted");

async fn create(server: &Server, caller: &Caller, input: Value) -> Answer {
    server.ask(caller, CREATE, json!({"input": input})).await
}

async fn update(server: &Server, caller: &Caller, id: &str, input: Value) -> Answer {
    server.ask(caller, UPDATE, json!({"id": id, "input": input})).await
}

async fn delete(server: &Server, caller: &Caller, id: &str) -> Answer {
    server.ask(caller, DELETE, json!({"id": id})).await
}

#[tokio::test]
async fn an_administrator_is_made_changed_and_deleted() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let input = json!({"email": " Bob@Example.com ", "password": PASSWORD, "roles": ["author"]});
    let bob = create(&server, &root, input).await.data()["createAdminUser"]["user"].clone();
    assert_eq!((&bob["email"], &bob["enabled"]), (&json!("bob@example.com"), &json!(true)));
    let id = bob["id"].as_str().unwrap();
    let changed = update(&server, &root, id, json!({"name": "Bob", "roles": ["author", "editor"]})).await;
    let changed = &changed.data()["updateAdminUser"]["user"];
    assert_eq!((&changed["email"], &changed["name"]), (&bob["email"], &json!("Bob")));
    assert_eq!(changed["roles"], json!([{"code": "author"}, {"code": "editor"}]));
    delete(&server, &root, id).await.data();
    assert_eq!(delete(&server, &root, id).await.code(), "NOT_FOUND");
    assert_eq!(server.audited().await, ["administrator.create", "administrator.delete", "administrator.update"]);
}

#[tokio::test]
async fn of_two_people_who_change_the_same_administrator_the_second_is_told() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let input = json!({"email": "bob@example.com", "password": PASSWORD, "roles": ["author"]});
    let bob = create(&server, &root, input).await.data()["createAdminUser"]["user"]["id"].as_str().unwrap().to_owned();
    update(&server, &root, &bob, json!({"name": "First", "expectedRevision": 1})).await.data();
    let second = update(&server, &root, &bob, json!({"name": "Second", "expectedRevision": 1})).await;
    assert_eq!(second.error(), ("CONFLICT", "Somebody else has changed the administrator meanwhile"));
    assert_eq!(second.violations(), ["expectedRevision"]);
    let query = "query($id: ID!) { adminUser(id: $id) { name revision } }";
    let now = server.ask(&root, query, json!({"id": bob})).await;
    assert_eq!(now.data()["adminUser"], json!({"name": "First", "revision": 2}));
    update(&server, &root, &bob, json!({"name": "Unasked"})).await.data();
}

#[tokio::test]
async fn what_is_wrong_with_an_administrator_is_named_with_its_place() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let person =
        |email: &str, password: &str, roles: Value| json!({"email": email, "password": password, "roles": roles});
    for (input, code, places) in [
        (person("ROOT@example.com", PASSWORD, json!(["author"])), "CONFLICT", vec!["email"]),
        (person("nobody", PASSWORD, json!(["author"])), "BAD_USER_INPUT", vec!["email"]),
        (person("a@example.com", "weak", json!(["author"])), "BAD_USER_INPUT", vec!["password"; 3]),
        (person("a@example.com", PASSWORD, json!([])), "BAD_USER_INPUT", vec!["roles"]),
        (person("a@example.com", PASSWORD, json!(["ghost"])), "BAD_USER_INPUT", vec!["roles"]),
    ] {
        let answer = create(&server, &root, input.clone()).await;
        let places: Vec<_> = places.iter().map(ToString::to_string).collect();
        assert_eq!((answer.code(), answer.violations()), (code, places), "{input}");
    }
}

#[tokio::test]
async fn the_last_enabled_super_admin_stays() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let id = id_of(&root);
    let second = server.person("second@example.com", &["super-admin"]).await;
    update(&server, &root, &id_of(&second), json!({"enabled": false})).await.data();

    assert_eq!(update(&server, &root, &id, json!({"enabled": false})).await.error(), LAST);
    assert_eq!(update(&server, &root, &id, json!({"roles": ["editor"]})).await.error(), LAST);
    assert_eq!(delete(&server, &root, &id).await.error(), LAST);

    update(&server, &root, &id_of(&second), json!({"enabled": true})).await.data();
    update(&server, &root, &id, json!({"roles": ["editor"]})).await.data();
}

#[tokio::test]
async fn who_holds_more_is_out_of_reach() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let clerk = server.holding("clerk@example.com", &[UsersRead, UsersCreate, UsersUpdate, UsersDelete], &[]).await;
    let input = json!({"email": "a@example.com", "password": PASSWORD, "roles": ["super-admin"]});
    assert_eq!(create(&server, &clerk, input).await.code(), "FORBIDDEN");
    assert_eq!(update(&server, &clerk, &id_of(&root), json!({"password": PASSWORD})).await.code(), "FORBIDDEN");
    assert_eq!(update(&server, &clerk, &id_of(&clerk), json!({"roles": ["super-admin"]})).await.code(), "FORBIDDEN");
    assert_eq!(delete(&server, &clerk, &id_of(&root)).await.code(), "FORBIDDEN");
    let peer = server.holding("peer@example.com", &[UsersRead], &[]).await;
    update(&server, &clerk, &id_of(&peer), json!({"name": "Peer"})).await.data();
}

#[tokio::test]
async fn losing_a_role_or_the_account_shows_in_the_next_request() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let peer = server.person("peer@example.com", &["super-admin"]).await;
    let token = |caller: &Caller| {
        let administrator = caller.administrator.as_ref().unwrap();
        server.services.session_keys.issue(&administrator.id, &administrator.session_id, server.clock.now()).unwrap().0
    };
    let bearer = token(&peer);
    update(&server, &root, &id_of(&peer), json!({"roles": ["author"]})).await.data();
    let demoted = server.bearer(bearer.expose()).await.expect("the session lives on");
    assert_eq!(server.ask(&demoted, "{ roles { nodes { id } } }", json!({})).await.missing(), "roles.read");

    update(&server, &root, &id_of(&peer), json!({"enabled": false})).await.data();
    assert!(server.bearer(bearer.expose()).await.is_none());
    assert_eq!(server.ask(&demoted, "{ me { user { id } } }", json!({})).await.code(), "UNAUTHENTICATED");
}
