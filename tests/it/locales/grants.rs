//! Grants that are narrowed to locales, as administrators write them.

use serde_json::{Value, json};

use super::model::empty;
use crate::testkit::Client;

const CREATE: &str = "mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) {
    secret token { permissions grants { contentType locales status permission } } } }";

async fn token(administrator: &Client, input: Value) -> crate::testkit::Answer {
    let mut whole = json!({"name": "t", "type": "CUSTOM"});
    whole.as_object_mut().unwrap().extend(input.as_object().unwrap().clone());
    administrator.management_with(CREATE, json!({ "input": whole })).await
}

#[tokio::test]
async fn a_grant_has_locales_in_both_of_its_forms() {
    let (server, editor) = empty().await;
    super::model::page(&editor, "One", Some("Un"), "1").await;
    let administrator = server.as_admin().await;
    let grant = json!({"contentType": "page", "actions": ["find"], "fields": ["title"], "locales": ["fr", "en"]});
    let made = token(&administrator, json!({ "grants": [grant] })).await;
    let made = made.data()["createApiToken"].clone();
    let permission = "page:find(title)@en,fr";
    assert_eq!(made["token"]["permissions"], json!([permission]));
    let shown =
        json!({"contentType": "page", "locales": ["en", "fr"], "status": "PUBLISHED", "permission": permission});
    assert_eq!(made["token"]["grants"], json!([shown]));
    let client = server.bearer(made["secret"].as_str().unwrap());
    assert_eq!(client.get("/api/pages?locale=fr").await.entries()[0]["title"], "Un");

    let texts = json!({"name": "u", "permissions": ["page:find+drafts@de", "tag:find"]});
    let made = token(&administrator, texts).await.data()["createApiToken"]["token"].clone();
    assert_eq!(made["grants"][0]["locales"], json!(["de"]));
    assert_eq!(made["grants"][1]["locales"], json!(null));
}

#[tokio::test]
async fn a_grant_names_locales_that_there_are_on_types_that_have_them() {
    let (server, _) = empty().await;
    let administrator = server.as_admin().await;
    for (permission, message) in [
        ("page:find@xx", "there is no locale \"xx\""),
        ("author:find@fr", "the content type \"author\" has no locales"),
        ("page:find@", "\"\" is not a locale such as en or pt-BR"),
    ] {
        let refused = token(&administrator, json!({ "permissions": [permission] })).await;
        assert_eq!(refused.error_code(), "BAD_USER_INPUT");
        assert!(refused.text.contains(&message.replace('"', "\\\"")), "{permission}: {}", refused.text);
    }
    let none = json!({"grants": [{"contentType": "page", "actions": ["find"], "locales": []}]});
    assert_eq!(token(&administrator, none).await.error_code(), "BAD_USER_INPUT");
    let every = json!({"permissions": ["*:find@fr"]});
    let made = token(&administrator, every).await.data()["createApiToken"].clone();
    let client = server.bearer(made["secret"].as_str().unwrap());
    assert_eq!(client.get("/api/pages?locale=fr").await.status, 200);
    assert_eq!(client.get("/api/authors").await.body["error"]["details"]["missing"], "author:find");
}

#[tokio::test]
async fn an_administrator_gives_no_locale_that_they_do_not_hold() {
    use keyway::access::{Administrator, Grant, ManagementPermission, PermissionSet};
    use keyway::service::tokens::{self, NewApiToken, TokenType};
    let (server, _) = empty().await;
    let grants = [Grant::parse("page:find,update@fr").unwrap()];
    let clerk = Administrator {
        id: "clerk".to_owned(),
        email: "clerk@example.com".to_owned(),
        session_id: "session".to_owned(),
        permissions: ManagementPermission::ALL.iter().copied().collect(),
        content: PermissionSet::from_grants(&grants),
    };
    let make = async |permission: &str| {
        let new = NewApiToken {
            name: permission.to_owned(),
            description: None,
            token_type: TokenType::Custom,
            lifespan: None,
            expires_at: None,
            grants: None,
            permissions: Some(vec![permission.to_owned()]),
            read_drafts: false,
            secret: None,
        };
        tokens::create(&server.services, &clerk.grant().unwrap(), new)
            .await
            .err()
            .map(|error| error.public().details.get("missing").and_then(Value::as_str).unwrap_or_default().to_owned())
    };
    assert_eq!(make("page:find@fr").await, None);
    assert_eq!(make("page:find@fr,en").await.as_deref(), Some("page:find@en,fr"));
    assert_eq!(make("page:find").await.as_deref(), Some("page:find"));
}
