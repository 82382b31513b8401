//! How a failed use case looks to a client of the management endpoint.
//!
//! `extensions` has the code, the structured details, and the broken rules with their paths. The cause of a fault of
//! the server goes to the log and nowhere else.

use async_graphql::{ErrorExtensionValues, Value};
use serde_json::json;

use crate::error::{Code, Error, PublicError};

impl From<Error> for async_graphql::Error {
    fn from(error: Error) -> Self {
        if error.code() == Code::Internal {
            tracing::error!(cause = ?error.cause(), "a management operation failed");
        }
        let public = error.public();
        let mut shown = Self::new(public.message.clone());
        shown.extensions = Some(extensions(public));
        shown
    }
}

fn extensions(public: &PublicError) -> ErrorExtensionValues {
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", public.code.graphql());
    if !public.details.is_empty() {
        extensions.set("details", to_graphql(public.details.clone().into()));
    }
    if !public.violations.is_empty() {
        let violations = public.violations.iter();
        let shown = violations.map(|violation| json!({"path": violation.path, "message": violation.message}));
        extensions.set("violations", to_graphql(shown.collect()));
    }
    extensions
}

fn to_graphql(json: serde_json::Value) -> Value {
    Value::from_json(json).expect("every JSON value is a GraphQL value")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Violation;

    #[test]
    fn a_fault_of_the_server_shows_a_constant_text() {
        let shown = async_graphql::Error::from(Error::internal("no such table: keyway_tokens"));
        assert_eq!(shown.message, "Internal Server Error");
        assert_eq!(serde_json::to_value(&shown.extensions).unwrap(), json!({"code": "INTERNAL_SERVER_ERROR"}));
    }

    #[test]
    fn broken_rules_carry_their_paths() {
        let violation =
            Violation { path: vec!["input".into(), "name".into()], message: "too long".into(), value: None };
        let shown = async_graphql::Error::from(Error::violations(vec![violation]).with_detail("limit", 100));
        let expected = json!({
            "code": "BAD_USER_INPUT",
            "details": {"limit": 100},
            "violations": [{"path": ["input", "name"], "message": "too long"}],
        });
        assert_eq!(serde_json::to_value(&shown.extensions).unwrap(), expected);
    }
}
