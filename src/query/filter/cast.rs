//! A JSON value of a request, cast to what a column of a scalar type compares with.

use serde_json::Value as Json;
use time::macros::format_description;
use time::{Date, Time};

use crate::catalog::ScalarType;
use crate::clock::Timestamp;
use crate::query::value::Value;

const MOMENT: &str = "a date and time such as 2026-01-31T10:00:00.000Z";

/// Casts `json`, or says what was expected instead. `null` is not a value here.
pub fn cast(scalar: ScalarType, json: &Json) -> Result<Value, &'static str> {
    match scalar {
        ScalarType::String
        | ScalarType::Text
        | ScalarType::RichText
        | ScalarType::Email
        | ScalarType::Password
        | ScalarType::Uid
        | ScalarType::Enumeration => text(json).map(Value::Text),
        ScalarType::Integer | ScalarType::BigInteger => integer(json).map(Value::Integer),
        ScalarType::Float | ScalarType::Decimal => json.as_f64().map(Value::Real).ok_or("a number"),
        ScalarType::Boolean => json.as_bool().map(Value::Boolean).ok_or("true or false"),
        ScalarType::Date => date(json).map(Value::Date),
        ScalarType::Time => time(json).map(Value::Time),
        ScalarType::DateTime | ScalarType::Timestamp => moment(json).map(Value::DateTime),
        ScalarType::Json | ScalarType::Blocks => Ok(Value::Json(json.to_string())),
    }
}

/// Casts a text of a query string, where every value is one.
pub fn cast_text(scalar: ScalarType, text: &str) -> Result<Value, &'static str> {
    match scalar {
        ScalarType::Integer | ScalarType::BigInteger => match text.parse() {
            Ok(integer) => Ok(Value::Integer(integer)),
            Err(_) => real(text),
        },
        ScalarType::Float | ScalarType::Decimal => real(text),
        ScalarType::Boolean => truth(text).map(Value::Boolean).ok_or("true or false"),
        // Clients send a moment where they mean its day.
        ScalarType::Date if Timestamp::parse(text).is_some() => cast(scalar, &text[..10].into()),
        ScalarType::DateTime | ScalarType::Timestamp => {
            let moment = Timestamp::parse_lenient(text).or_else(|| text.parse().ok().map(Timestamp));
            moment.map(Value::DateTime).ok_or(MOMENT)
        }
        ScalarType::Json | ScalarType::Blocks => {
            let json = serde_json::from_str::<Json>(text).unwrap_or_else(|_| text.into());
            without_nul(text)?;
            cast(scalar, &json)
        }
        _ => cast(scalar, &text.into()),
    }
}

fn real(text: &str) -> Result<Value, &'static str> {
    text.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Real).ok_or("a number")
}

/// What a text means as a truth value.
pub fn truth(text: &str) -> Option<bool> {
    match text {
        "true" | "t" | "1" => Some(true),
        "false" | "f" | "0" => Some(false),
        _ => None,
    }
}

fn text(json: &Json) -> Result<String, &'static str> {
    without_nul(json.as_str().ok_or("a text")?).map(str::to_owned)
}

/// `text`, unless it holds the NUL character, at which databases end a text or refuse it.
pub fn without_nul(text: &str) -> Result<&str, &'static str> {
    if text.contains('\0') { Err("a text without the character NUL") } else { Ok(text) }
}

/// `text`, if a column can be searched for it. SQLite takes no patterns beyond 50,000 bytes, and escaping doubles some.
pub fn searchable(text: &str) -> Result<&str, &'static str> {
    const MOST_BYTES: usize = 20_000;
    if text.len() > MOST_BYTES { Err("a text of at most 20,000 bytes") } else { without_nul(text) }
}

fn integer(json: &Json) -> Result<i64, &'static str> {
    match json {
        Json::String(digits) => digits.parse().map_err(|_| "an integer"),
        other => other.as_i64().ok_or("an integer"),
    }
}

fn date(json: &Json) -> Result<String, &'static str> {
    let expected = "a date such as 2026-01-31";
    // A year with a sign is none that every database stores.
    let text = json.as_str().filter(|text| !text.starts_with(['-', '+'])).ok_or(expected)?;
    let day = Date::parse(text, format_description!("[year]-[month]-[day]")).map_err(|_| expected)?;
    day.format(format_description!("[year]-[month]-[day]")).map_err(|_| expected)
}

fn time(json: &Json) -> Result<String, &'static str> {
    let expected = "a time such as 08:30:00.000";
    let text = json.as_str().ok_or(expected)?;
    let (clock, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if fraction.is_empty() || fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(expected);
    }
    Time::parse(clock, format_description!("[hour]:[minute]:[second]")).map_err(|_| expected)?;
    Ok(format!("{clock}.{fraction:0<3}"))
}

fn moment(json: &Json) -> Result<Timestamp, &'static str> {
    json.as_str().and_then(Timestamp::parse).ok_or(MOMENT)
}
