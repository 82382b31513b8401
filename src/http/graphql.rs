//! A GraphQL endpoint on HTTP: page or operation, admission, reading, running, writing.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use http::Method;
use http::StatusCode;
use http::header::ALLOW;
use http::request::Parts;

use super::admission::{self, AdmitGraphql, AdmitView, Presented};
use super::{body, explorer};
use crate::error::Error;
use crate::graphql::GraphqlRequest;
use crate::graphql::persisted::PersistedQueries;
use crate::graphql::transport::{self, Format, Refusal};

/// One GraphQL endpoint as the router needs it.
#[derive(Clone)]
pub(super) struct Endpoint {
    admit: AdmitGraphql,
    body_bytes: usize,
    page: bool,
    persisted: Arc<PersistedQueries>,
}

impl Endpoint {
    /// An endpoint with a store of persisted queries of its own, which shows browsers a page or not.
    pub(super) fn new(admit: AdmitGraphql, body_bytes: usize, page: bool) -> Self {
        Self { admit, body_bytes, page, persisted: Arc::default() }
    }
}

/// The endpoints that show the content API as tokens see it, one for each token.
#[derive(Clone)]
pub(super) struct Views {
    admit: AdmitView,
    body_bytes: usize,
    persisted: Arc<PersistedQueries>,
}

impl Views {
    /// Endpoints that share one store of persisted queries and show browsers a page.
    pub(super) fn new(admit: AdmitView, body_bytes: usize) -> Self {
        Self { admit, body_bytes, persisted: Arc::default() }
    }
}

/// Answers any method at the path of a token's view.
pub(super) async fn handle_view(State(views): State<Views>, Path(token): Path<String>, request: Request) -> Response {
    let Views { admit, body_bytes, persisted } = views;
    handle(State(Endpoint { admit: admit(token), body_bytes, page: true, persisted }), request).await
}

/// Answers any method at the endpoint's path.
pub(super) async fn handle(State(endpoint): State<Endpoint>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    if parts.method == Method::OPTIONS {
        return (StatusCode::OK, [(ALLOW, transport::METHODS)]).into_response();
    }
    if endpoint.page && transport::wants_page(&parts.method, &parts.headers) {
        return explorer::page(&parts.headers);
    }
    let format = match Format::negotiate(&parts.headers) {
        Ok(format) => format,
        Err(refusal) => return refused(&refusal, Format::default()),
    };
    if let Err(refusal) = transport::check_method(&parts.method) {
        return refused(&refusal, format);
    }
    let admitted = match (endpoint.admit)(Presented::of(&parts)).await {
        Ok(admitted) => admitted,
        Err(error) => return admission::refuse(&error),
    };
    let request = match read(&parts, body, endpoint.body_bytes).await {
        Ok(request) => request,
        Err(refusal) => return refused(&refusal, format),
    };
    let request = match endpoint.persisted.resolve(request) {
        Ok(request) => request,
        Err(answer) => return transport::write(answer, format),
    };
    match AssertUnwindSafe(async { admitted(request).await }).catch_unwind().await {
        Ok(answer) => transport::write(answer, format),
        Err(_panic) => refused(&Refusal::fault(Error::internal("a resolver panicked")), format),
    }
}

async fn read(parts: &Parts, body: axum::body::Body, limit_bytes: usize) -> Result<GraphqlRequest, Refusal> {
    transport::check_head(&parts.method, &parts.headers)?;
    if parts.method == Method::POST {
        let body = body::read(body, limit_bytes).await.map_err(Refusal::unreadable)?;
        transport::read_post(&body)
    } else {
        transport::read_get(parts.uri.query().unwrap_or_default())
    }
}

fn refused(refusal: &Refusal, format: Format) -> Response {
    refusal.write(format)
}
