//! The explorer of the GraphQL endpoints and the reference of the REST API: an application of two pages from the binary,
//! with no way out to another host. They are the same for everybody, and learn what a token may do from the APIs.

use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, VARY};
use http::{HeaderMap, HeaderValue};

use super::bundle::Bundle;

static FILES: Bundle = Bundle(include!(concat!(env!("OUT_DIR"), "/explorer_assets.rs")));

/// Scripts come from this server only and nothing is evaluated. Styles may be inline, as the editor measures and places
/// text with them.
const EXPLORER_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The reference has no editor, and so no inline styles either.
const REFERENCE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ABSENT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Keyway</title>\
    <h1>The explorer is not in this build</h1>\
    <p>This server was built where npm was missing or could not reach its registry. The API works all the same: \
    send GraphQL with POST to /graphql or /admin/graphql, and GET /api/openapi.json with a token.</p>\
    <p>To get the explorer, install Node.js 20 or newer, run <code>touch build.rs</code> and build the server again; \
    <code>EXPLORER_BUNDLE=require cargo build</code> says what is in its way.</p></html>";

/// The path of the scripts and styles for a page at this path. The page, which is the same at every path, looks for them
/// beside itself.
pub(super) fn assets_path(page: &str) -> String {
    let folder = page.rfind('/').map_or("", |end| &page[..end]);
    format!("{folder}/graphql/explorer/{{file}}")
}

/// The explorer at an endpoint's own address.
pub(super) fn page(headers: &HeaderMap) -> Response {
    respond("index.html", EXPLORER_POLICY, headers)
}

/// The reference of the REST API.
pub(super) fn reference(headers: &HeaderMap) -> Response {
    respond("reference.html", REFERENCE_POLICY, headers)
}

fn respond(page: &str, policy: &'static str, headers: &HeaderMap) -> Response {
    let mut response = match FILES.page(page) {
        Some(page) => page.respond(headers),
        None => Html(ABSENT).into_response(),
    };
    let own = response.headers_mut();
    own.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    own.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    own.append(VARY, HeaderValue::from_static("accept"));
    response
}

/// A script or style of the pages.
pub(super) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    FILES.asset(&name, &headers).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_assets_are_beside_the_page() {
        assert_eq!(assets_path("/graphql"), "/graphql/explorer/{file}");
        assert_eq!(assets_path("/admin/graphql"), "/admin/graphql/explorer/{file}");
        assert_eq!(assets_path("/api/docs"), "/api/graphql/explorer/{file}");
        assert_eq!(assets_path("/v1/content"), "/v1/graphql/explorer/{file}");
    }
}
