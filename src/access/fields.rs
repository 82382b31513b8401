//! Sets of field names, with "all, future ones included" as a member.

use std::collections::BTreeSet;

/// The fields that a grant opens.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Fields {
    /// Every field, also those that the type gains later.
    All,
    /// These fields. `id` and `documentId` come with the type and are not listed.
    Only(BTreeSet<String>),
}

impl Fields {
    /// No field beyond `id` and `documentId`.
    pub fn none() -> Self {
        Self::Only(BTreeSet::new())
    }

    /// These fields.
    pub fn only<S: Into<String>>(names: impl IntoIterator<Item = S>) -> Self {
        Self::Only(names.into_iter().map(Into::into).collect())
    }

    /// Whether `name` is opened.
    pub fn contains(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.contains(name),
        }
    }

    /// What either opens.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::All, _) | (_, Self::All) => Self::All,
            (Self::Only(a), Self::Only(b)) => Self::Only(a | b),
        }
    }

    /// What both open.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::All, only) | (only, Self::All) => only.clone(),
            (Self::Only(a), Self::Only(b)) => Self::Only(a & b),
        }
    }

    /// Whether `other` opens all of this.
    pub fn is_subset(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::All) => true,
            (Self::All, Self::Only(_)) => false,
            (Self::Only(a), Self::Only(b)) => a.is_subset(b),
        }
    }
}
