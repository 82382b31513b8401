//! What can be done with content, and to which of a document's rows.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One thing that can be done with entries of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// List entries, and see them through relations.
    Find,
    /// Read one entry by its document id.
    FindOne,
    /// Make new entries.
    Create,
    /// Change entries.
    Update,
    /// Remove entries.
    Delete,
    /// Make the written draft the published entry.
    Publish,
}

impl Action {
    /// Every action, in the order in which they are printed.
    pub const ALL: [Self; 6] = [Self::Find, Self::FindOne, Self::Create, Self::Update, Self::Delete, Self::Publish];

    /// The name in permission texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::FindOne => "findOne",
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Publish => "publish",
        }
    }

    /// The action of this name; the case matters.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == name)
    }

    /// Whether the action only reads.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Find | Self::FindOne)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What can be done with a document's draft and published row without writing any value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftAction {
    /// The published row becomes what the draft is.
    Publish,
    /// The published row goes; the draft stays.
    Unpublish,
    /// The draft becomes again what the published row is.
    Discard,
}

impl DraftAction {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Publish, Self::Unpublish, Self::Discard];

    /// The name in addresses and descriptions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Unpublish => "unpublish",
            Self::Discard => "discard",
        }
    }

    /// The action whose grant opens it.
    pub fn action(self) -> Action {
        match self {
            Self::Publish | Self::Unpublish => Action::Publish,
            Self::Discard => Action::Update,
        }
    }

    /// The row that it leaves behind, which its answer shows.
    pub fn status(self) -> Status {
        match self {
            Self::Publish => Status::Published,
            Self::Unpublish | Self::Discard => Status::Draft,
        }
    }
}

/// Which of a document's rows is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// The row that the public sees.
    #[default]
    Published,
    /// The row that editors work on.
    Draft,
}
