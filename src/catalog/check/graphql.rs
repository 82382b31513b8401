//! The names that the content API's GraphQL schema is made of: every type and every field once.

use std::collections::HashMap;

use super::Findings;
use crate::catalog::resolve::default_enum_name;
use crate::catalog::{AttributeDefinition, AttributeDefinitionKind, Definition, Kind, ScalarType, names};

/// Types that every schema has.
const BUILT_IN: [&str; 20] = [
    "Query",
    "Mutation",
    "Subscription",
    "ID",
    "String",
    "Int",
    "Long",
    "Float",
    "Boolean",
    "JSON",
    "Date",
    "Time",
    "DateTime",
    "Error",
    "GenericMorph",
    "Pagination",
    "PaginationArg",
    "PublicationStatus",
    "PublicationFilter",
    "DeleteMutationResponse",
];
/// Scalars that have an input for filters.
const FILTERED: [&str; 10] = ["ID", "Boolean", "String", "Int", "Long", "Float", "JSON", "Date", "Time", "DateTime"];
/// What is added to the name of a type to name the types beside it.
const SUFFIXES: [&str; 6] =
    ["", "Input", "FiltersInput", "EntityResponse", "EntityResponseCollection", "RelationResponseCollection"];
/// Keys of a filter input that are not attributes.
const FILTER_WORDS: [&str; 3] = ["and", "or", "not"];

pub(super) fn check(definitions: &[Definition], findings: &mut Findings) {
    let mut types = Names::built_in();
    let mut root_fields = Names::default();
    for definition in definitions {
        let singular = definition.singular.as_str();
        let type_name = definition.graphql_type();
        let is_component = definition.kind == Kind::Component;
        let source: &[&str] = if is_component { &[singular, "uid"] } else { &[singular, "info", "singularName"] };
        for suffix in SUFFIXES {
            types.claim(type_name.clone() + suffix, singular, source, findings);
        }
        check_fields(definition, findings);
        if is_component {
            continue;
        }
        root_fields.claim(names::lower_first(&type_name), singular, &[singular, "info", "singularName"], findings);
        if definition.kind == Kind::Collection {
            let list = names::lower_first(&names::pascal_case(&definition.plural));
            root_fields.claim(list, singular, &[singular, "info", "pluralName"], findings);
        }
    }
    for definition in definitions {
        check_enums(definition, &mut types, findings);
        check_zones(definition, &mut types, findings);
    }
}

fn check_fields(definition: &Definition, findings: &mut Findings) {
    for (name, attribute) in &definition.attributes {
        let path = [definition.singular.as_str(), "attributes", name];
        if FILTER_WORDS.contains(&name.as_str()) {
            findings.add(&path, "has a reserved name");
        }
        let connection = format!("{name}_connection");
        if is_list(attribute) && definition.attributes.contains_key(&connection) {
            findings.add(&path, &format!("has a field in GraphQL that is named like the attribute {connection:?}"));
        }
    }
}

fn is_list(attribute: &AttributeDefinition) -> bool {
    match &attribute.kind {
        AttributeDefinitionKind::Relation(relation) => relation.relation.is_to_many(),
        AttributeDefinitionKind::Media(media) => media.is_list(),
        _ => false,
    }
}

fn check_enums(definition: &Definition, types: &mut Names, findings: &mut Findings) {
    let singular = definition.singular.as_str();
    for (name, attribute) in &definition.attributes {
        let AttributeDefinitionKind::Scalar(scalar) = &attribute.kind else { continue };
        if scalar.scalar != ScalarType::Enumeration {
            continue;
        }
        let key = if scalar.enum_name.is_some() { "enumName" } else { "type" };
        let default = || default_enum_name(&definition.graphql_type(), name);
        let enum_name = scalar.enum_name.clone().unwrap_or_else(default);
        types.claim(enum_name, &format!("{singular}.{name}"), &[singular, "attributes", name, key], findings);
    }
}

fn check_zones(definition: &Definition, types: &mut Names, findings: &mut Findings) {
    let singular = definition.singular.as_str();
    for (name, attribute) in &definition.attributes {
        if matches!(attribute.kind, AttributeDefinitionKind::DynamicZone(_)) {
            let union = names::graphql_zone(&definition.graphql_type(), name);
            for suffix in ["", "Input"] {
                let user = format!("{singular}.{name}");
                types.claim(union.clone() + suffix, &user, &[singular, "attributes", name], findings);
            }
        }
    }
}

/// The names in use, each with what uses it.
#[derive(Default)]
struct Names(HashMap<String, String>);

impl Names {
    fn built_in() -> Self {
        let filters = FILTERED.iter().map(|scalar| format!("{scalar}FilterInput"));
        let names = BUILT_IN.iter().map(|&name| name.to_owned()).chain(filters).chain(["I18NLocaleCode".to_owned()]);
        Self(names.map(|name| (name, "the content API itself".to_owned())).collect())
    }

    fn claim(&mut self, name: String, user: &str, path: &[&str], findings: &mut Findings) {
        match self.0.get(&name) {
            // A type that exists twice is reported as such.
            Some(other) if other == user => {}
            Some(other) => findings.add(path, &format!("gives the GraphQL name {name:?}, which {other} has")),
            None => {
                self.0.insert(name, user.to_owned());
            }
        }
    }
}
