//! Reads with everything settled but the document that a path names, kept for the next request of the same permission set.

use std::mem::Discriminant;
use std::sync::Arc;

use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};

use super::list::Pagination;
use super::selection::Compiled;
use super::{EntryOperation, Target};
use crate::access::{Action, Fingerprint};
use crate::query::filter::Filter;
use crate::query::plan::QueryPlan;
use crate::query::request::Source;

/// Bytes that all kept reads may take, by the estimate of [`Memory`].
const CAPACITY: u64 = 64 << 20;
/// Parts of the memory, each with its share of the capacity: few, so that a large read fits into one.
const SHARDS: usize = 8;
/// Reads that are expected to be kept; a hint for the size of tables.
const EXPECTED: usize = 4_096;
/// Bytes of the longest query string that is kept. A longer one is rare, and mostly asked once.
const LONGEST: usize = 4 << 10;

/// Bytes that a read takes for each byte of its query string, at most: filters become conditions and statements.
const PARSED: usize = 64;
/// Bytes that a read takes for each column and relation.
const COLUMN: usize = 512;

/// A read that a query string asks for.
pub enum Prepared {
    /// A page of entries.
    List {
        /// The statements.
        plan: QueryPlan,
        /// Where the page stands.
        pagination: Pagination,
        /// What is shown.
        compiled: Compiled,
    },
    /// One entry.
    One {
        /// Where from.
        source: Source,
        /// What the entry must match besides its id.
        filter: Filter,
        /// What is shown.
        compiled: Compiled,
    },
}

/// Who asks for what. Two requests that share a key are answered by the same statements, but for the document's id.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Key {
    caller: Fingerprint,
    target: Discriminant<Target>,
    action: Action,
    /// The type and the query string.
    asked: String,
}

impl Key {
    /// The key of a request by the permission set `caller`.
    pub fn of(caller: Fingerprint, operation: &EntryOperation, query: &str) -> Self {
        let EntryOperation { singular, target, action } = operation;
        // No name of a type has a question mark.
        let asked = [singular, query].join("?");
        Self { caller, target: std::mem::discriminant(target), action: *action, asked }
    }
}

/// The reads of one content model, for all permission sets together, the least used ones dropped first.
pub struct Reads(Cache<Key, Arc<Prepared>, Memory>);

/// Estimates the bytes that a read takes.
#[derive(Clone)]
struct Memory;

impl Weighter<Key, Arc<Prepared>> for Memory {
    fn weight(&self, key: &Key, prepared: &Arc<Prepared>) -> u64 {
        let (Prepared::List { compiled, .. } | Prepared::One { compiled, .. }) = prepared.as_ref();
        let columns = compiled.selection.size().saturating_mul(COLUMN);
        u64::try_from(columns.saturating_add(key.asked.len() * PARSED)).unwrap_or(u64::MAX)
    }
}

impl Default for Reads {
    fn default() -> Self {
        let mut options = OptionsBuilder::new();
        options.estimated_items_capacity(EXPECTED).weight_capacity(CAPACITY).shards(SHARDS);
        let options = options.build().expect("the estimate and the capacity are given");
        Self(Cache::with_options(options, Memory, DefaultHashBuilder::default(), DefaultLifecycle::default()))
    }
}

impl Reads {
    /// The read of this key, where it has been asked before.
    pub fn get(&self, key: &Key) -> Option<Arc<Prepared>> {
        self.0.get(key)
    }

    /// Keeps a read for the next request, where it is not too large.
    pub fn keep(&self, key: Key, prepared: &Arc<Prepared>) {
        if key.asked.len() <= LONGEST {
            self.0.insert(key, Arc::clone(prepared));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::PermissionSet;
    use crate::catalog::Reach;
    use crate::query::request::{Rows, Selection};
    use crate::rest::selection::EntryShape;

    fn key(query: &str) -> Key {
        let operation = EntryOperation { singular: "article".to_owned(), target: Target::List, action: Action::Find };
        Key::of(PermissionSet::full_access().fingerprint(), &operation, query)
    }

    fn prepared(columns: usize) -> Arc<Prepared> {
        let selection = Selection { columns: vec!["title".to_owned(); columns], ..Selection::default() };
        let compiled = Compiled { selection: selection.into(), shape: EntryShape::default(), omitted: Vec::new() };
        let source = Source { table: "articles".to_owned(), rows: Rows::All, reach: Reach::Unlocalized };
        Arc::new(Prepared::One { source, filter: Filter::everything(), compiled })
    }

    fn keeps(reads: &Reads, query: &str, columns: usize) -> bool {
        reads.keep(key(query), &prepared(columns));
        reads.get(&key(query)).is_some()
    }

    #[test]
    fn many_reads_stay_within_the_memory_that_is_set_aside() {
        let reads = Reads::default();
        for number in 0..2_000 {
            keeps(&reads, &format!("filters[title]={number}{}", "x".repeat(1_000)), 50);
            assert!(reads.0.weight() <= CAPACITY);
        }
        assert!(reads.0.len() < 2_000, "some were dropped");
        assert!(keeps(&reads, "fields=title", 1), "others are still kept");
    }

    #[test]
    fn a_very_long_query_string_is_not_kept() {
        let reads = Reads::default();
        assert!(!keeps(&reads, &format!("filters[title]={}", "x".repeat(LONGEST)), 1));
        assert!(reads.0.is_empty());
    }

    #[test]
    fn paths_of_other_kinds_and_other_permission_sets_share_nothing() {
        let operation = |target, action| EntryOperation { singular: "article".to_owned(), target, action };
        let one = |id: &str| Target::One(id.to_owned());
        let (full, none) = (PermissionSet::full_access().fingerprint(), PermissionSet::default().fingerprint());
        let list = Key::of(full, &operation(Target::List, Action::Find), "");
        assert!(list != Key::of(none, &operation(Target::List, Action::Find), ""));
        assert!(list != Key::of(full, &operation(Target::BareList, Action::Find), ""));
        assert!(list != Key::of(full, &operation(one("a"), Action::FindOne), ""));
        let read = |id| Key::of(full, &operation(one(id), Action::FindOne), "");
        assert!(read("a") == read("b"), "the id is no part of what is prepared");
    }
}
