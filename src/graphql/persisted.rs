//! Automatic persisted queries, as Apollo's clients use them: a request names a document by its SHA-256, and sends the
//! text along only when the server says that it does not know it.
//!
//! One store serves all callers. It holds nothing but texts: what a text may do is decided for whoever runs it.

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};

use super::{GraphqlAnswer, GraphqlRequest, Payload, errors_body, server_error};
use crate::error::{Code, Error};

/// Bytes that all kept texts may take.
const CAPACITY: u64 = 8 << 20;
/// Bytes of the longest text that is kept. Clients of a longer one send it again each time.
const LONGEST: usize = 64 << 10;
/// Documents that are expected to be kept; a hint for the size of tables.
const EXPECTED: usize = 1_024;
/// The SHA-256 of a document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DocumentHash([u8; 32]);

impl DocumentHash {
    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let bytes = text.as_bytes().chunks(2).map(|pair| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok());
        Some(Self(bytes.collect::<Option<Vec<_>>>()?.try_into().ok()?))
    }

    fn of(document: &str) -> Self {
        Self(Sha256::digest(document).into())
    }
}

/// The documents that clients have registered, the least used ones dropped first.
pub struct PersistedQueries(Cache<DocumentHash, String, Bytes>);

#[derive(Clone)]
struct Bytes;

impl Weighter<DocumentHash, String> for Bytes {
    fn weight(&self, hash: &DocumentHash, document: &String) -> u64 {
        u64::try_from(size_of_val(hash) + document.len()).unwrap_or(u64::MAX)
    }
}

impl Default for PersistedQueries {
    fn default() -> Self {
        Self(Cache::with_weighter(EXPECTED, CAPACITY, Bytes))
    }
}

impl PersistedQueries {
    /// The request with its document, which is kept when the request brings it along.
    ///
    /// Errors: the answer to send instead, when the document is not known or is not the one that its hash names.
    pub fn resolve(&self, mut request: GraphqlRequest) -> Result<GraphqlRequest, GraphqlAnswer> {
        let Some(hash) = request.persisted.take() else { return Ok(request) };
        if request.query.is_empty() {
            request.query = self.0.get(&hash).ok_or_else(not_found)?;
        } else if DocumentHash::of(&request.query) != hash {
            let error = server_error(Code::BadRequest.graphql(), "provided sha does not match query");
            return Err(GraphqlAnswer::refused(&[error]));
        } else if request.query.len() <= LONGEST {
            self.0.insert(hash, request.query.clone());
        }
        Ok(request)
    }
}

/// What makes a client repeat its request with the document: an answer like any other, with status 200.
fn not_found() -> GraphqlAnswer {
    let error = server_error("PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");
    GraphqlAnswer::executed(Payload::Json(errors_body(&[error])))
}

/// Reads `extensions.persistedQuery` of a request.
///
/// Errors: when it is not of the form `{"version":1,"sha256Hash":"…"}`.
pub fn read(extensions: &serde_json::Map<String, serde_json::Value>) -> Result<Option<DocumentHash>, Error> {
    let Some(given) = extensions.get("persistedQuery").filter(|given| !given.is_null()) else { return Ok(None) };
    let hash = given["sha256Hash"].as_str().and_then(DocumentHash::parse);
    match (given["version"].as_i64(), hash) {
        (Some(1), Some(hash)) => Ok(Some(hash)),
        (Some(1), None) => Err(malformed("extensions.persistedQuery.sha256Hash must be 64 hexadecimal digits")),
        _ => Err(malformed("Unsupported persisted query version")),
    }
}

fn malformed(message: &'static str) -> Error {
    Error::new(Code::BadRequest, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(query: &str, persisted: Option<DocumentHash>) -> GraphqlRequest {
        GraphqlRequest { query: query.to_owned(), persisted, ..GraphqlRequest::default() }
    }

    #[test]
    fn the_hash_is_the_sha_256_of_the_text() {
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        for text in [known, &known.to_uppercase()] {
            assert_eq!(DocumentHash::parse(text), Some(DocumentHash::of("abc")));
        }
        for text in ["", &known[1..], &known[2..], &format!("{known}00"), &format!("+{}", &known[1..])] {
            assert_eq!(DocumentHash::parse(text), None, "{text}");
        }
    }

    #[test]
    fn many_long_documents_stay_within_the_memory_that_is_set_aside() {
        let store = PersistedQueries::default();
        for number in 0..400 {
            let text = format!("{{ a{number} }}{}", " ".repeat(LONGEST - 10));
            assert!(store.resolve(request(&text, Some(DocumentHash::of(&text)))).is_ok());
            assert!(store.0.weight() <= CAPACITY);
        }
        let too_long = " ".repeat(LONGEST + 1);
        assert!(store.resolve(request(&too_long, Some(DocumentHash::of(&too_long)))).is_ok());
        assert!(store.resolve(request("", Some(DocumentHash::of(&too_long)))).is_err(), "it was not kept");
    }
}
