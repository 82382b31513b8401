//! Writing in one locale, and what the others share with it.

use serde_json::{Value, json};

use super::model::{create, empty, page, update};
use crate::testkit::Client;

async fn read(client: &Client, id: &str, query: &str) -> Value {
    client.get(&format!("/api/pages/{id}?{query}")).await.entries().clone()
}

#[tokio::test]
async fn a_document_is_made_in_the_locale_of_the_request() {
    let (_server, editor) = empty().await;
    let answer = editor.post("/api/pages?locale=fr", &json!({"data": {"title": "Un"}})).await;
    assert_eq!((answer.status.as_u16(), &answer.entries()["locale"]), (201, &json!("fr")));
    let query = "mutation { createPage(locale: \"de\", data: {title: \"Eins\"}) { title locale mood } }";
    let made = editor.graphql(query).await.data()["createPage"].clone();
    assert_eq!(made, json!({"title": "Eins", "locale": "de", "mood": "calm"}));
    assert_eq!(editor.get("/api/pages").await.entries(), &json!([]));
    let answer = editor.post("/api/pages", &json!({"data": {"title": "One", "locale": "fr"}})).await;
    assert_eq!(answer.entries()["locale"], "en", "what the body says about the locale means nothing");
}

#[tokio::test]
async fn a_new_locale_of_a_document_begins_with_what_the_others_share() {
    let (_server, editor) = empty().await;
    let data = json!({"title": "One", "mood": "wild", "sku": "s", "weight": 3, "slug": "one",
        "seo": {"metaTitle": "Meta"}, "blocks": [{"text": "a"}]});
    let id = create(&editor, "/api/pages", data).await;
    let path = format!("/api/pages/{id}?locale=fr&populate[seo]=true&populate[blocks]=true");
    let query = "mutation ($id: ID!) { updatePage(documentId: $id, locale: \"fr\", data: {title: \"Un\"}) {
        locale title mood sku weight slug seo { metaTitle } blocks { text } } }";
    let made = editor.graphql_with(query, json!({"id": id})).await.data()["updatePage"].clone();
    let expected = json!({"locale": "fr", "title": "Un", "mood": "calm", "sku": "s", "weight": 3, "slug": null,
        "seo": {"metaTitle": "Meta"}, "blocks": []});
    assert_eq!(made, expected);
    assert_eq!(editor.get(&path).await.entries()["title"], "Un");
}

#[tokio::test]
async fn what_the_locales_share_is_kept_in_step_and_the_rest_is_not() {
    let (_server, editor) = empty().await;
    let id = page(&editor, "One", Some("Un"), "1").await;
    update(&editor, &format!("/api/pages/{id}?locale=de&status=draft"), json!({"title": "Eins"})).await.entries();
    let data = json!({"title": "Deux", "sku": "2", "weight": 7, "seo": {"metaTitle": "M"}});
    update(&editor, &format!("/api/pages/{id}?locale=fr"), data).await.entries();
    let query = "query ($s: PublicationStatus) { pages(locale: \"*\", status: $s, sort: \"locale\") {
        locale title sku weight seo { metaTitle } } }";
    let seen = async |status: &str| editor.graphql_with(query, json!({"s": status})).await.data()["pages"].clone();
    let shared = |locale: &str, title: &str| json!({"locale": locale, "title": title, "sku": "2", "weight": 7, "seo": {"metaTitle": "M"}});
    assert_eq!(seen("PUBLISHED").await, json!([shared("en", "One"), shared("fr", "Deux")]));
    assert_eq!(seen("DRAFT").await, json!([shared("de", "Eins"), shared("en", "One"), shared("fr", "Deux")]));
}

#[tokio::test]
async fn a_draft_shares_with_drafts_and_publishing_with_what_is_published() {
    let (_server, editor) = empty().await;
    let id = page(&editor, "One", Some("Un"), "1").await;
    let draft = format!("/api/pages/{id}?locale=fr&status=draft");
    update(&editor, &draft, json!({"sku": "2"})).await.entries();
    assert_eq!(read(&editor, &id, "status=draft").await["sku"], "2");
    assert_eq!(read(&editor, &id, "").await["sku"], "1");
    update(&editor, &format!("/api/pages/{id}?locale=fr"), json!({})).await.entries();
    assert_eq!(read(&editor, &id, "").await["sku"], "2");
}

#[tokio::test]
async fn rows_without_drafts_are_kept_in_step_too() {
    let (_server, editor) = empty().await;
    let id = create(&editor, "/api/tags", json!({"label": "red", "color": "r"})).await;
    update(&editor, &format!("/api/tags/{id}?locale=fr"), json!({"label": "rouge"})).await.entries();
    update(&editor, &format!("/api/tags/{id}?locale=fr"), json!({"color": "R"})).await.entries();
    let tags = editor.get("/api/tags?locale=*&fields=label,color,locale").await;
    let tags = tags.entries().as_array().unwrap().iter().map(|tag| json!([tag["locale"], tag["label"], tag["color"]]));
    assert_eq!(json!(tags.collect::<Vec<_>>()), json!([["en", "red", "R"], ["fr", "rouge", "R"]]));
}

#[tokio::test]
async fn a_unique_value_is_unique_in_its_locale() {
    let (_server, editor) = empty().await;
    page(&editor, "One", None, "1").await;
    let create = async |locale: &str| {
        editor.post(&format!("/api/pages?locale={locale}"), &json!({"data": {"title": "x", "sku": "1"}})).await
    };
    assert_eq!(create("en").await.rest_error(), (400, "ValidationError", "This attribute must be unique"));
    assert_eq!(create("fr").await.status, 201);
}

#[tokio::test]
async fn a_deletion_is_in_one_locale_or_in_all() {
    let (_server, editor) = empty().await;
    let left = async || {
        let answer = editor.get("/api/pages?locale=*&status=draft&fields=locale&sort=id").await;
        let codes = answer.entries().as_array().unwrap().iter().map(|page| page["locale"].clone());
        json!(codes.collect::<Vec<_>>())
    };
    let one = page(&editor, "One", Some("Un"), "1").await;
    assert_eq!(editor.delete(&format!("/api/pages/{one}")).await.status, 204);
    assert_eq!(left().await, json!(["fr"]));
    assert_eq!(editor.delete(&format!("/api/pages/{one}?locale=de")).await.status, 204);
    assert_eq!(left().await, json!(["fr"]));
    let two = page(&editor, "Two", Some("Deux"), "2").await;
    let query = "mutation ($id: ID!) { deletePage(documentId: $id, locale: \"fr\") { documentId } }";
    assert_eq!(editor.graphql_with(query, json!({"id": two})).await.data()["deletePage"]["documentId"], json!(two));
    assert_eq!(left().await, json!(["fr", "en"]), "only the French of the second page went");
    assert_eq!(editor.delete(&format!("/api/pages/{one}?locale=*")).await.status, 204);
    assert_eq!(editor.delete(&format!("/api/pages/{two}?locale=*")).await.status, 204);
    assert_eq!(left().await, json!([]));
}

#[tokio::test]
async fn a_locale_that_there_is_not_and_all_at_once_are_refused_on_write() {
    let (_server, editor) = empty().await;
    let id = page(&editor, "One", None, "1").await;
    let data = json!({"data": {"title": "x"}});
    for locale in ["xx", "*", "no%20code"] {
        let posted = editor.post(&format!("/api/pages?locale={locale}"), &data).await;
        let put = editor.put(&format!("/api/pages/{id}?locale={locale}"), &data).await;
        for answer in [posted, put] {
            assert_eq!(answer.rest_error().0, 400, "{locale}");
            assert_eq!(answer.body["error"]["details"]["param"], "locale");
        }
    }
    assert_eq!(editor.delete(&format!("/api/pages/{id}?locale=xx")).await.rest_error().0, 400);
    let query = "mutation { createPage(locale: \"xx\", data: {title: \"x\"}) { title } }";
    assert_eq!(editor.graphql(query).await.error_code(), "BAD_USER_INPUT");
}

#[tokio::test]
async fn a_single_type_has_one_document_in_all_locales() {
    let (_server, editor) = empty().await;
    let english = update(&editor, "/api/banner", json!({"text": "Hello"})).await;
    let french = update(&editor, "/api/banner?locale=fr", json!({"text": "Bonjour"})).await;
    assert_eq!(english.entries()["documentId"], french.entries()["documentId"]);
    assert_eq!(editor.get("/api/banner?locale=fr").await.entries()["text"], "Bonjour");
    assert_eq!(editor.get("/api/banner?locale=de").await.status, 404);
    let delete = "mutation { deleteBanner(locale: \"de\") { documentId } }";
    assert_eq!(editor.graphql(delete).await.error_code(), "STRAPI_NOT_FOUND_ERROR");
    assert_eq!(editor.delete("/api/banner?locale=fr").await.status, 204);
    assert_eq!(editor.graphql("{ banner { text } }").await.data()["banner"]["text"], "Hello");
}
