//! What is put in is what was taken out.

use serde_json::{Value, json};

use super::{export, import, import_as};
use crate::components::model::{self, article, create, create_as, update};
use crate::testkit::{Client, TestServer};
use keyway::service::transfer::{Options, Stage};

/// The lines of two files.
fn files() -> String {
    let file = |name: &str| {
        let data = json!({"name": name, "hash": name, "ext": ".png", "mime": "image/png", "size": 12.5, "folderPath": "/",
            "url": format!("/uploads/{name}.png"), "provider": "local", "formats": {"small": {"width": 5}}});
        format!("{}\n", json!({"contentType": "plugin::upload.file", "documentId": name, "data": data}))
    };
    ["cat", "dog"].map(file).concat()
}

/// A server whose entries have components, links and lists in an order of their own, files, drafts that differ from
/// what is published, private values and passwords.
async fn filled() -> (TestServer, Client) {
    let (server, editor) = model::empty().await;
    import(&server, &files()).await.unwrap();
    let news = create(&editor, "Category", json!({"name": "News"})).await;
    let (ann, bob) = (
        create(&editor, "Author", json!({"name": "Ann"})).await,
        create(&editor, "Author", json!({"name": "Bob"})).await,
    );
    let mut articles = Vec::new();
    for number in ["one", "two", "three"] {
        let mut data = article();
        data["title"] = json!(format!("Article {number}"));
        data["internalNote"] = json!("not for everybody");
        data["secretPhrase"] = json!("open sesame");
        data["metadata"] = json!("[1]");
        data["views"] = json!(9_007_199_254_740_993_i64);
        data["category"] = json!(news);
        data["authors"] = json!([bob, ann]);
        data["related"] = json!(articles);
        data["cover"] = json!("cat");
        data["gallery"] = json!(["dog", "cat"]);
        data["seo"]["shareImage"] = json!("dog");
        articles.push(create(&editor, "Article", data).await);
    }
    let order = json!({"data": {"articles": [articles[2], articles[0], articles[1]]}});
    assert_eq!(editor.put(&format!("/api/categories/{news}"), &order).await.status, 200);
    update(&editor, "Article", &articles[0], json!({"title": "A new draft", "authors": [ann]}), "DRAFT").await.data();
    create_as(&editor, "Article", json!({"title": "Only a draft"}), "DRAFT").await.data();
    let homepage = "mutation($data: HomepageInput!) { updateHomepage(data: $data) { documentId } }";
    let data = json!({"title": "Home", "featuredArticle": articles[1], "seo": {"metaTitle": "H"}});
    editor.graphql_with(homepage, json!({"data": data})).await.data();
    let pick = json!({"__typename": "ComponentPagePick", "category": news, "articles": [articles[2], articles[0]]});
    let hero =
        json!({"title": "Hero", "secret": "s", "pass": "word", "cards": [{"label": "x"}, {"label": "y", "size": 2}]});
    create(&editor, "Landing", json!({"name": "L", "hero": hero, "blocks": [pick], "cards": []})).await;
    (server, editor)
}

const EVERYTHING: &str = "query($status: PublicationStatus) {
  articles(status: $status, sort: \"title\") { documentId title views metadata category { name } authors { name }
    related { title } cover { name formats } gallery { name } seo { metaTitle shareImage { url } } links { label target } sections { ... on ComponentSharedQuote { text by } } createdAt updatedAt publishedAt }
  categories(status: $status) { name articles { title } }
  authors(status: $status, sort: \"name\") { name articles { title } }
  homepage(status: $status) { title featuredArticle { title } seo { metaTitle } }
  landings(status: $status) { name hero { title tone cards { label size } } blocks { ... on ComponentPagePick { category { name } articles { title } } } }
}";

async fn everything(client: &Client, status: &str) -> Value {
    client.graphql_with(EVERYTHING, json!({"status": status})).await.data().clone()
}

#[tokio::test]
async fn what_is_imported_elsewhere_reads_as_it_did_and_exports_as_the_same_file() {
    let (server, editor) = filled().await;
    let file = export(&server).await;
    let (other, reader) = model::empty().await;
    let imported = import(&other, &file).await.unwrap();
    assert_eq!((imported.entries, imported.resumed), (file.lines().count() as u64 - 1, None));
    for status in ["PUBLISHED", "DRAFT"] {
        assert_eq!(everything(&reader, status).await, everything(&editor, status).await, "{status}");
    }
    assert_eq!(export(&other).await, file);
}

#[tokio::test]
async fn an_export_holds_private_values_and_no_password_in_any_form() {
    let (server, _) = filled().await;
    let file = export(&server).await;
    assert!(file.contains("not for everybody"));
    for secret in ["secretPhrase", "open sesame", "\"pass\"", "$2"] {
        assert!(!file.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn importing_twice_is_refused_and_with_replace_changes_nothing() {
    let (server, _) = filled().await;
    let file = export(&server).await;
    let refused = super::refused(&server, &file).await;
    assert!(refused.starts_with("line 2: article ") && refused.ends_with(" is there already"), "{refused}");
    import_as(&server, &file, Options { replace: true, restart: true }).await.unwrap();
    assert_eq!(export(&server).await, file);
}

#[tokio::test]
async fn replacing_makes_an_entry_what_its_line_says_and_keeps_its_password() {
    let (server, editor) = filled().await;
    let id = create(&editor, "Landing", json!({"name": "M", "hero": {"title": "Old", "pass": "word"}})).await;
    let line = json!({"contentType": "landing", "documentId": id, "data": {"name": "N", "hero": {"title": "New"}}});
    import_as(&server, &line.to_string(), Options { replace: true, restart: false }).await.unwrap();
    let query = format!(
        "{{ landing(documentId: \"{id}\") {{ name hero {{ title tone cards {{ label }} }} blocks {{ __typename }} }} }}"
    );
    let landing = editor.graphql(&query).await.data()["landing"].clone();
    assert_eq!(landing["name"], "N");
    assert_eq!(landing["hero"], json!({"title": "New", "tone": null, "cards": []}));
}

/// Lines of so many categories.
pub fn categories(count: usize) -> String {
    let line = |number: usize| {
        let name = format!("Category {number}");
        format!("{}\n", json!({"contentType": "category", "documentId": format!("c{number}"), "data": {"name": name}}))
    };
    (1..=count).map(line).collect()
}

async fn count(client: &Client) -> Value {
    client.graphql("{ categories_connection { pageInfo { total } } }").await.data()["categories_connection"]["pageInfo"]
        ["total"]
        .clone()
}

#[tokio::test]
async fn an_import_that_stopped_goes_on_where_it_was() {
    let (server, editor) = model::empty().await;
    let taken = create(&editor, "Category", json!({"name": "Category 450"})).await;
    let file = categories(500);
    assert_eq!(super::refused(&server, &file).await, "line 450: This attribute must be unique");
    assert_eq!(count(&editor).await, 401, "two batches are in, and nothing of the third");
    editor.graphql(&format!("mutation {{ deleteCategory(documentId: \"{taken}\") {{ documentId }} }}")).await.data();
    let imported = import(&server, &file).await.unwrap();
    assert_eq!((imported.entries, imported.resumed), (500, Some((Stage::Rows, 400))));
    assert_eq!(count(&editor).await, 500);
    let again = super::refused(&server, &file).await;
    assert_eq!(again, "line 1: category c1 is there already", "an import that is done is not taken up");
}

#[tokio::test]
async fn an_import_that_stopped_can_be_begun_anew() {
    let (server, editor) = model::empty().await;
    let taken = create(&editor, "Category", json!({"name": "Category 300"})).await;
    let file = categories(300);
    super::refused(&server, &file).await;
    editor.graphql(&format!("mutation {{ deleteCategory(documentId: \"{taken}\") {{ documentId }} }}")).await.data();
    let imported = import_as(&server, &file, Options { replace: true, restart: true }).await.unwrap();
    assert_eq!(imported.resumed, None);
    assert_eq!(count(&editor).await, 300);
}

#[tokio::test]
async fn entries_may_be_linked_to_entries_that_stand_further_down() {
    let (server, editor) = model::empty().await;
    let file = [
        json!({"contentType": "article", "documentId": "a1", "data": {"title": "First", "category": "c1", "related": ["a2"]}}),
        json!({"contentType": "article", "documentId": "a2", "data": {"title": "Second"}}),
        json!({"contentType": "category", "documentId": "c1", "data": {"name": "News"}}),
    ];
    import(&server, &file.map(|line| line.to_string()).join("\n")).await.unwrap();
    let query = "{ article(documentId: \"a1\") { category { name } related { title } publishedAt } }";
    let article = json!({"category": {"name": "News"}, "related": [{"title": "Second"}], "publishedAt": "2026-11-23T12:00:00.000Z"});
    assert_eq!(editor.graphql(query).await.data()["article"], article);
}

#[tokio::test]
async fn an_import_is_in_the_audit_log() {
    let (server, _) = model::empty().await;
    import(&server, &categories(3)).await.unwrap();
    let query = "{ auditEvents(filter: {action: \"content.import\"}) { nodes { actorKind details } } }";
    let events = server.as_admin().await.management(query).await.data()["auditEvents"]["nodes"].clone();
    assert_eq!(events, json!([{"actorKind": "OPERATOR", "details": {"entries": 3, "replace": false}}]));
}
