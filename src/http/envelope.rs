//! Strapi's error envelope: for REST, and for all that is refused before a GraphQL endpoint has the request.

use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use serde_json::json;

use crate::error::{Code, Error};

/// The media type of every answer.
pub(super) const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// The whole response for `error`; an internal one is logged with its cause and shown without.
pub(super) fn failure(error: &Error) -> Response {
    if error.code() == Code::Internal {
        tracing::error!(cause = ?error.cause(), "request failed");
    }
    let public = error.public();
    let status = StatusCode::from_u16(public.code.http_status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut shown = json!({
        "status": status.as_u16(),
        "name": public.code.strapi_name(),
        "message": public.message,
    });
    if !matches!(public.code, Code::Internal | Code::PayloadTooLarge | Code::Syntax) {
        shown["details"] = public.strapi_details();
    }
    let mut response = (status, json!({ "data": null, "error": shown }).to_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, JSON);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
