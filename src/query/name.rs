//! Names of a request that stand for columns, and the errors for those that do not resolve.

use serde_json::Value;

use crate::access::Status;
use crate::catalog::{AttributeKind, Kind, NameError, TypeView};
use crate::error::{Code, Error};

/// Where in a request a name stood.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// `query` or `body`.
    pub source: &'static str,
    /// The parameter, where the source is the query.
    pub param: Option<&'static str>,
}

impl Place {
    /// The error for `key`, found at `path`: `Invalid key <key> at <path>` as Strapi says it, or what is missing.
    pub fn error<S: AsRef<str>>(self, error: &NameError, key: &str, path: &[S]) -> Error {
        match error {
            NameError::Forbidden(missing) => Error::forbidden(missing.clone()),
            NameError::Unknown => self.invalid_key(key, path),
        }
    }

    /// `Invalid key <key> at <path>`; the path is left out where it says nothing more than the key.
    pub fn invalid_key<S: AsRef<str>>(self, key: &str, path: &[S]) -> Error {
        let path = path.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(".");
        let message = if path.is_empty() || path == key {
            format!("Invalid key {key}")
        } else {
            format!("Invalid key {key} at {path}")
        };
        let error = Error::new(Code::BadUserInput, message)
            .with_detail("key", key)
            .with_detail("path", if path.is_empty() { Value::Null } else { path.into() })
            .with_detail("source", self.source);
        match self.param {
            Some(param) => error.with_detail("param", param),
            None => error,
        }
    }
}

/// The error for a type that does not resolve.
pub fn refusal(error: NameError) -> Error {
    match error {
        NameError::Forbidden(missing) => Error::forbidden(missing),
        NameError::Unknown => Error::not_found("Not Found"),
    }
}

/// The column of a readable scalar. `id` and `documentId` come with the type.
pub fn column<'v>(view: &TypeView<'v>, name: &str) -> Result<&'v str, NameError> {
    match name {
        "id" => Ok("id"),
        "documentId" if view.content_type().kind != Kind::Component => Ok("document_id"),
        _ => match &view.attribute(name)?.kind {
            AttributeKind::Scalar(scalar) => Ok(&scalar.column),
            _ => Err(NameError::Unknown),
        },
    }
}

/// Refuses a question about a document's other rows to a caller who may not read drafts.
pub fn require_drafts(view: &TypeView<'_>) -> Result<(), NameError> {
    view.with_status(Status::Draft).map(drop)
}

/// Refuses a question about a document's rows in other locales to a caller who may not read drafts in all of them.
pub fn require_all_locales(view: &TypeView<'_>) -> Result<(), NameError> {
    view.with_status(Status::Draft)?.require_all_locales()
}
