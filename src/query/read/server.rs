//! Reads from a database server: a plan's statements one after the other on one connection of a pool.

use std::future::Future;
use std::pin::pin;

use futures_util::future::BoxFuture;
use futures_util::{Stream, TryStreamExt};
use sea_orm::sqlx::error::DatabaseError;
use sea_orm::sqlx::pool::PoolConnection;
use sea_orm::sqlx::{Connection, Database as Driver, Error as SqlxError, Pool};
use time::{Date, Time};

use super::rows::{Answer, Cell, List, ROOM, Rows};
use crate::query::plan::{ListPlan, QueryPlan};
use crate::query::sql::Statement;
use crate::query::value::Value;

/// What the drivers do each in its own way.
pub(super) trait Server: Driver {
    /// Runs a statement. `parents` takes the place of the parameter at its position; the
    /// rows may take `room` bytes.
    fn rows<'c>(
        connection: &'c mut Self::Connection,
        statement: &'c Statement,
        parents: Option<(usize, Value)>,
        room: usize,
    ) -> impl Future<Output = Result<Rows, SqlxError>> + Send + 'c;

    /// Forgets how statements were prepared. Another process may have given a column another type since.
    fn forget(connection: &mut Self::Connection) -> impl Future<Output = Result<(), SqlxError>> + Send;

    /// Whether the database refused a statement only because it was prepared on tables that have changed since.
    fn is_outdated(error: &SqlxError) -> bool;
}

/// Runs `plan`. All its statements see one state of the database, which the reading sessions see to.
pub(super) async fn read<S: Server>(pool: &Pool<S>, plan: &QueryPlan) -> Result<Answer, SqlxError> {
    // A connection that was in use a moment ago is taken without asking whether it still works; none of them may.
    for _ in 0..pool.options().get_max_connections() {
        match attempt(pool, plan).await {
            Err(error) if is_closed(&error) => {}
            other => return other,
        }
    }
    attempt(pool, plan).await
}

async fn attempt<S: Server>(pool: &Pool<S>, plan: &QueryPlan) -> Result<Answer, SqlxError> {
    let mut connection = pool.acquire().await?;
    match answer(&mut connection, plan).await {
        Err(error) if S::is_outdated(&error) => {
            S::forget(&mut connection).await?;
            answer(&mut connection, plan).await
        }
        other => other,
    }
}

/// Whether the server has closed the connection, of its own accord (PostgreSQL's code, MariaDB's) or by its end.
fn is_closed(error: &SqlxError) -> bool {
    let code = error.as_database_error().and_then(DatabaseError::code);
    matches!(error, SqlxError::Io(_)) || matches!(code.as_deref(), Some("57P01" | "70100"))
}

async fn answer<S: Server>(connection: &mut PoolConnection<S>, plan: &QueryPlan) -> Result<Answer, SqlxError> {
    let mut room = ROOM;
    if plan.statements() == 1 {
        return Ok(Answer { list: list::<S>(connection, &plan.list, None, &mut room).await?, total: None });
    }
    let mut transaction = connection.begin().await?;
    let list = list::<S>(&mut transaction, &plan.list, None, &mut room).await?;
    let total = match &plan.count {
        Some(statement) => Some(count::<S>(&mut transaction, statement).await?),
        None => None,
    };
    // Nothing was written, so that the transaction may as well be rolled back: that waits for no answer, but goes along
    // with what the pool sends when it takes the connection back.
    drop(transaction);
    Ok(Answer { list, total })
}

fn list<'c, S: Server>(
    connection: &'c mut S::Connection,
    plan: &'c ListPlan,
    parents: Option<(usize, Value)>,
    room: &'c mut usize,
) -> BoxFuture<'c, Result<List, SqlxError>> {
    Box::pin(async move {
        let rows = S::rows(connection, &plan.statement, parents, *room).await?;
        *room = rows.room()?;
        let mut children = Vec::with_capacity(plan.children.len());
        for child in &plan.children {
            let parents = rows.ids(child.parent_column);
            children.push(if parents.is_empty() {
                List::default()
            } else {
                let parents = (child.parents_parameter, Value::RowIds(parents));
                list::<S>(connection, &child.list, Some(parents), room).await?
            });
        }
        Ok(List { rows, children })
    })
}

async fn count<S: Server>(connection: &mut S::Connection, statement: &Statement) -> Result<u64, SqlxError> {
    let rows = S::rows(connection, statement, None, ROOM).await?;
    match rows.cell(0, 0) {
        Cell::Integer(total) => Ok(total.unsigned_abs()),
        _ => Err(SqlxError::RowNotFound),
    }
}

/// Takes rows as they come, so that too many are never held at once.
pub(super) async fn gather<R>(
    found: impl Stream<Item = Result<R, SqlxError>>,
    room: usize,
    kinds: impl Fn(&R) -> Vec<Kind>,
    push: impl Fn(&mut Rows, &R, usize, Kind) -> Result<(), SqlxError>,
) -> Result<Rows, SqlxError> {
    let mut found = pin!(found);
    let Some(first) = found.try_next().await? else { return Ok(Rows::new(0, room)) };
    let kinds = kinds(&first);
    let mut rows = Rows::new(kinds.len(), room);
    let mut next = Some(first);
    while let Some(row) = next {
        for (column, kind) in kinds.iter().enumerate() {
            push(&mut rows, &row, column, *kind)?;
        }
        rows.room()?;
        next = found.try_next().await?;
    }
    Ok(rows)
}

/// The parameters of a statement, the parents in their place.
pub(super) fn parameters<'v>(
    statement: &'v Statement,
    parents: Option<&'v (usize, Value)>,
) -> impl Iterator<Item = &'v Value> {
    statement.parameters.iter().enumerate().map(move |(position, value)| match parents {
        Some((place, ids)) if *place == position => ids,
        _ => value,
    })
}

/// What the cells of a column hold, by the name that the driver gives its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Unsigned,
    Real,
    Decimal,
    Boolean,
    Json,
    Date,
    Time,
    Moment,
    Text,
}

impl Kind {
    pub(super) fn named(type_name: &str) -> Self {
        match type_name {
            "BOOL" | "BOOLEAN" => Self::Boolean,
            "FLOAT8" | "FLOAT4" | "DOUBLE" | "DOUBLE UNSIGNED" | "FLOAT" => Self::Real,
            "NUMERIC" | "DECIMAL" => Self::Decimal,
            "JSON" | "JSONB" => Self::Json,
            "DATE" => Self::Date,
            "TIME" => Self::Time,
            "TIMESTAMP" | "DATETIME" => Self::Moment,
            name if name.ends_with(" UNSIGNED") => Self::Unsigned,
            "INT2" | "INT4" | "INT8" | "TINYINT" | "SMALLINT" | "MEDIUMINT" | "INT" | "BIGINT" => Self::Integer,
            _ => Self::Text,
        }
    }
}

impl Rows {
    /// Takes over JSON as servers print it, without the spaces that some put between its parts.
    pub(super) fn push_json(&mut self, printed: &str) {
        let (mut in_text, mut escaped) = (false, false);
        let compact: String = printed
            .chars()
            .filter(|character| {
                let is_quote = *character == '"' && !escaped;
                escaped = in_text && *character == '\\' && !escaped;
                in_text ^= is_quote;
                in_text || !character.is_ascii_whitespace()
            })
            .collect();
        self.push_text(&compact);
    }

    pub(super) fn push_date(&mut self, date: Date) {
        self.push_text(&format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day()));
    }

    pub(super) fn push_time(&mut self, time: Time) {
        let (hour, minute, second) = time.as_hms();
        self.push_text(&format!("{hour:02}:{minute:02}:{second:02}.{:03}", time.millisecond()));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value as Json;

    use super::*;

    fn compacted(printed: &str) -> String {
        let mut rows = Rows::new(1, ROOM);
        rows.push_json(printed);
        match rows.cell(0, 0) {
            Cell::Text(start, end) => rows.text(start, end).to_owned(),
            other => panic!("{other:?} is no text"),
        }
    }

    #[test]
    fn spaces_between_the_parts_of_json_go_and_those_in_texts_stay() {
        let printed = r#"{"a b": [1, "x \" y", "\\"], "c": {"d": null} }"#;
        assert_eq!(compacted(printed), r#"{"a b":[1,"x \" y","\\"],"c":{"d":null}}"#);
    }

    proptest! {
        #[test]
        fn compact_json_says_the_same(texts in prop::collection::vec("\\PC{0,8}", 0..5)) {
            let json = Json::from(texts);
            let printed = serde_json::to_string_pretty(&json).unwrap();
            prop_assert_eq!(compacted(&printed), json.to_string());
        }
    }
}
