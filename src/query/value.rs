//! A typed value on its way into a statement, before a database's own encoding.

use serde_json::Value as Json;
use time::macros::format_description;
use time::{Date, Time};

use crate::catalog::Dialect;
use crate::clock::Timestamp;

/// A parameter of a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// SQL `NULL`.
    Null,
    /// True or false.
    Boolean(bool),
    /// Every integer type, row ids included.
    Integer(i64),
    /// `float` and `decimal`.
    Real(f64),
    /// Every text type.
    Text(String),
    /// Compact JSON text.
    Json(String),
    /// `yyyy-MM-dd`.
    Date(String),
    /// `HH:mm:ss.SSS`.
    Time(String),
    /// A moment, in whole milliseconds.
    DateTime(Timestamp),
    /// Row ids to compare a column with, as one parameter, so that a statement's text does not depend on their number.
    RowIds(Vec<i64>),
}

impl Value {
    /// The value as SeaORM binds it: on SQLite in the storage classes that Strapi uses (moments are integers), elsewhere
    /// in the database's own types.
    pub fn to_sea_orm(&self, dialect: Dialect) -> sea_orm::Value {
        match self {
            Self::Null => sea_orm::Value::String(None),
            Self::Boolean(value) => (*value).into(),
            Self::Integer(value) => (*value).into(),
            Self::Real(value) => (*value).into(),
            Self::DateTime(moment) if dialect == Dialect::Sqlite => moment.0.into(),
            Self::DateTime(moment) => moment.to_utc().into(),
            Self::Date(text) if dialect != Dialect::Sqlite => date(text).into(),
            Self::Time(text) if dialect != Dialect::Sqlite => time(text).into(),
            Self::Json(text) if dialect != Dialect::Sqlite => {
                sea_orm::Value::Json(serde_json::from_str(text).ok().map(Box::new))
            }
            Self::Text(text) | Self::Json(text) | Self::Date(text) | Self::Time(text) => text.as_str().into(),
            Self::RowIds(ids) => json_list(ids).into(),
        }
    }

    /// The value as REST shows it, but for large integers, which are numbers here.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Null | Self::RowIds(_) => Json::Null,
            Self::Boolean(value) => (*value).into(),
            Self::Integer(number) => (*number).into(),
            Self::Real(number) => (*number).into(),
            Self::Text(text) | Self::Date(text) | Self::Time(text) => text.as_str().into(),
            Self::Json(text) => serde_json::from_str(text).unwrap_or(Json::Null),
            Self::DateTime(moment) => moment.to_iso().into(),
        }
    }
}

/// The day that a [`Value::Date`] is, if it is one.
pub fn date(text: &str) -> Option<Date> {
    Date::parse(text, format_description!("[year]-[month]-[day]")).ok()
}

/// The time of day that a [`Value::Time`] is, if it is one.
pub fn time(text: &str) -> Option<Time> {
    let whole = format_description!("[hour]:[minute]:[second]");
    let fine = format_description!("[hour]:[minute]:[second].[subsecond]");
    Time::parse(text, fine).or_else(|_| Time::parse(text, whole)).ok()
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, Value as Owned, ValueRef};
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Owned::Null),
            Self::Boolean(value) => ToSqlOutput::Owned(Owned::Integer(i64::from(*value))),
            Self::Integer(value) => ToSqlOutput::Owned(Owned::Integer(*value)),
            Self::Real(value) => ToSqlOutput::Owned(Owned::Real(*value)),
            Self::Text(text) | Self::Json(text) | Self::Date(text) | Self::Time(text) => {
                ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes()))
            }
            Self::DateTime(moment) => ToSqlOutput::Owned(Owned::Integer(moment.0)),
            Self::RowIds(ids) => ToSqlOutput::Owned(Owned::Text(json_list(ids))),
        })
    }
}

/// The form in which SQLite's and MySQL's table functions take a list.
pub fn json_list(ids: &[i64]) -> String {
    let mut text = String::with_capacity(ids.len() * 8 + 2);
    let mut digits = itoa::Buffer::new();
    text.push('[');
    for (position, id) in ids.iter().enumerate() {
        if position > 0 {
            text.push(',');
        }
        text.push_str(digits.format(*id));
    }
    text.push(']');
    text
}
