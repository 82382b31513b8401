//! Attributes that hold uploaded files. They are relations to the built-in type of files whose links all stand in one
//! table, and that need no permission on files: what is attached to an entry is part of it.

use super::attribute::{Link, RelationAttribute, RelationKind};
use super::built_in::{FILE, FILE_LINKS};
use super::component::{ORDER, Slot};

/// The columns of [`FILE_LINKS`] with what a file hangs on: the row, and the uid of its type or component.
pub(super) const OWNER: &str = "related_id";
pub(super) const OWNER_TYPE: &str = "related_type";
/// The column with the file.
pub(super) const ATTACHED: &str = "file_id";

/// A media attribute as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaDefinition {
    /// `multiple`
    pub multiple: Option<bool>,
    /// `allowedTypes`: what an editor may choose from.
    pub allowed_types: Option<Vec<String>>,
}

impl MediaDefinition {
    /// The members of `allowedTypes`.
    pub const KINDS: [&str; 4] = ["images", "videos", "files", "audios"];

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        self.multiple.unwrap_or(false)
    }

    /// The links of the attribute `field` of what has the uid `owner`.
    pub(super) fn resolve(&self, owner: &str, field: &str) -> RelationAttribute {
        let relation = if self.is_list() { RelationKind::ManyToMany } else { RelationKind::ManyToOne };
        let slot = Slot { field: field.to_owned(), type_column: OWNER_TYPE, uid: owner.to_owned() };
        let link = Link {
            table: FILE_LINKS.to_owned(),
            source_column: OWNER.to_owned(),
            target_column: ATTACHED.to_owned(),
            order_column: Some(ORDER.to_owned()),
            inverse_order_column: None,
            slot: Some(slot),
            siblings: false,
        };
        RelationAttribute { relation, target: FILE.to_owned(), inverse: None, owner: true, media: true, link }
    }
}
