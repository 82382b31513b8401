//! Unique attributes: no two published documents share a value in one locale. Null and the empty text are nobody's.

mod components;

pub use components::violations as component_violations;

use super::session::Session;
use super::validate::Published;
use crate::catalog::{ContentType, ScalarType};
use crate::error::{Result, Violation};
use crate::query::sql::{Alias, Sql};
use crate::query::value::Value;

/// What an entry is compared with: what other documents of its type have published.
#[derive(Clone, Copy)]
pub struct Others<'e> {
    /// The type.
    pub content_type: &'e ContentType,
    /// The entry's own document, where it exists.
    pub document: Option<&'e str>,
    /// The entry's locale, of types that have several.
    pub locale: Option<&'e str>,
}

/// The unique attributes of `entry` whose value another document has published.
pub async fn violations(session: &Session<'_>, others: Others<'_>, entry: &[Published<'_>]) -> Result<Vec<Violation>> {
    let mut violations = Vec::new();
    for published in entry {
        let Published { scalar, value, .. } = published;
        let Some(value) = significant(value.as_ref()) else { continue };
        let unique = scalar.unique || scalar.scalar == ScalarType::Uid;
        if unique && is_taken(session, others, &scalar.column, value).await? {
            violations.push(published.taken());
        }
    }
    Ok(violations)
}

/// A value that can be somebody's.
fn significant(value: Option<&Value>) -> Option<&Value> {
    let value = value.filter(|value| !matches!(value, Value::Null | Value::Json(_)))?;
    (value != &Value::Text(String::new())).then_some(value)
}

async fn is_taken(session: &Session<'_>, others: Others<'_>, column: &str, value: &Value) -> Result<bool> {
    let row = Alias(0);
    let mut sql = session.sql();
    sql.push("SELECT 1 FROM ").name(&others.content_type.table).push(" ").alias(row);
    sql.push(" WHERE ").column(row, column).push(" = ").bind(value.clone());
    sql.push(" AND ").column(row, "published_at").push(" IS NOT NULL");
    others.and_other(&mut sql, row);
    sql.push(" LIMIT 1");
    Ok(session.row(sql).await?.is_some())
}

impl Others<'_> {
    /// Appends the conditions that a row is of another document, and in the same locale.
    fn and_other(&self, sql: &mut Sql, row: Alias) {
        if let Some(document) = self.document {
            sql.push(" AND ").column(row, "document_id").push(" <> ").bind(Value::Text(document.to_owned()));
        }
        if let Some(locale) = self.locale {
            sql.push(" AND ").column(row, "locale").push(" = ").bind(Value::Text(locale.to_owned()));
        }
    }
}
