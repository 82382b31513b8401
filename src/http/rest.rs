//! The REST content API on HTTP: path and method, admission, body, answer.
//!
//! A path that leads nowhere is a 404 before anyone asks for a credential. Where names are concealed it is the other way
//! round, so that nobody can find out by their statuses which paths there are.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};

use super::admission::{self, AdmitRest, Presented};
use super::{body, envelope, explorer, layers};
use crate::error::{Code, Error, Result};
use crate::graphql::transport;
use crate::rest::{self, Operation, Reach, ResponseFormat};

/// Names the relations that a wildcard left out of an answer.
const OMITTED: HeaderName = HeaderName::from_static("x-keyway-omitted");
/// Where files are uploaded, whatever the case.
const UPLOAD: &str = "/api/upload";
/// Asks for answers as they were in version 4 of Strapi.
const FORMAT: HeaderName = HeaderName::from_static("strapi-response-format");
/// Below which every path of the API stands, whatever the case.
const PREFIX: &str = "/api/";

/// Where a browser gets the page about the API. A content type may have this path too, and answers everybody else.
pub(super) const REFERENCE: &str = "/api/docs";

/// Where a method and a path below the prefix lead.
pub type Routes = Arc<dyn Fn(&Method, &str) -> Reach + Send + Sync>;

/// Takes note of what was presented, why it was refused, and what it was presented for.
pub type Refused = Arc<dyn Fn(&Presented, &Error, &Operation) + Send + Sync>;

/// The REST content API as the router needs it.
#[derive(Clone)]
pub struct Surface {
    /// Its paths.
    pub routes: Routes,
    /// Whether nobody may learn without a credential which paths there are.
    pub conceals: bool,
    /// Who may come in.
    pub admit: AdmitRest,
    /// Told about each request for an operation that was not let in.
    pub refused: Refused,
}

/// The surface with what the server's configuration says of bodies.
#[derive(Clone)]
pub(super) struct Endpoint {
    pub(super) surface: Surface,
    pub(super) body_bytes: usize,
}

/// Answers any method at any path that nothing else answers.
pub(super) async fn handle(State(endpoint): State<Endpoint>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    if path == REFERENCE && transport::wants_page(&parts.method, &parts.headers) {
        return explorer::reference(&parts.headers);
    }
    let Some(path) =
        path.get(..PREFIX.len()).filter(|start| start.eq_ignore_ascii_case(PREFIX)).map(|_| &path[PREFIX.len()..])
    else {
        return layers::not_found().await;
    };
    let reach = (endpoint.surface.routes)(&parts.method, path);
    let operation = match reach {
        _ if parts.method == Method::OPTIONS => return endpoint.options(&reach).await,
        Reach::Operation(operation) => operation,
        _ if endpoint.surface.conceals => return endpoint.nothing(&parts).await,
        Reach::Methods(methods) => return not_allowed(methods),
        Reach::Nothing => return layers::not_found().await,
    };
    let answer = endpoint.answer(&parts, body, operation).await;
    let response = answer.unwrap_or_else(|error| admission::refuse(&error));
    if parts.method == Method::HEAD { without_body(response) } else { response }
}

impl Endpoint {
    async fn answer(&self, parts: &Parts, body: Body, operation: Operation) -> Result<Response> {
        let admitted = (self.surface.admit)(Presented::of(parts))
            .await
            .inspect_err(|error| (self.surface.refused)(&Presented::of(parts), error, &operation))?;
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let format = match text(&parts.headers, &FORMAT).as_deref() {
            Some("v4") => ResponseFormat::V4,
            _ => ResponseFormat::Flat,
        };
        let mut request = rest::Request { operation, query, body: rest::Body::default(), form: None, format };
        if let Operation::Files(_) = request.operation {
            request.form = form(&parts.headers, body);
        } else if !request.operation.is_read() {
            let bytes = body::read(body, self.body_bytes).await.map_err(in_strapis_words)?;
            request.body = rest::Body { content_type: text(&parts.headers, &CONTENT_TYPE), bytes };
        }
        Ok(respond(admitted(request).await.map_err(in_strapis_words)?))
    }

    /// The answer at a path that is not there, for those who may come in.
    async fn nothing(&self, parts: &Parts) -> Response {
        match (self.surface.admit)(Presented::of(parts)).await {
            Ok(_) => layers::not_found().await,
            Err(error) => admission::refuse(&error),
        }
    }

    async fn options(&self, reach: &Reach) -> Response {
        let methods = match reach {
            _ if self.surface.conceals => rest::METHODS,
            Reach::Nothing => return layers::not_found().await,
            Reach::Methods(methods) => methods,
            // No operation has this method.
            Reach::Operation(_) => rest::METHODS,
        };
        (StatusCode::OK, [(ALLOW, methods)]).into_response()
    }
}

/// Whether a request brings files, which takes longer than anything else does.
pub(super) fn is_upload(request: &Request) -> bool {
    let path = request.uri().path();
    request.method() == Method::POST && path.trim_end_matches('/').eq_ignore_ascii_case(UPLOAD)
}

/// A body that is a form, as its header says. Nothing of it is read yet.
fn form(headers: &HeaderMap, body: Body) -> Option<rest::Form> {
    let content_type = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    rest::Form::new(content_type, body.into_data_stream())
}

fn in_strapis_words(error: Error) -> Error {
    match error.code() {
        Code::PayloadTooLarge => error.with_public(Code::PayloadTooLarge, "request entity too large"),
        _ => error,
    }
}

fn respond(answer: rest::Answer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, answer.body).into_response();
    let headers = response.headers_mut();
    headers.remove(CONTENT_TYPE);
    if status != StatusCode::NO_CONTENT {
        headers.insert(CONTENT_TYPE, envelope::JSON);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if !answer.omitted.is_empty()
        && let Ok(omitted) = HeaderValue::try_from(answer.omitted.join(", "))
    {
        headers.insert(OMITTED, omitted);
    }
    response
}

fn not_allowed(methods: &'static str) -> Response {
    let mut response = layers::refuse_method();
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(methods));
    response
}

/// A header; what is no text means nothing.
fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    headers.get(name).map(|value| value.to_str().unwrap_or_default().to_owned())
}

/// The same head, and how long the body would be.
fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = axum::body::HttpBody::size_hint(&body).exact() {
        parts.headers.insert(CONTENT_LENGTH, length.into());
    }
    Response::from_parts(parts, Body::empty())
}
