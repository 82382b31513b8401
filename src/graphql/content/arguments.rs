//! The arguments of a field, with their variables still open.

use async_graphql::parser::types::Field;
use async_graphql_value::Value as Literal;
use serde_json::{Map, Value as Json};

/// The arguments of one field as the document has them.
#[derive(Clone, Debug, Default)]
pub struct Arguments(Vec<(String, Literal)>);

impl Arguments {
    /// The arguments of a field of a document.
    pub fn of(field: &Field) -> Self {
        Self(field.arguments.iter().map(|(name, value)| (name.node.to_string(), value.node.clone())).collect())
    }

    /// The argument of this name.
    pub fn get(&self, name: &str) -> Option<&Literal> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// Whether the values depend on variables.
    pub fn use_variables(&self) -> bool {
        self.0.iter().any(|(_, value)| !variables_in(value).is_empty())
    }
}

/// The names of the variables in a literal.
pub fn variables_in(literal: &Literal) -> Vec<&str> {
    match literal {
        Literal::Variable(name) => vec![name.as_str()],
        Literal::List(items) => items.iter().flat_map(variables_in).collect(),
        Literal::Object(object) => object.values().flat_map(variables_in).collect(),
        _ => Vec::new(),
    }
}

/// The value of a literal: a variable without a value leaves no trace, also inside an object (GraphQL specification,
/// section Input Object Coercion).
pub fn literal(literal: Option<&Literal>, variables: &Map<String, Json>) -> Option<Json> {
    match literal? {
        Literal::Variable(name) => variables.get(name.as_str()).cloned(),
        Literal::List(items) => {
            let items = items.iter().map(|item| self::literal(Some(item), variables).unwrap_or(Json::Null));
            Some(Json::Array(items.collect()))
        }
        Literal::Object(object) => {
            let fields = object.iter();
            let fields =
                fields.filter_map(|(key, value)| Some((key.to_string(), self::literal(Some(value), variables)?)));
            Some(Json::Object(fields.collect()))
        }
        constant => constant.clone().into_json().ok(),
    }
}
