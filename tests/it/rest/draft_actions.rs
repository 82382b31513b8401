//! Publishing, unpublishing and going back to what is published, in REST.

use axum::body::Body;
use http::Request;
use serde_json::{Value, json};

use super::create;
use crate::content::world;
use crate::testkit::{Answer, Client};

async fn act(caller: &Client, path: &str) -> Answer {
    caller.send(Request::post(path).body(Body::empty()).unwrap()).await
}

/// The titles of the published row and of the draft.
async fn titles(editor: &Client, id: &str) -> [Value; 2] {
    let title = async |status: &str| {
        editor.get(&format!("/api/items/{id}?status={status}")).await.body["data"]["title"].clone()
    };
    [title("published").await, title("draft").await]
}

#[tokio::test]
async fn a_draft_is_published_unpublished_and_discarded_by_paths_of_their_own() {
    let (_server, editor) = world::empty().await;
    let id = create(&editor, "/api/items", json!({"title": "first"})).await;
    editor.put(&format!("/api/items/{id}?status=draft"), &json!({"data": {"title": "second"}})).await.entries();
    let path = |action: &str| format!("/api/items/{id}/actions/{action}");
    let discarded = act(&editor, &(path("discard") + "?fields=title")).await;
    assert_eq!((discarded.status.as_u16(), &discarded.body["meta"]), (200, &json!({})));
    assert_eq!(discarded.entries()["title"], "first");
    assert_eq!(titles(&editor, &id).await, ["first", "first"]);
    editor.put(&format!("/api/items/{id}?status=draft"), &json!({"data": {"title": "third"}})).await.entries();
    let published = act(&editor, &path("publish")).await;
    assert_eq!(
        (&published.entries()["title"], &published.entries()["publishedAt"]),
        (&json!("third"), &json!("2026-11-23T12:00:00.000Z"))
    );
    assert_eq!(titles(&editor, &id).await, ["third", "third"]);
    let unpublished = act(&editor, &format!("/API/Items/{id}/Actions/Unpublish/")).await;
    assert_eq!(
        (&unpublished.entries()["title"], &unpublished.entries()["publishedAt"]),
        (&json!("third"), &Value::Null)
    );
    assert_eq!(titles(&editor, &id).await, [Value::Null, json!("third")]);
    let refused = act(&editor, &path("discard")).await;
    let message = "The document has no published version to go back to";
    assert_eq!(refused.rest_error(), (400, "ApplicationError", message));
}

#[tokio::test]
async fn a_single_type_has_the_same_paths_without_an_id() {
    let (_server, editor) = world::empty().await;
    assert_eq!(act(&editor, "/api/front/actions/publish").await.rest_error(), (404, "NotFoundError", "Not Found"));
    editor.put("/api/front?status=draft", &json!({"data": {"headline": "h"}})).await.entries();
    assert_eq!(act(&editor, "/api/front/actions/publish").await.entries()["headline"], "h");
    assert_eq!(act(&editor, "/api/front/actions/unpublish").await.entries()["headline"], "h");
    assert_eq!(editor.get("/api/front").await.rest_error().0, 404);
}

#[tokio::test]
async fn what_is_not_granted_is_refused_with_what_is_missing_and_changes_nothing() {
    let (server, editor) = world::empty().await;
    let id = create(&editor, "/api/items", json!({"title": "first"})).await;
    editor.put(&format!("/api/items/{id}?status=draft"), &json!({"data": {"title": "second"}})).await.entries();
    for (grants, action, missing) in [
        (&["item:find,findOne,create,update,delete+drafts"][..], "publish", "item:publish"),
        (&["item:find,findOne,create,update,delete+drafts"], "unpublish", "item:publish"),
        (&["item:publish"], "discard", "item:update"),
        (&["item:update(title)"], "discard", "item:update(summary)"),
        (&["item:update"], "discard", "maker:find"),
        (&["*:find,findOne+drafts"], "discard", "item:update"),
    ] {
        let token = server.as_token(grants).await;
        for id in [id.as_str(), "nothing"] {
            let refused = act(&token, &format!("/api/items/{id}/actions/{action}")).await;
            assert_eq!(refused.rest_error(), (403, "ForbiddenError", "Forbidden"), "{grants:?} {action}");
            assert_eq!(refused.body["error"]["details"]["missing"], missing, "{grants:?} {action}");
        }
    }
    assert_eq!(act(&server.anonymous(), &format!("/api/items/{id}/actions/publish")).await.rest_error().0, 401);
    assert_eq!(titles(&editor, &id).await, ["first", "second"]);
    let token = server.as_token(&["item:publish"]).await;
    let published = act(&token, &format!("/api/items/{id}/actions/publish")).await;
    assert_eq!(published.entries(), &json!({"id": published.entries()["id"], "documentId": id}));
    let refused = act(&token, &format!("/api/items/{id}/actions/unpublish?fields=title")).await;
    assert_eq!(refused.rest_error().0, 403, "an answer that may not be shown is refused before anything is done");
    assert_eq!(titles(&editor, &id).await, ["second", "second"]);
}

#[tokio::test]
async fn a_path_of_an_action_is_there_for_types_with_drafts_and_takes_post_alone() {
    let (_server, editor) = world::empty().await;
    let id = create(&editor, "/api/items", json!({"title": "t"})).await;
    let maker = create(&editor, "/api/makers", json!({"name": "m"})).await;
    for path in [
        format!("/api/makers/{maker}/actions/publish"),
        format!("/api/items/{id}/actions/archive"),
        format!("/api/items/{id}/publish"),
        format!("/api/items/{id}/actions/publish/x"),
        "/api/front/x/actions/publish".to_owned(),
    ] {
        assert_eq!(act(&editor, &path).await.rest_error(), (404, "NotFoundError", "Not Found"), "{path}");
    }
    for method in ["GET", "PUT", "DELETE", "PATCH"] {
        let request = Request::builder().method(method).uri(format!("/api/items/{id}/actions/unpublish"));
        let answer = editor.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!((answer.status.as_u16(), &answer.headers["allow"]), (405, &"POST".parse().unwrap()), "{method}");
    }
    assert_eq!(titles(&editor, &id).await, ["t", "t"]);
}

#[tokio::test]
async fn data_and_parameters_that_an_action_does_not_take_are_refused() {
    let (_server, editor) = world::empty().await;
    let id = create(&editor, "/api/items", json!({"title": "t"})).await;
    let path = format!("/api/items/{id}/actions/unpublish");
    let refused = editor.post(&path, &json!({"data": {"title": "new"}})).await;
    assert_eq!(refused.rest_error(), (400, "ValidationError", "The action \"unpublish\" takes no data"));
    for parameter in ["status=draft", "filters[title]=x", "publicationFilter=modified"] {
        assert_eq!(act(&editor, &format!("{path}?{parameter}")).await.rest_error().0, 400, "{parameter}");
    }
    assert_eq!(titles(&editor, &id).await, ["t", "t"]);
    editor.post(&path, &json!({})).await.entries();
    assert_eq!(titles(&editor, &id).await, [Value::Null, json!("t")]);
}
