//! One error type for the whole program, made for two audiences.
//!
//! [`Error`] carries what a client may see ([`PublicError`]) and, apart from it, the internal cause for the log.
//! It has no `Display` on purpose: async-graphql turns anything that has one into a client-visible message.
//! Start at [`Code`], the single table of error codes.

mod database;

use std::borrow::Cow;
use std::fmt;

use serde_json::{Map, Value};

/// Result of every fallible operation in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, as a stable identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// No credential, or one that is malformed, unknown, expired or revoked.
    Unauthenticated,
    /// A known principal lacks a permission.
    Forbidden,
    /// Absent, or hidden from this principal.
    NotFound,
    /// The input breaks a rule.
    BadUserInput,
    /// The pagination arguments break a rule (a name of its own on the content API).
    Pagination,
    /// A business rule of the content API says no.
    Application,
    /// The state changed underneath, or a name is taken.
    Conflict,
    /// The body is no JSON.
    Syntax,
    /// The HTTP request is not one of GraphQL's.
    BadRequest,
    /// The GraphQL document is not one.
    GraphqlParse,
    /// The GraphQL document does not fit the schema.
    GraphqlValidation,
    /// The GraphQL document has no operation of the name that was asked for.
    OperationResolution,
    /// The query is over a configured limit.
    QueryTooComplex,
    /// Too many attempts.
    RateLimited,
    /// The body is over the configured size.
    PayloadTooLarge,
    /// A dependency is not reachable at present.
    ServiceUnavailable,
    /// A fault of the server; the cause is only in its log.
    Internal,
}

impl Code {
    /// The `extensions.code` of the management API.
    pub fn graphql(self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::NotFound => "NOT_FOUND",
            Self::BadUserInput | Self::Pagination | Self::Application => "BAD_USER_INPUT",
            Self::Conflict => "CONFLICT",
            Self::Syntax | Self::BadRequest => "BAD_REQUEST",
            Self::GraphqlParse => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidation => "GRAPHQL_VALIDATION_FAILED",
            Self::OperationResolution => "OPERATION_RESOLUTION_FAILURE",
            Self::QueryTooComplex => "QUERY_TOO_COMPLEX",
            Self::RateLimited => "RATE_LIMITED",
            Self::PayloadTooLarge => "PAYLOAD_TOO_LARGE",
            Self::ServiceUnavailable => "SERVICE_UNAVAILABLE",
            Self::Internal => "INTERNAL_SERVER_ERROR",
        }
    }

    /// The `extensions.code` of the content API, which speaks Strapi's dialect.
    pub fn content_graphql(self) -> &'static str {
        match self {
            Self::NotFound => "STRAPI_NOT_FOUND_ERROR",
            Self::Pagination => "STRAPI_PAGINATION_ERROR",
            Self::Application => "STRAPI_APPLICATION_ERROR",
            Self::Conflict => "BAD_USER_INPUT",
            Self::RateLimited => "STRAPI_RATE_LIMIT_ERROR",
            other => other.graphql(),
        }
    }

    /// The HTTP status of a request that fails as a whole with this code.
    pub fn http_status(self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::BadUserInput
            | Self::Pagination
            | Self::Application
            | Self::Syntax
            | Self::BadRequest
            | Self::GraphqlParse
            | Self::GraphqlValidation
            | Self::OperationResolution
            | Self::QueryTooComplex => 400,
            Self::Conflict => 409,
            Self::RateLimited => 429,
            Self::PayloadTooLarge => 413,
            Self::ServiceUnavailable => 503,
            Self::Internal => 500,
        }
    }

    /// The error name in Strapi's envelope.
    pub fn strapi_name(self) -> &'static str {
        match self {
            Self::Unauthenticated => "UnauthorizedError",
            Self::Forbidden => "ForbiddenError",
            Self::NotFound => "NotFoundError",
            Self::BadUserInput
            | Self::BadRequest
            | Self::GraphqlParse
            | Self::GraphqlValidation
            | Self::OperationResolution
            | Self::QueryTooComplex => "ValidationError",
            Self::Syntax => "SyntaxError",
            Self::Pagination => "PaginationError",
            Self::Application | Self::Conflict => "ApplicationError",
            Self::RateLimited => "RateLimitError",
            Self::PayloadTooLarge => "PayloadTooLargeError",
            Self::ServiceUnavailable => "ServiceUnavailableError",
            Self::Internal => "InternalServerError",
        }
    }
}

/// One broken rule and where it is broken.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// Path from the root of the input, outermost name first.
    pub path: Vec<String>,
    /// What is wrong, for a person.
    pub message: String,
    /// The offending value, where showing it back is harmless and expected.
    pub value: Option<Value>,
}

impl Violation {
    /// A violation at one top-level input field.
    pub fn at(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: vec![field.into()], message: message.into(), value: None }
    }

    /// The same violation, found inside `step`: an attribute, or the index of an item. A message that begins with the
    /// place begins with the longer one.
    #[must_use]
    pub fn inside(mut self, step: &str) -> Self {
        let rest = self.message.strip_prefix(&label(&self.path)).map(str::to_owned);
        self.path.insert(0, step.to_owned());
        if let Some(rest) = rest.filter(|rest| rest.starts_with(' ')) {
            self.message = label(&self.path) + &rest;
        }
        self
    }

    /// A violation deep in the input. The message names the path and goes on with `problem`.
    pub fn broken(path: &[&str], problem: &str) -> Self {
        let message = if path.is_empty() { problem.to_owned() } else { format!("{} {problem}", path.join(".")) };
        Self { path: path.iter().map(|&name| name.to_owned()).collect(), message, value: None }
    }
}

/// A path as messages write it: `links[0].label`.
fn label(path: &[String]) -> String {
    path.iter().fold(String::new(), |label, step| match step.parse::<usize>() {
        Ok(index) => format!("{label}[{index}]"),
        Err(_) if label.is_empty() => step.clone(),
        Err(_) => format!("{label}.{step}"),
    })
}

/// The half of an error that a client may see.
#[derive(Clone, Debug, PartialEq)]
pub struct PublicError {
    /// The stable identifier.
    pub code: Code,
    /// For a person; never contains text of the database, a path of the server or a secret.
    pub message: Cow<'static, str>,
    /// Structured facts, such as `missing` for a permission or `key` for an unknown name.
    pub details: Map<String, Value>,
    /// Broken input rules, each with its path.
    pub violations: Vec<Violation>,
}

impl PublicError {
    /// The `details` of Strapi's error form: the structured facts, or the list of broken rules under `errors`.
    pub fn strapi_details(&self) -> Value {
        if self.violations.is_empty() {
            return Value::Object(self.details.clone());
        }
        let errors = self.violations.iter().map(|violation| {
            let mut error = serde_json::json!({
                "path": violation.path,
                "message": violation.message,
                "name": "ValidationError",
            });
            if let (Some(value), Value::Object(error)) = (&violation.value, &mut error) {
                error.insert("value".to_owned(), value.clone());
            }
            error
        });
        let mut details = self.details.clone();
        details.insert("errors".to_owned(), errors.collect());
        Value::Object(details)
    }
}

/// An error on its way to a client and to the log.
pub struct Error {
    public: Box<PublicError>,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error with a code and a message for the client.
    pub fn new(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        let public = PublicError { code, message: message.into(), details: Map::new(), violations: Vec::new() };
        Self { public: Box::new(public), cause: None }
    }

    /// The credential is refused; `message` is one of the contract's fixed texts.
    pub fn unauthenticated(message: &'static str) -> Self {
        Self::new(Code::Unauthenticated, message)
    }

    /// A known principal lacks `missing`, written as a permission text such as `article:find(price)`.
    pub fn forbidden(missing: impl Into<String>) -> Self {
        Self::new(Code::Forbidden, "Forbidden").with_detail("missing", missing.into())
    }

    /// What was asked for does not exist, as far as this principal may know.
    pub fn not_found(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Code::NotFound, message)
    }

    /// One broken rule at one input field.
    pub fn bad_input(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::violations(vec![Violation::at(field, message)])
    }

    /// Several broken rules at once. The message is the only violation's, or says how many there are.
    pub fn violations(violations: Vec<Violation>) -> Self {
        let message = match violations.as_slice() {
            [only] => only.message.clone(),
            many => format!("{} errors occurred", many.len()),
        };
        let mut error = Self::new(Code::BadUserInput, message);
        error.public.violations = violations;
        error
    }

    /// The input clashes with what is stored, at one input field.
    pub fn conflict(field: impl Into<String>, message: impl Into<String>) -> Self {
        let mut error = Self::bad_input(field, message);
        error.public.code = Code::Conflict;
        error
    }

    /// A fault of the server. The client sees a constant text; `cause` goes to the log.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let mut error = Self::new(Code::Internal, "Internal Server Error");
        error.cause = Some(cause.into());
        error
    }

    /// The same cause with another public half, for where the client can do something about it.
    #[must_use]
    pub fn with_public(mut self, code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        self.public.code = code;
        self.public.message = message.into();
        self
    }

    /// Adds one structured fact for the client.
    #[must_use]
    pub fn with_detail(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.public.details.insert(key.to_owned(), value.into());
        self
    }

    /// The stable identifier.
    pub fn code(&self) -> Code {
        self.public.code
    }

    /// What a client may see.
    pub fn public(&self) -> &PublicError {
        &self.public
    }

    /// The internal cause, for the log only.
    pub fn cause(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn std::error::Error + 'static))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error").field("public", &self.public).field("cause", &self.cause).finish()
    }
}

impl From<rusqlite::Error> for Error {
    fn from(cause: rusqlite::Error) -> Self {
        Self::internal(cause)
    }
}
