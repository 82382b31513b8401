//! Errors at fields of an answer, in the form that Strapi gives them.

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

    /// Whether a written answer has an error that is the server's own fault.
    pub fn is_internal_in(answer: &[u8]) -> bool {
        #[derive(Deserialize)]
        struct Shown {
            errors: Vec<ShownError>,
        }
        #[derive(Deserialize)]
        struct ShownError {
            extensions: Extensions,
        }
        #[derive(Deserialize)]
        struct Extensions {
            code: String,
        }
        // Errors come first, so most answers need no second look.
        answer.starts_with(br#"{"errors":"#)
            && serde_json::from_slice::<Shown>(answer).is_ok_and(|shown| {
                shown.errors.iter().any(|error| error.extensions.code == Code::Internal.content_graphql())
            })
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
