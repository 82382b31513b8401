//! What of components a schema shows.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::Positioned;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{FieldDefinition, InputValueDefinition, TypeKind, TypeSystemDefinition};
use keyway::access::{Grant, PermissionSet};
use keyway::app::content_endpoint;
use keyway::config::Config;

use super::model::SAMPLE;
use crate::testkit::TestServer;

/// Each type with the signatures of its members.
pub fn types(sdl: &str) -> BTreeMap<String, BTreeSet<String>> {
    let document = parse_schema(sdl).unwrap();
    let definitions = document.definitions.into_iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(definition) => Some(definition.node),
        _ => None,
    });
    let types = definitions.map(|definition| (definition.name.node.to_string(), members(&definition.kind)));
    types.collect()
}

fn members(kind: &TypeKind) -> BTreeSet<String> {
    match kind {
        TypeKind::Scalar => BTreeSet::from(["scalar".to_owned()]),
        TypeKind::Object(object) => object.fields.iter().map(field).collect(),
        TypeKind::InputObject(input) => input.fields.iter().map(input_value).collect(),
        TypeKind::Union(union) => union.members.iter().map(|member| member.node.to_string()).collect(),
        TypeKind::Enum(members) => members.values.iter().map(|member| member.node.value.node.to_string()).collect(),
        TypeKind::Interface(_) => panic!("there are no interfaces"),
    }
}

fn field(field: &Positioned<FieldDefinition>) -> String {
    let arguments = field.node.arguments.iter().map(input_value).collect::<Vec<_>>().join(", ");
    format!("{}({arguments}): {}", field.node.name.node, field.node.ty.node)
}

fn input_value(value: &Positioned<InputValueDefinition>) -> String {
    let default = value.node.default_value.as_ref().map(|default| format!(" = {}", default.node)).unwrap_or_default();
    format!("{}: {}{default}", value.node.name.node, value.node.ty.node)
}

async fn sdl(permissions: &PermissionSet) -> String {
    let server = TestServer::with_model(&SAMPLE).await;
    content_endpoint(&Config::default(), &server.services).sdl(permissions).unwrap()
}

#[tokio::test]
async fn a_component_stands_in_the_schema_where_an_attribute_that_holds_it_is_granted() {
    let permissions = |texts: &[&str]| {
        PermissionSet::from_grants(&texts.iter().map(|text| Grant::parse(text).unwrap()).collect::<Vec<_>>())
    };
    let names = async |texts: &[&str]| types(&sdl(&permissions(texts)).await);
    let title = names(&["article:find(title)"]).await;
    assert!(!title.keys().any(|name| name.contains("Component") || name.contains("DynamicZone") || name == "Error"));
    let seo = names(&["article:find(seo)"]).await;
    assert!(seo.contains_key("ComponentSharedSeo") && seo.contains_key("ComponentSharedSeoFiltersInput"));
    assert!(!seo.keys().any(|name| name.contains("SharedLink") || name.contains("Quote")));
    let links = names(&["homepage:update(sections)", "article:create(links)"]).await;
    assert_eq!(links["ComponentSharedLinkInput"].len(), 4, "the relation inside needs find on its target");
    assert!(!links.contains_key("ComponentSharedLink") && links.contains_key("HomepageSectionsDynamicZoneInput"));
    let both = names(&["article:find(links,title)"]).await;
    assert!(both["ComponentSharedLink"].contains("article(): Article"));
}
