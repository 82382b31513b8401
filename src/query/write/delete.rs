//! The end of a document.

use super::session::Session;
use super::{components, media, rows, value};
use crate::catalog::{ContentType, ScalarType, TypeView};
use crate::error::{Error, Result};
use crate::query::value::Value;

/// Rows that are deleted at once.
const PAGE: u64 = 500;

/// Deletes a document, draft and published, in the locales that `view` reaches, and answers its id. Without an id it is
/// the single type's. That a document of a collection does not exist is no error: it is gone, as was asked.
pub async fn delete(session: &Session<'_>, document: Option<&str>, view: &TypeView<'_>) -> Result<String> {
    let content_type = view.content_type();
    let absent = || Error::not_found("Document not found");
    let named = match document {
        Some(document) => document.to_owned(),
        None => rows::only_document(session, content_type).await?.ok_or_else(absent)?,
    };
    let rows = rows::ids_of_document(session, content_type, &named, view.reach()).await?;
    if document.is_none() && rows.is_empty() {
        return Err(absent());
    }
    components::clear(session, view, &rows).await?;
    media::detach(session, content_type, &rows).await?;
    rows::delete(session, content_type, &rows).await?;
    Ok(named)
}

/// How many rows a type has in a locale.
pub async fn count_in(session: &Session<'_>, content_type: &ContentType, locale: &str) -> Result<u64> {
    let mut sql = session.sql();
    sql.push("SELECT COUNT(*) FROM ").name(&content_type.table);
    sql.push(" WHERE ").name("locale").push(" = ").bind(Value::Text(locale.to_owned()));
    let row = session.row(sql).await?.ok_or_else(|| Error::internal("a count answered no row"))?;
    u64::try_from(row.try_get_by_index::<i64>(0)?).map_err(Error::internal)
}

/// Deletes every row of a type in a locale. `view` is a view of everything.
pub async fn all_in(session: &Session<'_>, view: &TypeView<'_>, locale: &str) -> Result<()> {
    let content_type = view.content_type();
    loop {
        let mut sql = session.sql();
        sql.push("SELECT ");
        value::select(&mut sql, ScalarType::BigInteger, "id");
        sql.push(" FROM ").name(&content_type.table).push(" WHERE ").name("locale").push(" = ");
        sql.bind(Value::Text(locale.to_owned())).push(" ORDER BY ").name("id").push(" LIMIT ").number(PAGE);
        let rows = session.rows(sql).await?;
        let rows = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<Vec<i64>, _>>()?;
        if rows.is_empty() {
            return Ok(());
        }
        components::clear(session, view, &rows).await?;
        media::detach(session, content_type, &rows).await?;
        rows::delete(session, content_type, &rows).await?;
    }
}
