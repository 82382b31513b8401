//! The rules of one scalar attribute: bounds, patterns, enumerations, defaults.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde_json::{Number, Value};
use time::macros::format_description;
use time::{Date, Time};

use super::Findings;
use crate::catalog::resolve::{bound, pattern};
use crate::catalog::{AttributeDefinitionKind, Definition, ScalarDefinition, ScalarType, names};
use crate::clock::Timestamp;

/// The most members of an enumeration.
const MAX_MEMBERS: usize = 500;
/// The longest value of a short text column, in characters.
const MAX_SHORT_TEXT: usize = 255;
/// The longest pattern, in characters.
const MAX_PATTERN: usize = 1000;

pub(super) fn check(definition: &Definition, name: &str, scalar: &ScalarDefinition, findings: &mut Findings) {
    let mut add = |key: &str, problem: &str| findings.add(&[&definition.singular, "attributes", name, key], problem);
    check_bounds(scalar, &mut add);
    check_pattern(scalar, &mut add);
    check_enumeration(scalar, &mut add);
    check_target_field(definition, scalar, &mut add);
    if let Some(problem) = scalar.default.as_ref().and_then(|default| default_problem(scalar, default)) {
        add("default", &problem);
    }
}

fn check_bounds(scalar: &ScalarDefinition, add: &mut impl FnMut(&str, &str)) {
    let whole = matches!(scalar.scalar, ScalarType::Integer | ScalarType::BigInteger);
    for (key, value) in [("min", &scalar.min), ("max", &scalar.max)] {
        if whole && value.as_ref().and_then(bound).is_some_and(|number| number.as_i64().is_none()) {
            add(key, "must be a whole number");
        }
    }
    let bounds = (scalar.min.as_ref().and_then(bound), scalar.max.as_ref().and_then(bound));
    if let (Some(min), Some(max)) = bounds
        && compare(&min, &max) == Ordering::Greater
    {
        add("min", "is greater than max");
    }
    if let (Some(min), Some(max)) = (scalar.min_length, scalar.max_length)
        && min > max
    {
        add("minLength", "is greater than maxLength");
    }
}

fn check_pattern(scalar: &ScalarDefinition, add: &mut impl FnMut(&str, &str)) {
    let Some(text) = scalar.regex.as_deref() else { return };
    if text.chars().count() > MAX_PATTERN {
        add("regex", &format!("is longer than {MAX_PATTERN} characters"));
    } else if pattern(text).is_none() {
        add("regex", "does not compile: it is not valid, too large, or uses look-around or back references");
    }
}

fn check_enumeration(scalar: &ScalarDefinition, add: &mut impl FnMut(&str, &str)) {
    if scalar.scalar != ScalarType::Enumeration {
        return;
    }
    let values = scalar.values.as_deref().unwrap_or_default();
    if values.is_empty() {
        add("enum", "must have at least one value");
    }
    if values.len() > MAX_MEMBERS {
        return add("enum", &format!("has {} values; at most {MAX_MEMBERS} are allowed", values.len()));
    }
    let mut taken: HashMap<String, &str> = HashMap::new();
    for value in values {
        if let Some(problem) = member_problem(value) {
            add("enum", &format!("value {value:?} {problem}"));
        } else if let Some(other) = taken.insert(names::enum_member(value), value) {
            add("enum", &format!("values {other:?} and {value:?} have the same name in GraphQL"));
        }
    }
    if scalar.enum_name.as_deref().is_some_and(|name| !names::is_graphql_name(name)) {
        add("enumName", "must be letters, digits and _, beginning with a letter or one _");
    }
}

fn member_problem(value: &str) -> Option<&'static str> {
    let member = names::enum_member(value);
    if value.chars().count() > MAX_SHORT_TEXT {
        Some("is longer than 255 characters")
    } else if !names::is_graphql_name(&member) {
        Some("must give a name in GraphQL: its first letter or digit must be a letter")
    } else {
        matches!(member.as_str(), "true" | "false" | "null").then_some("is a reserved word of GraphQL")
    }
}

fn check_target_field(definition: &Definition, scalar: &ScalarDefinition, add: &mut impl FnMut(&str, &str)) {
    let Some(target) = scalar.target_field.as_deref() else { return };
    let is_text = definition.attributes.get(target).is_some_and(|attribute| {
        matches!(&attribute.kind, AttributeDefinitionKind::Scalar(scalar)
            if matches!(scalar.scalar, ScalarType::String | ScalarType::Text))
    });
    if !is_text {
        add("targetField", &format!("names {target:?}, which is not a string or text attribute of the type"));
    }
    if scalar.default.is_some() {
        add("default", "cannot stand beside targetField");
    }
}

/// Why the default is not a value of the attribute.
fn default_problem(scalar: &ScalarDefinition, default: &Value) -> Option<String> {
    match scalar.scalar {
        ScalarType::Json | ScalarType::Blocks => None,
        ScalarType::Boolean => (!default.is_boolean()).then(|| "must be true or false".to_owned()),
        kind if kind.is_number() => number_problem(scalar, default),
        _ => match default.as_str() {
            Some(text) => text_problem(scalar, text).map(str::to_owned),
            None => Some("must be a text".to_owned()),
        },
    }
}

fn number_problem(scalar: &ScalarDefinition, default: &Value) -> Option<String> {
    let is_big = scalar.scalar == ScalarType::BigInteger;
    let number = default.is_number() || (is_big && default.is_string());
    let Some(number) = number.then(|| bound(default)).flatten() else {
        return Some("must be a number".to_owned());
    };
    if is_big && number.as_i64().is_none() {
        return Some("must be a whole number of at most 64 bits".to_owned());
    }
    if scalar.scalar == ScalarType::Integer && number.as_i64().and_then(|whole| i32::try_from(whole).ok()).is_none() {
        return Some("must be a whole number of at most 32 bits".to_owned());
    }
    let below = scalar.min.as_ref().and_then(bound).is_some_and(|min| compare(&number, &min) == Ordering::Less);
    let above = scalar.max.as_ref().and_then(bound).is_some_and(|max| compare(&number, &max) == Ordering::Greater);
    (below || above).then(|| "is outside min and max".to_owned())
}

fn text_problem(scalar: &ScalarDefinition, text: &str) -> Option<&'static str> {
    let length = text.chars().count();
    match scalar.scalar {
        ScalarType::Enumeration => {
            let known = scalar.values.iter().flatten().any(|value| value == text);
            (!known).then_some("is not one of the values of enum")
        }
        ScalarType::Date => Date::parse(text, format_description!("[year]-[month]-[day]"))
            .is_err()
            .then_some("must be a date such as 2026-02-28"),
        ScalarType::Time => (!is_time(text)).then_some("must be a time such as 13:05:09.123"),
        ScalarType::DateTime | ScalarType::Timestamp => {
            Timestamp::parse(text).is_none().then_some("must be a moment such as 2026-02-28T13:05:09.123Z")
        }
        ScalarType::Email if !text.contains('@') => Some("must be an e-mail address"),
        _ if scalar.min_length.is_some_and(|min| length < min) => Some("is shorter than minLength"),
        _ if scalar.max_length.is_some_and(|max| length > max) => Some("is longer than maxLength"),
        kind if length > MAX_SHORT_TEXT && !matches!(kind, ScalarType::Text | ScalarType::RichText) => {
            Some("is longer than 255 characters")
        }
        _ => {
            let pattern = scalar.regex.as_deref().and_then(pattern);
            pattern.is_some_and(|pattern| !pattern.0.is_match(text)).then_some("does not match regex")
        }
    }
}

/// Hours, minutes and seconds, with up to three decimals.
fn is_time(text: &str) -> bool {
    let (seconds, decimals) = text.split_once('.').unwrap_or((text, "0"));
    (1..=3).contains(&decimals.len())
        && decimals.bytes().all(|byte| byte.is_ascii_digit())
        && Time::parse(seconds, format_description!("[hour]:[minute]:[second]")).is_ok()
}

fn compare(a: &Number, b: &Number) -> Ordering {
    match (a.as_i64(), b.as_i64()) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal),
    }
}
