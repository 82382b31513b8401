//! The whole schema of the sample models, held against the one that Strapi makes of them. Order means nothing.

use std::collections::BTreeSet;

use async_graphql::Positioned;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    FieldDefinition, InputValueDefinition, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use keyway::access::PermissionSet;
use keyway::app::content_endpoint;
use keyway::config::Config;

use crate::components::model::SAMPLE;
use crate::testkit::TestServer;

const STRAPIS: &str = include_str!("../../golden/sdl/strapi.graphql");

/// The sample model that has locales.
const PAGE: &str = r#"{"kind":"collectionType","collectionName":"pages",
"info":{"singularName":"page","pluralName":"pages"},"options":{"draftAndPublish":true},
"pluginOptions":{"i18n":{"localized":true}},"attributes":{
 "title":{"type":"string","pluginOptions":{"i18n":{"localized":true}}},
 "sku":{"type":"string","pluginOptions":{"i18n":{"localized":false}}}}}"#;

/// What Strapi has and this schema has not: the beginnings of the lines that [`lines`] makes, each group with its reason.
const LACKING: [(&str, &[&str]); 3] = [
    (
        "end users are not administrators here: there is no users-permissions plug-in, and tokens take its place",
        &[
            "UsersPermissions",
            "Query.me()",
            "Query.usersPermissions",
            "Mutation.createUsersPermissions",
            "Mutation.updateUsersPermissions",
            "Mutation.deleteUsersPermissions",
            "Mutation.login(",
            "Mutation.register(",
            "Mutation.forgotPassword(",
            "Mutation.resetPassword(",
            "Mutation.changePassword(",
            "Mutation.emailConfirmation(",
        ],
    ),
    ("files are uploaded elsewhere", &["FileInfoInput", "Mutation.updateUploadFile", "Mutation.deleteUploadFile"]),
    (
        "a file does not tell what it is attached to, as that takes permissions on every type",
        &["GenericMorph", "UploadFile.related"],
    ),
];

/// What this schema has and Strapi's has not.
const SURPLUS: [(&str, &[&str]); 1] = [(
    "drafts are published, unpublished and discarded without a write",
    &["Mutation.publish", "Mutation.unpublish", "Mutation.discard"],
)];

/// One line for each type and for each of its members, arguments in alphabetical order.
fn lines(sdl: &str) -> BTreeSet<String> {
    let document = parse_schema(sdl).unwrap();
    let definitions = document.definitions.iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(definition) => Some(&definition.node),
        _ => None,
    });
    definitions.flat_map(of_type).collect()
}

fn of_type(definition: &TypeDefinition) -> Vec<String> {
    let (kind, members): (_, Vec<String>) = match &definition.kind {
        TypeKind::Scalar => ("scalar", Vec::new()),
        TypeKind::Object(object) => ("type", object.fields.iter().map(field).collect()),
        TypeKind::InputObject(input) => ("input", input.fields.iter().map(input_value).collect()),
        TypeKind::Union(union) => ("union", union.members.iter().map(|member| member.node.to_string()).collect()),
        TypeKind::Enum(members) => {
            ("enum", members.values.iter().map(|member| member.node.value.node.to_string()).collect())
        }
        TypeKind::Interface(_) => panic!("there are no interfaces"),
    };
    let name = &definition.name.node;
    members.into_iter().map(|member| format!("{name}.{member}")).chain([format!("{name} is a {kind}")]).collect()
}

fn field(field: &Positioned<FieldDefinition>) -> String {
    let mut arguments = field.node.arguments.iter().map(input_value).collect::<Vec<_>>();
    arguments.sort();
    format!("{}({}): {}", field.node.name.node, arguments.join(", "), field.node.ty.node)
}

fn input_value(value: &Positioned<InputValueDefinition>) -> String {
    let default = value.node.default_value.as_ref().map(|default| format!(" = {}", default.node)).unwrap_or_default();
    format!("{}: {}{default}", value.node.name.node, value.node.ty.node)
}

/// Strapi's schema, with the filter inputs that its print leaves out.
fn strapis() -> BTreeSet<String> {
    let mut theirs = lines(STRAPIS);
    let of_text = theirs.iter().filter(|line| line.starts_with("StringFilterInput")).cloned().collect::<Vec<_>>();
    for scalar in ["ID", "Boolean", "Int", "Long", "Float", "Date", "Time", "DateTime", "JSON"] {
        theirs.extend(of_text.iter().map(|line| line.replace("String", scalar)));
    }
    theirs
}

/// The lines of which no allowed group speaks; and every allowed beginning must be that of some line.
fn unexpected<'l>(lines: impl Iterator<Item = &'l String>, allowed: &[(&str, &[&str])]) -> Vec<&'l String> {
    let lines = lines.collect::<Vec<_>>();
    let beginnings = allowed.iter().flat_map(|(_, beginnings)| beginnings.iter()).collect::<Vec<_>>();
    for beginning in &beginnings {
        assert!(lines.iter().any(|line| line.starts_with(**beginning)), "{beginning} differs no more");
    }
    lines.into_iter().filter(|line| !beginnings.iter().any(|beginning| line.starts_with(**beginning))).collect()
}

#[tokio::test]
async fn the_schema_of_the_sample_models_is_strapis_but_for_what_differs_on_purpose() {
    let server = TestServer::with_model(&[&SAMPLE[..], &[PAGE]].concat()).await;
    let endpoint = content_endpoint(&Config::default(), &server.services);
    let ours = lines(&endpoint.sdl(&PermissionSet::full_access()).unwrap());
    let theirs = strapis();
    assert!(theirs.len() > 600, "{}", theirs.len());
    let lacking = unexpected(theirs.difference(&ours), &LACKING);
    let surplus = unexpected(ours.difference(&theirs), &SURPLUS);
    assert!(lacking.is_empty() && surplus.is_empty(), "lacks {lacking:#?}\nhas {surplus:#?}");
}
