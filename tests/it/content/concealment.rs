//! What a caller is shown of the schema, and that strictly concealed names look as if they did not exist.

use std::collections::BTreeMap;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{TypeKind, TypeSystemDefinition};
use keyway::access::{Grant, PermissionSet};
use keyway::app::content_endpoint;
use keyway::config::{Concealment, Config};
use serde_json::{Value, json};

use super::world;
use crate::testkit::TestServer;

const GRANTS: [&str; 4] = ["item:find(title,tags)", "tag:find(label)", "maker:create(name)", "front:find(headline)"];

/// A server that conceals, with the model and an entry.
async fn strict() -> TestServer {
    let conceal = |config: &mut Config| config.concealment = Concealment::Strict;
    let server = TestServer::with_model_configured(&world::MODEL, conceal).await;
    world::create(&server.as_full_access().await, "Item", r#"{title: "x", summary: "y"}"#).await;
    server
}

/// `text` without the word that `name` begins with.
fn without(text: &str, name: &str) -> String {
    let is_inside = |letter: char| letter.is_alphanumeric() || letter == '_';
    let word = name.split(|letter| !is_inside(letter)).find(|word| !word.is_empty()).unwrap();
    let words = text.split_inclusive(|letter| !is_inside(letter));
    words
        .map(|part| {
            if part.trim_end_matches(|letter| !is_inside(letter)) == word {
                part.replace(word, "NAME")
            } else {
                part.to_owned()
            }
        })
        .collect()
}

#[tokio::test]
async fn under_strict_concealment_a_forbidden_name_answers_as_one_that_does_not_exist() {
    let server = strict().await;
    let token = server.as_token(&GRANTS).await;
    for (query, forbidden, absent) in [
        ("{ items { summary } }", "summary", "summarq"),
        ("{ items { maker { name } } }", "maker", "makeq"),
        ("{ items { tags { items { title } } } }", "items { title", "itemq { title"),
        ("{ items { createdAt } }", "createdAt", "createdAq"),
        ("{ items(filters: {summary: {eq: \"y\"}}) { title } }", "summary", "summarq"),
        ("{ items(filters: {or: [{not: {summary: {eq: \"y\"}}}]}) { title } }", "summary", "summarq"),
        ("{ items(filters: {maker: {name: {eq: \"y\"}}}) { title } }", "maker", "makeq"),
        ("{ items(sort: \"summary\") { title } }", "summary", "summarq"),
        ("{ items(sort: \"maker.name\") { title } }", "maker", "makeq"),
        ("{ items(sort: \"tags.createdAt:desc\") { title } }", "createdAt", "createdAq"),
        ("{ items { tags(sort: \"createdAt\") { label } } }", "createdAt", "createdAq"),
        ("{ items { tags_connection { nodes { publishedAt } } } }", "publishedAt", "publishedAq"),
        ("{ items_connection(filters: {stock: {gt: 1}}) { pageInfo { total } } }", "stock", "stocq"),
        ("{ items { seo { metaTitle } } }", "seo", "seq"),
        ("{ items(filters: {not: {links: {url: {eq: \"y\"}}}}) { title } }", "links", "linqs"),
        ("{ items(sort: \"seo.metaTitle\") { title } }", "seo", "seq"),
        (
            "query($f: ComponentSharedSeoFiltersInput) { items { title } }",
            "ComponentSharedSeoFiltersInput",
            "ComponentSharedSeqFiltersInput",
        ),
        (
            "{ items { title ...F } } fragment F on ComponentSharedLink { url }",
            "ComponentSharedLink",
            "ComponentSharedLinq",
        ),
        ("{ makers { name } }", "makers", "makerq"),
        ("{ sheets_connection { nodes { note } } }", "sheets_connection", "sheetq_connection"),
        ("{ item(documentId: \"x\") { title } }", "item(", "itms("),
        ("{ front { lead { title } } }", "lead", "leaq"),
        ("mutation { createTag(data: {label: \"x\"}) { documentId } }", "createTag", "createTaq"),
        ("mutation { createMaker(data: {country: \"x\"}) { documentId } }", "country", "countrq"),
        ("mutation { createMaker(data: {name: \"x\"}) { name } }", "{ name }", "{ namq }"),
        ("mutation { deleteItem(documentId: \"x\") { documentId } }", "deleteItem", "deleteIteq"),
        ("mutation { publishItem(documentId: \"x\") { documentId } }", "publishItem", "publishIteq"),
        ("mutation { discardItemDraft(documentId: \"x\") { documentId } }", "discardItemDraft", "discardIteqDraft"),
        ("mutation { unpublishFront { documentId } }", "unpublishFront", "unpublishFronq"),
        ("{ ...F } fragment F on Sheet { note }", "Sheet", "Sheeq"),
        ("query($f: SheetFiltersInput) { items { title } }", "SheetFiltersInput", "SheeqFiltersInput"),
    ] {
        assert!(query.contains(forbidden), "{query}");
        let (one, other) = (token.graphql(query).await, token.graphql(&query.replace(forbidden, absent)).await);
        assert_eq!(one.status, other.status, "{query}");
        assert_eq!(without(&one.text, forbidden), without(&other.text, absent), "{query}");
        assert!(!one.text.contains("FORBIDDEN") && !one.text.contains("missing"), "{query}: {}", one.text);
    }
}

#[tokio::test]
async fn drafts_do_not_exist_for_whoever_may_neither_read_nor_write_one() {
    let server = strict().await;
    let token = server.as_token(&["item:find"]).await;
    let ask = async |status: &str| {
        let answer = token.graphql(&format!("{{ items(status: {status}) {{ title }} }}")).await;
        assert_eq!(answer.status, 400);
        answer.text.replace(status, "STATUS")
    };
    assert_eq!(ask("DRAFT").await, ask("DRAFQ").await);
}

#[tokio::test]
async fn values_of_variables_are_concealed_too() {
    let server = strict().await;
    let token = server.as_token(&GRANTS).await;
    let query =
        "query($filters: ItemFiltersInput, $sort: [String]) { items(filters: $filters, sort: $sort) { title } }";
    let ask =
        async |name: &str, variables: Value| token.graphql_with(query, variables).await.text.replace(name, "NAME");
    let filters = |name: &str| json!({ "filters": { "tags": { name: { "notNull": true } } } });
    assert_eq!(ask("createdAt", filters("createdAt")).await, ask("createdAq", filters("createdAq")).await);
    let sort = |name: &str| json!({ "sort": [format!("title,{name}:desc")] });
    assert_eq!(ask("summary", sort("summary")).await, ask("summarq", sort("summarq")).await);
}

#[tokio::test]
async fn suggestions_name_only_what_is_granted() {
    let server = TestServer::with_model(&world::MODEL).await;
    let token = server.as_token(&["item:find(title)"]).await;
    for (query, hidden) in [
        ("{ items { summery } }", "summary"),
        ("{ maker { name } }", "makers"),
        ("{ itemz { title } tagz { label } }", "tags"),
        ("{ items(filters: {summery: {eq: \"x\"}}) { title } }", "summary"),
        ("mutation { createItems(data: {}) { title } }", "createItem\""),
        ("{ ... on Makers { name } }", "Maker\""),
        ("{ items(status: DRAFTS) { title } }", "\"DRAFT\""),
    ] {
        let answer = token.graphql(query).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "GRAPHQL_VALIDATION_FAILED"), "{query}");
        assert!(!answer.text.contains(hidden), "{query}: {}", answer.text);
    }
}

/// Type names with the names of their fields, inputs or members, each with its arguments and type.
type Shape = BTreeMap<String, Vec<String>>;

fn of_sdl(sdl: &str) -> Shape {
    let mut shape = Shape::new();
    for definition in parse_schema(sdl).unwrap().definitions {
        let TypeSystemDefinition::Type(definition) = definition else { continue };
        let mut members = match &definition.node.kind {
            TypeKind::Object(object) => object
                .fields
                .iter()
                .map(|field| {
                    let arguments = field.node.arguments.iter();
                    let arguments =
                        arguments.map(|argument| format!("{}: {}", argument.node.name.node, argument.node.ty.node));
                    let mut arguments = arguments.collect::<Vec<_>>();
                    arguments.sort();
                    format!("{}({}): {}", field.node.name.node, arguments.join(", "), field.node.ty.node)
                })
                .collect(),
            TypeKind::InputObject(input) => {
                input.fields.iter().map(|field| format!("{}: {}", field.node.name.node, field.node.ty.node)).collect()
            }
            TypeKind::Enum(members) => members.values.iter().map(|member| member.node.value.node.to_string()).collect(),
            _ => Vec::new(),
        };
        members.sort();
        shape.insert(definition.node.name.node.to_string(), members);
    }
    shape
}

fn of_introspection(schema: &Value) -> Shape {
    fn named(ty: &Value) -> String {
        match ty["kind"].as_str().unwrap() {
            "NON_NULL" => named(&ty["ofType"]) + "!",
            "LIST" => format!("[{}]", named(&ty["ofType"])),
            _ => ty["name"].as_str().unwrap().to_owned(),
        }
    }
    fn typed(list: &Value) -> Vec<String> {
        let list = list.as_array().into_iter().flatten();
        let mut typed =
            list.map(|one| format!("{}: {}", one["name"].as_str().unwrap(), named(&one["type"]))).collect::<Vec<_>>();
        typed.sort();
        typed
    }
    let mut shape = Shape::new();
    for ty in schema["types"].as_array().unwrap() {
        let name = ty["name"].as_str().unwrap();
        if name.starts_with("__") || ["String", "Int", "Float", "Boolean", "ID"].contains(&name) {
            continue;
        }
        let fields = ty["fields"].as_array().into_iter().flatten();
        let fields = fields.map(|field| {
            format!(
                "{}({}): {}",
                field["name"].as_str().unwrap(),
                typed(&field["args"]).join(", "),
                named(&field["type"])
            )
        });
        let members = ty["enumValues"].as_array().into_iter().flatten();
        let members = members.map(|member| member["name"].as_str().unwrap().to_owned());
        let mut all = fields.chain(typed(&ty["inputFields"])).chain(members).collect::<Vec<_>>();
        all.sort();
        shape.insert(name.to_owned(), all);
    }
    shape
}

#[tokio::test]
async fn introspection_gives_a_token_the_schema_that_the_command_line_prints_for_it() {
    let server = TestServer::with_model_configured(&world::MODEL, |config| config.limits.depth = 20).await;
    let endpoint = content_endpoint(&Config::default(), &server.services);
    for grants in [
        &["item:find(title,tags)", "tag:find(label)", "maker:create(name)", "front:find(headline)"][..],
        &["item:findOne(title)+drafts"],
        &["*:find"],
        &["*:find,findOne,create,update,delete,publish"],
        &["front:update"],
    ] {
        let permissions = grants.iter().map(|text| Grant::parse(text).unwrap()).collect::<Vec<_>>();
        let sdl = endpoint.sdl(&PermissionSet::from_grants(&permissions)).unwrap();
        let answer = server.as_token(grants).await.graphql(INTROSPECTION).await;
        assert_eq!(of_introspection(&answer.data()["__schema"]), of_sdl(&sdl), "{grants:?}");
    }
}

const INTROSPECTION: &str = "{ __schema { types { kind name enumValues { name }
    fields { name args { name type { ...T } } type { ...T } } inputFields { name type { ...T } } } } }
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";
