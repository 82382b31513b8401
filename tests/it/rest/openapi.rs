//! The description of the API: true, and nothing in it that the caller may not use.

use serde_json::{Value, json};

use super::keys;
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
    assert_eq!(operations(&answer.body).len(), 4 * 5 + 3);
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
        for path in ["/items", "/items/{documentId}", "/makers", "/makers/{documentId}", "/front"] {
            for method in ["get", "post", "put", "delete"] {
                let status = send(&caller, method, &format!("/api{}", path.replace("{documentId}", "x"))).await.status;
                let is_described = described.contains(&(method.to_owned(), path.to_owned()));
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
