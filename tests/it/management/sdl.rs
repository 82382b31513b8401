//! What the schema says about itself.

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{FieldDefinition, TypeDefinition, TypeKind, TypeSystemDefinition};
use keyway::access::management::ManagementPermission;
use keyway::graphql::management;

/// The types of the schema.
pub fn types() -> Vec<TypeDefinition> {
    let document = parse_schema(management::sdl()).expect("the schema's text parses");
    let definitions = document.definitions.into_iter();
    definitions
        .filter_map(|definition| match definition {
            TypeSystemDefinition::Type(definition) => Some(definition.node),
            _ => None,
        })
        .collect()
}

/// A root field and whether it is one of Query or of Mutation.
pub struct RootField {
    pub operation: &'static str,
    pub field: FieldDefinition,
}

/// Who may use a root field, as its directive says.
#[derive(Debug, PartialEq, Eq)]
pub enum Audience {
    Open,
    SignedIn,
    Holders(ManagementPermission),
}

impl RootField {
    pub fn name(&self) -> &str {
        &self.field.name.node
    }

    /// Fails the test unless there is exactly one directive that says it.
    pub fn audience(&self) -> Audience {
        let [directive] = self.field.directives.as_slice() else { panic!("{} has not one directive", self.name()) };
        match directive.node.name.node.as_str() {
            "open" => Audience::Open,
            "signedIn" => Audience::SignedIn,
            "requires" => {
                let permission = directive.node.get_argument("permission").expect("it names a permission");
                let text = permission.node.to_string();
                let text = text.trim_matches('"');
                Audience::Holders(ManagementPermission::parse(text).expect("the permission exists"))
            }
            other => panic!("{} has the directive {other}", self.name()),
        }
    }
}

pub fn root_fields() -> Vec<RootField> {
    let mut fields = Vec::new();
    for definition in types() {
        let operation = match definition.name.node.as_str() {
            "Query" => "query",
            "Mutation" => "mutation",
            _ => continue,
        };
        if let TypeKind::Object(object) = definition.kind {
            fields.extend(object.fields.into_iter().map(|field| RootField { operation, field: field.node }));
        }
    }
    fields
}

#[test]
fn the_schema_in_the_repository_is_the_one_that_is_served() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.graphql");
    let stored = std::fs::read_to_string(path).unwrap_or_default();
    assert!(stored == management::sdl(), "run: cargo run -- schema --management > schema.graphql");
}

#[test]
fn every_root_field_says_who_may_use_it() {
    let (mut open, mut signed_in) = (Vec::new(), Vec::new());
    let fields = root_fields();
    for field in &fields {
        match field.audience() {
            Audience::Open => open.push(field.name()),
            Audience::SignedIn => signed_in.push(field.name()),
            Audience::Holders(_) => {}
        }
    }
    assert_eq!(open, ["login", "refreshSession", "setUpAdministrator"]);
    assert_eq!(
        signed_in,
        ["logout", "revokeSession", "changePassword", "me", "sessions", "permissionCatalog", "contentModel", "server"]
    );
}

#[test]
fn every_permission_opens_something() {
    let used: Vec<_> = root_fields().iter().map(RootField::audience).collect();
    for permission in ManagementPermission::ALL {
        assert!(used.contains(&Audience::Holders(*permission)), "{permission} opens nothing");
    }
}

#[test]
fn every_type_field_and_argument_is_described() {
    let mut silent = Vec::new();
    for definition in types() {
        let name = &definition.name.node;
        let mut note = |place: String, described: bool| {
            if !described {
                silent.push(place);
            }
        };
        note(name.to_string(), definition.description.is_some());
        match &definition.kind {
            TypeKind::Object(object) => {
                for field in object.fields.iter().map(|field| &field.node) {
                    note(format!("{name}.{}", field.name), field.description.is_some());
                    for argument in field.arguments.iter().map(|argument| &argument.node) {
                        note(format!("{name}.{}({})", field.name, argument.name), argument.description.is_some());
                    }
                }
            }
            TypeKind::InputObject(input) => {
                for field in input.fields.iter().map(|field| &field.node) {
                    note(format!("{name}.{}", field.name), field.description.is_some());
                }
            }
            TypeKind::Enum(values) => {
                for value in values.values.iter().map(|value| &value.node) {
                    note(format!("{name}.{}", value.value), value.description.is_some());
                }
            }
            _ => {}
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}
