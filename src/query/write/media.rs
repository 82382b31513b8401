//! The files that hang on rows. No foreign key leads from a link to the row, so nothing in the database deletes it.

use super::links;
use super::session::Session;
use crate::catalog::ContentType;
use crate::catalog::built_in::FILE_LINKS;
use crate::error::Result;
use crate::query::value::Value;

/// Detaches the files of rows of a type or component.
pub async fn detach(session: &Session<'_>, content_type: &ContentType, rows: &[i64]) -> Result<()> {
    if rows.is_empty() || !content_type.has_media() {
        return Ok(());
    }
    let mut sql = session.sql();
    sql.push("DELETE FROM ").name(FILE_LINKS).push(" WHERE ").name("related_type").push(" = ");
    sql.bind(Value::Text(content_type.uid.clone())).push(" AND ").name("related_id");
    links::within(&mut sql, rows.iter().copied());
    session.run(sql).await
}
