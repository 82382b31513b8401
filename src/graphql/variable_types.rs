//! The types that a document's variables are declared with.

use std::collections::HashSet;

use async_graphql::ServerError;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, ExecutableDocument, Type, TypeKind, TypeSystemDefinition};

/// Refuses variables of types that are no input types of the schema. To be asked before async-graphql validates: it
/// panics where a default value stands beside a list of an unknown type.
pub fn check(document: &ExecutableDocument, is_input: impl Fn(&str) -> bool) -> Result<(), Vec<ServerError>> {
    let definitions = document.operations.iter().flat_map(|(_, operation)| &operation.node.variable_definitions);
    let unknown = definitions.filter_map(|definition| {
        let declared = &definition.node.var_type;
        let name = innermost(&declared.node);
        (!is_input(name)).then(|| ServerError::new(format!("Unknown type \"{name}\"."), Some(declared.pos)))
    });
    let unknown = unknown.collect::<Vec<_>>();
    if unknown.is_empty() { Ok(()) } else { Err(unknown) }
}

/// The input types of a schema, given as its text.
pub fn inputs_of(sdl: &str) -> HashSet<String> {
    let built_in = ["Boolean", "Float", "ID", "Int", "String"].map(str::to_owned);
    let schema = parse_schema(sdl).expect("async-graphql reads what it has written");
    let defined = schema.definitions.into_iter().filter_map(|definition| match definition {
        TypeSystemDefinition::Type(defined) => match defined.node.kind {
            TypeKind::Scalar | TypeKind::Enum(_) | TypeKind::InputObject(_) => Some(defined.node.name.node.to_string()),
            _ => None,
        },
        _ => None,
    });
    defined.chain(built_in).collect()
}

fn innermost(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name,
        BaseType::List(item) => innermost(item),
    }
}
