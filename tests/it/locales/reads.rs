//! Reading in one locale or in all.

use serde_json::json;

use super::model::{create, empty, page, update};

#[tokio::test]
async fn a_read_is_in_the_default_locale_in_the_named_one_or_in_all() {
    let (_server, editor) = empty().await;
    page(&editor, "One", Some("Un"), "1").await;
    page(&editor, "Two", None, "2").await;
    create(&editor, "/api/pages?locale=fr", json!({"title": "Seul"})).await;
    for (query, titles, total) in [
        ("", json!(["One", "Two"]), 2),
        ("&locale=en", json!(["One", "Two"]), 2),
        ("&locale=", json!(["One", "Two"]), 2),
        ("&locale=fr", json!(["Un", "Seul"]), 2),
        ("&locale=*", json!(["One", "Un", "Two", "Seul"]), 4),
        ("&locale=de", json!([]), 0),
        ("&locale=xx", json!([]), 0),
    ] {
        let answer = editor.get(&format!("/api/pages?fields=title{query}")).await;
        let found = answer.entries().as_array().unwrap().iter().map(|entry| entry["title"].clone());
        assert_eq!(json!(found.collect::<Vec<_>>()), titles, "{query}");
        assert_eq!(answer.body["meta"]["pagination"]["total"], total, "{query}");
        let argument = query.strip_prefix("&locale=").filter(|code| !code.is_empty());
        let argument = argument.map(|code| format!("(locale: \"{code}\")")).unwrap_or_default();
        let query = format!("{{ pages_connection{argument} {{ nodes {{ title }} pageInfo {{ total }} }} }}");
        let answer = editor.graphql(&query).await;
        let nodes = answer.data()["pages_connection"]["nodes"].as_array().unwrap().clone();
        assert_eq!(json!(nodes.iter().map(|node| &node["title"]).collect::<Vec<_>>()), titles, "{query}");
        assert_eq!(answer.data()["pages_connection"]["pageInfo"]["total"], total, "{query}");
    }
}

#[tokio::test]
async fn one_entry_is_found_in_its_locales_and_nowhere_else() {
    let (_server, editor) = empty().await;
    let id = page(&editor, "One", Some("Un"), "1").await;
    let title = async |locale: &str| editor.get(&format!("/api/pages/{id}?locale={locale}")).await;
    assert_eq!(title("fr").await.entries()["title"], "Un");
    assert_eq!(title("de").await.rest_error(), (404, "NotFoundError", "Not Found"));
    let query = "query ($id: ID!, $l: I18NLocaleCode) { page(documentId: $id, locale: $l) { title locale } }";
    let ask = async |locale| editor.graphql_with(query, json!({"id": id, "l": locale})).await.data()["page"].clone();
    assert_eq!(ask(json!("fr")).await, json!({"title": "Un", "locale": "fr"}));
    assert_eq!(ask(json!(null)).await, json!({"title": "One", "locale": "en"}));
    assert_eq!(ask(json!("de")).await, json!(null));
}

#[tokio::test]
async fn localizations_are_the_entries_of_the_same_status_in_other_locales() {
    let (_server, editor) = empty().await;
    let id = page(&editor, "One", Some("Un"), "1").await;
    update(&editor, &format!("/api/pages/{id}?locale=de&status=draft"), json!({"title": "Eins"})).await.entries();
    let answer = editor.get(&format!("/api/pages/{id}?locale=fr&populate=localizations")).await;
    let keys: Vec<&str> = answer.entries().as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys[keys.len() - 2..], ["locale", "localizations"]);
    let codes = |entry: &serde_json::Value| {
        let others = entry["localizations"].as_array().unwrap().iter().map(|other| other["locale"].clone());
        json!(others.collect::<Vec<_>>())
    };
    assert_eq!(codes(answer.entries()), json!(["en"]));
    let drafts = editor.get(&format!("/api/pages/{id}?locale=fr&populate=*&status=draft")).await;
    assert_eq!(codes(drafts.entries()), json!(["en", "de"]));
    let query = "{ pages(locale: \"*\") { locale localizations(sort: \"locale\") { locale title }
        localizations_connection(filters: {locale: {eq: \"en\"}}) { nodes { title } } } }";
    assert_eq!(
        editor.graphql(query).await.data()["pages"],
        json!([
            {"locale": "en", "localizations": [{"locale": "fr", "title": "Un"}],
             "localizations_connection": {"nodes": []}},
            {"locale": "fr", "localizations": [{"locale": "en", "title": "One"}],
             "localizations_connection": {"nodes": [{"title": "One"}]}},
        ])
    );
    let found = editor.get("/api/pages?locale=fr&filters[localizations][title]=One&fields=title").await;
    assert_eq!(found.entries()[0]["title"], "Un");
}

#[tokio::test]
async fn types_without_locales_ignore_the_parameter_and_show_none() {
    let (_server, editor) = empty().await;
    create(&editor, "/api/authors?locale=fr", json!({"name": "Ann"})).await;
    let answer = editor.get("/api/authors?locale=fr").await;
    assert_eq!(answer.entries()[0]["name"], "Ann");
    assert!(answer.entries()[0].get("locale").is_none());
    let refused = editor.get("/api/authors?filters[locale]=fr").await;
    assert_eq!(refused.rest_error(), (400, "ValidationError", "Invalid key locale"));
    assert_eq!(editor.graphql("{ authors(locale: \"fr\") { name } }").await.status, 400);
}

#[tokio::test]
async fn a_locale_that_is_no_code_is_refused() {
    let (_server, editor) = empty().await;
    assert_eq!(editor.get("/api/pages?locale[]=fr&locale[]=en").await.status, 400);
    assert_eq!(editor.get("/api/pages?locale=a%00b").await.status, 400);
    assert_eq!(editor.graphql("{ pages(locale: \"no code\") { title } }").await.status, 400);
    let query = "query ($l: I18NLocaleCode) { pages(locale: $l) { title } }";
    assert_eq!(editor.graphql_with(query, json!({"l": 1})).await.status, 400);
}

#[tokio::test]
async fn a_publication_filter_is_about_the_entry_or_about_the_document_in_all_locales() {
    let (_server, editor) = empty().await;
    let id = page(&editor, "One", None, "1").await;
    update(&editor, &format!("/api/pages/{id}?locale=fr&status=draft"), json!({"title": "Un"})).await.entries();
    create(&editor, "/api/pages?locale=fr&status=draft", json!({"title": "Seul"})).await;
    for (filter, titles) in [
        ("never-published", json!(["Un", "Seul"])),
        ("never-published-document", json!(["Seul"])),
        ("has-published-version", json!([])),
        ("has-published-version-document", json!(["Un"])),
    ] {
        let path = format!("/api/pages?locale=fr&status=draft&fields=title&publicationFilter={filter}");
        let answer = editor.get(&path).await;
        let found = answer.entries().as_array().unwrap().iter().map(|entry| entry["title"].clone());
        assert_eq!(json!(found.collect::<Vec<_>>()), titles, "{filter}");
        let member = filter.to_uppercase().replace('-', "_");
        let query = format!("{{ pages(locale: \"fr\", status: DRAFT, publicationFilter: {member}) {{ title }} }}");
        let found = editor.graphql(&query).await.data()["pages"].clone();
        let found = found.as_array().unwrap().iter().map(|entry| entry["title"].clone());
        assert_eq!(json!(found.collect::<Vec<_>>()), titles, "{filter}");
    }
}
