//! What every request passes, whatever its path: identity, deadline, panics, headers of the response.

use std::any::Any;
use std::time::{Duration, Instant};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use tracing::Instrument;

use super::router::Deadlines;
use super::{envelope, rest};
use crate::error::{Code, Error};
use crate::id::Entropy;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What every request is given.
#[derive(Clone)]
pub(super) struct Surroundings {
    /// Where names of requests come from.
    pub entropy: Entropy,
    /// The time for a request.
    pub deadlines: Deadlines,
}

/// Names the request, for the log and in the answer: by the name a proxy gave it when that is a plain short word. Gives it
/// a deadline, and its answer the headers that all have. One layer for all of it, as each costs every request something.
pub(super) async fn surround(State(surroundings): State<Surroundings>, request: Request, next: Next) -> Response {
    let Surroundings { entropy, deadlines } = surroundings;
    let deadline = if rest::is_upload(&request) { deadlines.upload } else { deadlines.usual };
    let given = request.headers().get(REQUEST_ID).filter(|id| is_plain_word(id.as_bytes())).cloned();
    let id = given.or_else(|| HeaderValue::try_from(entropy.id()).ok());
    let id = id.unwrap_or(HeaderValue::from_static("-"));
    // The path and no query: a GET carries its whole document there.
    let (method, path) = (request.method(), request.uri().path());
    let name = id.to_str().unwrap_or("-");
    let span = tracing::info_span!("request", id = name, %method, path, principal = tracing::field::Empty);
    let started = Instant::now();
    let mut response = in_time(deadline, next.run(request)).instrument(span.clone()).await;
    let duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(status = response.status().as_u16(), duration_ms, "answered"));
    let headers = response.headers_mut();
    secure(headers);
    headers.insert(REQUEST_ID, id);
    response
}

fn is_plain_word(bytes: &[u8]) -> bool {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=64).contains(&bytes.len()) && bytes.iter().all(plain)
}

/// Gives up a request that takes longer than it may. What it was doing is dropped; an open transaction rolls back.
async fn in_time(deadline: Duration, answer: impl Future<Output = Response>) -> Response {
    tokio::time::timeout(deadline, answer).await.unwrap_or_else(|_| {
        let message = format!("The request took longer than {} seconds", deadline.as_secs());
        envelope::failure(&Error::new(Code::ServiceUnavailable, message))
    })
}

/// Adds what keeps a browser from doing more with an answer than showing it. The explorer's page has its own policy.
fn secure(headers: &mut HeaderMap) {
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    let policy = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(policy);
}

/// The answer to a request whose handler panicked; the panic's text stays in the log.
pub(super) fn after_panic(_payload: Box<dyn Any + Send>) -> Response {
    envelope::failure(&Error::internal("a handler panicked"))
}

/// The answer for every path that is not served.
pub(super) async fn not_found() -> Response {
    envelope::failure(&Error::not_found("Not Found"))
}

/// The answer to a method that a path does not take; the header `Allow` is the router's.
pub(super) async fn method_not_allowed() -> Response {
    refuse_method()
}

/// The answer to a method that a path does not take, without the header `Allow`.
pub(super) fn refuse_method() -> Response {
    (StatusCode::METHOD_NOT_ALLOWED, "Method Not Allowed").into_response()
}
