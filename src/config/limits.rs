//! Bounds on a single request. A request over one of them gets one clear error that names it.

use serde::{Deserialize, Serialize};

use crate::graphql::limits::{Limits as DocumentLimits, NESTING_CEILING};
use crate::query::page::PageLimits;

/// The table `limits` of the configuration.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Size of a request body, in bytes. Default 1,048,576 (1 MiB).
    pub body_bytes: usize,
    /// Time for a request, in seconds. Default 30.
    pub request_seconds: u64,
    /// Size of a GraphQL document, in bytes. Default 262,144 (256 KiB).
    pub document_bytes: usize,
    /// Tokens (words, numbers, signs) of a GraphQL document; a string is one. Default 5,000.
    pub document_tokens: usize,
    /// Levels of brackets within each other in a GraphQL document, at most 128. Default 64.
    pub document_nesting: usize,
    /// Levels of selections in an operation; a leaf is 0. Default 10.
    pub depth: usize,
    /// Aliases in an operation. Default 50.
    pub aliases: usize,
    /// Fields at the root of an operation. Default 20.
    pub root_fields: usize,
    /// Directives in an operation. Default 50.
    pub directives: usize,
    /// Fields of an operation once its fragments are expanded. Default 2,000.
    pub expanded_fields: usize,
    /// Lists within lists of introspection, such as the fields of the types of fields. Default 3.
    pub introspection_lists: usize,
    /// Values that an answer may hold at most, over all levels. Default 50,000.
    pub cost: u64,
    /// Entries of a list when the request names no size, at the root and in nested lists. Default 10.
    pub page_size_default: u32,
    /// Entries of a list at most; a larger size is lowered to it. Default 100.
    pub page_size_max: u32,
}

impl Default for Limits {
    fn default() -> Self {
        let document = DocumentLimits::default();
        Self {
            body_bytes: 1 << 20,
            request_seconds: 30,
            document_bytes: document.document_bytes,
            document_tokens: document.document_tokens,
            document_nesting: document.document_nesting,
            depth: document.depth,
            aliases: document.aliases,
            root_fields: document.root_fields,
            directives: document.directives,
            expanded_fields: document.expanded_fields,
            introspection_lists: document.introspection_lists,
            cost: 50_000,
            page_size_default: 10,
            page_size_max: 100,
        }
    }
}

impl Limits {
    /// What is checked on a GraphQL document.
    pub fn document(&self) -> DocumentLimits {
        DocumentLimits {
            document_bytes: self.document_bytes,
            document_tokens: self.document_tokens,
            document_nesting: self.document_nesting,
            depth: self.depth,
            aliases: self.aliases,
            root_fields: self.root_fields,
            directives: self.directives,
            expanded_fields: self.expanded_fields,
            introspection_lists: self.introspection_lists,
        }
    }

    /// The sizes of pages.
    pub fn pages(&self) -> PageLimits {
        PageLimits { default: u64::from(self.page_size_default), max: u64::from(self.page_size_max) }
    }

    /// The first rule that is broken: its key and what was expected.
    pub(super) fn check(&self) -> Result<(), (&'static str, String)> {
        let positive = [
            ("limits.body_bytes", self.body_bytes as u64),
            ("limits.request_seconds", self.request_seconds),
            ("limits.document_bytes", self.document_bytes as u64),
            ("limits.document_tokens", self.document_tokens as u64),
            ("limits.document_nesting", self.document_nesting as u64),
            ("limits.root_fields", self.root_fields as u64),
            ("limits.expanded_fields", self.expanded_fields as u64),
            ("limits.cost", self.cost),
            ("limits.page_size_default", u64::from(self.page_size_default)),
            ("limits.page_size_max", u64::from(self.page_size_max)),
        ];
        if let Some((key, _)) = positive.into_iter().find(|(_, value)| *value == 0) {
            return Err((key, "expected a number above 0".to_owned()));
        }
        if self.document_nesting > NESTING_CEILING {
            return Err(("limits.document_nesting", format!("expected at most {NESTING_CEILING}")));
        }
        if self.page_size_default > self.page_size_max {
            let expected = format!("expected at most limits.page_size_max, which is {}", self.page_size_max);
            return Err(("limits.page_size_default", expected));
        }
        Ok(())
    }
}
