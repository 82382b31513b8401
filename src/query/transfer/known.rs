//! The rows that some documents have, by what tells them apart.

use std::collections::HashMap;

use crate::access::Status;
use crate::catalog::ContentType;
use crate::error::Result;
use crate::query::value::Value;
use crate::query::write::rows;
use crate::query::write::session::Session;

/// Documents in one statement.
const CHUNK: usize = 500;

/// What tells the rows of a document apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row.
    pub id: i64,
    /// Draft or published; always published on types without drafts.
    pub status: Status,
    /// The language, of types that have several.
    pub locale: Option<String>,
}

/// Documents of one type with their rows.
#[derive(Debug, Default)]
pub struct Known {
    documents: HashMap<String, Vec<Row>>,
}

impl Known {
    /// Looks the rows of `documents` up.
    pub async fn load(session: &Session<'_>, content_type: &ContentType, documents: &[&str]) -> Result<Self> {
        let mut known = Self::default();
        for documents in documents.chunks(CHUNK) {
            let mut sql = session.sql();
            sql.push("SELECT ");
            rows::select_identity(&mut sql);
            sql.push(", ").name("locale").push(", ").name("document_id").push(" FROM ").name(&content_type.table);
            sql.push(" WHERE ").name("document_id").push(" IN (");
            sql.list(", ", documents, |sql, document| {
                sql.bind(Value::Text((*document).to_owned()));
            });
            sql.push(") ORDER BY ").name("id");
            for row in session.rows(sql).await? {
                let (id, unpublished) = rows::read_identity(&row, 0)?;
                let status = rows::status(content_type, unpublished);
                known.add(row.try_get_by_index(3)?, Row { id, status, locale: row.try_get_by_index(2)? });
            }
        }
        Ok(known)
    }

    /// Takes in one more row.
    pub fn add(&mut self, document: String, row: Row) {
        self.documents.entry(document).or_default().push(row);
    }

    /// The rows of a document.
    pub fn rows(&self, document: &str) -> &[Row] {
        self.documents.get(document).map(Vec::as_slice).unwrap_or_default()
    }

    /// The row of a document for this status and language.
    pub fn row(&self, document: &str, status: Status, locale: Option<&str>) -> Option<i64> {
        let mut rows = self.rows(document).iter();
        rows.find(|row| row.status == status && row.locale.as_deref() == locale).map(|row| row.id)
    }
}
