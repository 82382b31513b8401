//! Publishing, unpublishing and going back to what is published, in GraphQL.

use keyway::access::{Grant, PermissionSet};
use keyway::app::content_endpoint;
use keyway::config::Config;
use serde_json::{Value, json};

use super::world;
use crate::testkit::{Answer, Client, TestServer};

/// An item that is published as `first` and whose draft has been changed since in everything that it holds.
async fn changed() -> (TestServer, Client, String) {
    let (server, editor) = world::empty().await;
    let makers = [
        world::create(&editor, "Maker", r#"{name: "m1"}"#).await,
        world::create(&editor, "Maker", r#"{name: "m2"}"#).await,
    ];
    let tags = [
        world::create(&editor, "Tag", r#"{label: "t1"}"#).await,
        world::create(&editor, "Tag", r#"{label: "t2"}"#).await,
    ];
    let data = |title: &str, maker: &str, tags: &[&String], url: &str| {
        format!(
            r#"{{title: "{title}", stock: {}, maker: "{maker}", tags: {tags:?}, seo: {{metaTitle: "{title}"}},
            links: [{{url: "{url}1"}}, {{url: "{url}2"}}]}}"#,
            title.len()
        )
    };
    let first = data("first", &makers[0], &[&tags[1], &tags[0]], "/a");
    let id = world::create(&editor, "Item", &first).await;
    let second = data("second", &makers[1], &[&tags[1]], "/b");
    let update =
        format!(r#"mutation {{ updateItem(documentId: "{id}", status: DRAFT, data: {second}) {{ documentId }} }}"#);
    editor.graphql(&update).await.data();
    (server, editor, id)
}

async fn act(caller: &Client, mutation: &str, id: &str, selection: &str) -> Answer {
    caller.graphql(&format!(r#"mutation {{ done: {mutation}(documentId: "{id}") {{ {selection} }} }}"#)).await
}

const WHOLE: &str = "title stock maker { name } tags { label } seo { metaTitle } links { url }";

fn first() -> Value {
    json!({"title": "first", "stock": 5, "maker": {"name": "m1"}, "tags": [{"label": "t2"}, {"label": "t1"}],
        "seo": {"metaTitle": "first"}, "links": [{"url": "/a1"}, {"url": "/a2"}]})
}

fn second() -> Value {
    json!({"title": "second", "stock": 6, "maker": {"name": "m2"}, "tags": [{"label": "t2"}],
        "seo": {"metaTitle": "second"}, "links": [{"url": "/b1"}, {"url": "/b2"}]})
}

/// What the published row and the draft hold.
async fn rows(editor: &Client, id: &str) -> (Value, Value) {
    let query = format!(
        r#"{{ published: item(documentId: "{id}") {{ {WHOLE} }} draft: item(documentId: "{id}", status: DRAFT) {{ {WHOLE} }} }}"#
    );
    let answer = editor.graphql(&query).await;
    (answer.data()["published"].clone(), answer.data()["draft"].clone())
}

#[tokio::test]
async fn publishing_shows_the_draft_as_it_stands() {
    let (_server, editor, id) = changed().await;
    assert_eq!(rows(&editor, &id).await, (first(), second()));
    assert_eq!(act(&editor, "publishItem", &id, WHOLE).await.data()["done"], second());
    assert_eq!(rows(&editor, &id).await, (second(), second()));
    let again = act(&editor, "publishItem", &id, "publishedAt").await;
    assert_eq!(again.data()["done"]["publishedAt"], "2026-11-23T12:00:00.000Z");
}

#[tokio::test]
async fn unpublishing_hides_the_entry_and_answers_its_draft() {
    let (_server, editor, id) = changed().await;
    let unpublished = act(&editor, "unpublishItem", &id, &format!("publishedAt {WHOLE}")).await;
    assert_eq!(unpublished.data()["done"]["publishedAt"], Value::Null);
    assert_eq!(unpublished.data()["done"]["title"], "second");
    assert_eq!(rows(&editor, &id).await, (Value::Null, second()));
    assert_eq!(
        editor.graphql("{ tags { items { title } } }").await.data()["tags"],
        json!([{"items": []}, {"items": []}])
    );
    assert_eq!(act(&editor, "unpublishItem", &id, "title").await.data()["done"]["title"], "second", "twice is once");
    act(&editor, "publishItem", &id, "title").await.data();
    assert_eq!(rows(&editor, &id).await, (second(), second()));
    let linked = editor.graphql("{ tags { items { title } } }").await;
    assert_eq!(linked.data()["tags"], json!([{"items": []}, {"items": [{"title": "second"}]}]), "links come back");
}

#[tokio::test]
async fn discarding_makes_the_draft_what_is_published() {
    let (_server, editor, id) = changed().await;
    let modified = "{ items(status: DRAFT, publicationFilter: MODIFIED) { title } }";
    assert_eq!(act(&editor, "discardItemDraft", &id, WHOLE).await.data()["done"], first());
    assert_eq!(rows(&editor, &id).await, (first(), first()));
    assert_eq!(editor.graphql(modified).await.data()["items"], json!([]));
    let ids =
        editor.graphql(r"{ draft: items(status: DRAFT) { links { id } } published: items { links { id } } }").await;
    assert_ne!(ids.data()["draft"], ids.data()["published"], "each row has components of its own");
}

#[tokio::test]
async fn a_single_type_has_the_same_actions_without_an_id() {
    let (_server, editor) = world::empty().await;
    let absent = editor
        .graphql("mutation { publishFront { headline } unpublishFront { headline } discardFrontDraft { headline } }")
        .await;
    assert_eq!(*absent.data(), json!({"publishFront": null, "unpublishFront": null, "discardFrontDraft": null}));
    editor.graphql(r#"mutation { updateFront(status: DRAFT, data: {headline: "one"}) { headline } }"#).await.data();
    assert_eq!(
        editor.graphql("mutation { publishFront { headline } }").await.data()["publishFront"]["headline"],
        "one"
    );
    editor.graphql(r#"mutation { updateFront(status: DRAFT, data: {headline: "two"}) { headline } }"#).await.data();
    let discarded = editor.graphql("mutation { discardFrontDraft { headline } }").await;
    assert_eq!(discarded.data()["discardFrontDraft"]["headline"], "one");
    let unpublished = editor.graphql("mutation { unpublishFront { headline publishedAt } }").await;
    assert_eq!(unpublished.data()["unpublishFront"], json!({"headline": "one", "publishedAt": null}));
    assert_eq!(editor.graphql("{ front { headline } }").await.data()["front"], Value::Null);
}

#[tokio::test]
async fn what_cannot_be_done_changes_nothing() {
    let (_server, editor) = world::empty().await;
    for mutation in ["publishItem", "unpublishItem", "discardItemDraft"] {
        assert_eq!(act(&editor, mutation, "nothing", "title").await.data()["done"], Value::Null, "{mutation}");
    }
    let id = world::draft(&editor, "Item", r#"{summary: "no title"}"#).await;
    let refused = act(&editor, "publishItem", &id, "documentId").await;
    assert_eq!((refused.error_code(), &refused.body["data"]["done"]), ("BAD_USER_INPUT", &Value::Null));
    let refused = act(&editor, "discardItemDraft", &id, "documentId").await;
    assert_eq!(refused.error_code(), "STRAPI_APPLICATION_ERROR");
    assert_eq!(refused.body["errors"][0]["message"], "The document has no published version to go back to");
    let summary = format!(r#"{{ item(documentId: "{id}", status: DRAFT) {{ summary }} items {{ title }} }}"#);
    assert_eq!(*editor.graphql(&summary).await.data(), json!({"item": {"summary": "no title"}, "items": []}));
    assert_eq!(
        act(&editor, "publishMaker", &id, "name").await.status,
        400,
        "a type without drafts has no such mutation"
    );
}

#[tokio::test]
async fn publishing_and_unpublishing_take_publish_and_discarding_takes_update_on_everything() {
    let (server, editor, id) = changed().await;
    for (grants, mutation, missing) in [
        (&["item:find,findOne,create,update,delete+drafts", "*:find"][..], "publishItem", "item:publish"),
        (&["item:find,findOne,create,update,delete+drafts", "*:find"], "unpublishItem", "item:publish"),
        (&["item:publish,find+drafts"], "discardItemDraft", "item:update"),
        (&["item:update(title)", "item:find+drafts", "*:find"], "discardItemDraft", "item:update(summary)"),
        (&["item:update", "tag:find", "sheet:find", "item:find"], "discardItemDraft", "maker:find"),
        (&["*:find,findOne+drafts"], "publishItem", "item:publish"),
        (&["tag:publish", "item:find"], "unpublishItem", "item:publish"),
    ] {
        let token = server.as_token(grants).await;
        assert_eq!(act(&token, mutation, &id, "documentId").await.missing(), missing, "{grants:?} {mutation}");
        assert_eq!(act(&token, mutation, "nothing", "documentId").await.missing(), missing, "{grants:?} {mutation}");
        assert_eq!(rows(&editor, &id).await, (first(), second()), "{grants:?} {mutation}");
    }
}

#[tokio::test]
async fn an_action_shows_of_the_entry_what_the_caller_may_read_and_is_not_done_for_more() {
    let (server, editor, id) = changed().await;
    let token = server.as_token(&["item:publish"]).await;
    for (mutation, selection) in
        [("publishItem", "title"), ("unpublishItem", "title"), ("publishItem", "maker { name }")]
    {
        assert_eq!(act(&token, mutation, &id, selection).await.error_code(), "FORBIDDEN", "{mutation} {selection}");
    }
    let published_only = server.as_token(&["item:publish,find"]).await;
    assert_eq!(act(&published_only, "unpublishItem", &id, "title").await.missing(), "item:findOne(title)+drafts");
    assert_eq!(rows(&editor, &id).await, (first(), second()));
    let published = act(&published_only, "publishItem", &id, "title").await;
    assert_eq!(published.data()["done"]["title"], "second");
    assert_eq!(act(&token, "unpublishItem", &id, "documentId").await.data()["done"]["documentId"], id);
}

#[tokio::test]
async fn a_rule_that_a_draft_breaks_is_named_only_to_who_may_know_the_field() {
    let (server, editor) = world::empty().await;
    let id = world::draft(&editor, "Item", r#"{title: "t", contact: "no email at all"}"#).await;
    let known = act(&editor, "publishItem", &id, "documentId").await;
    assert!(known.text.contains("contact must be a valid email"), "{}", known.text);
    assert!(!known.text.contains("no email at all"), "{}", known.text);
    for grants in [&["item:publish"][..], &["item:publish,find"], &["item:publish", "item:update(title)"]] {
        let blind = act(&server.as_token(grants).await, "publishItem", &id, "documentId").await;
        assert_eq!(blind.error_code(), "BAD_USER_INPUT");
        assert!(!blind.text.contains("contact") && !blind.text.contains("email"), "{grants:?} {}", blind.text);
    }
}

#[tokio::test]
async fn the_schema_has_the_mutations_that_are_granted() {
    let server = TestServer::with_model(&world::MODEL).await;
    let endpoint = content_endpoint(&Config::default(), &server.services);
    let mutations = |grants: &[&str]| {
        let grants = grants.iter().map(|text| Grant::parse(text).unwrap()).collect::<Vec<_>>();
        let sdl = endpoint.sdl(&PermissionSet::from_grants(&grants)).unwrap();
        let lines = sdl.lines().map(str::trim).filter(|line| {
            line.starts_with("publish")
                || line.contains("publish") && line.contains("(documentId")
                || line.starts_with("discard")
        });
        lines.filter(|line| !line.starts_with("publishedAt")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        mutations(&["*:find,findOne,create,update,delete"]),
        [
            "discardFrontDraft: Front",
            "discardItemDraft(documentId: ID!): Item",
            "discardTagDraft(documentId: ID!): Tag",
        ]
        .map(str::to_owned)
        .to_vec()
    );
    assert_eq!(
        mutations(&["item:publish"]),
        ["publishItem(documentId: ID!): Item", "unpublishItem(documentId: ID!): Item"]
    );
    assert_eq!(mutations(&["tag:update(label)", "maker:publish,update", "item:find"]), Vec::<String>::new());
}
