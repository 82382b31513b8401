//! Entries on their way out of a database and into another: as lines of JSON, each one row of a document.
//!
//! A line is a [`Line`]. What it holds of the entry (`data`) reads like the body of a write in REST, but is whole: every
//! attribute except passwords, private ones included, with components in place and relations as document ids.
//! [`export`] writes lines; [`fields`] and [`check`] read them without a database, and [`import`] stores them. None of
//! it looks at permissions: it is for whoever operates the server.

mod check;
pub mod export;
pub mod fields;
pub mod import;
mod known;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::access::Status;

/// The format that [`Header`] names.
pub const FORMAT: &str = "keyway-content/1";

/// The key by which an item of a dynamic zone names its component.
const KIND: &str = "__component";

/// What a file may begin with: the version of everything that follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// [`FORMAT`].
    pub format: String,
}

/// One row of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Line {
    /// The singular name of its type.
    pub content_type: String,
    /// The document.
    pub document_id: String,
    /// Which of the document's rows it is; `published` where nothing is said, and on types without drafts.
    #[serde(default)]
    pub status: RowStatus,
    /// The language, of types that have several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// ISO 8601; the moment of the import where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<String>,
    /// ISO 8601; the moment of the import where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<String>,
    /// ISO 8601; the moment of the import where nothing is said. Drafts have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<String>,
    /// The attributes by name.
    #[serde(default)]
    pub data: Map<String, Json>,
}

/// A [`Status`] as lines write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RowStatus {
    /// The row that editors work on.
    Draft,
    /// The row that the public sees.
    #[default]
    Published,
}

impl From<RowStatus> for Status {
    fn from(status: RowStatus) -> Self {
        match status {
            RowStatus::Draft => Self::Draft,
            RowStatus::Published => Self::Published,
        }
    }
}

impl From<Status> for RowStatus {
    fn from(status: Status) -> Self {
        match status {
            Status::Draft => Self::Draft,
            Status::Published => Self::Published,
        }
    }
}

/// An entry that a relation leads to. Alone, the document id as text says the same as an object of only that.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Target {
    /// The document.
    pub document_id: String,
    /// Which row of it; the one that corresponds to the linking row where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<RowStatus>,
    /// In which language; that of the linking row where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// Where the linking entry stands in the target's own list; at its end where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<f64>,
}
