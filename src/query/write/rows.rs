//! The rows of a document in its type's table: one draft, one published, or both, and these in each of its locales.

use std::collections::BTreeMap;

use sea_orm::QueryResult;

use super::links;
use super::session::Session;
use super::value;
use crate::access::Status;
use crate::catalog::{ContentType, Dialect, Kind, Reach, ScalarAttribute, ScalarType};
use crate::error::{Error, Result};
use crate::query::sql::{Alias, Sql};
use crate::query::value::Value;

/// Ids in one statement.
const CHUNK: usize = 500;

/// The row ids of one document in one locale. On a type without drafts, the one row counts as published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DocumentRows {
    /// The row that editors work on.
    pub draft: Option<i64>,
    /// The row that the public sees.
    pub published: Option<i64>,
}

impl DocumentRows {
    /// Takes in one row, as read with its `published_at IS NULL`.
    pub fn add(&mut self, content_type: &ContentType, row: i64, unpublished: bool) {
        match status(content_type, unpublished) {
            Status::Draft => self.draft.get_or_insert(row),
            Status::Published => self.published.get_or_insert(row),
        };
    }
}

/// What a row is to its document, as read with its `published_at IS NULL`.
pub fn status(content_type: &ContentType, unpublished: bool) -> Status {
    if unpublished && content_type.draft_and_publish { Status::Draft } else { Status::Published }
}

/// The rows of a document by locale, locked until the transaction ends. On a type without locales all are under none.
pub async fn of_document(
    session: &Session<'_>,
    content_type: &ContentType,
    document: &str,
) -> Result<BTreeMap<Option<String>, DocumentRows>> {
    let mut sql = session.sql();
    sql.push("SELECT ");
    select_identity(&mut sql);
    sql.push(", ")
        .name("locale")
        .push(" FROM ")
        .name(&content_type.table)
        .push(" WHERE ")
        .name("document_id")
        .push(" = ");
    sql.bind(Value::Text(document.to_owned())).push(" ORDER BY ").name("id");
    // SQLite's writer holds the one write lock already.
    if sql.dialect() != Dialect::Sqlite {
        sql.push(" FOR UPDATE");
    }
    let mut locales: BTreeMap<Option<String>, DocumentRows> = BTreeMap::new();
    for row in session.rows(sql).await? {
        let (id, unpublished) = read_identity(&row, 0)?;
        let locale = if content_type.is_localized() { row.try_get_by_index(2)? } else { None };
        locales.entry(locale).or_default().add(content_type, id, unpublished);
    }
    Ok(locales)
}

/// The ids of all rows of a document in these locales, however many there are.
pub async fn ids_of_document(
    session: &Session<'_>,
    content_type: &ContentType,
    document: &str,
    reach: &Reach,
) -> Result<Vec<i64>> {
    let mut sql = session.sql();
    sql.push("SELECT ");
    value::select(&mut sql, ScalarType::BigInteger, "id");
    sql.push(" FROM ").name(&content_type.table).push(" WHERE ").name("document_id").push(" = ");
    sql.bind(Value::Text(document.to_owned()));
    and_reach(&mut sql, reach);
    session.rows(sql).await?.into_iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}

/// Appends the condition that a row is in one of the locales that are meant, of which there is at least one.
pub fn and_reach(sql: &mut Sql, reach: &Reach) {
    let Reach::Only(codes) = reach else { return };
    sql.push(" AND ").name("locale").push(" IN (").list(", ", codes, |sql, code| {
        sql.bind(Value::Text(code.clone()));
    });
    sql.push(")");
}

/// Appends the row's id and whether it is unpublished (1 or 0), as [`read_identity`] reads them.
pub fn select_identity(sql: &mut Sql) {
    value::select(sql, ScalarType::BigInteger, "id");
    sql.push(", CASE WHEN ").name("published_at").push(" IS NULL THEN 'draft' ELSE 'published' END");
}

/// The row id and whether the row is unpublished, from the two columns that start at `index`.
pub fn read_identity(row: &QueryResult, index: usize) -> Result<(i64, bool)> {
    Ok((row.try_get_by_index(index)?, row.try_get_by_index::<String>(index + 1)? == "draft"))
}

/// The document of a single type: that of its first row.
pub async fn only_document(session: &Session<'_>, content_type: &ContentType) -> Result<Option<String>> {
    let mut sql = session.sql();
    sql.push("SELECT ").name("document_id").push(" FROM ").name(&content_type.table);
    sql.push(" ORDER BY ").name("id").push(" LIMIT 1");
    let row = session.row(sql).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}

/// Inserts a row and answers its id.
pub async fn insert(session: &Session<'_>, content_type: &ContentType, columns: &[(&str, Value)]) -> Result<i64> {
    let mut sql = session.sql();
    sql.push("INSERT INTO ").name(&content_type.table);
    if columns.is_empty() {
        sql.push(if sql.dialect() == Dialect::MySql { " () VALUES ()" } else { " DEFAULT VALUES" });
        return session.insert(sql).await;
    }
    sql.push(" (");
    sql.list(", ", columns, |sql, (column, _)| {
        sql.name(column);
    });
    sql.push(") VALUES (")
        .list(", ", columns, |sql, (_, value)| {
            sql.bind(value.clone());
        })
        .push(")");
    session.insert(sql).await
}

/// Sets columns of one row.
pub async fn update(
    session: &Session<'_>,
    content_type: &ContentType,
    row: i64,
    columns: &[(&str, Value)],
) -> Result<()> {
    let mut sql = session.sql();
    sql.push("UPDATE ").name(&content_type.table).push(" SET ");
    sql.list(", ", columns, |sql, (column, value)| {
        sql.name(column).push(" = ").bind(value.clone());
    });
    sql.push(" WHERE ").name("id").push(" = ").bind(Value::Integer(row));
    session.run(sql).await
}

/// Inserts a copy of a row and answers its id. `published_at` is left as it is.
pub async fn copy(session: &Session<'_>, content_type: &ContentType, row: i64) -> Result<i64> {
    let document = ["document_id", "published_at"].into_iter().filter(|_| content_type.kind != Kind::Component);
    let columns = || document.clone().chain(shared_columns(content_type));
    if columns().next().is_none() {
        return insert(session, content_type, &[]).await;
    }
    let mut sql = session.sql();
    sql.push("INSERT INTO ").name(&content_type.table).push(" (");
    sql.list(", ", columns(), |sql, column| {
        sql.name(column);
    });
    sql.push(") SELECT ").list(", ", columns(), |sql, column| {
        sql.name(column);
    });
    sql.push(" FROM ").name(&content_type.table).push(" WHERE ").name("id").push(" = ").bind(Value::Integer(row));
    session.insert(sql).await
}

/// Overwrites row `to` with what `from` holds. Its id and `published_at` stay.
pub async fn overwrite(session: &Session<'_>, content_type: &ContentType, from: i64, to: i64) -> Result<()> {
    const TO: Alias = Alias(0);
    const FROM: Alias = Alias(1);
    let mut sql = session.sql();
    sql.push("UPDATE ").name(&content_type.table).push(" AS ").alias(TO);
    let joined = sql.dialect() == Dialect::MySql;
    if joined {
        sql.push(" JOIN ").name(&content_type.table).push(" AS ").alias(FROM);
        sql.push(" ON ").column(FROM, "id").push(" = ").bind(Value::Integer(from));
    }
    sql.push(" SET ").list(", ", shared_columns(content_type), |sql, column| {
        // Only MySQL allows, and with a join needs, the alias before an assigned column.
        let target = if joined { sql.column(TO, column) } else { sql.name(column) };
        target.push(" = ").column(FROM, column);
    });
    if !joined {
        sql.push(" FROM ").name(&content_type.table).push(" AS ").alias(FROM);
    }
    sql.push(" WHERE ").column(TO, "id").push(" = ").bind(Value::Integer(to));
    if !joined {
        sql.push(" AND ").column(FROM, "id").push(" = ").bind(Value::Integer(from));
    }
    session.run(sql).await
}

/// What the draft and the published row of a document share after publishing, and a component and its copy.
fn shared_columns(content_type: &ContentType) -> impl Iterator<Item = &str> {
    let system = ["created_at", "updated_at", "created_by_id", "updated_by_id", "locale"];
    let system = system.into_iter().filter(|_| content_type.kind != Kind::Component);
    content_type.scalars().map(|(_, scalar)| scalar.column.as_str()).chain(system)
}

/// The scalars of a row as it is stored, in the type's order.
pub async fn scalars(session: &Session<'_>, content_type: &ContentType, row: i64) -> Result<Vec<Value>> {
    let scalars = content_type.scalars().map(|(_, scalar)| scalar).collect::<Vec<&ScalarAttribute>>();
    if scalars.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = session.sql();
    sql.push("SELECT ").list(", ", &scalars, |sql, scalar| {
        value::select(sql, scalar.scalar, &scalar.column);
    });
    sql.push(" FROM ").name(&content_type.table).push(" WHERE ").name("id").push(" = ").bind(Value::Integer(row));
    let found = session.row(sql).await?.ok_or_else(|| Error::internal("a locked row is gone"))?;
    scalars.iter().enumerate().map(|(index, scalar)| value::read(&found, index, scalar.scalar)).collect()
}

/// Deletes one row; the database takes its links along.
pub async fn delete_row(session: &Session<'_>, content_type: &ContentType, row: i64) -> Result<()> {
    let mut sql = session.sql();
    sql.push("DELETE FROM ").name(&content_type.table).push(" WHERE ").name("id").push(" = ");
    sql.bind(Value::Integer(row));
    session.run(sql).await
}

/// Deletes rows; the database takes their links along.
pub async fn delete(session: &Session<'_>, content_type: &ContentType, rows: &[i64]) -> Result<()> {
    for rows in rows.chunks(CHUNK) {
        let mut sql = session.sql();
        sql.push("DELETE FROM ").name(&content_type.table).push(" WHERE ").name("id");
        links::within(&mut sql, rows.iter().copied());
        session.run(sql).await?;
    }
    Ok(())
}
