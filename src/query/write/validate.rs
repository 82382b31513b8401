//! The rules of attributes, in Strapi's two stages: those that hold for every row, and those that only a published row
//! must keep. Types and membership are settled by the cast already. Pure: uniqueness, which needs the database, is looked up by `unique`.

mod components;

use std::cmp::Ordering;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::{Number, Value as Json};

pub use components::{PublishedComponent, PublishedComponents, placed, too_many};
pub use components::{draft as draft_components, publish as publish_components};

use super::cast;
use super::input::GivenScalar;
use crate::catalog::{Attribute, ScalarAttribute, ScalarType};
use crate::error::Violation;
use crate::query::value::Value;

/// Most characters in a `varchar(255)` column, whatever the attribute says.
const COLUMN_LENGTH: usize = 255;
/// Most bytes of a password that its hash depends on.
const PASSWORD_BYTES: usize = 72;

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    let label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    let pattern = format!(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{label}(?:\.{label})*$");
    Regex::new(&pattern).expect("a constant pattern compiles")
});
/// What a uid is made of where its definition does not say.
const UID_SOURCE: &str = "^[A-Za-z0-9-_.~]*$";
static UID: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[A-Za-z0-9\-_.~]*$").expect("a constant pattern compiles"));

/// One attribute of an entry that is about to be published.
#[derive(Clone, Debug)]
pub struct Published<'v> {
    /// The attribute.
    pub attribute: &'v Attribute,
    /// Its scalar half.
    pub scalar: &'v ScalarAttribute,
    /// What the published row will hold; absent where a new entry leaves it out.
    pub value: Option<Value>,
    /// Whether this very request sets it. Only then may errors show the value, and only then is a password plain text.
    pub given: bool,
}

impl Published<'_> {
    /// The refusal of a value that another has.
    pub fn taken(&self) -> Violation {
        self.violation("This attribute must be unique".to_owned())
    }

    /// A broken rule, with the value where the request itself named it.
    pub fn violation(&self, message: String) -> Violation {
        match &self.value {
            Some(value) if self.given => violation(self.attribute, self.scalar, message, value),
            _ => Violation::at(&self.attribute.name, message),
        }
    }
}

/// The rules that drafts keep too: types, membership, and upper bounds.
pub fn draft(given: &[GivenScalar<'_>]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for GivenScalar { attribute, scalar, value } in given {
        match value {
            Err(violation) => violations.push(violation.clone()),
            Ok(value) => {
                let message = draft_message(&attribute.name, scalar, value);
                violations.extend(message.map(|message| violation(attribute, scalar, message, value)));
            }
        }
    }
    violations
}

/// The rules that a published row keeps in addition.
pub fn publish(entry: &[Published<'_>]) -> Vec<Violation> {
    entry.iter().filter_map(|published| Some(published.violation(broken_rule(published)?))).collect()
}

fn broken_rule(Published { attribute, scalar, value, given }: &Published<'_>) -> Option<String> {
    match value {
        None if attribute.required => Some(format!("{} must be defined.", attribute.name)),
        Some(Value::Null) if attribute.required => {
            Some(cast::not_a(&attribute.name, cast::type_name(scalar.scalar), &Json::Null))
        }
        Some(_) if scalar.scalar == ScalarType::Password && !given => None,
        Some(value) => publish_message(&attribute.name, scalar, value),
        None => None,
    }
}

/// A broken rule, with the value where it may be shown back.
fn violation(attribute: &Attribute, scalar: &ScalarAttribute, message: String, value: &Value) -> Violation {
    let value = (scalar.scalar != ScalarType::Password).then(|| value.to_json());
    Violation { value, ..Violation::at(&attribute.name, message) }
}

fn draft_message(name: &str, scalar: &ScalarAttribute, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) if scalar.scalar == ScalarType::Password && text.len() > PASSWORD_BYTES => {
            Some(format!("{name} must be at most {PASSWORD_BYTES} bytes"))
        }
        Value::Text(text) => {
            let most = most_characters(scalar).filter(|most| text.chars().count() > *most)?;
            Some(format!("{name} must be at most {most} characters"))
        }
        Value::Integer(_) | Value::Real(_) => column_message(name, scalar, value).or_else(|| {
            let max = scalar.max.as_ref().filter(|max| compare(value, max) == Some(Ordering::Greater))?;
            Some(format!("{name} must be less than or equal to {max}"))
        }),
        _ => None,
    }
}

fn most_characters(scalar: &ScalarAttribute) -> Option<usize> {
    let short = matches!(scalar.scalar, ScalarType::String | ScalarType::Email | ScalarType::Uid);
    let column = short.then_some(COLUMN_LENGTH);
    scalar.max_length.map(|most| most.min(column.unwrap_or(most))).or(column)
}

/// What an `integer` column cannot hold on every database.
fn column_message(name: &str, scalar: &ScalarAttribute, value: &Value) -> Option<String> {
    match (scalar.scalar, value) {
        (ScalarType::Integer, Value::Integer(number)) if *number > i64::from(i32::MAX) => {
            Some(format!("{name} must be less than or equal to {}", i32::MAX))
        }
        (ScalarType::Integer, Value::Integer(number)) if *number < i64::from(i32::MIN) => {
            Some(format!("{name} must be greater than or equal to {}", i32::MIN))
        }
        _ => None,
    }
}

fn publish_message(name: &str, scalar: &ScalarAttribute, value: &Value) -> Option<String> {
    match value {
        Value::Integer(_) | Value::Real(_) => {
            let min = scalar.min.as_ref().filter(|min| compare(value, min) == Some(Ordering::Less))?;
            Some(format!("{name} must be greater than or equal to {min}"))
        }
        Value::Text(text) => text_message(name, scalar, text),
        _ => None,
    }
}

fn text_message(name: &str, scalar: &ScalarAttribute, text: &str) -> Option<String> {
    if let Some(least) = scalar.min_length.filter(|least| text.chars().count() < *least) {
        return Some(format!("{name} must be at least {least} characters"));
    }
    if scalar.scalar == ScalarType::Email && !text.is_empty() && !EMAIL.is_match(text) {
        return Some(format!("{name} must be a valid email"));
    }
    let (matches, source) = match &scalar.pattern {
        Some(pattern) => (pattern.0.is_match(text), pattern.0.as_str()),
        None if scalar.scalar == ScalarType::Uid => (UID.is_match(text), UID_SOURCE),
        None => return None,
    };
    (!matches).then(|| format!("{name} must match the following: \"/{source}/\""))
}

#[expect(clippy::cast_precision_loss, reason = "only reached where one of the two is a floating-point number anyway")]
fn compare(value: &Value, bound: &Number) -> Option<Ordering> {
    match (value, bound.as_i64()) {
        (Value::Integer(number), Some(bound)) => Some(number.cmp(&bound)),
        (Value::Integer(number), None) => (*number as f64).partial_cmp(&bound.as_f64()?),
        (Value::Real(number), _) => number.partial_cmp(&bound.as_f64()?),
        _ => None,
    }
}
