//! Who may come in: from what a request presents to an endpoint that knows its caller.
//!
//! An endpoint is plugged into the router as an [`AdmitGraphql`] or an [`AdmitRest`]. It is asked before the body is read,
//! so that a refused credential costs neither memory nor parsing.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::ConnectInfo;
use axum::response::{IntoResponse, Response};
use futures_util::future::BoxFuture;
use http::header::{AUTHORIZATION, COOKIE, USER_AGENT, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{HeaderName, HeaderValue};

use super::envelope;
use crate::error::{Code, Error, Result};
use crate::graphql::{GraphqlAnswer, GraphqlRequest};
use crate::rest;

/// What a request says about its sender. The texts are as sent: nothing in here is trusted.
#[derive(Clone, Default)]
pub struct Presented {
    /// The header `Authorization`; `None` also when it is sent twice or is not text, as nothing can be meant by that.
    pub authorization: Option<String>,
    /// The header `Cookie`.
    pub cookie: Option<String>,
    /// The header `User-Agent`.
    pub user_agent: Option<String>,
    /// The address at the other end of the connection.
    pub peer: Option<IpAddr>,
}

impl Presented {
    pub(super) fn of(parts: &Parts) -> Self {
        Self {
            authorization: single(parts, &AUTHORIZATION),
            cookie: single(parts, &COOKIE),
            user_agent: single(parts, &USER_AGENT),
            peer: parts.extensions.get::<ConnectInfo<std::net::SocketAddr>>().map(|info| info.0.ip()),
        }
    }
}

fn single(parts: &Parts, name: &HeaderName) -> Option<String> {
    let mut values = parts.headers.get_all(name).iter();
    let value = values.next().filter(|_| values.next().is_none())?;
    value.to_str().ok().map(str::to_owned)
}

/// An endpoint on behalf of one caller, for one request.
pub type Admitted<Request, Answer> = Box<dyn FnOnce(Request) -> BoxFuture<'static, Answer> + Send>;

/// Decides about what is presented: an endpoint for this caller, or the error that keeps the request out.
pub type Admit<Request, Answer> =
    Arc<dyn Fn(Presented) -> BoxFuture<'static, Result<Admitted<Request, Answer>>> + Send + Sync>;

/// [`Admit`] of a GraphQL endpoint.
pub type AdmitGraphql = Admit<GraphqlRequest, GraphqlAnswer>;

/// [`AdmitGraphql`] of the content API as the token of an id sees it.
pub type AdmitView = Arc<dyn Fn(String) -> AdmitGraphql + Send + Sync>;

/// [`Admit`] of the REST content API.
pub type AdmitRest = Admit<rest::Request, Result<rest::Answer>>;

/// The response to a request that was not admitted: Strapi's envelope, whichever surface it asked for.
pub(super) fn refuse(error: &Error) -> Response {
    let mut response = envelope::failure(error).into_response();
    if error.code() == Code::Unauthenticated {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
