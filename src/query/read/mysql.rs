//! What the driver of MySQL and MariaDB takes and gives.

use sea_orm::sqlx::mysql::{MySql, MySqlArguments, MySqlConnection, MySqlDatabaseError, MySqlRow};
use sea_orm::sqlx::{
    Arguments, AssertSqlSafe, Column, Connection, Error as SqlxError, Row, TypeInfo, ValueRef, query_with,
};
use time::{Date, PrimitiveDateTime, Time};

use super::rows::{Cell, Rows};
use super::server::{Kind, Server, gather, parameters};
use crate::clock::Timestamp;
use crate::query::sql::Statement;
use crate::query::value::{self, Value};

type Encoded = Result<(), Box<dyn std::error::Error + Send + Sync>>;

impl Server for MySql {
    async fn rows(
        connection: &mut MySqlConnection,
        statement: &Statement,
        parents: Option<(usize, Value)>,
        room: usize,
    ) -> Result<Rows, SqlxError> {
        let mut arguments = MySqlArguments::default();
        for value in parameters(statement, parents.as_ref()) {
            add(&mut arguments, value).map_err(SqlxError::Encode)?;
        }
        let query = query_with(AssertSqlSafe(statement.text.as_str()), arguments);
        gather(query.fetch(connection), room, kinds, push).await
    }

    async fn forget(connection: &mut MySqlConnection) -> Result<(), SqlxError> {
        connection.clear_cached_statements().await
    }

    fn is_outdated(error: &SqlxError) -> bool {
        const DEFINITION_CHANGED: u16 = 1412;
        const NEEDS_PREPARING: u16 = 1615;
        let error = error.as_database_error().and_then(|error| error.try_downcast_ref::<MySqlDatabaseError>());
        error.is_some_and(|error| matches!(error.number(), DEFINITION_CHANGED | NEEDS_PREPARING))
    }
}

fn add(arguments: &mut MySqlArguments, value: &Value) -> Encoded {
    match value {
        Value::Null => arguments.add(None::<&str>),
        Value::Boolean(value) => arguments.add(*value),
        Value::Integer(number) => arguments.add(*number),
        Value::Real(number) => arguments.add(*number),
        Value::Text(text) | Value::Json(text) => arguments.add(text.as_str()),
        Value::Date(text) => arguments.add(value::date(text)),
        Value::Time(text) => arguments.add(value::time(text)),
        Value::DateTime(moment) => arguments.add(moment.to_utc()),
        Value::RowIds(ids) => arguments.add(value::json_list(ids)),
    }
}

fn kinds(row: &MySqlRow) -> Vec<Kind> {
    row.columns().iter().map(|column| Kind::named(column.type_info().name())).collect()
}

fn push(rows: &mut Rows, row: &MySqlRow, column: usize, kind: Kind) -> Result<(), SqlxError> {
    if row.try_get_raw(column)?.is_null() {
        rows.push(Cell::Null);
        return Ok(());
    }
    match kind {
        Kind::Integer | Kind::Boolean => rows.push(Cell::Integer(row.try_get_unchecked(column)?)),
        Kind::Unsigned => {
            let number: u64 = row.try_get_unchecked(column)?;
            rows.push(i64::try_from(number).map_or(Cell::Null, Cell::Integer));
        }
        Kind::Real => rows.push(Cell::Real(row.try_get_unchecked(column)?)),
        Kind::Decimal => {
            let digits: &str = row.try_get_unchecked(column)?;
            rows.push(digits.parse().map_or(Cell::Null, Cell::Real));
        }
        // A database of other origin may hold what is no day, such as 0000-00-00.
        Kind::Date => match row.try_get_unchecked::<Date, _>(column) {
            Ok(date) => rows.push_date(date),
            Err(_) => rows.push(Cell::Null),
        },
        Kind::Time => match row.try_get_unchecked::<Time, _>(column) {
            Ok(time) => rows.push_time(time),
            Err(_) => rows.push(Cell::Null),
        },
        Kind::Moment => {
            let moment = row.try_get_unchecked::<PrimitiveDateTime, _>(column);
            rows.push(moment.map_or(Cell::Null, |moment| Cell::Integer(Timestamp::from_utc(moment).0)));
        }
        Kind::Json => rows.push_json(row.try_get_unchecked(column)?),
        Kind::Text => rows.push_text(row.try_get_unchecked(column)?),
    }
    Ok(())
}
