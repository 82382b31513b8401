//! What somebody with a token for one locale tries in order to find out about another, or to change it.

use keyway::config::Concealment;
use serde_json::{Value, json};

use super::model::{create, document, empty, filled, page, update};
use crate::testkit::{Answer, Client, TestServer};

/// A page in English and French, one in French only, and somebody who may do this.
async fn world(grants: &[&str]) -> (TestServer, Client, Client, String, String) {
    let (server, editor) = empty().await;
    let both = page(&editor, "Secret", Some("Ouvert"), "1").await;
    let answer = editor.post("/api/pages", &json!({"data": {"title": "Hidden", "sku": "2"}})).await;
    let hidden = document(&answer);
    let token = server.as_token(grants).await;
    (server, editor, token, both, hidden)
}

#[track_caller]
fn refused(answer: &Answer, missing: &str) {
    assert_eq!(answer.rest_error().0, 403, "{}", answer.text);
    assert_eq!(answer.body["error"]["details"]["missing"], missing, "{}", answer.text);
}

const READER: &[&str] = &["page:find,findOne@fr", "tag:find@fr"];

#[tokio::test]
async fn a_locale_that_is_not_granted_is_refused_by_name_on_both_surfaces() {
    let (_server, _editor, token, both, _) = world(READER).await;
    for query in ["", "?locale=en", "?locale=en&fields=id", "?filters[title]=Secret"] {
        refused(&token.get(&format!("/api/pages{query}")).await, "page:find@en");
    }
    refused(&token.get(&format!("/api/pages/{both}")).await, "page:findOne@en");
    refused(&token.get("/api/pages?locale=de").await, "page:find@de");
    refused(&token.get("/api/pages?locale=xx").await, "page:find@xx");
    assert_eq!(token.graphql("{ pages { title } }").await.missing(), "page:find@en");
    let one = format!("{{ page(documentId: \"{both}\", locale: \"en\") {{ documentId }} }}");
    assert_eq!(token.graphql(&one).await.missing(), "page:findOne@en");
    let count = "{ pages_connection(locale: \"en\") { pageInfo { total } } }";
    assert_eq!(token.graphql(count).await.missing(), "page:find@en");
    assert_eq!(token.get("/api/pages?locale=fr").await.entries()[0]["title"], "Ouvert");
}

#[tokio::test]
async fn a_variable_does_not_carry_what_another_value_was_allowed() {
    let (_server, _editor, token, ..) = world(READER).await;
    let query = "query ($l: I18NLocaleCode) { pages(locale: $l) { title } }";
    let ask = async |locale: Value| token.graphql_with(query, json!({ "l": locale })).await;
    for _ in 0..2 {
        assert_eq!(ask(json!("fr")).await.data()["pages"], json!([{"title": "Ouvert"}]));
        assert_eq!(ask(json!("en")).await.missing(), "page:find@en");
        assert_eq!(ask(json!(null)).await.missing(), "page:find@en");
        assert_eq!(ask(json!("*")).await.data()["pages"], json!([{"title": "Ouvert"}]));
    }
}

#[tokio::test]
async fn all_locales_are_those_that_are_granted_in_lists_and_in_counts() {
    let (_server, _editor, token, ..) = world(READER).await;
    let answer = token.get("/api/pages?locale=*&populate=localizations").await;
    assert_eq!(answer.body["meta"]["pagination"]["total"], 1);
    assert_eq!(answer.entries()[0]["localizations"], json!([]));
    assert!(!answer.text.contains("Secret"), "{}", answer.text);
    let query = "{ pages_connection(locale: \"*\") { nodes { localizations { title } } pageInfo { total } } }";
    let connection = token.graphql(query).await.data()["pages_connection"].clone();
    assert_eq!(connection, json!({"nodes": [{"localizations": []}], "pageInfo": {"total": 1}}));
}

#[tokio::test]
async fn nothing_about_another_locale_shows_in_filters_searches_counts_or_orders() {
    let (_server, editor, token, both, _) = world(READER).await;
    update(&editor, &format!("/api/pages/{both}?status=draft"), json!({"title": "Secret too"})).await.entries();
    for query in [
        "filters[locale]=en",
        "filters[localizations][title]=Secret",
        "filters[localizations][title][$startsWith]=S",
        "filters[localizations][id][$notNull]=true",
        "filters[localizations][localizations][title]=Ouvert",
        "_q=Secret",
        "filters[title]=Secret",
        "filters[tags][pages][title]=Secret",
        "filters[tags][pages][localizations][title]=Secret",
        "filters[$not][$not][localizations][title]=Secret",
    ] {
        for locale in ["fr", "*"] {
            let answer = token.get(&format!("/api/pages?locale={locale}&{query}")).await;
            assert_eq!(
                (answer.entries(), &answer.body["meta"]["pagination"]["total"]),
                (&json!([]), &json!(0)),
                "{query}"
            );
        }
    }
    let ordered = async |title: &str| {
        let path = format!("/api/pages/{both}");
        update(&editor, &path, json!({ "title": title })).await.entries();
        token.get("/api/pages?locale=fr&sort=localizations.title&populate[localizations][count]=true").await.text
    };
    assert_eq!(ordered("A").await.replace("\"A\"", ""), ordered("Z").await.replace("\"Z\"", ""));
}

#[tokio::test]
async fn a_publication_filter_about_the_document_needs_every_locale() {
    let grants = ["page:find+drafts@fr"];
    let (server, _editor, token, ..) = world(&grants).await;
    for filter in ["never-published-document", "has-published-version-document"] {
        for locale in ["fr", "*"] {
            let path = format!("/api/pages?locale={locale}&status=draft&publicationFilter={filter}");
            refused(&token.get(&path).await, "page:find+drafts");
        }
        let member = filter.to_uppercase().replace('-', "_");
        let query = format!("{{ pages(locale: \"fr\", publicationFilter: {member}) {{ title }} }}");
        assert_eq!(token.graphql(&query).await.missing(), "page:find+drafts");
    }
    let path = "/api/pages?locale=fr&status=draft&publicationFilter=";
    assert_eq!(token.get(&format!("{path}has-published-version")).await.entries()[0]["title"], "Ouvert");
    assert_eq!(token.get(&format!("{path}unmodified")).await.status, 200);
    let all = server.as_token(&["page:find+drafts"]).await;
    assert_eq!(all.get(&format!("{path}has-published-version-document")).await.status, 200);
}

#[tokio::test]
async fn a_relation_shows_filters_and_links_only_what_is_granted_in_its_locale() {
    let (server, editor, _, both, _) = world(&[]).await;
    let tag = create(&editor, "/api/tags", json!({"label": "rouge-en"})).await;
    update(&editor, &format!("/api/tags/{tag}?locale=fr"), json!({"label": "rouge"})).await.entries();
    update(&editor, &format!("/api/pages/{both}?locale=fr"), json!({"tags": [tag]})).await.entries();
    let likes = json!([{"documentId": tag, "locale": "fr"}, tag]);
    create(&editor, "/api/authors", json!({"name": "Ann", "likes": likes, "favourite": tag})).await;

    let token = server.as_token(&["page:find@fr", "tag:find@en", "author:find,update"]).await;
    refused(&token.get("/api/pages?locale=fr&populate=tags").await, "tag:find@fr");
    refused(&token.get("/api/pages?locale=fr&filters[tags][label]=rouge").await, "tag:find@fr");
    refused(&token.get("/api/pages?locale=fr&sort=tags.label").await, "tag:find@fr");
    let omitted = token.get("/api/pages?locale=fr&populate=*").await;
    assert!(omitted.entries()[0].get("tags").is_none());
    let query = "{ pages(locale: \"fr\") { tags { label } } }";
    assert_eq!(token.graphql(query).await.missing(), "tag:find@fr");

    let likes = "/api/authors?populate[likes][fields]=label&populate[favourite][fields]=label";
    let english = token.get(likes).await;
    assert_eq!(english.entries()[0]["likes"].as_array().unwrap().len(), 1);
    assert!(!english.text.contains("\"rouge\""), "{}", english.text);
    assert_eq!(token.get("/api/authors?filters[likes][label]=rouge").await.entries(), &json!([]));
    let counted = token.get("/api/authors?populate[likes][count]=true").await;
    assert_eq!(counted.entries()[0]["likes"]["count"], 1);
}

#[tokio::test]
async fn a_link_to_an_entry_in_another_locale_is_refused_or_as_if_it_was_not_there() {
    let (server, editor, _, both, _) = world(&[]).await;
    let tag = create(&editor, "/api/tags?locale=fr", json!({"label": "rouge"})).await;
    let row = editor.get(&format!("/api/tags/{tag}?locale=fr")).await.entries()["id"].clone();
    let ann = create(&editor, "/api/authors", json!({"name": "Ann"})).await;
    let grants = ["author:find,update", "tag:find@en", "page:find,findOne,update,publish"];
    let token = server.as_token(&grants).await;
    let named = json!({"likes": [{"documentId": tag, "locale": "fr"}]});
    refused(&update(&token, &format!("/api/authors/{ann}"), named).await, "tag:find@fr");
    let tags = json!({"tags": [tag]});
    refused(&update(&token, &format!("/api/pages/{both}?locale=fr"), tags).await, "tag:find@fr");
    let by_row = |row: &Value| json!({"likes": [{"id": row}]});
    let there = update(&token, &format!("/api/authors/{ann}"), by_row(&row)).await;
    let nowhere = update(&token, &format!("/api/authors/{ann}"), by_row(&json!(99_999))).await;
    assert_eq!(there.text, nowhere.text, "a row of another locale is as good as none");
}

#[tokio::test]
async fn a_unique_value_of_another_locale_cannot_be_probed() {
    let (_server, editor, token, ..) = world(&["page:create,publish,find@fr"]).await;
    create(&editor, "/api/tags", json!({"label": "taken"})).await;
    for sku in ["2", "free"] {
        let answer = token.post("/api/pages?locale=fr", &json!({"data": {"title": "x", "sku": sku}})).await;
        assert_eq!(answer.status, 201, "{sku} {}", answer.text);
    }
}

#[tokio::test]
async fn writing_in_a_locale_that_is_not_granted_is_refused() {
    let grants = ["page:create,update,delete,publish,find,findOne@fr"];
    let (_server, editor, token, both, hidden) = world(&grants).await;
    let data = json!({"title": "x"});
    refused(&token.post("/api/pages", &json!({"data": data})).await, "page:create@en");
    refused(&update(&token, &format!("/api/pages/{both}"), data.clone()).await, "page:update@en");
    refused(&token.delete(&format!("/api/pages/{both}")).await, "page:delete@en");
    refused(&update(&token, &format!("/api/pages/{both}?locale=de"), data.clone()).await, "page:update@de");
    refused(&update(&token, &format!("/api/pages/{both}?locale=xx"), data.clone()).await, "page:update@xx");
    let mutation = format!("mutation {{ deletePage(documentId: \"{both}\") {{ documentId }} }}");
    assert_eq!(token.graphql(&mutation).await.missing(), "page:delete@en");
    assert_eq!(token.delete(&format!("/api/pages/{both}?locale=*")).await.status, 204);
    let left = editor.get("/api/pages?locale=*&fields=title").await;
    let titles = left.entries().as_array().unwrap().iter().map(|page| page["title"].clone());
    assert_eq!(json!(titles.collect::<Vec<_>>()), json!(["Secret", "Hidden"]), "only the French entry went");
    let answer = update(&token, &format!("/api/pages/{hidden}?locale=fr"), data).await;
    assert_eq!(answer.rest_error().0, 404, "a document that is in no granted locale does not exist");
}

#[tokio::test]
async fn what_locales_share_is_changed_only_by_those_who_may_change_all_of_them() {
    let grants = ["page:update,publish,find,findOne@fr"];
    let (server, editor, token, both, _) = world(&grants).await;
    let path = format!("/api/pages/{both}?locale=fr");
    refused(&update(&token, &path, json!({"sku": "9"})).await, "page:update(sku)@de");
    refused(&update(&token, &path, json!({"seo": {"metaTitle": "x"}})).await, "page:update(seo)@de");
    refused(&update(&token, &path, json!({"cover": null})).await, "page:update(cover)@de");
    update(&token, &path, json!({"title": "Neuf", "slug": "neuf"})).await.entries();
    let everywhere = server.as_token(&["page:update,publish,find,findOne@de,en,fr"]).await;
    update(&everywhere, &path, json!({"sku": "9"})).await.entries();
    assert_eq!(editor.get(&format!("/api/pages/{both}")).await.entries()["sku"], "9");

    let draft = format!("/api/pages/{both}?status=draft");
    update(&editor, &draft, json!({"sku": "10"})).await.entries();
    update(&token, &path, json!({})).await.entries();
    assert_eq!(editor.get(&path).await.entries()["sku"], "10", "it may publish the French entry");
    assert_eq!(editor.get(&format!("/api/pages/{both}")).await.entries()["sku"], "9", "and no other");
}

#[tokio::test]
async fn a_field_that_is_granted_in_one_locale_is_refused_in_another_and_in_all() {
    let (_server, _editor, token, ..) = world(&["page:find(title)@fr,en", "page:find(sku)@fr"]).await;
    assert_eq!(token.get("/api/pages?locale=fr&fields=sku").await.entries()[0]["sku"], "1");
    refused(&token.get("/api/pages?fields=sku").await, "page:find(sku)@en");
    refused(&token.get("/api/pages?locale=*&fields=sku").await, "page:find(sku)");
    refused(&token.get("/api/pages?locale=*&filters[sku]=2").await, "page:find(sku)");
    let all = token.get("/api/pages?locale=*").await;
    assert!(all.entries().as_array().unwrap().len() == 3 && !all.text.contains("sku"), "{}", all.text);
    assert_eq!(token.graphql("{ pages(locale: \"en\") { sku } }").await.missing(), "page:find(sku)@en");
}

#[tokio::test]
async fn with_strict_concealment_another_locale_looks_like_one_that_does_not_exist() {
    let server = TestServer::configured(|config| config.concealment = Concealment::Strict).await;
    let (server, editor) = filled(server).await;
    let id = page(&editor, "Secret", Some("Ouvert"), "1").await;
    let token = server.as_token(READER).await;
    let ask = async |path: String| token.get(&path).await.text;
    assert_eq!(ask("/api/pages?locale=en".to_owned()).await, ask("/api/pages?locale=xx".to_owned()).await);
    assert_eq!(ask(format!("/api/pages/{id}")).await, ask("/api/pages/unknown".to_owned()).await);
    assert_eq!(token.get("/api/pages?locale=en").await.status, 404);
}

/// A use of a field, and what it takes besides: `{}` stands for the field.
const PLACES: [&str; 7] = [
    "fields={}",
    "filters[{}][$notNull]=true",
    "filters[$not][{}][$null]=true",
    "filters[$or][0][id]=1&filters[$or][1][{}][$notNull]=true",
    "sort={}",
    "sort[0]=id&sort[1]={}:desc",
    "filters[localizations][{}][$notNull]=true",
];

#[tokio::test]
async fn every_field_at_every_place_is_refused_in_a_locale_that_lacks_it_and_open_in_one_that_has_it() {
    const FIELDS: [&str; 9] =
        ["title", "mood", "sku", "weight", "slug", "createdAt", "updatedAt", "publishedAt", "locale"];
    let (server, _editor, ..) = world(&[]).await;
    for field in FIELDS {
        let others = FIELDS.into_iter().filter(|other| *other != field).collect::<Vec<_>>().join(",");
        let grants =
            [format!("page:find({others},localizations)@fr"), format!("page:find({others},{field},localizations)@en")];
        let token = server.as_token(&grants.each_ref().map(String::as_str)).await;
        for place in PLACES {
            let query = place.replace("{}", field);
            let asked = async |locale: &str| token.get(&format!("/api/pages?locale={locale}&{query}")).await;
            if place.contains("localizations") {
                // Of an entry's others, as of all locales, shows what is open in each.
                refused(&asked("en").await, &format!("page:find({field})"));
                continue;
            }
            refused(&asked("fr").await, &format!("page:find({field})@fr"));
            refused(&asked("*").await, &format!("page:find({field})"));
            assert_eq!(asked("en").await.status, 200, "{query}");
        }
        let query = format!("{{ pages(locale: \"fr\") {{ {field} }} }}");
        assert_eq!(token.graphql(&query).await.missing(), format!("page:find({field})@fr"));
        let query = format!("{{ pages(locale: \"fr\", filters: {{{field}: {{notNull: true}}}}) {{ documentId }} }}");
        assert_eq!(token.graphql(&query).await.missing(), format!("page:find({field})@fr"));
        let query = format!("{{ pages(locale: \"en\") {{ {field} }} }}");
        token.graphql(&query).await.data();
    }
}
