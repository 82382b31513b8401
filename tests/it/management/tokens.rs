//! API tokens from making to deleting, with what their secrets open.

use keyway::auth::Credential;
use keyway::graphql::management::Caller;
use serde_json::{Value, json};

use super::content_types::with_articles;
use super::kit::{Answer, NOW, Server, id_of};
use keyway::access::management::ManagementPermission::{
    ApiTokensCreate, ApiTokensRead, ApiTokensRegenerate, ApiTokensUpdate,
};

const CREATE: &str = "mutation($input: CreateApiTokenInput!) {
    createApiToken(input: $input) { secret token { id name type status lifespan expiresAt permissions createdBy
        grants { contentType actions fields status permission } readDrafts hint } }
}";
const UPDATE: &str = "mutation($id: ID!, $input: UpdateApiTokenInput!) {
    updateApiToken(id: $id, input: $input) { token { name description type lifespan expiresAt permissions } }
}";

async fn create(server: &Server, caller: &Caller, input: Value) -> Answer {
    server.ask(caller, CREATE, json!({"input": input})).await
}

async fn made(server: &Server, caller: &Caller, input: Value) -> Value {
    create(server, caller, input).await.data()["createApiToken"].clone()
}

async fn update(server: &Server, caller: &Caller, token: &Value, input: Value) -> Answer {
    server.ask(caller, UPDATE, json!({"id": token["token"]["id"], "input": input})).await
}

/// What the secret of a token is answered with: nothing where it is good.
async fn refusal(server: &Server, made: &Value) -> Option<String> {
    let header = format!("Bearer {}", made["secret"].as_str().unwrap());
    let outcome = server.services.authenticator.authenticate(&Credential::from_header(Some(&header))).await;
    outcome.err().map(|error| error.public().message.to_string())
}

#[tokio::test]
async fn a_custom_token_is_made_from_grants_or_from_texts() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let grants = json!([
        {"contentType": "article", "actions": ["find", "findOne"], "fields": ["title"], "status": "DRAFT"},
        {"contentType": "*", "actions": ["find"]},
    ]);
    let by_grants =
        made(&server, &root, json!({"name": "a", "type": "CUSTOM", "lifespan": "DAYS_30", "grants": grants})).await;
    let texts = json!(["article:find,findOne(title)+drafts", "*:find"]);
    let by_texts = made(&server, &root, json!({"name": "b", "type": "CUSTOM", "permissions": texts})).await;

    assert_eq!(by_grants["token"]["grants"], by_texts["token"]["grants"]);
    assert_eq!(by_grants["token"]["permissions"], texts);
    assert_eq!(by_grants["token"]["lifespan"], "DAYS_30");
    assert_eq!(by_grants["token"]["expiresAt"], NOW.plus_seconds(30 * 86_400).to_iso());
    assert_eq!(by_grants["token"]["createdBy"], id_of(&root));
    assert_eq!(by_texts["token"]["lifespan"], "UNLIMITED");
    assert_eq!(refusal(&server, &by_grants).await, None);
}

#[tokio::test]
async fn a_secret_is_in_no_later_answer_and_not_in_the_audit_trail() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let made = made(&server, &root, json!({"name": "a", "type": "READ_ONLY", "readDrafts": true})).await;
    assert_eq!(made["token"]["permissions"], json!(["*:find,findOne+drafts"]));
    let secret = made["secret"].as_str().unwrap();
    assert!(secret.starts_with("kw_"));
    for query in [
        "{ apiTokens { nodes { id name hint grants { permission } permissions } } }",
        "{ auditEvents { nodes { action targetName details } } }",
    ] {
        let answer = server.ask(&root, query, json!({})).await;
        answer.data();
        assert!(!answer.json.to_string().contains(&secret[3..20]), "{query}");
    }
}

#[tokio::test]
async fn broken_rules_are_named_with_their_places() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    made(&server, &root, json!({"name": "Taken", "type": "READ_ONLY"})).await;
    let custom = |grants: Value| json!({"name": "x", "type": "CUSTOM", "grants": grants});
    for (input, code, places) in [
        (json!({"name": " taken ", "type": "READ_ONLY"}), "CONFLICT", vec!["name"]),
        (json!({"name": "  ", "type": "READ_ONLY"}), "BAD_USER_INPUT", vec!["name"]),
        (json!({"name": "x".repeat(1000), "type": "READ_ONLY"}), "BAD_USER_INPUT", vec!["name"]),
        (json!({"name": "x", "type": "CUSTOM"}), "BAD_USER_INPUT", vec!["grants"]),
        (json!({"name": "x", "type": "READ_ONLY", "permissions": ["*:find"]}), "BAD_USER_INPUT", vec!["grants"]),
        (json!({"name": "x", "type": "READ_ONLY", "expiresAt": NOW.to_iso()}), "BAD_USER_INPUT", vec!["expiresAt"]),
        (json!({"name": "x", "type": "CUSTOM", "permissions": ["nonsense"]}), "BAD_USER_INPUT", vec!["permissions.0"]),
        (
            custom(json!([{"contentType": "ghost", "actions": ["find"]}])),
            "BAD_USER_INPUT",
            vec!["grants.0.contentType"],
        ),
        (
            custom(json!([{"contentType": "*", "actions": ["find"]},
                {"contentType": "article", "actions": ["find"], "fields": ["ghost"]}])),
            "BAD_USER_INPUT",
            vec!["grants.1.fields"],
        ),
        (custom(json!([{"contentType": "article", "actions": []}])), "BAD_USER_INPUT", vec!["grants.0"]),
    ] {
        let answer = create(&server, &root, input.clone()).await;
        assert_eq!(
            (answer.code(), answer.violations()),
            (code, places.iter().map(ToString::to_string).collect()),
            "{input}"
        );
    }
}

#[tokio::test]
async fn absent_fields_keep_their_value_and_null_empties_what_may_be_empty() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let input = json!({"name": "a", "description": "words", "type": "READ_ONLY", "lifespan": "DAYS_7"});
    let token = made(&server, &root, input).await;
    let renamed = update(&server, &root, &token, json!({"name": "b"})).await;
    let renamed = &renamed.data()["updateApiToken"]["token"];
    assert_eq!((&renamed["name"], &renamed["description"]), (&json!("b"), &json!("words")));
    assert_eq!(renamed["lifespan"], "DAYS_7");
    let emptied = update(&server, &root, &token, json!({"description": null, "expiresAt": null})).await;
    let emptied = &emptied.data()["updateApiToken"]["token"];
    assert_eq!((&emptied["description"], &emptied["expiresAt"]), (&json!(""), &Value::Null));
    assert_eq!(emptied["lifespan"], "UNLIMITED");
    assert_eq!(update(&server, &root, &token, json!({"name": null})).await.violations(), ["name"]);
}

#[tokio::test]
async fn disabling_regenerating_and_deleting_stop_a_secret_at_once() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let token = made(&server, &root, json!({"name": "a", "type": "READ_ONLY"})).await;
    let id = json!({"id": token["token"]["id"]});
    assert_eq!(refusal(&server, &token).await, None);

    let switch = "mutation($id: ID!, $on: Boolean!) { setApiTokenEnabled(id: $id, enabled: $on) { token { status } } }";
    let off = server.ask(&root, switch, json!({"id": id["id"], "on": false})).await;
    assert_eq!(off.data()["setApiTokenEnabled"]["token"]["status"], "DISABLED");
    assert_eq!(refusal(&server, &token).await.as_deref(), Some("Token disabled"));
    server.ask(&root, switch, json!({"id": id["id"], "on": true})).await.data();
    assert_eq!(refusal(&server, &token).await, None);

    let regenerate = "mutation($id: ID!) { regenerateApiToken(id: $id) { secret } }";
    let renewed = server.ask(&root, regenerate, id.clone()).await.data()["regenerateApiToken"].clone();
    assert_eq!(refusal(&server, &token).await.as_deref(), Some("Missing or invalid credentials"));
    assert_eq!(refusal(&server, &renewed).await, None);

    let delete = "mutation($id: ID!) { deleteApiToken(id: $id) { id } }";
    server.ask(&root, delete, id.clone()).await.data();
    assert_eq!(refusal(&server, &renewed).await.as_deref(), Some("Missing or invalid credentials"));
    assert_eq!(server.ask(&root, delete, id).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn an_expired_token_is_regenerated_with_a_new_lifespan_only() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let token =
        made(&server, &root, json!({"name": "a", "type": "READ_ONLY", "expiresAt": NOW.plus_seconds(60).to_iso()}))
            .await;
    server.clock.set(NOW.plus_seconds(60));
    assert_eq!(refusal(&server, &token).await.as_deref(), Some("Token expired"));
    let regenerate = "mutation($id: ID!, $lifespan: TokenLifespan) {
        regenerateApiToken(id: $id, lifespan: $lifespan) { secret token { status } }
    }";
    let id = token["token"]["id"].clone();
    assert_eq!(server.ask(&root, regenerate, json!({"id": id})).await.violations(), ["lifespan"]);
    let renewed = server.ask(&root, regenerate, json!({"id": id, "lifespan": "DAYS_7"})).await;
    assert_eq!(renewed.data()["regenerateApiToken"]["token"]["status"], "ACTIVE");
}

const REGENERATE: &str = "mutation($id: ID!, $overlap: Int, $lifespan: TokenLifespan) {
    regenerateApiToken(id: $id, overlapSeconds: $overlap, lifespan: $lifespan) {
        secret token { hint formerSecrets { hint expiresAt lastUsedAt } }
    }
}";

#[tokio::test]
async fn a_replaced_secret_works_until_its_overlap_is_over_and_not_a_moment_longer() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let first = made(&server, &root, json!({"name": "a", "type": "READ_ONLY"})).await;
    let id = first["token"]["id"].clone();
    let hour = json!({"id": id, "overlap": 3600});
    let begun = NOW.plus_seconds(1);
    server.clock.set(begun);
    let second = server.ask(&root, REGENERATE, hour.clone()).await.data()["regenerateApiToken"].clone();
    let until = begun.plus_seconds(3600).to_iso();
    let former = json!([{"hint": first["token"]["hint"], "expiresAt": until, "lastUsedAt": null}]);
    assert_eq!(second["token"]["formerSecrets"], former);
    assert_ne!(second["token"]["hint"], first["token"]["hint"]);

    server.clock.set(begun.plus_seconds(3599));
    assert_eq!((refusal(&server, &first).await, refusal(&server, &second).await), (None, None));
    // Another overlap does not prolong the first one, and the present secret has to share it.
    let third = server.ask(&root, REGENERATE, hour).await.data()["regenerateApiToken"].clone();
    let ends = third["token"]["formerSecrets"].as_array().unwrap().iter().map(|secret| &secret["expiresAt"]);
    assert_eq!(ends.collect::<Vec<_>>(), [&json!(begun.plus_seconds(7199).to_iso()), &json!(until)]);
    server.clock.set(begun.plus_seconds(3600));
    assert_eq!(refusal(&server, &first).await.as_deref(), Some("Missing or invalid credentials"));
    assert_eq!((refusal(&server, &second).await, refusal(&server, &third).await), (None, None));

    let last = server.ask(&root, REGENERATE, json!({"id": id})).await.data()["regenerateApiToken"].clone();
    assert_eq!(last["token"]["formerSecrets"], json!([]));
    for ended in [&second, &third] {
        assert_eq!(refusal(&server, ended).await.as_deref(), Some("Missing or invalid credentials"));
    }
    assert_eq!(refusal(&server, &last).await, None);
}

#[tokio::test]
async fn an_overlap_is_seven_days_at_most_and_not_for_what_has_expired() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let input = json!({"name": "a", "type": "READ_ONLY", "expiresAt": NOW.plus_seconds(60).to_iso()});
    let token = made(&server, &root, input).await;
    let id = token["token"]["id"].clone();
    for overlap in [-1, 604_801] {
        let answer = server.ask(&root, REGENERATE, json!({"id": id, "overlap": overlap})).await;
        assert_eq!(answer.violations(), ["overlapSeconds"], "{overlap}");
    }
    server.clock.set(NOW.plus_seconds(60));
    let revived = json!({"id": id, "overlap": 60, "lifespan": "DAYS_7"});
    assert_eq!(server.ask(&root, REGENERATE, revived).await.violations(), ["overlapSeconds"]);
    server.ask(&root, REGENERATE, json!({"id": id, "overlap": 0, "lifespan": "DAYS_7"})).await.data();
    assert_eq!(refusal(&server, &token).await.as_deref(), Some("Missing or invalid credentials"));
}

#[tokio::test]
async fn disabling_and_deleting_stop_an_overlap_too() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let token = made(&server, &root, json!({"name": "a", "type": "READ_ONLY"})).await;
    let id = json!({"id": token["token"]["id"]});
    server.ask(&root, REGENERATE, json!({"id": id["id"], "overlap": 604_800})).await.data();
    let disable = "mutation($id: ID!) { setApiTokenEnabled(id: $id, enabled: false) { token { id } } }";
    server.ask(&root, disable, id.clone()).await.data();
    assert_eq!(refusal(&server, &token).await.as_deref(), Some("Token disabled"));
    server.ask(&root, "mutation($id: ID!) { deleteApiToken(id: $id) { id } }", id).await.data();
    assert_eq!(refusal(&server, &token).await.as_deref(), Some("Missing or invalid credentials"));
}

const PREVIEW: &str = "query($input: PreviewApiTokenInput!) { previewApiToken(input: $input) {
    sdl beyond operations { contentType kind action fields { name scalar target } routes { method path } operations }
} }";

#[tokio::test]
async fn a_token_is_previewed_before_it_is_made_and_nothing_is_written() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let before = server.audited().await;
    let input = json!({"type": "CUSTOM", "permissions": ["article:find(title)", "article:delete"]});
    let preview = server.ask(&root, PREVIEW, json!({"input": input})).await.data()["previewApiToken"].clone();
    let operations = json!([
        {"contentType": "article", "kind": "COLLECTION", "action": "find",
            "fields": [{"name": "title", "scalar": true, "target": null}],
            "routes": [{"method": "GET", "path": "/api/articles"}], "operations": ["articles", "articles_connection"]},
        {"contentType": "article", "kind": "COLLECTION", "action": "delete", "fields": [],
            "routes": [{"method": "DELETE", "path": "/api/articles/:documentId"}], "operations": ["deleteArticle"]},
    ]);
    assert_eq!(preview["operations"], operations);
    let sdl = preview["sdl"].as_str().unwrap();
    assert!(sdl.contains("title: String") && sdl.contains("deleteArticle(") && !sdl.contains("slug"), "{sdl}");
    assert_eq!(server.audited().await, before);
    let tokens = server.ask(&root, "{ apiTokens { pageInfo { total } } }", json!({})).await;
    assert_eq!(tokens.data()["apiTokens"]["pageInfo"]["total"], 0);
}

#[tokio::test]
async fn a_preview_keeps_the_rules_and_the_ceiling_of_making_the_token() {
    let server = with_articles().await;
    let clerk = server.holding("clerk@example.com", &[ApiTokensCreate], &["article:find(title)"]).await;
    for (input, missing) in [
        (json!({"type": "READ_ONLY"}), "*:find"),
        (json!({"type": "CUSTOM", "permissions": ["article:find(slug)"]}), "article:find(slug)"),
    ] {
        assert_eq!(server.ask(&clerk, PREVIEW, json!({"input": input})).await.missing(), missing);
    }
    for (input, place) in [
        (json!({"type": "CUSTOM"}), "grants"),
        (json!({"type": "CUSTOM", "permissions": ["ghost:find"]}), "permissions.0"),
        (json!({"type": "FULL_ACCESS", "readDrafts": true}), "readDrafts"),
    ] {
        assert_eq!(server.ask(&clerk, PREVIEW, json!({"input": input})).await.violations(), [place]);
    }
    let fitting = json!({"type": "CUSTOM", "permissions": ["article:find(title)"]});
    server.ask(&clerk, PREVIEW, json!({"input": fitting})).await.data();
}

#[tokio::test]
async fn nobody_gives_a_token_more_than_they_may_do() {
    let server = with_articles().await;
    let held = [ApiTokensCreate, ApiTokensUpdate, ApiTokensRegenerate, ApiTokensRead];
    let clerk = server.holding("clerk@example.com", &held, &["article:find(title)"]).await;
    assert_eq!(create(&server, &clerk, json!({"name": "a", "type": "READ_ONLY"})).await.missing(), "*:find");
    let wide = json!({"name": "a", "type": "CUSTOM", "permissions": ["article:find(title,slug)"]});
    assert_eq!(create(&server, &clerk, wide).await.code(), "FORBIDDEN");
    let fitting = json!({"name": "a", "type": "CUSTOM", "permissions": ["article:find(title)"]});
    let token = made(&server, &clerk, fitting).await;
    let wider = update(&server, &clerk, &token, json!({"permissions": ["article:find"]})).await;
    assert_eq!(wider.missing(), "article:find");
}

#[tokio::test]
async fn of_two_people_who_change_the_same_token_the_second_is_told() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let made = made(&server, &root, json!({"name": "a", "type": "READ_ONLY"})).await;
    let query = "query($id: ID!) { apiToken(id: $id) { revision } }";
    let seen =
        server.ask(&root, query, json!({"id": made["token"]["id"]})).await.data()["apiToken"]["revision"].clone();

    update(&server, &root, &made, json!({"description": "first", "expectedRevision": seen})).await.data();
    let second = update(&server, &root, &made, json!({"description": "second", "expectedRevision": seen})).await;
    assert_eq!(second.error(), ("CONFLICT", "Somebody else has changed the token meanwhile"));
    assert_eq!(second.violations(), ["expectedRevision"]);
    update(&server, &root, &made, json!({"description": "unasked"})).await.data();
}
