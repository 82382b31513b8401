//! What kinds of tokens, administrators, the public and drafts come to at the content API.

use keyway::access::management::Granted;
use keyway::service::administrators::{self, NewAccount};
use keyway::service::sessions::{self, Origin};
use serde_json::{Value, json};

use super::world;
use crate::testkit::{Client, TestServer};

async fn filled() -> (TestServer, Client) {
    let (server, editor) = world::empty().await;
    world::create(&editor, "Item", r#"{title: "Public", stock: 1}"#).await;
    world::draft(&editor, "Item", r#"{title: "Secret draft", stock: 2}"#).await;
    (server, editor)
}

/// Makes these permissions public.
async fn publish(server: &TestServer, permissions: &[&str]) {
    let mutation = "mutation($texts: [String!]) {
        setPublicPermissions(input: {permissions: $texts}) { publicPermissions { permissions } }
    }";
    server.as_admin().await.management_with(mutation, json!({ "texts": permissions })).await.data();
}

/// An administrator who may find titles of items and make makers with a name, logged in.
async fn with_role(server: &TestServer) -> Client {
    let mutation = r#"mutation { createRole(input: {name: "Tester", grants: [
        {contentType: "item", actions: [find], fields: ["title"]}, {contentType: "maker", actions: [create], fields: ["name"]}
    ]}) { role { id } } }"#;
    let made = server.as_admin().await.management(mutation).await;
    let role = made.data()["createRole"]["role"]["id"].as_str().unwrap().to_owned();
    let (email, password) = ("role@example.com", "Correct1horse");
    let account = NewAccount {
        email: email.to_owned(),
        name: String::new(),
        password: password.to_owned(),
        enabled: true,
        role_ids: vec![role],
    };
    administrators::create(&server.services, &Granted::operator(), account).await.unwrap();
    let session = sessions::login(&server.services, email, password, Origin::default()).await.unwrap();
    server.bearer(session.access_token.expose())
}

const LIST: &str = "{ items { title } }";
const DRAFTS: &str = "{ items(status: DRAFT) { title } }";
const WRITES: [(&str, &str); 3] = [
    (r#"mutation { createItem(data: {title: "x"}) { documentId } }"#, "item:create"),
    (r#"mutation { updateItem(documentId: "x", data: {title: "x"}) { documentId } }"#, "item:update"),
    (r#"mutation { deleteItem(documentId: "x") { documentId } }"#, "item:delete"),
];

#[tokio::test]
async fn a_read_only_token_reads_everything_published_and_changes_nothing() {
    let (server, editor) = filled().await;
    let reader = server.as_read_only().await;
    assert_eq!(reader.graphql(LIST).await.data()["items"], json!([{"title": "Public"}]));
    reader.graphql("{ items { maker { name } tags { label } } makers { name } front { headline } }").await.data();
    for (mutation, missing) in WRITES {
        assert_eq!(reader.graphql(mutation).await.missing(), missing);
    }
    let refused = reader.graphql(DRAFTS).await;
    assert_eq!(refused.missing(), "item:find+drafts");
    assert!(!refused.text.contains("Secret"));
    let total = editor.graphql("{ items_connection(status: DRAFT) { pageInfo { total } } }").await;
    assert_eq!(total.data()["items_connection"]["pageInfo"]["total"], 2);
}

#[tokio::test]
async fn a_full_access_token_reads_drafts_and_changes_everything() {
    let (_server, editor) = filled().await;
    assert_eq!(world::texts(&editor.graphql(DRAFTS).await.data()["items"], "title"), ["Public", "Secret draft"]);
    for (mutation, _) in WRITES {
        editor.graphql(mutation).await.data();
    }
}

#[tokio::test]
async fn kinds_of_tokens_open_content_types_that_are_made_later() {
    let server = TestServer::empty().await;
    let (reader, editor) = (server.as_read_only().await, server.as_full_access().await);
    assert_eq!(reader.graphql("{ items { title } }").await.error_code(), "GRAPHQL_VALIDATION_FAILED");
    let mutation =
        "mutation($definition: JSON!) { createContentType(input: {definition: $definition}) { plan { created } } }";
    for schema in [world::MAKER, world::TAG, world::SHEET] {
        let mut definition: Value = serde_json::from_str(schema).unwrap();
        definition["attributes"].as_object_mut().unwrap().retain(|_, attribute| attribute["type"] != "relation");
        server.as_admin().await.management_with(mutation, json!({ "definition": definition })).await.data();
    }
    editor.graphql(r#"mutation { createMaker(data: {name: "New"}) { documentId } }"#).await.data();
    assert_eq!(reader.graphql("{ makers { name } }").await.data()["makers"], json!([{"name": "New"}]));
}

#[tokio::test]
async fn publishing_takes_a_permission_of_its_own() {
    let (server, _editor) = filled().await;
    let writer = server.as_token(&["item:create", "item:find+drafts"]).await;
    let publish = r#"mutation { createItem(data: {title: "x"}) { title } }"#;
    assert_eq!(writer.graphql(publish).await.missing(), "item:publish");
    let draft = r#"mutation { createItem(status: DRAFT, data: {title: "x"}) { title } }"#;
    assert_eq!(writer.graphql(draft).await.data()["createItem"]["title"], "x");
}

#[tokio::test]
async fn without_public_permissions_nothing_answers_without_a_credential() {
    let (server, _editor) = filled().await;
    for query in ["{ __typename }", LIST, "{ __schema { queryType { name } } }"] {
        let answer = server.anonymous().graphql(query).await;
        assert_eq!(answer.status, 401, "{query}");
        assert_eq!(answer.headers["www-authenticate"], "Bearer");
        assert_eq!(answer.body["error"]["message"], "Missing or invalid credentials");
    }
}

#[tokio::test]
async fn public_permissions_open_what_they_name_to_everybody_without_a_token() {
    let (server, _editor) = filled().await;
    publish(&server, &["item:find(title)"]).await;
    let nobody = server.anonymous();
    assert_eq!(nobody.graphql(LIST).await.data()["items"], json!([{"title": "Public"}]));
    assert_eq!(nobody.graphql("{ items { stock } }").await.missing(), "item:find(stock)");
    assert_eq!(nobody.graphql("{ makers { name } }").await.missing(), "maker:find");
    assert_eq!(nobody.graphql(DRAFTS).await.missing(), "item:find+drafts");
}

#[tokio::test]
async fn a_bad_secret_is_refused_where_the_public_is_welcome() {
    let (server, _editor) = filled().await;
    publish(&server, &["item:find"]).await;
    for secret in ["kw_nonsense", "x", "kw_0000000000000000000000000000000000000000000"] {
        assert_eq!(server.bearer(secret).graphql(LIST).await.status, 401, "{secret}");
    }
    assert_eq!(server.bearer("two words").graphql(LIST).await.status, 200, "that is no credential at all");
}

#[tokio::test]
async fn public_permissions_do_not_widen_a_token() {
    let (server, _editor) = filled().await;
    publish(&server, &["item:find", "maker:find"]).await;
    let token = server.as_token(&["item:find(title)"]).await;
    assert_eq!(token.graphql("{ items { stock } }").await.missing(), "item:find(stock)");
    assert_eq!(token.graphql("{ makers { name } }").await.missing(), "maker:find");
}

#[tokio::test]
async fn an_administrator_has_the_content_permissions_of_the_roles() {
    let (server, _editor) = filled().await;
    let administrator = with_role(&server).await;
    assert_eq!(administrator.graphql(LIST).await.data()["items"], json!([{"title": "Public"}]));
    assert_eq!(administrator.graphql("{ items { stock } }").await.missing(), "item:find(stock)");
    administrator.graphql(r#"mutation { createMaker(data: {name: "n"}) { documentId } }"#).await.data();
    let refused = administrator.graphql(r#"mutation { createMaker(data: {country: "c"}) { documentId } }"#).await;
    assert_eq!(refused.missing(), "maker:create(country)");
    server.as_admin().await.graphql(DRAFTS).await.data();
}

#[tokio::test]
async fn drafts_of_a_relations_target_need_their_own_permission() {
    let (server, editor) = filled().await;
    let tag = world::draft(&editor, "Tag", r#"{label: "Hidden label"}"#).await;
    world::draft(&editor, "Item", &format!(r#"{{title: "Tagged", tags: ["{tag}"]}}"#)).await;
    let reader = server.as_token(&["item:find+drafts", "tag:find"]).await;
    for query in [
        "{ items(status: DRAFT) { tags { label } } }",
        r#"{ items(status: DRAFT, filters: {tags: {label: {eq: "Hidden label"}}}) { title } }"#,
        r#"{ items(status: DRAFT, sort: "tags.label") { title } }"#,
    ] {
        let refused = reader.graphql(query).await;
        assert_eq!(refused.missing(), "tag:find+drafts", "{query}");
        assert!(!refused.text.contains("Hidden label"));
    }
    let published = reader.graphql(r#"{ items(filters: {tags: {label: {eq: "Hidden label"}}}) { title } }"#).await;
    assert_eq!(published.data()["items"], json!([]), "a draft is not probed through a relation");
    let open = server.as_token(&["item:find+drafts", "tag:find+drafts"]).await;
    let query = r#"{ items(status: DRAFT, filters: {title: {eq: "Tagged"}}) { tags { label } } }"#;
    assert_eq!(open.graphql(query).await.data()["items"], json!([{"tags": [{"label": "Hidden label"}]}]));
}

#[tokio::test]
async fn whether_a_document_has_a_draft_is_not_told_without_permission_for_drafts() {
    let (server, _editor) = filled().await;
    let reader = server.as_token(&["item:find"]).await;
    for argument in
        ["hasPublishedVersion: true", "publicationFilter: MODIFIED", "publicationFilter: PUBLISHED_WITH_DRAFT"]
    {
        assert_eq!(reader.graphql(&format!("{{ items({argument}) {{ title }} }}")).await.missing(), "item:find+drafts");
    }
}
