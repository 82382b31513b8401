//! The documents that are kept, for all schemas together and bounded by the memory that they take.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, Equivalent, OptionsBuilder, Weighter};

use super::document::Document;
use crate::access::Fingerprint;

/// Bytes that all kept documents may take, by the estimate of [`Memory`].
const CAPACITY: u64 = 128 << 20;
/// Parts of the cache, each with its share of the capacity: few, so that a large document fits into one.
const SHARDS: usize = 8;
/// Documents that are expected to be kept; a hint for the size of tables.
const EXPECTED: usize = 4_096;
/// Bytes of the longest text that is kept. A longer one is rare and mostly made to be expensive: it is compiled anew.
const LONGEST: usize = 16 << 10;

/// Bytes that a parsed document takes for each byte of its text, at most: a field of two letters is a node of its own.
const PARSED: usize = 64;
/// Bytes that the arguments and the statements of an operation take for each byte of its text.
const PLANNED: usize = 16;
/// Bytes that a field of an operation takes.
const FIELD: usize = 512;

/// Compiled documents by permission set, text and operation name, the least used ones dropped first.
pub struct Documents(Cache<Key, Arc<Document>, Memory>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct Key {
    caller: Fingerprint,
    query: String,
    operation: Option<String>,
}

struct KeyRef<'k> {
    caller: Fingerprint,
    query: &'k str,
    operation: Option<&'k str>,
}

impl Hash for KeyRef<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.caller.hash(state);
        self.query.hash(state);
        self.operation.hash(state);
    }
}

impl Equivalent<Key> for KeyRef<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.caller == key.caller && self.query == key.query && self.operation == key.operation.as_deref()
    }
}

/// Estimates the bytes that a document takes with all operations that may yet be compiled from it.
#[derive(Clone)]
struct Memory;

impl Weighter<Key, Arc<Document>> for Memory {
    fn weight(&self, key: &Key, document: &Arc<Document>) -> u64 {
        let text = key.query.len();
        let (fields, operations) = document.bounds();
        let parsed = text.saturating_mul(PARSED);
        let compiled = fields.saturating_mul(FIELD).saturating_add(operations.saturating_mul(text * PLANNED));
        u64::try_from(parsed.saturating_add(compiled)).unwrap_or(u64::MAX)
    }
}

impl Default for Documents {
    fn default() -> Self {
        let mut options = OptionsBuilder::new();
        options.estimated_items_capacity(EXPECTED).weight_capacity(CAPACITY).shards(SHARDS);
        let options = options.build().expect("the estimate and the capacity are given");
        Self(Cache::with_options(options, Memory, DefaultHashBuilder::default(), DefaultLifecycle::default()))
    }
}

impl Documents {
    /// The document that the permission set `caller` has asked with this text and operation name.
    pub fn get(&self, caller: Fingerprint, query: &str, operation: Option<&str>) -> Option<Arc<Document>> {
        self.0.get(&KeyRef { caller, query, operation })
    }

    /// Keeps a document, where it is not too large.
    pub fn insert(&self, caller: Fingerprint, query: &str, operation: Option<&str>, document: Arc<Document>) {
        if query.len() <= LONGEST {
            let (query, operation) = (query.to_owned(), operation.map(str::to_owned));
            self.0.insert(Key { caller, query, operation }, document);
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;
    use crate::access::PermissionSet;

    fn document(query: &str) -> Arc<Document> {
        let parsed = parse_query(query).expect("a document");
        Arc::new(Document::new(parsed, None).expect("it has an operation"))
    }

    fn keep(documents: &Documents, query: &str) -> bool {
        let caller = PermissionSet::full_access().fingerprint();
        documents.insert(caller, query, None, document(query));
        documents.get(caller, query, None).is_some()
    }

    #[test]
    fn many_large_documents_stay_within_the_memory_that_is_set_aside() {
        let documents = Documents::default();
        for number in 0..400 {
            let query = format!("{{ articles {{ a{number} {} }} }}", "id ".repeat(1_000));
            keep(&documents, &query);
            assert!(documents.0.weight() <= CAPACITY);
        }
        assert!(documents.0.len() < 400, "some were dropped");
        assert!(keep(&documents, "{ articles { title } }"), "others are still kept");
    }

    #[test]
    fn a_document_with_variants_weighs_as_much_as_all_of_them() {
        let key = |query: &str| Key {
            caller: PermissionSet::full_access().fingerprint(),
            query: query.to_owned(),
            operation: None,
        };
        let plain = "query($a: Boolean!) { articles { title author { name } } }";
        let varied = "query($a: Boolean!) { articles { title author @skip(if: $a) { name } } }";
        let weigh = |query: &str| Memory.weight(&key(query), &document(query));
        assert!(weigh(varied) > 3 * weigh(plain));
    }

    #[test]
    fn a_very_long_document_is_not_kept() {
        let documents = Documents::default();
        assert!(!keep(&documents, &format!("{{ articles {{ title }} }} #{}", "x".repeat(LONGEST))));
        assert!(documents.0.is_empty());
    }
}
