//! Content types: made, planned, changed, deleted.

use keyway::access::management::ManagementPermission::ContentTypesCreate;
use keyway::graphql::management::Caller;
use serde_json::{Value, json};

use super::kit::{Answer, Server};

const CREATE: &str = "mutation($definition: JSON!) {
    createContentType(input: {definition: $definition}) { contentType { singularName kind } plan { created revision } }
}";
const UPDATE: &str = "mutation($definition: JSON!, $confirm: Boolean, $revision: Int) {
    updateContentType(singularName: \"article\", input: {
        definition: $definition, confirmDataLoss: $confirm, expectedRevision: $revision
    }) { contentType { definition } plan { losesData steps { description } } }
}";

const CREATE_ALONG: &str = "mutation($definition: JSON!, $along: [JSON!]) {
    createContentType(input: {definition: $definition, alongWith: $along}) { plan { created changed } }
}";

/// The definition of a content type with these text attributes.
fn definition(singular: &str, attributes: &[&str]) -> Value {
    let attributes: serde_json::Map<_, _> =
        attributes.iter().map(|name| ((*name).to_owned(), json!({"type": "string"}))).collect();
    json!({
        "kind": "collectionType",
        "collectionName": format!("{singular}s"),
        "info": {"singularName": singular, "pluralName": format!("{singular}s"), "displayName": singular},
        "options": {"draftAndPublish": true},
        "attributes": attributes,
    })
}

/// A server with the content type `article`.
pub async fn with_articles() -> Server {
    let server = Server::start().await;
    let designer = server.person("designer@example.com", &["super-admin"]).await;
    create(&server, &designer, &definition("article", &["title", "slug"])).await.data();
    server
}

async fn create(server: &Server, caller: &Caller, definition: &Value) -> Answer {
    server.ask(caller, CREATE, json!({"definition": definition})).await
}

#[tokio::test]
async fn a_content_type_is_made_shown_and_made_only_once() {
    let server = Server::start().await;
    let root = server.super_admin().await;
    let article = definition("article", &["title"]);
    let made = create(&server, &root, &article).await;
    assert_eq!(
        made.data()["createContentType"]["contentType"],
        json!({"singularName": "article", "kind": "COLLECTION"})
    );
    assert_eq!(create(&server, &root, &article).await.code(), "CONFLICT");
    let listed = server.ask(&root, "{ contentTypes { singularName uid definition } }", json!({})).await;
    let listed = &listed.data()["contentTypes"][0];
    assert_eq!((&listed["uid"], &listed["definition"]), (&json!("api::article.article"), &article));
    assert_eq!(server.audited().await, ["content-type.create"]);
}

#[tokio::test]
async fn a_plan_shows_sql_and_losses_and_changes_nothing() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let plan = "query($definition: JSON) {
        planContentTypeChange(singularName: \"article\", definition: $definition) {
            changed deleted losesData steps { description losesData sql }
        }
    }";
    let smaller = definition("article", &["title"]);
    let answer = server.ask(&root, plan, json!({"definition": smaller})).await;
    let planned = &answer.data()["planContentTypeChange"];
    assert_eq!((&planned["changed"], &planned["losesData"]), (&json!(["article"]), &json!(true)));
    assert!(planned["steps"].to_string().contains("DROP COLUMN"), "{planned}");
    let deletion = server.ask(&root, plan, json!({})).await;
    assert_eq!(deletion.data()["planContentTypeChange"]["deleted"], json!(["article"]));
    assert!(server.services.model.current().get("article").unwrap().attribute("slug").is_some());
}

#[tokio::test]
async fn data_is_lost_only_where_that_is_confirmed() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let smaller = definition("article", &["title"]);
    let refused = server.ask(&root, UPDATE, json!({"definition": smaller, "confirm": false})).await;
    assert_eq!(refused.code(), "BAD_USER_INPUT");
    assert!(refused.json["errors"][0]["extensions"]["details"]["losses"][0].as_str().unwrap().contains("slug"));
    let done = server.ask(&root, UPDATE, json!({"definition": smaller, "confirm": true})).await;
    assert_eq!(done.data()["updateContentType"]["contentType"]["definition"], smaller);

    let delete = "mutation($yes: Boolean!) { deleteContentType(singularName: \"article\", confirmDataLoss: $yes) { singularName } }";
    assert_eq!(server.ask(&root, delete, json!({"yes": false})).await.code(), "BAD_USER_INPUT");
    server.ask(&root, delete, json!({"yes": true})).await.data();
    assert_eq!(server.ask(&root, delete, json!({"yes": true})).await.code(), "NOT_FOUND");
}

#[tokio::test]
async fn a_change_of_a_stale_plan_is_refused() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let wider = definition("article", &["title", "slug", "body"]);
    let plan = "query($definition: JSON) {
        planContentTypeChange(singularName: \"article\", definition: $definition) { revision }
    }";
    let planned = server.ask(&root, plan, json!({"definition": wider})).await;
    let revision = planned.data()["planContentTypeChange"]["revision"].as_i64().unwrap();
    let variables = |revision: i64| json!({"definition": wider, "confirm": false, "revision": revision});
    assert_eq!(server.ask(&root, UPDATE, variables(revision - 1)).await.code(), "CONFLICT");
    server.ask(&root, UPDATE, variables(revision)).await.data();
}

/// The type `note` and the type `article` with a relation to it, each the other's end.
fn related() -> (Value, Value) {
    let (mut note, mut article) = (definition("note", &["title"]), definition("article", &["title", "slug"]));
    note["attributes"]["article"] = json!({
        "type": "relation", "relation": "manyToOne", "target": "api::article.article", "inversedBy": "notes",
    });
    article["attributes"]["notes"] = json!({
        "type": "relation", "relation": "oneToMany", "target": "api::note.note", "mappedBy": "article",
    });
    (note, article)
}

#[tokio::test]
async fn both_ends_of_a_relation_are_made_planned_and_removed_in_one_step() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let (note, article) = related();
    assert!(create(&server, &root, &note).await.violations()[0].contains("inversedBy"), "its other end is missing");
    let made = server.ask(&root, CREATE_ALONG, json!({"definition": note, "along": [article]})).await;
    assert_eq!(made.data()["createContentType"]["plan"], json!({"created": ["note"], "changed": ["article"]}));

    let (without, before) = (definition("note", &["title"]), definition("article", &["title", "slug"]));
    let plan = "query($definition: JSON, $along: [JSON!]) {
        planContentTypeChange(singularName: \"note\", definition: $definition, alongWith: $along) { changed losesData }
    }";
    let variables = json!({"definition": without, "along": [before]});
    let planned = server.ask(&root, plan, variables.clone()).await;
    assert_eq!(planned.data()["planContentTypeChange"], json!({"changed": ["article", "note"], "losesData": true}));
    let update = "mutation($definition: JSON!, $along: [JSON!]) {
        updateContentType(singularName: \"note\", input: {definition: $definition, alongWith: $along, confirmDataLoss: true}) {
            plan { changed }
        }
    }";
    server.ask(&root, update, variables).await.data();
    assert!(server.services.model.current().get("article").unwrap().attribute("notes").is_none());
}

#[tokio::test]
async fn what_changes_along_with_a_new_type_needs_the_permission_to_change_types_and_is_there_already() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let clerk = server.holding("clerk@example.com", &[ContentTypesCreate], &[]).await;
    let (note, article) = related();
    let ask = async |caller: &Caller, along: Value| {
        server.ask(caller, CREATE_ALONG, json!({"definition": note, "along": along})).await
    };
    assert_eq!(ask(&clerk, json!([article])).await.missing(), "content-types.update");
    assert_eq!(ask(&root, json!([article, definition("ghost", &["a"])])).await.violations(), ["alongWith"]);
    assert_eq!(ask(&root, json!([article, article])).await.violations(), ["alongWith"]);
    assert_eq!(ask(&root, json!([{}])).await.violations()[0], "alongWith.kind");
    assert!(server.services.model.current().get("note").is_none());
}

#[tokio::test]
async fn what_is_wrong_with_a_definition_is_named_with_its_place() {
    let server = with_articles().await;
    let root = server.super_admin().await;
    let nonsense = create(&server, &root, &json!({"attributes": {"a": {"type": "ghost"}}})).await;
    assert_eq!(nonsense.code(), "BAD_USER_INPUT");
    assert!(nonsense.violations().iter().all(|path| path.starts_with("definition")), "{}", nonsense.json);
    let renamed = definition("story", &["title"]);
    let refused = server.ask(&root, UPDATE, json!({"definition": renamed, "confirm": false})).await;
    assert_eq!(refused.violations(), ["definition.info.singularName"]);
}
