//! Values on their way back from a row: the reverse of [`Value::to_sea_orm`], one place for every database.

use sea_orm::QueryResult;

use crate::catalog::{Dialect, ScalarType};
use crate::clock::Timestamp;
use crate::error::Result;
use crate::query::sql::{Alias, Sql};
use crate::query::value::Value;

/// Appends an expression that reads `column` in a form that [`read`] understands.
pub fn select(sql: &mut Sql, scalar: ScalarType, column: &str) {
    let (before, after) = match (scalar, sql.dialect()) {
        (ScalarType::DateTime | ScalarType::Timestamp, Dialect::Postgres) => {
            ("CAST(EXTRACT(EPOCH FROM ", ") * 1000 AS BIGINT)")
        }
        (ScalarType::DateTime | ScalarType::Timestamp, Dialect::MySql) => {
            ("TIMESTAMPDIFF(MICROSECOND, '1970-01-01', ", ") DIV 1000")
        }
        (ScalarType::Float | ScalarType::Decimal, Dialect::MySql) => ("CAST(", " AS DOUBLE)"),
        (ScalarType::Float | ScalarType::Decimal, _) => ("CAST(", " AS DOUBLE PRECISION)"),
        (scalar, Dialect::MySql) if is_whole(scalar) => ("CAST(", " AS SIGNED)"),
        (ScalarType::Boolean, Dialect::Postgres) => ("CAST(CAST(", " AS INTEGER) AS BIGINT)"),
        (scalar, _) if is_whole(scalar) => ("CAST(", " AS BIGINT)"),
        (_, Dialect::MySql) => ("CAST(", " AS CHAR)"),
        _ => ("CAST(", " AS TEXT)"),
    };
    sql.push(before).name(column).push(after);
}

/// Appends a row id of an aliased table, as wide as the program's own.
pub fn select_id(sql: &mut Sql, alias: Alias, column: &str) {
    let integer = if sql.dialect() == Dialect::MySql { " AS SIGNED)" } else { " AS BIGINT)" };
    sql.push("CAST(").column(alias, column).push(integer);
}

/// The value of a column that [`select`] selected.
pub fn read(row: &QueryResult, index: usize, scalar: ScalarType) -> Result<Value> {
    let value = match scalar {
        ScalarType::Boolean => row.try_get_by_index::<Option<i64>>(index)?.map(|number| Value::Boolean(number != 0)),
        ScalarType::DateTime | ScalarType::Timestamp => {
            row.try_get_by_index::<Option<i64>>(index)?.map(|millis| Value::DateTime(Timestamp(millis)))
        }
        scalar if is_whole(scalar) => row.try_get_by_index::<Option<i64>>(index)?.map(Value::Integer),
        ScalarType::Float | ScalarType::Decimal => row.try_get_by_index::<Option<f64>>(index)?.map(Value::Real),
        ScalarType::Date => row.try_get_by_index::<Option<String>>(index)?.map(Value::Date),
        ScalarType::Time => row.try_get_by_index::<Option<String>>(index)?.map(Value::Time),
        ScalarType::Json | ScalarType::Blocks => row.try_get_by_index::<Option<String>>(index)?.map(Value::Json),
        _ => row.try_get_by_index::<Option<String>>(index)?.map(Value::Text),
    };
    Ok(value.unwrap_or(Value::Null))
}

/// Read as whole numbers: the integers, booleans, and on SQLite the moments.
fn is_whole(scalar: ScalarType) -> bool {
    matches!(
        scalar,
        ScalarType::Integer
            | ScalarType::BigInteger
            | ScalarType::Boolean
            | ScalarType::DateTime
            | ScalarType::Timestamp
    )
}
