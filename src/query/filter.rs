//! Filters: from the content API's filter objects to conditions on columns, every name looked up in the view.

mod cast;
mod parse;

pub use cast::{cast, searchable, truth};
pub use parse::parse;

use super::request::Source;
use super::value::Value;
use crate::catalog::Link;

/// A condition on the rows of one table.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Every one holds; none means everything matches.
    All(Vec<Self>),
    /// At least one holds; none means nothing matches.
    Any(Vec<Self>),
    /// It does not hold (plain SQL: a comparison with null neither holds nor does not).
    Not(Box<Self>),
    /// A column of the row compares.
    Column(String, Comparison),
    /// Some linked row matches.
    Related {
        /// The link table, read from the filtered side.
        link: Link,
        /// The linked table and which of its rows count.
        target: Source,
        /// What the linked row must match.
        filter: Box<Self>,
    },
    /// The document's other row is in this state.
    Publication(Publication),
}

impl Filter {
    /// Matches every row.
    pub fn everything() -> Self {
        Self::All(Vec::new())
    }

    /// Rows that match both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::All(none), other) | (other, Self::All(none)) if none.is_empty() => other,
            (Self::All(mut conditions), other) => {
                conditions.push(other);
                Self::All(conditions)
            }
            (one, other) => Self::All(vec![one, other]),
        }
    }

    /// The row whose column equals `value`.
    pub fn equals(column: &str, value: Value) -> Self {
        Self::Column(column.to_owned(), Comparison::Equals(value))
    }
}

/// How a column compares. Names follow the wire's operators.
#[derive(Clone, Debug, PartialEq)]
pub enum Comparison {
    /// `null: true`
    IsNull,
    /// `notNull: true`
    IsNotNull,
    /// `eq`
    Equals(Value),
    /// `ne`; null rows do not match
    Differs(Value),
    /// `eqi`
    EqualsIgnoringCase(Value),
    /// `nei`
    DiffersIgnoringCase(Value),
    /// `lt`
    Less(Value),
    /// `lte`
    LessOrEqual(Value),
    /// `gt`
    Greater(Value),
    /// `gte`
    GreaterOrEqual(Value),
    /// `in`
    In(Vec<Value>),
    /// `notIn`
    NotIn(Vec<Value>),
    /// `between`, both ends included
    Between(Value, Value),
    /// The text operators.
    Text(TextMatch),
}

/// A search for a text inside a column. The text is matched literally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMatch {
    /// What to find.
    pub text: String,
    /// Where in the column.
    pub position: Position,
    /// `containsi` and its kin.
    pub ignore_case: bool,
    /// `notContains` and its kin.
    pub negated: bool,
}

/// Where a searched text must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// At the beginning.
    Start,
    /// At the end.
    End,
    /// Anywhere.
    Anywhere,
}

/// The states that `publicationFilter` tells apart. A document has a draft and a published row in each locale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publication {
    /// There is no published row in the same locale.
    NeverPublished,
    /// There is a published row in the same locale.
    HasPublishedVersion,
    /// The document has no published row in any locale.
    NeverPublishedDocument,
    /// The document has a published row in some locale.
    HasPublishedVersionDocument,
    /// The draft is newer than the published row.
    Modified,
    /// The draft is as old as the published row.
    Unmodified,
    /// A published row without its draft.
    PublishedWithoutDraft,
    /// A published row with its draft.
    PublishedWithDraft,
}

impl Publication {
    /// Whether the answer depends on rows in other locales.
    pub fn is_about_document(self) -> bool {
        matches!(self, Self::NeverPublishedDocument | Self::HasPublishedVersionDocument)
    }
}
