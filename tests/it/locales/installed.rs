//! The locales that there are: the list that clients read, and how administrators change it.

use keyway::app::services_with;
use keyway::id::Entropy;
use serde_json::json;

use super::model::{MODEL, empty, page};
use crate::testkit::TestServer;

#[tokio::test]
async fn a_new_server_has_english_and_the_list_is_strapis() {
    let server = TestServer::with_model(&MODEL).await;
    let reader = server.as_token(&["plugin::i18n.locales.listLocales"]).await;
    let answer = reader.get("/api/i18n/locales").await;
    let locale = answer.body[0].as_object().unwrap();
    let keys: Vec<&str> = locale.keys().map(String::as_str).collect();
    assert_eq!(keys, ["id", "documentId", "name", "code", "createdAt", "updatedAt", "publishedAt", "isDefault"]);
    assert_eq!((&locale["name"], &locale["code"]), (&json!("English (en)"), &json!("en")));
    assert_eq!(locale["isDefault"], true);
    assert_eq!(answer.body.as_array().unwrap().len(), 1);
    assert_eq!(reader.get("/api/i18n/locales/1").await.status, 404);
    assert_eq!(reader.post("/api/i18n/locales", &json!({"data": {}})).await.status, 405);
    let list = "{ i18NLocales { code } i18NLocales_connection { nodes { name } pageInfo { total } } }";
    assert_eq!(reader.graphql(list).await.data()["i18NLocales"], json!([{"code": "en"}]));
    let stranger = server.as_token(&["page:find"]).await;
    assert_eq!(stranger.get("/api/i18n/locales").await.status, 403);
    assert_eq!(stranger.graphql("{ i18NLocales { code } }").await.missing(), "plugin::i18n.locale:find");
}

#[tokio::test]
async fn locales_are_added_renamed_and_made_the_default() {
    let (server, editor) = empty().await;
    page(&editor, "One", Some("Un"), "1").await;
    let administrator = server.as_admin().await;
    let change = async |mutation: &str| administrator.management(&format!("mutation {{ {mutation} }}")).await;
    let added = change("createLocale(input: {code: \"pt-BR\", name: \"Português\"}) { locale { code name } }").await;
    assert_eq!(added.data()["createLocale"]["locale"], json!({"code": "pt-BR", "name": "Português"}));
    let again = change("createLocale(input: {code: \"pt-BR\"}) { locale { code } }").await;
    assert_eq!(again.error_code(), "CONFLICT");
    for code in ["Portuguese", "", "*", "en_US"] {
        let refused = change(&format!("createLocale(input: {{code: \"{code}\"}}) {{ locale {{ code }} }}")).await;
        assert_eq!(refused.error_code(), "BAD_USER_INPUT", "{code}");
    }
    let french = "updateLocale(code: \"fr\", input: {name: \"Français\", isDefault: true}) { locale { isDefault } }";
    assert_eq!(change(french).await.data()["updateLocale"]["locale"]["isDefault"], true);
    let list = administrator.management("{ locales { code name isDefault } }").await.data()["locales"].clone();
    let defaults = list.as_array().unwrap().iter().filter(|locale| locale["isDefault"] == true);
    assert_eq!(defaults.map(|locale| locale["name"].clone()).collect::<Vec<_>>(), [json!("Français")]);
    assert_eq!(editor.get("/api/pages").await.entries()[0]["title"], "Un", "the default is French from now on");
    let found = editor.graphql("{ pages { title } }").await.data()["pages"].clone();
    assert_eq!(found, json!([{"title": "Un"}]), "compiled documents too");
    assert_eq!(change("updateLocale(code: \"xx\", input: {}) { locale { code } }").await.error_code(), "NOT_FOUND");
}

#[tokio::test]
async fn a_locale_with_entries_goes_only_when_the_loss_is_confirmed() {
    let (server, editor) = empty().await;
    page(&editor, "One", Some("Un"), "1").await;
    let administrator = server.as_admin().await;
    let delete = async |arguments: &str| {
        administrator.management(&format!("mutation {{ deleteLocale({arguments}) {{ code }} }}")).await
    };
    assert_eq!(delete("code: \"en\", confirmDataLoss: true").await.error_code(), "BAD_USER_INPUT");
    let refused = delete("code: \"fr\"").await;
    let losses = &refused.body["errors"][0]["extensions"]["details"]["losses"];
    assert_eq!(losses, &json!(["2 entries of page"]), "{}", refused.text);
    assert_eq!(editor.get("/api/pages?locale=fr").await.entries()[0]["title"], "Un");
    assert_eq!(delete("code: \"fr\", confirmDataLoss: true").await.data()["deleteLocale"]["code"], "fr");
    assert_eq!(editor.get("/api/pages?locale=fr").await.entries(), &json!([]));
    assert_eq!(editor.get("/api/pages").await.entries()[0]["title"], "One");
    assert_eq!(delete("code: \"de\"").await.data()["deleteLocale"]["code"], "de", "nothing is in it");
    assert_eq!(delete("code: \"fr\"").await.error_code(), "NOT_FOUND");
    let events = administrator.management("{ auditEvents { nodes { action targetName } } }").await;
    let events = events.data()["auditEvents"]["nodes"].as_array().unwrap().clone();
    assert!(events.contains(&json!({"action": "locale.delete", "targetName": "fr"})), "{events:?}");
}

#[tokio::test]
async fn another_server_on_the_same_database_learns_of_a_change() {
    let (server, editor) = empty().await;
    let other = services_with(&server.config, server.clock.clone(), Entropy::seeded(2)).await.unwrap();
    assert!(!other.model.refresh().await.unwrap());
    let add = "mutation { createLocale(input: {code: \"it\"}) { locale { code } } }";
    server.as_admin().await.management(add).await.data();
    assert!(other.model.refresh().await.unwrap());
    assert!(other.model.current().locales().codes.contains("it"));
    let made = editor.post("/api/pages?locale=it", &json!({"data": {"title": "Uno"}})).await;
    assert_eq!(made.entries()["locale"], "it");
}
