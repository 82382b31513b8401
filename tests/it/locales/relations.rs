//! Relations between entries with locales, and between those with and those without.

use serde_json::{Value, json};

use super::model::{create, empty, page, update};
use crate::testkit::{Answer, Client};

/// A tag in English, and in French.
async fn tag(client: &Client, english: &str, french: Option<&str>) -> String {
    let id = create(client, "/api/tags", json!({ "label": english })).await;
    if let Some(french) = french {
        update(client, &format!("/api/tags/{id}?locale=fr"), json!({ "label": french })).await.entries();
    }
    id
}

async fn labels(client: &Client, query: &str) -> Value {
    client.graphql(query).await.data()["pages"][0]["tags"].clone()
}

#[tokio::test]
async fn a_link_between_localized_types_leads_to_the_entry_in_the_same_locale() {
    let (_server, editor) = empty().await;
    let red = tag(&editor, "red", Some("rouge")).await;
    let blue = tag(&editor, "blue", None).await;
    let id = page(&editor, "One", Some("Un"), "1").await;
    update(&editor, &format!("/api/pages/{id}?locale=fr"), json!({"tags": [red]})).await.entries();
    assert_eq!(labels(&editor, "{ pages(locale: \"fr\") { tags { label } } }").await, json!([{"label": "rouge"}]));
    assert_eq!(labels(&editor, "{ pages { tags { label } } }").await, json!([]), "relations are not shared");
    update(&editor, &format!("/api/pages/{id}"), json!({"tags": {"connect": [red, blue]}})).await.entries();
    let both = json!([{"label": "red"}, {"label": "blue"}]);
    assert_eq!(labels(&editor, "{ pages { tags { label } } }").await, both);
    let answer = update(&editor, &format!("/api/pages/{id}?locale=fr"), json!({"tags": [blue]})).await;
    let message = format!("Document with id \"{blue}\", locale \"fr\" not found");
    assert_eq!(answer.rest_error(), (400, "ValidationError", message.as_str()));
}

#[tokio::test]
async fn a_row_id_links_only_in_its_own_locale() {
    let (_server, editor) = empty().await;
    let red = tag(&editor, "red", Some("rouge")).await;
    let row =
        async |locale: &str| editor.get(&format!("/api/tags/{red}?locale={locale}")).await.entries()["id"].clone();
    let id = page(&editor, "One", None, "1").await;
    let link = async |row: Value| update(&editor, &format!("/api/pages/{id}"), json!({"tags": [{"id": row}]})).await;
    assert_eq!(link(row("fr").await).await.rest_error().0, 400);
    link(row("en").await).await.entries();
    assert_eq!(labels(&editor, "{ pages { tags { label } } }").await, json!([{"label": "red"}]));
}

#[tokio::test]
async fn an_entry_without_a_locale_links_to_the_given_one_or_the_default() {
    let (_server, editor) = empty().await;
    let red = tag(&editor, "red", Some("rouge")).await;
    let blue = tag(&editor, "blue", Some("bleu")).await;
    let likes = json!([{"documentId": red, "locale": "fr"}, blue, {"documentId": red}]);
    let id = create(&editor, "/api/authors", json!({"name": "Ann", "favourite": red, "likes": likes})).await;
    let seen = async || {
        let query = "{ authors { favourite { label } likes { label locale } } }";
        editor.graphql(query).await.data()["authors"][0].clone()
    };
    let label = |label: &str, locale: &str| json!({"label": label, "locale": locale});
    let all = json!([label("rouge", "fr"), label("blue", "en"), label("red", "en")]);
    assert_eq!(seen().await, json!({"favourite": {"label": "red"}, "likes": all}));
    let change = json!({"likes": {"disconnect": [{"documentId": red, "locale": "fr"}]}});
    update(&editor, &format!("/api/authors/{id}"), change).await.entries();
    assert_eq!(seen().await["likes"], json!([label("blue", "en"), label("red", "en")]));
    let unknown = json!({"likes": [{"documentId": red, "locale": "de"}]});
    assert_eq!(update(&editor, &format!("/api/authors/{id}"), unknown).await.rest_error().0, 400);
}

#[tokio::test]
async fn the_locale_of_the_root_passes_on_through_types_without_locales() {
    let (_server, editor) = empty().await;
    let ann = create(&editor, "/api/authors", json!({"name": "Ann"})).await;
    let id = create(&editor, "/api/pages", json!({"title": "One", "author": ann})).await;
    let french = json!({"title": "Un", "author": ann});
    update(&editor, &format!("/api/pages/{id}?locale=fr"), french).await.entries();
    let query = "{ pages(locale: \"fr\") { author { pages { title } } } }";
    let nested = editor.graphql(query).await.data()["pages"][0]["author"]["pages"].clone();
    assert_eq!(nested, json!([{"title": "Un"}]));
    let nested = editor.graphql("{ authors { pages(sort: \"title\") { title } } }").await;
    assert_eq!(nested.data()["authors"][0]["pages"], json!([{"title": "One"}, {"title": "Un"}]));
    let found = editor.get("/api/pages?locale=fr&filters[author][pages][title]=One").await;
    assert_eq!(found.entries(), &json!([]), "filters are in the locale of the request too");
}

#[tokio::test]
async fn publishing_and_copying_components_keep_links_in_their_locale() {
    let (_server, editor) = empty().await;
    let red = tag(&editor, "red", Some("rouge")).await;
    let data = json!({"title": "One", "tags": [red], "seo": {"metaTitle": "M", "tag": red}});
    let id = create(&editor, "/api/pages", data).await;
    update(&editor, &format!("/api/pages/{id}?locale=fr"), json!({"title": "Un"})).await.entries();
    let query = "{ pages(locale: \"*\", sort: \"locale\") { locale seo { metaTitle tag { label } } } }";
    let seo = |label: &str| json!({"metaTitle": "M", "tag": {"label": label}});
    assert_eq!(
        editor.graphql(query).await.data()["pages"],
        json!([{"locale": "en", "seo": seo("red")}, {"locale": "fr", "seo": seo("rouge")}])
    );
}

#[tokio::test]
async fn the_other_end_of_a_relation_is_in_the_same_locale() {
    let (_server, editor) = empty().await;
    let red = tag(&editor, "red", Some("rouge")).await;
    let id = create(&editor, "/api/pages", json!({"title": "One", "tags": [red]})).await;
    update(&editor, &format!("/api/pages/{id}?locale=fr"), json!({"title": "Un", "tags": [red]})).await.entries();
    let pages = async |locale: &str| {
        let query = format!("{{ tags(locale: \"{locale}\") {{ pages {{ title }} }} }}");
        editor.graphql(&query).await.data()["tags"][0]["pages"].clone()
    };
    assert_eq!(pages("en").await, json!([{"title": "One"}]));
    assert_eq!(pages("fr").await, json!([{"title": "Un"}]));
    let answer: Answer = editor.get("/api/pages?locale=*&sort=tags.label&fields=title").await;
    assert_eq!(answer.entries()[0]["title"], "One");
}
