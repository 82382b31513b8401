//! Uploaded files, as they are in their folder. Anybody may have them who knows their names, which nobody can guess.
//!
//! Whatever somebody has uploaded, a browser does no more with it than show pictures, play sounds and films, and read
//! plain text: everything else is to be saved, and nothing of it runs.

use std::path::Path as Folder;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use tower_http::services::ServeFile;

use super::layers;
use crate::media::kind::{by_extension, is_only_shown};
use crate::media::name;
use crate::storage::CACHING;

/// One step, so that there is no way around in the folder.
pub(super) const PATH: &str = "/uploads/{name}";
/// Nothing is loaded from a file, and it has no origin.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox");
const ATTACHMENT: HeaderValue = HeaderValue::from_static("attachment");
const UNKNOWN: &str = "application/octet-stream";

/// Sends a file, or the parts of it that are asked for.
pub(super) async fn file(State(folder): State<Arc<Folder>>, Path(stored): Path<String>, request: Request) -> Response {
    if !is_stored_name(&stored) {
        return layers::not_found().await;
    }
    let path = folder.join(&stored);
    if !tokio::fs::metadata(&path).await.is_ok_and(|found| found.is_file()) {
        return layers::not_found().await;
    }
    let mime = by_extension(name::split(&stored).1).unwrap_or(UNKNOWN);
    let (parts, _) = request.into_parts();
    match ServeFile::new(path).try_call(Request::from_parts(parts, Body::empty())).await {
        Ok(response) => described(response.map(Body::new), mime),
        // It has just been deleted.
        Err(_) => layers::not_found().await,
    }
}

/// Whether a file can be called so. Names with a dot in front or a `#` are of files that are not whole yet, or not ours.
fn is_stored_name(name: &str) -> bool {
    !name.starts_with('.') && !name.contains(['/', '\\', '#', '\0'])
}

fn described(mut response: Response, mime: &'static str) -> Response {
    let succeeded = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, POLICY);
    if succeeded {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(CACHING));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(mime));
        if !is_only_shown(mime) {
            headers.insert(CONTENT_DISPOSITION, ATTACHMENT);
        }
    }
    response.into_response()
}
