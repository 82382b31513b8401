//! The content API as an administrator sees it through a token, and everybody who must not.

use axum::body::Body;
use http::Request;
use keyway::service::sessions::{self, Origin};
use serde_json::{Value, json};

use super::world;
use crate::testkit::{Answer, Client, TestServer};

const READ: &str = "{ items { title } }";
const FIELDS: &str = r#"{ __type(name: "Item") { fields { name } } }"#;
const INVALID: (u16, &str) = (401, "Missing or invalid credentials");

/// A server with an item, its administrator, and a token that may read and write some of it.
struct Scene {
    server: TestServer,
    root: Client,
    token: Client,
    id: String,
}

impl Scene {
    async fn new() -> Self {
        let (server, editor) = world::empty().await;
        world::create(&editor, "Item", r#"{title: "t", summary: "s", price: 3.5}"#).await;
        let root = server.as_admin().await;
        let permissions = r#"["item:find,findOne(title,summary)", "item:update(title)"]"#;
        let input = format!(r#"input: {{name: "front end", type: CUSTOM, permissions: {permissions}}}"#);
        let made = manage(&root, &format!("mutation {{ createApiToken({input}) {{ secret token {{ id }} }} }}")).await;
        let token = server.bearer(made["createApiToken"]["secret"].as_str().unwrap());
        let id = made["createApiToken"]["token"]["id"].as_str().unwrap().to_owned();
        Self { server, root, token, id }
    }

    /// A person who holds these permissions, and with content what `grants` say.
    async fn person(&self, email: &str, permissions: &[&str], grants: Value) -> Client {
        let role = json!({"name": format!("Role of {email}"), "permissions": permissions, "grants": grants});
        let query = "mutation ($input: CreateRoleInput!) { createRole(input: $input) { role { id } } }";
        let role = self.root.management_with(query, json!({"input": role})).await.data()["createRole"].clone();
        let password = "Correct1horse";
        let input = json!({"email": email, "password": password, "roles": [role["role"]["id"]]});
        let query = "mutation ($input: CreateAdminUserInput!) { createAdminUser(input: $input) { user { id } } }";
        self.root.management_with(query, json!({"input": input})).await.data();
        let opened = sessions::login(&self.server.services, email, password, Origin::default()).await.unwrap();
        self.server.bearer(opened.access_token.expose())
    }

    async fn seen_by(&self, client: &Client, query: &str) -> Answer {
        client.post(&format!("/admin/view-as/{}", self.id), &json!({"query": query})).await
    }

    async fn seen(&self, query: &str) -> Answer {
        self.seen_by(&self.root, query).await
    }

    async fn token_facts(&self) -> Value {
        let query = format!(r#"{{ apiToken(id: "{}") {{ status lastUsedAt }} }}"#, self.id);
        manage(&self.root, &query).await["apiToken"].clone()
    }
}

async fn manage(root: &Client, document: &str) -> Value {
    root.management(document).await.data().clone()
}

fn everything() -> Value {
    json!([{"contentType": "*", "actions": ["find", "findOne", "create", "update", "delete", "publish"], "status": "DRAFT"}])
}

/// Status and message of a refusal.
fn refusal(answer: &Answer) -> (u16, &str) {
    (answer.status.as_u16(), answer.body["error"]["message"].as_str().unwrap_or_else(|| panic!("{}", answer.text)))
}

#[tokio::test]
async fn an_administrator_sees_what_the_token_sees_and_nothing_more() {
    let scene = Scene::new().await;
    let documents = [
        READ,
        FIELDS,
        "{ items { price } }",
        "{ items(filters: {price: {gt: 1}}) { title } }",
        "{ makers { name } }",
        "{ items(status: DRAFT) { title } }",
        "{ nothing }",
        "{ __schema { mutationType { fields { name } } types { name } } }",
    ];
    for document in documents {
        let (seen, own) = (scene.seen(document).await, scene.token.graphql(document).await);
        assert_eq!((seen.status, seen.text), (own.status, own.text), "{document}");
    }
    assert_eq!(scene.seen("{ items { price } }").await.missing(), "item:find(price)");
}

#[tokio::test]
async fn a_view_changes_nothing_and_leaves_no_trace_on_the_token() {
    let scene = Scene::new().await;
    let items = scene.seen("{ items { documentId title } }").await.data()["items"].clone();
    let document = items[0]["documentId"].as_str().unwrap();
    let update = format!(r#"mutation {{ updateItem(documentId: "{document}", data: {{title: "new"}}) {{ title }} }}"#);
    let refused = scene.seen(&update).await;
    assert_eq!(refused.error_code(), "FORBIDDEN");
    let message = "This is a view of a token: its mutations are shown, and not run";
    assert_eq!(refused.body["errors"][0]["message"], message);
    assert_eq!(scene.seen(READ).await.data()["items"], json!([{"title": "t"}]));
    let mutations = scene.seen("{ __schema { mutationType { fields { name } } } }").await;
    assert_eq!(mutations.data()["__schema"]["mutationType"]["fields"], json!([{"name": "updateItem"}]));

    scene.server.services.authenticator.flush_last_used().await.unwrap();
    assert_eq!(scene.token_facts().await["lastUsedAt"], Value::Null);
}

#[tokio::test]
async fn nobody_sees_more_through_a_token_than_they_may_see_themselves() {
    let scene = Scene::new().await;
    let titles = json!([{"contentType": "item", "actions": ["find"], "fields": ["title", "price"], "status": "DRAFT"}]);
    let clerk = scene.person("clerk@example.com", &["api-tokens.read"], titles).await;
    assert_eq!(scene.seen_by(&clerk, READ).await.data()["items"], json!([{"title": "t"}]));
    let fields = scene.seen_by(&clerk, FIELDS).await;
    assert_eq!(fields.data()["__type"]["fields"], json!([{"name": "documentId"}, {"name": "title"}]));
    // The token has the summary and the clerk has the price.
    for field in ["summary", "price"] {
        let answer = scene.seen_by(&clerk, &format!("{{ items {{ {field} }} }}")).await;
        assert_eq!(answer.missing(), format!("item:find({field})"));
    }
    let view = format!(r#"{{ apiTokenView(id: "{}") {{ beyond sdl operations {{ action }} }} }}"#, scene.id);
    let told = manage(&clerk, &view).await["apiTokenView"].clone();
    let beyond = ["item:find(summary,title)", "item:findOne(summary,title)", "item:update(title)"];
    assert_eq!((&told["beyond"], &told["operations"]), (&json!(beyond), &json!([{"action": "find"}])));
    assert!(!told["sdl"].as_str().unwrap().contains("summary"), "{told}");
    assert_eq!(manage(&scene.root, &view).await["apiTokenView"]["beyond"], json!([]));

    let nothing = scene.person("reader@example.com", &["api-tokens.read"], json!([])).await;
    assert_eq!(scene.seen_by(&nothing, READ).await.missing(), "item:find");
}

#[tokio::test]
async fn without_the_permission_to_read_tokens_there_is_no_view_and_no_word_about_the_token() {
    let scene = Scene::new().await;
    let others = ["api-tokens.create", "api-tokens.update", "audit.read"];
    let stranger = scene.person("stranger@example.com", &others, everything()).await;
    let known = scene.seen_by(&stranger, READ).await;
    assert_eq!(known.status, 403);
    assert_eq!(known.body["error"]["details"]["missing"], "api-tokens.read");
    let unknown = stranger.post("/admin/view-as/no-such-token", &json!({"query": READ})).await;
    assert_eq!(known.text, unknown.text);
}

#[tokio::test]
async fn only_an_administrators_session_opens_a_view() {
    let scene = Scene::new().await;
    let full_access = scene.server.as_full_access().await;
    for caller in [&scene.token, &full_access, &scene.server.anonymous(), &scene.server.bearer("a.b.c")] {
        assert_eq!(refusal(&scene.seen_by(caller, READ).await), INVALID);
    }
    let input = r#"input: {permissions: ["*:find"]}"#;
    let open = format!("mutation {{ setPublicPermissions({input}) {{ publicPermissions {{ permissions }} }} }}");
    manage(&scene.root, &open).await;
    assert_eq!(refusal(&scene.seen_by(&scene.server.anonymous(), READ).await), INVALID);
    // A cookie is no credential here, so no foreign page can make a browser ask.
    let path = format!("/admin/view-as/{}?query=%7B__typename%7D", scene.id);
    let request = Request::get(path).header("cookie", "keyway_refresh=kwr_anything").body(Body::empty()).unwrap();
    assert_eq!(refusal(&scene.server.anonymous().send(request).await), INVALID);
}

#[tokio::test]
async fn a_view_ends_with_the_session() {
    let scene = Scene::new().await;
    let clerk = scene.person("clerk@example.com", &["api-tokens.read"], everything()).await;
    scene.seen_by(&clerk, READ).await.data();
    let id = manage(&clerk, "{ sessions { id } }").await["sessions"][0]["id"].as_str().unwrap().to_owned();
    manage(&clerk, &format!(r#"mutation {{ revokeSession(id: "{id}") {{ id }} }}"#)).await;
    assert_eq!(refusal(&scene.seen_by(&clerk, READ).await), INVALID);

    let later = scene.server.clock.now().plus_seconds(15 * 60);
    scene.server.clock.set(later);
    assert_eq!(refusal(&scene.seen(READ).await), INVALID, "an access token works for 15 minutes");
}

#[tokio::test]
async fn a_view_ends_with_the_token_and_narrows_with_it_at_once() {
    let scene = Scene::new().await;
    scene.seen("{ items { summary } }").await.data();
    let narrowed = r#"input: {permissions: ["item:find(title)"]}"#;
    let update = format!(r#"mutation {{ updateApiToken(id: "{}", {narrowed}) {{ token {{ id }} }} }}"#, scene.id);
    manage(&scene.root, &update).await;
    assert_eq!(scene.seen("{ items { summary } }").await.missing(), "item:find(summary)");
    manage(&scene.root, &format!(r#"mutation {{ deleteApiToken(id: "{}") {{ id }} }}"#, scene.id)).await;
    assert_eq!(refusal(&scene.seen(READ).await), (404, "Token not found"));
}

#[tokio::test]
async fn what_an_administrator_loses_is_gone_from_their_views_at_once() {
    let scene = Scene::new().await;
    let clerk = scene.person("clerk@example.com", &["api-tokens.read"], everything()).await;
    scene.seen_by(&clerk, READ).await.data();
    let roles = manage(&scene.root, r#"{ roles(search: "clerk") { nodes { id } } }"#).await;
    let role = roles["roles"]["nodes"][0]["id"].as_str().unwrap();
    let update =
        |input: &str| format!(r#"mutation {{ updateRole(id: "{role}", input: {input}) {{ role {{ id }} }} }}"#);
    manage(&scene.root, &update("{grants: []}")).await;
    assert_eq!(scene.seen_by(&clerk, READ).await.missing(), "item:find");
    manage(&scene.root, &update("{permissions: []}")).await;
    assert_eq!(scene.seen_by(&clerk, READ).await.status, 403);
}

#[tokio::test]
async fn a_token_that_does_not_work_is_looked_through_as_if_it_did() {
    let scene = Scene::new().await;
    let off = format!(r#"mutation {{ setApiTokenEnabled(id: "{}", enabled: false) {{ token {{ id }} }} }}"#, scene.id);
    manage(&scene.root, &off).await;
    assert_eq!(scene.token_facts().await["status"], "DISABLED");
    assert_eq!(scene.seen(READ).await.data()["items"], json!([{"title": "t"}]));

    let soon = scene.server.clock.now().plus_seconds(60);
    let expiry = format!(r#"input: {{expiresAt: "{}"}}"#, soon.to_iso());
    let update = format!(r#"mutation {{ updateApiToken(id: "{}", {expiry}) {{ token {{ id }} }} }}"#, scene.id);
    manage(&scene.root, &update).await;
    scene.server.clock.set(soon);
    assert_eq!(scene.token_facts().await["status"], "EXPIRED");
    assert_eq!(scene.seen(READ).await.data()["items"], json!([{"title": "t"}]));
}

#[tokio::test]
async fn foreign_pages_hear_nothing_of_a_view() {
    let scene = Scene::new().await;
    let path = format!("/admin/view-as/{}", scene.id);
    let request =
        Request::post(path).header("origin", "https://example.com").header("content-type", "application/json");
    let answer = scene.root.send(request.body(Body::from(json!({"query": READ}).to_string())).unwrap()).await;
    answer.data();
    assert!(!answer.headers.contains_key("access-control-allow-origin"));
}
