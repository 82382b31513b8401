//! What inputs accept, and the coercion of variables and arguments to it (GraphQL specification, section 3, Input Coercion).
//!
//! async-graphql checks literals; values of variables are checked here, as compiled operations outlive one request's values.

use std::collections::HashMap;

use async_graphql::Value as Literal;
use async_graphql::parser::types::{BaseType, Type};
use serde_json::{Map, Value as Json};

use crate::access::is_locale_code;
use crate::catalog::ScalarType;
use crate::query::filter::cast;

/// The input types of a schema, by name.
#[derive(Debug, Default)]
pub struct InputTypes {
    types: HashMap<String, InputType>,
}

/// One input type.
#[derive(Debug)]
pub enum InputType {
    /// A scalar that GraphQL does not have itself.
    Scalar(ScalarInput),
    /// An enum and its members.
    Enum(Vec<String>),
    /// The components of a dynamic zone by the names of their types, of which an object names one.
    Zone(Vec<String>),
    /// An input object and the types of its fields. All fields of this API's input objects are optional.
    Object(HashMap<String, Type>),
}

/// How a scalar reads its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarInput {
    /// `ID`: a text or an integer.
    Id,
    /// `String`.
    String,
    /// `Int`: 32 bits.
    Int,
    /// `Float`.
    Float,
    /// `Boolean`.
    Boolean,
    /// `Long`: 64 bits, as a number or as digits.
    Long,
    /// `yyyy-MM-dd`.
    Date,
    /// `HH:mm:ss`, with up to three decimals.
    Time,
    /// RFC 3339, with time and zone.
    DateTime,
    /// Anything.
    Json,
    /// The code of a locale, whether there is such a locale or not, or `*`.
    LocaleCode,
}

/// Why a value was not accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoercionError {
    /// Where in the value, outermost first.
    pub path: Vec<String>,
    /// What is wrong there.
    pub message: String,
}

impl InputTypes {
    pub(super) fn insert(&mut self, name: &str, input: InputType) {
        self.types.insert(name.to_owned(), input);
    }

    /// Whether inputs can be of the type of this name.
    pub fn contains(&self, name: &str) -> bool {
        ScalarInput::built_in(name).is_some() || self.types.contains_key(name)
    }

    /// Coerces `value` to `ty`.
    pub fn coerce(&self, ty: &Type, value: Json) -> Result<Json, CoercionError> {
        if value.is_null() {
            return if ty.nullable { Ok(value) } else { Err(wrong(&value, ty)) };
        }
        match &ty.base {
            BaseType::List(item) => match value {
                Json::Array(items) => {
                    let items = items.into_iter().enumerate();
                    items.map(|(index, value)| self.coerce(item, value).map_err(|error| error.inside(&index))).collect()
                }
                single => Ok(Json::Array(vec![self.coerce(item, single)?])),
            },
            BaseType::Named(name) => self.coerce_named(name, ty, value),
        }
    }

    fn coerce_named(&self, name: &str, ty: &Type, value: Json) -> Result<Json, CoercionError> {
        if let Some(scalar) = ScalarInput::built_in(name) {
            return scalar.coerce(value).map_err(|value| wrong(&value, ty));
        }
        match (self.types.get(name), value) {
            (Some(InputType::Scalar(scalar)), value) => scalar.coerce(value).map_err(|value| wrong(&value, ty)),
            (Some(InputType::Enum(members)), Json::String(member)) if members.contains(&member) => {
                Ok(Json::String(member))
            }
            (Some(InputType::Zone(members)), Json::Object(object)) => zone_item(members, object),
            (Some(InputType::Object(fields)), Json::Object(object)) => {
                let object = object.into_iter().map(|(key, value)| {
                    let field = fields.get(&key).ok_or_else(|| CoercionError {
                        path: Vec::new(),
                        message: format!("Field \"{key}\" is not defined by type \"{name}\"."),
                    })?;
                    let value = self.coerce(field, value).map_err(|error| error.inside(&key))?;
                    Ok((key, value))
                });
                object.collect::<Result<Map<_, _>, _>>().map(Json::Object)
            }
            (_, value) => Err(wrong(&value, ty)),
        }
    }
}

/// What an object holds beside the name of its component is looked at by the write, which knows the component.
fn zone_item(members: &[String], object: Map<String, Json>) -> Result<Json, CoercionError> {
    let named = object.get("__typename").and_then(Json::as_str);
    if named.is_some_and(|name| members.iter().any(|member| member == name)) {
        return Ok(Json::Object(object));
    }
    let message = format!("Component not found. expected one of: {}", members.join(", "));
    Err(CoercionError { path: Vec::new(), message })
}

impl CoercionError {
    fn inside(mut self, key: &dyn ToString) -> Self {
        self.path.insert(0, key.to_string());
        self
    }
}

fn wrong(value: &Json, ty: &Type) -> CoercionError {
    let shown = match value {
        Json::Array(_) => "a list".to_owned(),
        Json::Object(_) => "an object".to_owned(),
        scalar => scalar.to_string(),
    };
    CoercionError { path: Vec::new(), message: format!("Expected type \"{ty}\", found {shown}.") }
}

impl InputType {
    /// An input object with fields of types written in SDL.
    pub(super) fn object(fields: Vec<(String, String)>) -> Self {
        let fields = fields.into_iter().filter_map(|(name, text)| Some((name, Type::new(&text)?)));
        Self::Object(fields.collect())
    }
}

impl ScalarInput {
    fn built_in(name: &str) -> Option<Self> {
        match name {
            "ID" => Some(Self::Id),
            "String" => Some(Self::String),
            "Int" => Some(Self::Int),
            "Float" => Some(Self::Float),
            "Boolean" => Some(Self::Boolean),
            _ => None,
        }
    }

    /// The scalar of this name that the schema has to define.
    pub(super) fn custom(name: &str) -> Option<Self> {
        match name {
            "Long" => Some(Self::Long),
            "Date" => Some(Self::Date),
            "Time" => Some(Self::Time),
            "DateTime" => Some(Self::DateTime),
            "JSON" => Some(Self::Json),
            "I18NLocaleCode" => Some(Self::LocaleCode),
            _ => None,
        }
    }

    /// Whether a literal, or a variable's value as async-graphql shows it, is this scalar.
    pub(super) fn accepts_literal(self, literal: &Literal) -> bool {
        literal.clone().into_json().is_ok_and(|json| json.is_null() || self.coerce(json).is_ok())
    }

    fn coerce(self, value: Json) -> Result<Json, Json> {
        let accepted = match self {
            Self::Id => match &value {
                Json::Number(number) if number.is_i64() || number.is_u64() => {
                    return Ok(Json::String(number.to_string()));
                }
                other => other.is_string(),
            },
            Self::String => value.is_string(),
            Self::Int => value.as_i64().is_some_and(|integer| i32::try_from(integer).is_ok()),
            Self::Float => value.is_number(),
            Self::Boolean => value.is_boolean(),
            Self::Long => cast(ScalarType::BigInteger, &value).is_ok(),
            Self::Date => cast(ScalarType::Date, &value).is_ok(),
            Self::Time => cast(ScalarType::Time, &value).is_ok(),
            Self::DateTime => cast(ScalarType::DateTime, &value).is_ok(),
            Self::Json => true,
            Self::LocaleCode => value.as_str().is_some_and(|code| code == "*" || is_locale_code(code)),
        };
        if accepted { Ok(value) } else { Err(value) }
    }
}
