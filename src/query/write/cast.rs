//! From JSON to the value of a column, with Strapi's messages where that is not possible.

use serde_json::Value as Json;

use super::blocks;
use crate::catalog::{Attribute, ScalarAttribute, ScalarType};
use crate::clock::Timestamp;
use crate::error::Violation;
use crate::query::filter;
use crate::query::syntax::Syntax;
use crate::query::value::Value;

/// The only message that stands alone: Strapi reports it without a path.
pub const INVALID_TIME: &str = "Invalid time format, expected HH:mm:ss.SSS";
const INVALID_DATE: &str = "Invalid format, expected yyyy-MM-dd";
const INVALID_MOMENT: &str = "Invalid format, expected a timestamp or an ISO date";
/// Longest excerpt of a refused value that a message repeats.
const MAX_SHOWN: usize = 100;

/// Casts `json` to what the attribute's column holds. `null` is a value of every type.
pub fn cast(attribute: &Attribute, scalar: &ScalarAttribute, json: &Json, syntax: Syntax) -> Result<Value, Violation> {
    if json.is_null() {
        return Ok(Value::Null);
    }
    cast_value(scalar, json, syntax).map_err(|message| {
        let message = match message {
            Refusal::Type(expected) => not_a(&attribute.name, expected, json),
            Refusal::Rule(rule) => format!("{} {rule}", attribute.name),
            Refusal::Text(text) => text.to_owned(),
            Refusal::Member => not_a_member(&attribute.name, scalar),
            Refusal::Graphql(scalar) => format!("{scalar} {}.", json.as_str().unwrap_or("that is no text")),
        };
        let secret = scalar.scalar == ScalarType::Password;
        Violation { value: (!secret).then(|| json.clone()), ..Violation::at(&attribute.name, message) }
    })
}

/// The message for a value of the wrong type.
pub fn not_a(name: &str, expected: &str, json: &Json) -> String {
    let shown = json.to_string().chars().take(MAX_SHOWN).collect::<String>();
    format!("{name} must be a `{expected}` type, but the final value was: `{shown}`.")
}

/// What the values of a scalar type are called in messages.
pub fn type_name(scalar: ScalarType) -> &'static str {
    match scalar {
        ScalarType::String
        | ScalarType::Text
        | ScalarType::RichText
        | ScalarType::Email
        | ScalarType::Password
        | ScalarType::Uid
        | ScalarType::Enumeration => "string",
        ScalarType::Integer | ScalarType::Float | ScalarType::Decimal => "number",
        ScalarType::Boolean => "boolean",
        ScalarType::BigInteger
        | ScalarType::Date
        | ScalarType::Time
        | ScalarType::DateTime
        | ScalarType::Timestamp
        | ScalarType::Json
        | ScalarType::Blocks => "mixed",
    }
}

/// Why a value is refused, before the attribute's name is put to it.
enum Refusal {
    Type(&'static str),
    Rule(&'static str),
    Text(&'static str),
    Member,
    Graphql(&'static str),
}

fn cast_value(scalar: &ScalarAttribute, json: &Json, syntax: Syntax) -> Result<Value, Refusal> {
    let wrong_type = || Refusal::Type(type_name(scalar.scalar));
    match scalar.scalar {
        ScalarType::Enumeration => {
            let name = json.as_str().ok_or_else(wrong_type)?;
            member(scalar, name, syntax).map(Value::Text).ok_or(Refusal::Member)
        }
        ScalarType::String
        | ScalarType::Text
        | ScalarType::RichText
        | ScalarType::Email
        | ScalarType::Password
        | ScalarType::Uid => match json.as_str().ok_or_else(wrong_type)? {
            text if text.contains('\0') => Err(Refusal::Rule("must not contain the character NUL")),
            text => Ok(Value::Text(text.to_owned())),
        },
        ScalarType::Integer => {
            let number = number(json, syntax).ok_or_else(wrong_type)?;
            integer(&number).map(Value::Integer).ok_or(Refusal::Rule("must be an integer"))
        }
        ScalarType::BigInteger => digits(json).map(Value::Integer).ok_or(Refusal::Rule("must be a valid integer")),
        ScalarType::Float | ScalarType::Decimal => {
            number(json, syntax).and_then(|number| number.as_f64()).map(Value::Real).ok_or_else(wrong_type)
        }
        ScalarType::Boolean => boolean(json, syntax).map(Value::Boolean).ok_or_else(wrong_type),
        ScalarType::Date => filter::cast(scalar.scalar, json).map_err(|_| invalid_date(syntax)),
        ScalarType::Time => filter::cast(scalar.scalar, json).map_err(|_| Refusal::Text(INVALID_TIME)),
        ScalarType::DateTime | ScalarType::Timestamp => {
            moment(json, syntax).map(Value::DateTime).ok_or_else(|| invalid_moment(syntax))
        }
        ScalarType::Json => Ok(free_json(json)),
        ScalarType::Blocks if blocks::is_valid(json) => Ok(Value::Json(json.to_string())),
        ScalarType::Blocks => Err(Refusal::Text(blocks::INVALID)),
    }
}

/// The stored form of an enumeration's member.
fn member(scalar: &ScalarAttribute, name: &str, syntax: Syntax) -> Option<String> {
    let known = scalar.values.iter().find(|value| match syntax {
        Syntax::GraphQl => value.graphql == name,
        Syntax::Rest => value.stored == name,
    });
    known.map(|value| value.stored.clone())
}

fn not_a_member(name: &str, scalar: &ScalarAttribute) -> String {
    let members = scalar.values.iter().map(|member| member.stored.as_str()).collect::<Vec<_>>().join(", ");
    format!("{name} must be one of the following values: {members}, ")
}

/// A number. REST takes its digits in a text too: the values of a form are nothing else.
fn number(json: &Json, syntax: Syntax) -> Option<Json> {
    match (json, syntax) {
        (Json::Number(_), _) => Some(json.clone()),
        (Json::String(text), Syntax::Rest) => serde_json::from_str(text.trim()).ok().filter(Json::is_number),
        _ => None,
    }
}

fn integer(json: &Json) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    json.as_i64().or_else(|| {
        let number = json.as_f64().filter(|number| number.fract() == 0.0 && number.abs() <= EXACT)?;
        // Within the range where every whole number has its own floating-point value, so nothing is lost.
        #[expect(clippy::cast_possible_truncation, reason = "whole, and within 2^53")]
        Some(number as i64)
    })
}

fn digits(json: &Json) -> Option<i64> {
    match json {
        Json::String(text) => text.parse().ok(),
        other => integer(other),
    }
}

fn boolean(json: &Json, syntax: Syntax) -> Option<bool> {
    match (json, syntax) {
        (Json::Bool(value), _) => Some(*value),
        (Json::String(text), Syntax::Rest) => filter::truth(text),
        (Json::Number(number), Syntax::Rest) => match number.as_i64() {
            Some(1) => Some(true),
            Some(0) => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn invalid_date(syntax: Syntax) -> Refusal {
    match syntax {
        Syntax::GraphQl => Refusal::Graphql("Date cannot represent an invalid date-string"),
        Syntax::Rest => Refusal::Text(INVALID_DATE),
    }
}

fn invalid_moment(syntax: Syntax) -> Refusal {
    match syntax {
        Syntax::GraphQl => Refusal::Graphql("DateTime cannot represent an invalid date-time-string"),
        Syntax::Rest => Refusal::Text(INVALID_MOMENT),
    }
}

fn moment(json: &Json, syntax: Syntax) -> Option<Timestamp> {
    /// The years 0 to 9999, which every database and every reader can hold.
    const STORABLE: std::ops::RangeInclusive<i64> = -62_167_219_200_000..=253_402_300_799_999;
    let moment = match (json, syntax) {
        (Json::String(text), Syntax::GraphQl) => Timestamp::parse(text),
        (Json::String(text), Syntax::Rest) => Timestamp::parse_lenient(text),
        (Json::Number(millis), Syntax::Rest) => millis.as_i64().map(Timestamp),
        _ => None,
    };
    moment.filter(|moment| STORABLE.contains(&moment.0))
}

/// A text that is JSON itself is stored parsed, as Strapi does it.
fn free_json(json: &Json) -> Value {
    let parsed = json.as_str().and_then(|text| serde_json::from_str(text).ok());
    match parsed.as_ref().unwrap_or(json) {
        Json::Null => Value::Null,
        json => Value::Json(json.to_string()),
    }
}
