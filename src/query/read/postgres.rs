//! What PostgreSQL's driver takes and gives.

use std::fmt::Write;

use sea_orm::sqlx::error::DatabaseError;
use sea_orm::sqlx::postgres::{PgArguments, PgConnection, PgRow, Postgres};
use sea_orm::sqlx::types::Json;
use sea_orm::sqlx::{
    Arguments, AssertSqlSafe, Column, Connection, Error as SqlxError, Row, TypeInfo, ValueRef, query_with,
};
use serde_json::value::RawValue;
use time::PrimitiveDateTime;

use super::rows::{Cell, Rows};
use super::server::{Kind, Server, gather, parameters};
use crate::clock::Timestamp;
use crate::query::sql::Statement;
use crate::query::value::{self, Value};

type Encoded = Result<(), Box<dyn std::error::Error + Send + Sync>>;

impl Server for Postgres {
    async fn rows(
        connection: &mut PgConnection,
        statement: &Statement,
        parents: Option<(usize, Value)>,
        room: usize,
    ) -> Result<Rows, SqlxError> {
        let mut arguments = PgArguments::default();
        for value in parameters(statement, parents.as_ref()) {
            add(&mut arguments, value).map_err(SqlxError::Encode)?;
        }
        let query = query_with(AssertSqlSafe(statement.text.as_str()), arguments);
        gather(query.fetch(connection), room, kinds, push).await
    }

    async fn forget(connection: &mut PgConnection) -> Result<(), SqlxError> {
        connection.clear_cached_statements().await
    }

    fn is_outdated(error: &SqlxError) -> bool {
        // "cached plan must not change result type"
        error.as_database_error().and_then(DatabaseError::code).is_some_and(|code| code == "0A000")
    }
}

fn add(arguments: &mut PgArguments, value: &Value) -> Encoded {
    match value {
        Value::Null => arguments.add(None::<&str>),
        Value::Boolean(value) => arguments.add(*value),
        Value::Integer(number) => arguments.add(*number),
        Value::Real(number) => arguments.add(*number),
        Value::Text(text) => arguments.add(text.as_str()),
        Value::Json(text) => arguments.add(Json(serde_json::from_str::<&RawValue>(text)?)),
        Value::Date(text) => arguments.add(value::date(text)),
        Value::Time(text) => arguments.add(value::time(text)),
        Value::DateTime(moment) => arguments.add(moment.to_utc()),
        Value::RowIds(ids) => arguments.add(ids.as_slice()),
    }
}

fn kinds(row: &PgRow) -> Vec<Kind> {
    row.columns().iter().map(|column| Kind::named(column.type_info().name())).collect()
}

fn push(rows: &mut Rows, row: &PgRow, column: usize, kind: Kind) -> Result<(), SqlxError> {
    let raw = row.try_get_raw(column)?;
    if raw.is_null() {
        rows.push(Cell::Null);
        return Ok(());
    }
    match kind {
        Kind::Integer | Kind::Unsigned => rows.push(Cell::Integer(row.try_get_unchecked(column)?)),
        Kind::Boolean => rows.push(Cell::Integer(i64::from(row.try_get_unchecked::<bool, _>(column)?))),
        Kind::Real => rows.push(Cell::Real(row.try_get_unchecked(column)?)),
        Kind::Decimal => rows.push(raw.as_bytes().ok().and_then(decimal).map_or(Cell::Null, Cell::Real)),
        Kind::Date => rows.push_date(row.try_get_unchecked(column)?),
        Kind::Time => rows.push_time(row.try_get_unchecked(column)?),
        Kind::Moment => {
            let moment: PrimitiveDateTime = row.try_get_unchecked(column)?;
            rows.push(Cell::Integer(Timestamp::from_utc(moment).0));
        }
        Kind::Json => rows.push_json(row.try_get_unchecked::<Json<&RawValue>, _>(column)?.0.get()),
        Kind::Text => rows.push_text(row.try_get_unchecked(column)?),
    }
    Ok(())
}

/// A `numeric` in binary: the number of its digits to the base 10,000, the power of the first, the sign, how many
/// decimals to show, then the digits. Nothing for what is no number.
fn decimal(bytes: &[u8]) -> Option<f64> {
    const NEGATIVE: u16 = 0x4000;
    let mut words = bytes.chunks_exact(2).map(|word| u16::from_be_bytes([word[0], word[1]]));
    let (count, weight, sign, _scale) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let digits = words.fold(String::new(), |mut digits, word| {
        let _ = write!(digits, "{word:04}");
        digits
    });
    if sign > NEGATIVE || digits.len() != 4 * usize::from(count) {
        return None;
    }
    let exponent = 4 * (i32::from(weight.cast_signed()) + 1);
    let sign = if sign == NEGATIVE { "-" } else { "" };
    format!("{sign}0.{digits}e{exponent}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_the_number_that_its_digits_say() {
        let bytes = |words: &[u16]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<_>>();
        assert_eq!(decimal(&bytes(&[2, 0, 0, 2, 12, 3500])), Some(12.35));
        assert_eq!(decimal(&bytes(&[3, 1, 0x4000, 2, 9999, 9999, 9900])), Some(-99_999_999.99));
        assert_eq!(decimal(&bytes(&[1, 0xFFFF, 0, 2, 100])), Some(0.01));
        assert_eq!(decimal(&bytes(&[0, 0, 0, 2])), Some(0.0));
        assert_eq!(decimal(&bytes(&[0, 0, 0xC000, 0])), None, "NaN");
        assert_eq!(decimal(&[0, 1]), None);
    }
}
