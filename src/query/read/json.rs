//! Cells as JSON, in the form of either surface.

use serde_json::value::RawValue;

use super::rows::{Cell, Rows};
use crate::catalog::{EnumValue, ScalarAttribute, ScalarType};
use crate::clock::Timestamp;

/// The largest integer up to which a JSON number is exact for JavaScript: 2^53 − 1.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// How a cell is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Format {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number while JavaScript can hold it exactly, else its digits as a text.
    Long,
    /// A number.
    Float,
    /// True or false.
    Boolean,
    /// A moment in ISO 8601 with milliseconds.
    DateTime,
    /// JSON text, passed on.
    Json,
    /// The member's GraphQL name for the stored text.
    Enumeration(Vec<EnumValue>),
}

impl Format {
    /// How GraphQL shows values of a scalar attribute.
    pub fn graphql(scalar: &ScalarAttribute) -> Self {
        match scalar.scalar {
            ScalarType::BigInteger => Self::Long,
            ScalarType::Enumeration => Self::Enumeration(scalar.values.clone()),
            _ => Self::rest(scalar),
        }
    }

    /// How REST shows values of a scalar attribute.
    pub fn rest(scalar: &ScalarAttribute) -> Self {
        match scalar.scalar {
            ScalarType::Integer => Self::Integer,
            ScalarType::Float | ScalarType::Decimal => Self::Float,
            ScalarType::Boolean => Self::Boolean,
            ScalarType::DateTime | ScalarType::Timestamp => Self::DateTime,
            ScalarType::Json | ScalarType::Blocks => Self::Json,
            ScalarType::String
            | ScalarType::Text
            | ScalarType::RichText
            | ScalarType::Email
            | ScalarType::Password
            | ScalarType::Uid
            | ScalarType::Enumeration
            | ScalarType::BigInteger
            | ScalarType::Date
            | ScalarType::Time => Self::Text,
        }
    }
}

/// Writes a cell. A cell that does not hold what its column promises is written as null.
pub fn write_scalar(body: &mut Vec<u8>, rows: &Rows, cell: Cell, format: &Format) {
    match (format, cell) {
        (Format::Text, Cell::Text(start, end)) => text(body, rows.text(start, end)),
        (Format::Long, Cell::Integer(number)) if number.unsigned_abs() <= MAX_SAFE_INTEGER => integer(body, number),
        (Format::Long | Format::Text, Cell::Integer(number)) => text(body, itoa::Buffer::new().format(number)),
        (Format::Integer | Format::Float | Format::Json, Cell::Integer(number)) => integer(body, number),
        (Format::Float | Format::Json, Cell::Real(number)) => float(body, number),
        (Format::Boolean, Cell::Integer(number)) => {
            body.extend_from_slice(if number == 0 { b"false" } else { b"true" });
        }
        (Format::DateTime, Cell::Integer(millis)) => moment(body, Timestamp(millis)),
        (Format::Json, Cell::Text(start, end)) => json(body, rows.text(start, end)),
        (Format::Enumeration(values), Cell::Text(start, end)) => {
            let stored = rows.text(start, end);
            match values.iter().find(|value| value.stored == stored) {
                Some(value) => text(body, &value.graphql),
                None => null(body),
            }
        }
        _ => null(body),
    }
}

fn null(body: &mut Vec<u8>) {
    body.extend_from_slice(b"null");
}

fn text(body: &mut Vec<u8>, text: &str) {
    serde_json::to_writer(body, text).expect("writing to memory does not fail");
}

fn moment(body: &mut Vec<u8>, moment: Timestamp) {
    body.push(b'"');
    moment.write_iso(body);
    body.push(b'"');
}

fn integer(body: &mut Vec<u8>, number: i64) {
    body.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// A whole number is written without a fraction, as JavaScript does.
fn float(body: &mut Vec<u8>, number: f64) {
    if !number.is_finite() {
        return null(body);
    }
    let digits = ryu::Buffer::new().format_finite(number).to_owned();
    body.extend_from_slice(digits.strip_suffix(".0").unwrap_or(&digits).as_bytes());
}

/// Text of a JSON column: passed on where it is JSON, else it is a bare text (SQLite columns can hold either).
fn json(body: &mut Vec<u8>, stored: &str) {
    match serde_json::from_str::<&RawValue>(stored) {
        Ok(valid) => body.extend_from_slice(valid.get().as_bytes()),
        Err(_) => text(body, stored),
    }
}
