//! What becomes of the links to files when an attribute ceases to hold them, and what new drafts need of them.
//!
//! They stand in a table that all types share and that stays, so that their rows are deleted one attribute at a time.
//! [`remove`] runs on the old tables.

use super::Planner;
use crate::catalog::built_in::FILE_LINKS;
use crate::catalog::component::{FIELD, ORDER};
use crate::catalog::ddl::Operation;
use crate::catalog::media::{ATTACHED, OWNER, OWNER_TYPE};
use crate::catalog::{Catalog, ContentType, Dialect};

/// Deletes the links of every media attribute that is none any more, or not in the same table.
pub(super) fn remove(from: &Catalog, to: &Catalog, planner: &mut Planner) {
    for owner in from.models() {
        let after = to.models().find(|after| after.table == owner.table && after.uid == owner.uid);
        let still = |name: &str| {
            let relations = after.into_iter().flat_map(|after| after.relations());
            relations.filter(|(_, relation)| relation.media).any(|(attribute, _)| attribute.name == name)
        };
        let media = owner.relations().filter(|(_, relation)| relation.media);
        for (attribute, _) in media.filter(|(attribute, _)| !still(&attribute.name)) {
            let description = format!("Detach the files of {}.{}", owner.singular, attribute.name);
            // Names of attributes and uids have no quotes: they are checked.
            let condition = format!(" AND {FIELD} = '{}'", attribute.name);
            planner.step(description, true, vec![Operation::Rows(detach(owner) + &condition)]);
        }
    }
}

/// The statement that detaches every file from rows of `owner`; a condition can follow.
pub(super) fn detach(owner: &ContentType) -> String {
    format!("DELETE FROM {FILE_LINKS} WHERE {OWNER_TYPE} = '{}'", owner.uid)
}

/// The statement that detaches the files of the rows of `owner` whose ids `chosen` selects.
pub(super) fn detach_from(owner: &ContentType, chosen: &str) -> String {
    format!("{} AND {OWNER} IN ({chosen})", detach(owner))
}

/// The statement that attaches to each new draft of `owner` the files of its published row, if it may have any.
pub(super) fn copy_to_drafts(owner: &ContentType, dialect: Dialect) -> Option<String> {
    if !owner.has_media() {
        return None;
    }
    let (table, order) = (dialect.quote(&owner.table), dialect.quote(ORDER));
    let locale = if owner.is_localized() { " AND d.locale = p.locale" } else { "" };
    Some(format!(
        "INSERT INTO {FILE_LINKS} ({ATTACHED}, {OWNER}, {OWNER_TYPE}, {FIELD}, {order}) \
         SELECT l.{ATTACHED}, d.id, l.{OWNER_TYPE}, l.{FIELD}, l.{order} FROM {FILE_LINKS} l \
         JOIN {table} p ON p.id = l.{OWNER} JOIN {table} d ON d.document_id = p.document_id{locale} \
         AND d.published_at IS NULL WHERE l.{OWNER_TYPE} = '{}'",
        owner.uid
    ))
}
