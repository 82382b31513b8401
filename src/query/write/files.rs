//! The rows of uploaded files, and the rows that they are attached to. The bytes are somebody else's.

use serde_json::{Map, Value as Json};

use super::input;
use super::links::{self, Placed, SourceRow};
use super::rows;
use super::session::Session;
use super::validate;
use super::value;
use crate::access::Status;
use crate::catalog::built_in::FILE_CONTENT;
use crate::catalog::{ContentType, Join, Reach, ScalarType, TypeView};
use crate::error::{Error, Result, Violation};
use crate::media::name;
use crate::query::name::Place;
use crate::query::syntax::Syntax;
use crate::query::value::Value;

/// Where what is said about files stands.
const BODY: Place = Place { source: "body", param: None };

/// How a request names a row of files, or of what they are attached to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowName {
    /// By its numeric id.
    Row(i64),
    /// By its document id.
    Document(String),
}

impl RowName {
    /// A text of digits is a numeric id.
    pub fn parse(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::Document(text.to_owned()), Self::Row)
    }

    /// The column and the value by which the row is found.
    pub fn key(&self) -> (&'static str, Value) {
        match self {
            Self::Row(row) => ("id", Value::Integer(*row)),
            Self::Document(document) => ("document_id", Value::Text(document.clone())),
        }
    }
}

/// What a request says about a file (`name`, `alternativeText`, `caption`, `focalPoint`), by column. `view` is that of the
/// action, in which every name is looked up.
pub fn info(view: &TypeView<'_>, data: &Map<String, Json>) -> Result<Vec<(String, Value)>> {
    if data.contains_key(FILE_CONTENT) {
        return Err(BODY.invalid_key::<&str>(FILE_CONTENT, &[]));
    }
    let given = input::parse(view, data, Syntax::Rest)?.scalars;
    let mut violations = validate::draft(&given);
    let mut columns = Vec::new();
    for scalar in given {
        match (scalar.scalar.column.as_str(), scalar.value) {
            // A file always has a name; what is no value is a violation already.
            ("name", Ok(Value::Null)) | (_, Err(_)) => {}
            ("name", Ok(Value::Text(text))) => columns.push(("name".to_owned(), Value::Text(name::shown(&text)))),
            ("focal_point", Ok(value)) if !is_focal_point(&value.to_json()) => {
                violations
                    .push(Violation::at("focalPoint", "focalPoint must be an object of x and y, each from 0 to 100"));
            }
            (column, Ok(value)) => columns.push((column.to_owned(), value)),
        }
    }
    if violations.is_empty() { Ok(columns) } else { Err(Error::violations(violations)) }
}

/// Percent of width and height, or nothing.
fn is_focal_point(point: &Json) -> bool {
    let within = |key: &str| point[key].as_f64().is_some_and(|percent| (0.0..=100.0).contains(&percent));
    point.is_null() || (point.as_object().is_some_and(|point| point.len() == 2) && within("x") && within("y"))
}

/// What a row says about where the bytes are.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredFile {
    /// The row.
    pub row: i64,
    /// The name that is shown.
    pub name: String,
    /// The place that has the bytes.
    pub provider: String,
    hash: String,
    extension: String,
    forms: Json,
}

impl StoredFile {
    /// The names under which the file and its smaller forms are stored.
    pub fn names(&self) -> Vec<String> {
        let own = format!("{}{}", self.hash, self.extension);
        let forms = self.forms.as_object().into_iter().flat_map(serde_json::Map::values);
        let forms = forms.filter_map(|form| Some(format!("{}{}", form["hash"].as_str()?, form["ext"].as_str()?)));
        std::iter::once(own).chain(forms).collect()
    }
}

/// The file of this name, if there is one.
pub async fn find(session: &Session<'_>, files: &ContentType, name: &RowName) -> Result<Option<StoredFile>> {
    let columns = [
        (ScalarType::BigInteger, "id"),
        (ScalarType::String, "name"),
        (ScalarType::String, "provider"),
        (ScalarType::String, "hash"),
        (ScalarType::String, "ext"),
        (ScalarType::Json, "formats"),
    ];
    let (column, key) = name.key();
    let mut sql = session.sql();
    sql.push("SELECT ").list(", ", columns, |sql, (scalar, column)| value::select(sql, scalar, column));
    sql.push(" FROM ").name(&files.table).push(" WHERE ").name(column).push(" = ").bind(key);
    sql.push(" ORDER BY ").name("id").push(" LIMIT 1");
    let Some(row) = session.row(sql).await? else { return Ok(None) };
    let text = |index| -> Result<String> { Ok(row.try_get_by_index::<Option<String>>(index)?.unwrap_or_default()) };
    Ok(Some(StoredFile {
        row: row.try_get_by_index(0)?,
        name: text(1)?,
        provider: text(2)?,
        hash: text(3)?,
        extension: text(4)?,
        forms: value::read(&row, 5, ScalarType::Json)?.to_json(),
    }))
}

/// Makes the row of a new file and answers its id.
pub async fn insert(session: &Session<'_>, files: &ContentType, columns: &[(&str, Value)]) -> Result<i64> {
    let now = Value::DateTime(session.now());
    let mut all = vec![
        ("document_id", Value::Text(session.new_document_id())),
        ("created_at", now.clone()),
        ("updated_at", now.clone()),
        ("published_at", now),
        // The root: folders are for whoever keeps order in Strapi's media library.
        ("folder_path", Value::Text("/".to_owned())),
    ];
    all.extend_from_slice(columns);
    rows::insert(session, files, &all).await
}

/// Changes the row of a file.
pub async fn update(session: &Session<'_>, files: &ContentType, row: i64, columns: &[(&str, Value)]) -> Result<()> {
    let mut all = vec![("updated_at", Value::DateTime(session.now()))];
    all.extend_from_slice(columns);
    rows::update(session, files, row, &all).await
}

/// Removes the row of a file; the database takes its links along.
pub async fn delete(session: &Session<'_>, files: &ContentType, row: i64) -> Result<()> {
    let mut sql = session.sql();
    sql.push("DELETE FROM ").name(&files.table).push(" WHERE ").name("id").push(" = ").bind(Value::Integer(row));
    session.run(sql).await
}

/// A row that files can be attached to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The row.
    pub row: i64,
    /// Whether it is the one that editors work on, or the one that the public sees.
    pub status: Status,
    document: String,
}

/// The row of this name in these locales. A document's draft stands for it.
pub async fn find_owner(
    session: &Session<'_>,
    of: &ContentType,
    reach: &Reach,
    name: &RowName,
) -> Result<Option<Owner>> {
    let (column, key) = name.key();
    let mut sql = session.sql();
    sql.push("SELECT ");
    rows::select_identity(&mut sql);
    sql.push(", ").name("document_id").push(" FROM ").name(&of.table);
    sql.push(" WHERE ").name(column).push(" = ").bind(key);
    rows::and_reach(&mut sql, reach);
    sql.push(" ORDER BY CASE WHEN ")
        .name("published_at")
        .push(" IS NULL THEN 0 ELSE 1 END, ")
        .name("id")
        .push(" LIMIT 1");
    let Some(found) = session.row(sql).await? else { return Ok(None) };
    let (row, unpublished) = rows::read_identity(&found, 0)?;
    Ok(Some(Owner { row, status: rows::status(of, unpublished), document: found.try_get_by_index(2)? }))
}

/// Attaches files to one row by one of its relations to files: at the end of a list, or in place of the one file there.
pub async fn attach(session: &Session<'_>, join: Join<'_>, owner: &Owner, files: &[i64]) -> Result<()> {
    let mut attached = Vec::new();
    if join.relation.relation.is_to_many() {
        attached = links::targets(session, &join.relation.link, owner.row).await?;
        attached.extend(files);
    } else {
        attached.extend(files.last());
    }
    let placed = attached.into_iter().map(|row| Placed { row, place: None }).collect::<Vec<_>>();
    links::set(session, join, SourceRow { row: owner.row, document: &owner.document }, &placed).await?;
    rows::update(session, join.source, owner.row, &[("updated_at", Value::DateTime(session.now()))]).await
}
