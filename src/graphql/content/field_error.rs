//! Errors at fields of an answer, in the form that Strapi gives them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::error::{Code, Error};

/// One step from the root of an answer to a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Segment {
    /// A response key.
    Key(String),
    /// A position in a list.
    Index(usize),
}

/// The errors of a written answer.
#[derive(Default, Deserialize)]
pub struct Told {
    errors: Vec<ToldError>,
}

#[derive(Deserialize)]
struct ToldError {
    extensions: Json,
}

impl Told {
    /// Whether one of them is the server's own fault.
    pub fn is_internal(&self) -> bool {
        self.with_code(Code::Internal).next().is_some()
    }

    /// What the refusals lacked, each once, where that may be said.
    pub fn missing(&self) -> BTreeSet<Option<&str>> {
        self.with_code(Code::Forbidden).map(|extensions| extensions["error"]["details"]["missing"].as_str()).collect()
    }

    fn with_code(&self, code: Code) -> impl Iterator<Item = &Json> {
        let all = self.errors.iter().map(|error| &error.extensions);
        all.filter(move |extensions| extensions["code"].as_str() == Some(code.content_graphql()))
    }
}

/// An error at a field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldError {
    message: String,
    path: Vec<Segment>,
    extensions: Json,
}

impl FieldError {
    /// `error` at `path`. The cause of an internal error goes to the log and nowhere else.
    pub fn new(error: &Error, path: Vec<Segment>) -> Self {
        if let Some(cause) = error.cause() {
            tracing::error!(cause, "a content operation failed");
        }
        let public = error.public();
        let message = match public.code {
            Code::Forbidden => "Forbidden access".to_owned(),
            _ => public.message.to_string(),
        };
        let extensions = json!({
            "code": public.code.content_graphql(),
            "error": {
                "name": public.code.strapi_name(),
                "message": message,
                "details": public.strapi_details(),
            },
        });
        Self { message, path, extensions }
    }

    /// The refusal of a field for lack of a permission, named where that may be said.
    pub fn forbidden(missing: Option<&str>, path: Vec<Segment>) -> Self {
        let error = match missing {
            Some(missing) => Error::forbidden(missing),
            None => Error::new(Code::Forbidden, "Forbidden"),
        };
        Self::new(&error, path)
    }

    /// What the errors of a written answer say; nothing where it has none.
    pub fn told_in(answer: &[u8]) -> Told {
        // Errors come first, so most answers need no second look.
        if !answer.starts_with(br#"{"errors":"#) {
            return Told::default();
        }
        serde_json::from_slice(answer).unwrap_or_default()
    }

    /// Whether this error stands at a path of response keys, whatever the positions in between.
    pub fn is_at(&self, keys: &[&str]) -> bool {
        let own = self.path.iter().filter_map(|segment| match segment {
            Segment::Key(key) => Some(key.as_str()),
            Segment::Index(_) => None,
        });
        own.eq(keys.iter().copied())
    }
}
