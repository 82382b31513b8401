//! Unique attributes: no two published documents share a value. Null and the empty text are nobody's.

mod components;

pub use components::violations as component_violations;

use super::session::Session;
use super::validate::Published;
use crate::catalog::{ContentType, ScalarType};
use crate::error::{Result, Violation};
use crate::query::value::Value;

/// The unique attributes of `entry` whose value another document has published. `document` is the entry's own.
pub async fn violations(
    session: &Session<'_>,
    content_type: &ContentType,
    document: Option<&str>,
    entry: &[Published<'_>],
) -> Result<Vec<Violation>> {
    let mut violations = Vec::new();
    for published in entry {
        let Published { scalar, value, .. } = published;
        let Some(value) = significant(value.as_ref()) else { continue };
        let unique = scalar.unique || scalar.scalar == ScalarType::Uid;
        if unique && is_taken(session, content_type, document, &scalar.column, value).await? {
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

async fn is_taken(
    session: &Session<'_>,
    content_type: &ContentType,
    document: Option<&str>,
    column: &str,
    value: &Value,
) -> Result<bool> {
    let mut sql = session.sql();
    sql.push("SELECT 1 FROM ").name(&content_type.table).push(" WHERE ").name(column).push(" = ").bind(value.clone());
    sql.push(" AND ").name("published_at").push(" IS NOT NULL");
    if let Some(document) = document {
        sql.push(" AND ").name("document_id").push(" <> ").bind(Value::Text(document.to_owned()));
    }
    sql.push(" LIMIT 1");
    Ok(session.row(sql).await?.is_some())
}
