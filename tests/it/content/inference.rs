//! What a token may not read leaves no trace in anything that it can ask: two servers that differ in nothing else give
//! the same answers, to the byte.

use keyway::config::Concealment;
use serde_json::{Value, json};

use super::world;
use crate::testkit::{Client, TestServer};

/// What the token may not read, in one of two states.
struct Hidden {
    stock: u32,
    summary: &'static str,
    country: &'static str,
    diary: &'static str,
    meta_title: &'static str,
    has_sheet: bool,
    has_draft: bool,
}

const ONE: Hidden = Hidden {
    stock: 5,
    summary: "zq alpha",
    country: "Norway",
    diary: "zq diary",
    meta_title: "zq soil",
    has_sheet: true,
    has_draft: true,
};
const OTHER: Hidden = Hidden {
    stock: 7,
    summary: "other",
    country: "Peru",
    diary: "x",
    meta_title: "y",
    has_sheet: false,
    has_draft: false,
};

const GRANTS: [&str; 5] = [
    "item:find,findOne(title,maker,tags)",
    "maker:find(name,items)",
    "tag:find(label,items)",
    "item:update(title)",
    "front:find(lead)",
];

/// The same entries on each server, but for what is hidden. Ids come from one seed and the clock stands still.
async fn server(hidden: &Hidden, concealment: Concealment) -> (TestServer, String) {
    let server = TestServer::with_model_configured(&world::MODEL, |config| config.concealment = concealment).await;
    let editor = server.as_full_access().await;
    let Hidden { stock, summary, country, diary, meta_title, .. } = hidden;
    let maker = format!(r#"{{name: "Ada", country: "{country}", diary: "{diary}", passphrase: "{diary}"}}"#);
    let maker = world::create(&editor, "Maker", &maker).await;
    let tag = world::create(&editor, "Tag", r#"{label: "public"}"#).await;
    let sheet = world::create(&editor, "Sheet", r#"{note: "n"}"#).await;
    let sheet = if hidden.has_sheet { format!(r#""{sheet}""#) } else { "null".to_owned() };
    let data = |title: &str, stock: u32, summary: &str| {
        format!(
            r#"{{title: "{title}", stock: {stock}, summary: "{summary}", maker: "{maker}", tags: ["{tag}"],
            seo: {{metaTitle: "{meta_title}"}}}}"#
        )
    };
    let id = world::create(&editor, "Item", &data("first", *stock, summary)).await;
    world::create(&editor, "Item", &data("second", 6, "middle")).await;
    let sheet = format!(r#"mutation {{ updateItem(documentId: "{id}", data: {{sheet: {sheet}}}) {{ documentId }} }}"#);
    editor.graphql(&sheet).await.data();
    let front =
        format!(r#"mutation {{ updateFront(data: {{headline: "{summary}", lead: "{id}"}}) {{ documentId }} }}"#);
    editor.graphql(&front).await.data();
    if hidden.has_draft {
        write_drafts(&editor, &id).await;
    }
    (server, id)
}

/// A draft that differs from what is published, and drafts of which nothing is.
async fn write_drafts(editor: &Client, id: &str) {
    let tag = world::draft(editor, "Tag", r#"{label: "zq draft"}"#).await;
    world::draft(editor, "Item", &format!(r#"{{title: "zq draft", tags: ["{tag}"]}}"#)).await;
    let data = format!(r#"{{title: "zq draft", tags: ["{tag}"]}}"#);
    let update =
        format!(r#"mutation {{ updateItem(documentId: "{id}", status: DRAFT, data: {data}) {{ documentId }} }}"#);
    editor.graphql(&update).await.data();
}

/// Conditions on what is hidden, of which some hold on the one server and some on the other.
const CONDITIONS: [&str; 14] = [
    "{stock: {eq: 5}}",
    "{stock: {between: [4, 5]}}",
    "{not: {stock: {gt: 6}}}",
    r#"{or: [{title: {eq: "none"}}, {summary: {startsWith: "zq"}}]}"#,
    r#"{and: [{title: {eq: "first"}}, {not: {summary: {contains: "alpha"}}}]}"#,
    r#"{maker: {country: {eqi: "norway"}}}"#,
    r"{maker: {diary: {notNull: true}}}",
    r"{maker: {items: {stock: {in: [5]}}}}",
    "{sheet: {documentId: {notNull: true}}}",
    r#"{sheet: {note: {eq: "n"}}}"#,
    r#"{seo: {metaTitle: {contains: "soil"}}}"#,
    r#"{title: {eq: "zq draft"}}"#,
    r#"{tags: {label: {eq: "zq draft"}}}"#,
    r#"{updatedAt: {gt: "2020-01-01T00:00:00Z"}}"#,
];

const ORDERS: [&str; 8] = [
    "stock",
    "summary:desc",
    "maker.country",
    "maker.diary",
    "sheet.note",
    "seo.metaTitle",
    "updatedAt",
    "tags.createdAt",
];

/// Everything that can be asked about what is hidden.
fn questions(id: &str) -> Vec<(String, Value)> {
    let mut questions = Vec::new();
    let mut ask = |query: String| questions.push((query, json!({})));
    for condition in CONDITIONS {
        ask(format!("{{ items(filters: {condition}) {{ title }} }}"));
        ask(format!("{{ items_connection(filters: {condition}) {{ pageInfo {{ total pageCount }} }} }}"));
        ask(format!("{{ makers {{ name items(filters: {condition}) {{ title }} }} }}"));
        ask(format!("{{ tags {{ items_connection(filters: {condition}) {{ nodes {{ title }} }} }} }}"));
        ask(format!("{{ makers(filters: {{items: {condition}}}) {{ name }} }}"));
    }
    for order in ORDERS {
        ask(format!("{{ items(sort: \"{order}\") {{ title }} }}"));
        ask(format!("{{ items(sort: [\"title\", \"{order}:desc\"], pagination: {{limit: 1}}) {{ title }} }}"));
        ask(format!("{{ makers {{ items(sort: \"{order}\") {{ title }} }} }}"));
    }
    for selection in
        ["stock", "summary", "sheet { note }", "seo { metaTitle }", "maker { country }", "maker { diary }", "updatedAt"]
    {
        ask(format!("{{ items {{ title {selection} }} }}"));
        ask(format!("{{ item(documentId: \"{id}\") {{ {selection} }} front {{ lead {{ {selection} }} }} }}"));
        ask(format!(
            "mutation {{ updateItem(documentId: \"{id}\", status: DRAFT, data: {{title: \"x\"}}) {{ {selection} }} }}"
        ));
    }
    for arguments in [
        "status: DRAFT",
        "publicationFilter: MODIFIED",
        "publicationFilter: UNMODIFIED",
        "publicationFilter: PUBLISHED_WITHOUT_DRAFT",
        "hasPublishedVersion: true",
        "hasPublishedVersion: false",
    ] {
        ask(format!("{{ items({arguments}) {{ title }} }}"));
        ask(format!("{{ item(documentId: \"{id}\", {arguments}) {{ title tags {{ label }} }} }}"));
        ask(format!("{{ tags_connection({arguments}) {{ nodes {{ label }} pageInfo {{ total }} }} }}"));
        ask(format!("{{ makers({arguments}) {{ name items {{ title }} }} }}"));
    }
    for mutation in ["publishItem", "unpublishItem", "discardItemDraft", "deleteItem"] {
        ask(format!("mutation {{ {mutation}(documentId: \"{id}\") {{ documentId }} }}"));
    }
    ask(format!("mutation {{ updateItem(documentId: \"{id}\", data: {{title: \"x\"}}) {{ documentId }} }}"));
    ask(format!("mutation {{ updateItem(documentId: \"{id}\", status: DRAFT, data: {{stock: 1}}) {{ documentId }} }}"));
    ask("{ sheets { note } makers { country } front { headline } }".to_owned());
    ask("{ __schema { types { name fields { name } inputFields { name } } } }".to_owned());
    ask("{ items { title tags { label items { title } } maker { name items { title tags { label } } } } }".to_owned());
    let by_variable = "query($f: ItemFiltersInput, $s: [String]) { items(filters: $f, sort: $s) { title } }";
    questions.push((by_variable.to_owned(), json!({"f": {"stock": {"eq": 5}}})));
    questions.push((by_variable.to_owned(), json!({"s": ["stock:desc"]})));
    questions.push((by_variable.to_owned(), json!({"f": {"stock": {"eq": "five"}}})));
    questions
}

async fn assert_alike(concealment: Concealment) {
    let (one, id) = server(&ONE, concealment).await;
    let (other, same_id) = server(&OTHER, concealment).await;
    assert_eq!(id, same_id);
    let (token, twin) = (one.as_token(&GRANTS).await, other.as_token(&GRANTS).await);
    let mut answered = 0;
    for (query, variables) in questions(&id) {
        let (answer, twin) =
            (token.graphql_with(&query, variables.clone()).await, twin.graphql_with(&query, variables).await);
        assert_eq!((answer.status, &answer.text), (twin.status, &twin.text), "{query}");
        for hidden in ["zq", "Norway"] {
            assert!(query.contains(hidden) || !answer.text.contains(hidden), "{query}: {}", answer.text);
        }
        answered += usize::from(answer.body["errors"].is_null());
    }
    assert!(answered > 10, "some questions are granted: {answered}");
    let (editor, twin) = (one.as_full_access().await, other.as_full_access().await);
    let differing = async |query: &str| editor.graphql(query).await.text != twin.graphql(query).await.text;
    for condition in &CONDITIONS[..6] {
        assert!(
            differing(&format!("{{ items(filters: {condition}) {{ title }} }}")).await,
            "{condition} tells nothing"
        );
    }
}

#[tokio::test]
async fn what_a_token_may_not_read_leaves_no_trace_in_any_answer() {
    assert_alike(Concealment::Named).await;
}

#[tokio::test]
async fn what_a_token_may_not_read_leaves_no_trace_under_strict_concealment_either() {
    assert_alike(Concealment::Strict).await;
}
