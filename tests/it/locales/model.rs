//! A model with localized types of every kind, and those that they are linked to.

use keyway::catalog::Definition;
use keyway::service::model::{Consent, Edit};
use serde_json::{Value, json};

use crate::testkit::{Answer, Client, TestServer};

const PAGE: &str = r#"{"kind":"collectionType","collectionName":"pages",
"info":{"singularName":"page","pluralName":"pages"},"options":{"draftAndPublish":true},
"pluginOptions":{"i18n":{"localized":true}},"attributes":{
 "title":{"type":"string","required":true,"pluginOptions":{"i18n":{"localized":true}}},
 "mood":{"type":"string","default":"calm","pluginOptions":{"i18n":{"localized":true}}},
 "sku":{"type":"string","unique":true,"pluginOptions":{"i18n":{"localized":false}}},
 "weight":{"type":"integer"},
 "slug":{"type":"uid"},
 "cover":{"type":"media","multiple":false},
 "seo":{"type":"component","component":"shared.seo"},
 "blocks":{"type":"component","component":"shared.block","repeatable":true,"pluginOptions":{"i18n":{"localized":true}}},
 "tags":{"type":"relation","relation":"manyToMany","target":"api::tag.tag","inversedBy":"pages"},
 "author":{"type":"relation","relation":"manyToOne","target":"api::author.author","inversedBy":"pages"}}}"#;
const TAG: &str = r#"{"kind":"collectionType","collectionName":"tags",
"info":{"singularName":"tag","pluralName":"tags"},"options":{"draftAndPublish":false},
"pluginOptions":{"i18n":{"localized":true}},"attributes":{
 "label":{"type":"string","unique":true,"pluginOptions":{"i18n":{"localized":true}}},
 "color":{"type":"string"},
 "pages":{"type":"relation","relation":"manyToMany","target":"api::page.page","mappedBy":"tags"}}}"#;
const AUTHOR: &str = r#"{"kind":"collectionType","collectionName":"authors",
"info":{"singularName":"author","pluralName":"authors"},"options":{"draftAndPublish":false},"attributes":{
 "name":{"type":"string","required":true},
 "favourite":{"type":"relation","relation":"oneToOne","target":"api::tag.tag"},
 "likes":{"type":"relation","relation":"oneToMany","target":"api::tag.tag"},
 "pages":{"type":"relation","relation":"oneToMany","target":"api::page.page","mappedBy":"author"}}}"#;
const BANNER: &str = r#"{"kind":"singleType","collectionName":"banners",
"info":{"singularName":"banner","pluralName":"banners"},"options":{"draftAndPublish":true},
"pluginOptions":{"i18n":{"localized":true}},"attributes":{
 "text":{"type":"string","pluginOptions":{"i18n":{"localized":true}}}}}"#;
const SEO: &str = r#"{"uid":"shared.seo","collectionName":"components_shared_seos","info":{"displayName":"Seo"},
"attributes":{"metaTitle":{"type":"string"},
 "tag":{"type":"relation","relation":"oneToOne","target":"api::tag.tag"}}}"#;
const BLOCK: &str = r#"{"uid":"shared.block","collectionName":"components_shared_blocks","info":{"displayName":"Block"},
"attributes":{"text":{"type":"string"}}}"#;

/// The model.
pub const MODEL: [&str; 6] = [PAGE, TAG, AUTHOR, BANNER, SEO, BLOCK];

/// A server with the model, the locales en (the default), fr and de, and nothing else, and somebody who may do everything.
pub async fn empty() -> (TestServer, Client) {
    filled(TestServer::empty().await).await
}

/// The same on an empty server.
pub async fn filled(server: TestServer) -> (TestServer, Client) {
    let parse = |text: &&str| Definition::parse(text.as_bytes(), None).unwrap();
    let edit = Edit::Replace(MODEL.iter().map(parse).collect());
    let change = server.services.model.change(edit, Consent::default(), server.clock.now()).await.unwrap();
    change.commit().await.unwrap();
    let administrator = server.as_admin().await;
    for code in ["fr", "de"] {
        let add = format!("mutation {{ createLocale(input: {{code: \"{code}\"}}) {{ locale {{ code }} }} }}");
        administrator.management(&add).await.data();
    }
    let editor = server.as_full_access().await;
    (server, editor)
}

/// Makes an entry in the default locale and answers its document id.
#[track_caller]
pub fn document(answer: &Answer) -> String {
    answer.entries()["documentId"].as_str().unwrap().to_owned()
}

/// Makes an entry with REST, with what follows `?` in `query`.
pub async fn create(client: &Client, path: &str, data: Value) -> String {
    document(&client.post(path, &json!({ "data": data })).await)
}

/// Changes an entry with REST.
pub async fn update(client: &Client, path: &str, data: Value) -> Answer {
    client.put(path, &json!({ "data": data })).await
}

/// A page in English, and in French where the title is given.
pub async fn page(client: &Client, english: &str, french: Option<&str>, sku: &str) -> String {
    let id = create(client, "/api/pages", json!({"title": english, "sku": sku})).await;
    if let Some(french) = french {
        update(client, &format!("/api/pages/{id}?locale=fr"), json!({ "title": french })).await.entries();
    }
    id
}
