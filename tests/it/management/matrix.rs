//! Every root field × nobody, a person who holds everything but what it requires, a person who holds only that.
//!
//! The fields, their arguments and their requirements come from the schema's text, so a new field is in the matrix as soon
//! as it is in the schema.

use async_graphql::parser::types::{BaseType, InputValueDefinition, Type, TypeDefinition, TypeKind};
use keyway::access::management::ManagementPermission;
use keyway::graphql::management::Caller;
use serde_json::json;

use super::kit::{Answer, Server, nobody};
use super::sdl::{Audience, RootField, root_fields, types};

const UNAUTHENTICATED: (&str, &str) = ("UNAUTHENTICATED", "Missing or invalid credentials");

#[tokio::test]
async fn nobody_gets_past_any_field_that_is_not_open() {
    let server = Server::start().await;
    for field in root_fields() {
        let answer = ask(&server, &nobody(), &field).await;
        match field.audience() {
            Audience::Open => assert_open(&field, &answer),
            _ => assert_eq!(answer.error(), UNAUTHENTICATED, "{}", field.name()),
        }
    }
}

#[tokio::test]
async fn holding_everything_else_does_not_open_a_field() {
    let server = Server::start().await;
    for field in root_fields() {
        if let Audience::Holders(required) = field.audience() {
            let others: Vec<_> = ManagementPermission::ALL.iter().copied().filter(|one| *one != required).collect();
            let email = format!("without-{}@example.com", field.name().to_lowercase());
            let caller = server.holding(&email, &others, &["*:find,findOne,create,update,delete,publish+drafts"]).await;
            assert_eq!(ask(&server, &caller, &field).await.missing(), required.as_str(), "{}", field.name());
        }
    }
}

#[tokio::test]
async fn holding_what_a_field_requires_opens_it() {
    let server = Server::start().await;
    for field in root_fields() {
        let held = match field.audience() {
            Audience::Holders(required) => vec![required],
            Audience::SignedIn | Audience::Open => Vec::new(),
        };
        let email = format!("with-{}@example.com", field.name().to_lowercase());
        let caller = server.holding(&email, &held, &["*:find,findOne,create,update,delete,publish+drafts"]).await;
        let answer = ask(&server, &caller, &field).await;
        if field.audience() == Audience::Open {
            assert_open(&field, &answer);
        } else if answer.json.get("errors").is_some() {
            assert!(["NOT_FOUND", "BAD_USER_INPUT"].contains(&answer.code()), "{}: {}", field.name(), answer.json);
        }
    }
}

/// The open fields refuse made-up passwords, refresh tokens and codes, for what they are.
#[track_caller]
fn assert_open(field: &RootField, answer: &Answer) {
    match field.name() {
        "login" => assert_eq!(answer.violations(), ["email"]),
        "refreshSession" => assert_eq!(answer.error(), UNAUTHENTICATED),
        "setUpAdministrator" => assert_eq!(answer.code(), "FORBIDDEN"),
        other => panic!("{other} is open"),
    }
}

async fn ask(server: &Server, caller: &Caller, field: &RootField) -> Answer {
    let types = types();
    let arguments = required(&types, field.field.arguments.iter().map(|argument| &argument.node));
    let arguments = if arguments.is_empty() { String::new() } else { format!("({arguments})") };
    let name = field.name();
    server.ask(caller, &format!("{} {{ {name}{arguments} {{ __typename }} }}", field.operation), json!({})).await
}

/// The arguments or input fields that cannot be absent, each with some value of its type.
fn required<'d>(types: &[TypeDefinition], inputs: impl Iterator<Item = &'d InputValueDefinition>) -> String {
    let given = inputs
        .filter(|input| !input.ty.node.nullable && input.default_value.is_none())
        .map(|input| format!("{}: {}", input.name.node, some_value(types, &input.ty.node)));
    given.collect::<Vec<_>>().join(", ")
}

fn some_value(types: &[TypeDefinition], wanted: &Type) -> String {
    let name = match &wanted.base {
        BaseType::List(item) => return format!("[{}]", some_value(types, item)),
        BaseType::Named(name) => name.as_str(),
    };
    let definition = types.iter().find(|definition| definition.name.node == name);
    match definition.map(|definition| &definition.kind) {
        Some(TypeKind::Enum(values)) => values.values[0].node.value.node.to_string(),
        Some(TypeKind::InputObject(input)) => {
            format!("{{{}}}", required(types, input.fields.iter().map(|field| &field.node)))
        }
        _ => match name {
            "String" | "ID" => "\"anything\"".to_owned(),
            "Int" => "1".to_owned(),
            "Boolean" => "true".to_owned(),
            "JSON" => "{}".to_owned(),
            other => panic!("no value of the type {other}"),
        },
    }
}
