//! Who gets in, and what those hear who do not.

use axum::body::Body;
use http::Request;
use serde_json::json;

use super::create;
use crate::content::world;
use crate::testkit::{Client, TestServer};

const INVALID: (u16, &str, &str) = (401, "UnauthorizedError", "Missing or invalid credentials");
const FORBIDDEN: (u16, &str, &str) = (403, "ForbiddenError", "Forbidden");

async fn manage(server: &TestServer, mutation: &str) -> serde_json::Value {
    server.as_admin().await.management(mutation).await.data().clone()
}

async fn open_to_the_public(server: &TestServer, permissions: &str) {
    let input = format!("input: {{permissions: [{permissions}]}}");
    manage(server, &format!("mutation {{ setPublicPermissions({input}) {{ publicPermissions {{ permissions }} }} }}"))
        .await;
}

#[tokio::test]
async fn without_a_credential_the_public_permissions_decide() {
    let (server, editor) = world::empty().await;
    create(&editor, "/api/makers", json!({"name": "Ada"})).await;
    let nobody = server.anonymous();
    assert_eq!(nobody.get("/api/makers").await.rest_error(), INVALID);
    assert_eq!(nobody.get("/api/makers").await.headers["www-authenticate"], "Bearer");
    open_to_the_public(&server, r#""maker:find(name)""#).await;
    assert_eq!(nobody.get("/api/makers").await.entries()[0]["name"], "Ada");
    let refused = nobody.get("/api/items").await;
    assert_eq!(
        (refused.rest_error(), &refused.body["error"]["details"]),
        (FORBIDDEN, &json!({"missing": "item:find"}))
    );
    assert_eq!(nobody.post("/api/makers", &json!({"data": {"name": "x"}})).await.rest_error(), FORBIDDEN);
}

#[tokio::test]
async fn a_bad_credential_is_refused_even_where_the_public_may_go() {
    let (server, _editor) = world::empty().await;
    open_to_the_public(&server, r#""maker:find""#).await;
    for bad in ["bad", "kw_RABibfaxsqGhrHWyFYKeHHfIT8btWzo1Yl5ilOTAGiM12JIj1", "a.b.c"] {
        let answer = server.bearer(bad).get("/api/makers").await;
        let expected = r#"{"data":null,"error":{"status":401,"name":"UnauthorizedError","message":"Missing or invalid credentials","details":{}}}"#;
        assert_eq!((answer.status.as_u16(), answer.text.as_str()), (401, expected), "{bad}");
    }
    for header in ["Basic abc", "Bearer", "Bearer a b", "token"] {
        let request = Request::get("/api/makers").header("authorization", header).body(Body::empty()).unwrap();
        assert_eq!(server.anonymous().send(request).await.status, 200, "{header} counts as no credential");
    }
}

#[tokio::test]
async fn each_kind_of_token_opens_what_it_says() {
    let (server, editor) = world::empty().await;
    let id = create(&editor, "/api/makers", json!({"name": "Ada"})).await;
    let one = format!("/api/makers/{id}");
    let attempts = async |caller: &Client| {
        let data = json!({"data": {"country": "Norway"}});
        let list = caller.get("/api/makers").await.status.as_u16();
        let entry = caller.get(&one).await.status.as_u16();
        let draft = caller.get("/api/items?status=draft").await.status.as_u16();
        let update = caller.put(&one, &data).await.status.as_u16();
        [list, entry, draft, update]
    };
    assert_eq!(attempts(&server.as_read_only().await).await, [200, 200, 403, 403]);
    assert_eq!(attempts(&server.as_full_access().await).await, [200, 200, 200, 200]);
    assert_eq!(attempts(&server.as_token(&["maker:find"]).await).await, [200, 403, 403, 403]);
    assert_eq!(attempts(&server.as_token(&["maker:findOne"]).await).await, [403, 200, 403, 403]);
    assert_eq!(attempts(&server.as_token(&["maker:update"]).await).await, [403, 403, 403, 200]);
    assert_eq!(attempts(&server.as_token(&["item:find+drafts"]).await).await, [403, 403, 200, 403]);
    assert_eq!(attempts(&server.as_admin().await).await[0], 200, "an administrator may read what their roles let them");
}

#[tokio::test]
async fn publishing_takes_a_right_of_its_own() {
    let (server, editor) = world::empty().await;
    let token = server.as_token(&["item:create,update", "item:findOne(title)+drafts"]).await;
    let answer = token.post("/api/items", &json!({"data": {"title": "t"}})).await;
    assert_eq!((answer.rest_error(), &answer.body["error"]["details"]["missing"]), (FORBIDDEN, &json!("item:publish")));
    let draft = token.post("/api/items?status=draft", &json!({"data": {"title": "t"}})).await;
    assert_eq!((draft.status.as_u16(), &draft.entries()["title"]), (201, &json!("t")));
    assert_eq!(editor.get("/api/items").await.entries(), &json!([]));
}

#[tokio::test]
async fn an_ended_token_is_refused_on_its_next_request() {
    let (server, _editor) = world::empty().await;
    let input = r#"{name: "n", type: READ_ONLY, expiresAt: "2026-11-23T12:01:00Z"}"#;
    let made =
        manage(&server, &format!("mutation {{ createApiToken(input: {input}) {{ secret token {{ id }} }} }}")).await;
    let (made, id) = (&made["createApiToken"], made["createApiToken"]["token"]["id"].as_str().unwrap());
    let token = server.bearer(made["secret"].as_str().unwrap());
    assert_eq!(token.get("/api/makers").await.status, 200);
    let switch =
        |on: bool| format!(r#"mutation {{ setApiTokenEnabled(id: "{id}", enabled: {on}) {{ token {{ id }} }} }}"#);
    manage(&server, &switch(false)).await;
    assert_eq!(token.get("/api/makers").await.rest_error(), (401, "UnauthorizedError", "Token disabled"));
    manage(&server, &switch(true)).await;
    assert_eq!(token.get("/api/makers").await.status, 200);
    server.clock.set(keyway::clock::Timestamp::parse("2026-11-23T12:01:00Z").unwrap());
    let expired =
        r#"{"data":null,"error":{"status":401,"name":"UnauthorizedError","message":"Token expired","details":{}}}"#;
    assert_eq!(token.get("/api/makers").await.text, expired);
    manage(&server, &format!(r#"mutation {{ deleteApiToken(id: "{id}") {{ id }} }}"#)).await;
    assert_eq!(token.get("/api/makers").await.rest_error(), INVALID);
}
