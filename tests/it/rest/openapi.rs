//! The description of the API: true, and nothing in it that the caller may not use.

use serde_json::{Value, json};

use super::keys;
use crate::components::model;
use crate::content::world;
use crate::testkit::{Answer, Client};

/// Every text that stands under `$ref` somewhere.
fn references(tree: &Value, found: &mut Vec<String>) {
    match tree {
        Value::Object(object) => {
            found.extend(object.get("$ref").and_then(Value::as_str).map(str::to_owned));
            object.values().for_each(|value| references(value, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

fn operations(description: &Value) -> Vec<(String, String)> {
    let paths = description["paths"].as_object().unwrap();
    let methods = paths.iter().flat_map(|(path, methods)| keys(methods).into_iter().map(move |method| (path, method)));
    methods.map(|(path, method)| (method.to_owned(), path.to_owned())).collect()
}

async fn send(caller: &Client, method: &str, path: &str) -> Answer {
    let request = http::Request::builder().method(method.to_uppercase().as_str()).uri(path);
    caller.send(request.body(axum::body::Body::empty()).unwrap()).await
}

#[tokio::test]
async fn everything_that_is_described_is_there_and_everything_that_is_there_is_described() {
    let (server, editor) = world::empty().await;
    let answer = editor.get("/api/openapi.json").await;
    assert_eq!((answer.status.as_u16(), &answer.body["openapi"]), (200, &json!("3.1.0")));
    let (collections, single, files, uploads, locales, with_drafts) = (4 * 5, 3, 3, 2, 1, 3);
    assert_eq!(operations(&answer.body).len(), collections + single + files + uploads + locales + with_drafts * 3);
    let mut found = Vec::new();
    references(&answer.body, &mut found);
    assert!(found.len() > 50);
    for reference in found {
        let target = answer.body.pointer(reference.strip_prefix('#').unwrap());
        assert!(target.is_some_and(Value::is_object), "{reference}");
    }
    for caller in [editor, server.as_read_only().await, server.as_token(&["item:find", "front:update"]).await] {
        let description = caller.get("/api/openapi.json").await.body;
        let described = operations(&description);
        let actions = ["publish", "unpublish", "discard"].into_iter();
        let actions = actions
            .flat_map(|action| [format!("/items/{{documentId}}/actions/{action}"), format!("/front/actions/{action}")]);
        let paths = ["/items", "/items/{documentId}", "/makers", "/makers/{documentId}", "/front"].map(str::to_owned);
        for path in paths.into_iter().chain(actions) {
            for method in ["get", "post", "put", "delete"] {
                let status = send(&caller, method, &format!("/api{}", path.replace("{documentId}", "x"))).await.status;
                let is_described = described.contains(&(method.to_owned(), path.clone()));
                assert_eq!(is_described, status != 403 && status != 405, "{method} {path} {status}");
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_granted_is_not_mentioned() {
    let (server, _editor) = world::empty().await;
    let token = server.as_token(&["item:find(title,maker)", "maker:find(name)", "item:update(stock)"]).await;
    let description = token.get("/api/openapi.json").await;
    let schemas = &description.body["components"]["schemas"];
    assert_eq!(keys(&schemas["Item.find"]["properties"]), ["id", "documentId", "title", "maker"]);
    assert_eq!(keys(&schemas["Item.update"]["properties"]), ["stock"]);
    assert_eq!(keys(&schemas["Maker.find"]["properties"]), ["id", "documentId", "name"]);
    for hidden in ["Tag", "label", "sheet", "country", "diary", "passphrase", "front", "price", "post", "delete"] {
        assert!(!description.text.contains(hidden), "{hidden}");
    }
    let status = &description.body["paths"]["/items"]["get"]["parameters"];
    let status = status.as_array().unwrap().iter().find(|parameter| parameter["name"] == "status").unwrap();
    assert_eq!(status["schema"]["enum"], json!(["published"]));
    assert_eq!(server.anonymous().get("/api/openapi.json").await.rest_error().0, 401);
}

#[tokio::test]
async fn entries_fit_their_description() {
    let (_server, editor) = world::empty().await;
    let entry = editor.post("/api/items?populate=*", &json!({"data": {"title": "t"}})).await;
    let description = editor.get("/api/openapi.json").await.body;
    let described = &description["components"]["schemas"]["Item.find"]["properties"];
    let mut shown = keys(entry.entries());
    let mut expected = keys(described);
    shown.sort_unstable();
    expected.sort_unstable();
    assert_eq!(shown, expected);
    let inputs = &description["components"]["schemas"]["Maker.create"]["properties"];
    assert!(inputs["diary"].is_object() && inputs["passphrase"].is_object(), "written, though never shown");
    assert!(!description["components"]["schemas"]["Maker.find"].to_string().contains("diary"));
}

#[tokio::test]
async fn components_zones_and_files_are_described_as_they_are_shown_and_taken() {
    let (server, editor) = model::empty().await;
    let description = editor.get("/api/openapi.json").await.body;
    let schemas = &description["components"]["schemas"];
    assert_eq!(
        keys(&schemas["ComponentSharedSeo"]["properties"]),
        ["id", "metaTitle", "metaDescription", "shareImage"]
    );
    assert_eq!(keys(&schemas["ComponentPageHero"]["properties"]), ["id", "title", "tone", "seo", "cards"]);
    let input = keys(&schemas["ComponentPageHero.input"]["properties"]);
    assert_eq!(input, ["id", "title", "tone", "secret", "pass", "seo", "cards"], "written, though never shown");
    let sections = &schemas["Article.find"]["properties"]["sections"]["anyOf"][0]["items"]["anyOf"];
    assert_eq!(sections[0]["allOf"][0]["$ref"], "#/components/schemas/ComponentSharedQuote");
    assert_eq!(sections[1]["allOf"][1]["properties"]["__component"]["const"], "shared.rich-text");
    let given = &schemas["Article.create"]["properties"]["sections"]["items"]["anyOf"][0]["allOf"][0]["$ref"];
    assert_eq!(given, "#/components/schemas/ComponentSharedQuote.input");
    assert_eq!(schemas["Landing.find"]["properties"]["nothing"]["anyOf"][0]["items"], json!(false));
    assert!(schemas["UploadFile"]["properties"]["url"].is_object());

    let token = server.as_token(&["landing:find(blocks)", "plugin::upload.file:find(name)"]).await;
    let description = token.get("/api/openapi.json").await;
    let schemas = &description.body["components"]["schemas"];
    assert_eq!(keys(&schemas["ComponentPagePick"]["properties"]), ["id"], "what it leads to is not granted");
    assert_eq!(keys(&schemas["UploadFile.find"]["properties"]), ["id", "documentId", "name"]);
    assert!(
        schemas["UploadFile"]["properties"]["url"].is_object(),
        "what is attached is a part of what it is attached to"
    );
    for hidden in ["Category", "Article", "ComponentSharedQuote", "secret"] {
        assert!(!description.text.contains(hidden), "{hidden}");
    }
}

#[tokio::test]
async fn parameters_name_what_the_caller_may_ask_for() {
    let (server, _editor) = model::empty().await;
    let token = server.as_token(&["article:find(title,seo,sections,category)"]).await;
    let description = token.get("/api/openapi.json").await.body;
    let parameters = description["paths"]["/articles"]["get"]["parameters"].as_array().unwrap();
    let named = |name: &str| parameters.iter().find(|parameter| parameter["name"] == name).unwrap();
    assert_eq!(named("fields")["schema"]["items"]["enum"], json!(["*", "id", "documentId", "title"]));
    let filters = keys(&named("filters")["schema"]["properties"]);
    assert_eq!(filters, ["title", "seo", "$and", "$or", "$not"]);
    assert!(named("populate")["description"].as_str().unwrap().ends_with("Here: seo, sections."));
    assert!(!parameters.iter().any(|parameter| parameter["name"] == "publicationFilter"), "drafts are not granted");
}
