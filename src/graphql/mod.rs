//! GraphQL: what every endpoint of the server takes and gives, however it came over the wire.
//!
//! [`GraphqlRequest`] and [`GraphqlAnswer`] are the border between HTTP and the two schemas. Nothing in here touches
//! the database; the endpoints go through `service` and `query`. Start reading at [`GraphqlRequest`]; how a request
//! arrives is in `transport`, what it may cost before it is looked at closely in `limits`.

pub mod content;
pub mod limits;
pub mod management;
pub mod media_type;
mod parse;
pub mod persisted;
pub mod transport;
mod variable_types;

use async_graphql::{ErrorExtensionValues, Response, ServerError, Value};
use serde::Serialize;

use self::persisted::DocumentHash;
use crate::error::{Code, Error};

/// One GraphQL operation to run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphqlRequest {
    /// The document's text; empty where only its hash came.
    pub query: String,
    /// The hash under which the document is known or to be kept.
    pub persisted: Option<DocumentHash>,
    /// Which of the document's operations to run; needed when it has several.
    pub operation_name: Option<String>,
    /// The values of the operation's variables.
    pub variables: serde_json::Map<String, serde_json::Value>,
    /// Whether only queries may run, because the request came by a method that promises to change nothing.
    pub read_only: bool,
}

/// How far a request came; decides the HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The operation ran, with or without errors at its fields.
    Executed,
    /// Nothing ran: the document, the operation name or a variable was refused.
    Refused,
    /// Nothing ran: the operation is a mutation and the request was read-only.
    MutationOverGet,
}

/// The answer to one operation.
#[derive(Debug)]
pub struct GraphqlAnswer {
    /// What is sent.
    pub payload: Payload,
    /// How far the request came.
    pub stage: Stage,
}

/// What is sent as an answer.
#[derive(Debug)]
pub enum Payload {
    /// JSON that is written already, with or without a line feed at its end.
    Json(Vec<u8>),
    /// A response of async-graphql, which brings headers of its own.
    Response(Box<Response>),
}

impl GraphqlAnswer {
    /// The answer of an operation that ran.
    pub fn executed(payload: Payload) -> Self {
        Self { payload, stage: Stage::Executed }
    }

    /// The answer to a request of which nothing ran, and why.
    pub fn refused(errors: &[ServerError]) -> Self {
        Self { payload: Payload::Json(errors_body(errors)), stage: Stage::Refused }
    }

    /// The answer to a mutation in a read-only request.
    pub fn mutation_over_get() -> Self {
        let error = server_error("BAD_REQUEST", "A mutation needs the method POST");
        Self { payload: Payload::Json(errors_body(&[error])), stage: Stage::MutationOverGet }
    }

    /// The JSON of the answer.
    pub fn into_json(self) -> Vec<u8> {
        match self.payload {
            Payload::Json(json) => json,
            Payload::Response(response) => serde_json::to_vec(&response).expect("a response has only text keys"),
        }
    }
}

/// The wire form of an error that is about a request as a whole and not about one of its fields.
/// Structured details stand beside the code in `extensions`.
pub fn request_error(error: &Error) -> ServerError {
    let public = error.public();
    let mut shown = server_error(public.code.graphql(), public.message.clone());
    let extensions = shown.extensions.get_or_insert_default();
    for (name, detail) in &public.details {
        extensions.set(name, Value::from_json(detail.clone()).unwrap_or_default());
    }
    shown
}

/// Gives an error of the GraphQL library the code that it lacks.
pub(crate) fn coded(mut error: ServerError, code: Code) -> ServerError {
    error.extensions.get_or_insert_default().set("code", code.graphql());
    error
}

fn server_error(code: &str, message: impl Into<String>) -> ServerError {
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code);
    ServerError { extensions: Some(extensions), ..ServerError::new(message, None) }
}

/// `{"errors":[…]}`: an answer without the key `data`, as nothing ran.
pub(crate) fn errors_body(errors: &[ServerError]) -> Vec<u8> {
    #[derive(Serialize)]
    struct Body<'a> {
        errors: &'a [ServerError],
    }
    serde_json::to_vec(&Body { errors }).expect("an error list has only text keys")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_has_no_data_and_names_its_code() {
        let error = Error::new(Code::QueryTooComplex, "Too much").with_detail("limit", 5);
        let answer = GraphqlAnswer::refused(&[request_error(&error)]);
        assert_eq!(answer.stage, Stage::Refused);
        let body = String::from_utf8(answer.into_json()).unwrap();
        assert_eq!(body, r#"{"errors":[{"message":"Too much","extensions":{"code":"QUERY_TOO_COMPLEX","limit":5}}]}"#);
    }
}
