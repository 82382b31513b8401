//! The explorer, and the page for the first administrator: one application from the binary, with no way out to another
//! host.

use std::io::Read as _;

use axum::extract::Path;
use axum::response::{Html, IntoResponse, Response};
use flate2::read::GzDecoder;
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY};
use http::{HeaderMap, HeaderValue};

use super::layers;

/// A file of the explorer's build.
struct Asset {
    name: &'static str,
    gzip: &'static [u8],
}

static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/explorer_assets.rs"));

/// Scripts come from this server only and nothing is evaluated. Styles may be inline, as the editor measures and places
/// text with them.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
    font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ABSENT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Keyway</title>\
    <h1>The explorer is not in this build</h1>\
    <p>This server was built where npm was missing or could not reach its registry. The API works all the same: \
    send GraphQL with POST to /graphql or /admin/graphql.</p>\
    <p>To get the explorer, install Node.js 20 or newer, run <code>touch build.rs</code> and build the server again; \
    <code>EXPLORER_BUNDLE=require cargo build</code> says what is in its way.</p></html>";

/// The page at an endpoint's own address.
pub(super) fn page(headers: &HeaderMap) -> Response {
    let mut response = match find("index.html") {
        Some(asset) => asset.respond(headers),
        None => Html(ABSENT).into_response(),
    };
    let own = response.headers_mut();
    own.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    own.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    own.append(VARY, HeaderValue::from_static("accept"));
    response
}

/// The page on which the first administrator is made: the same application, which looks at its address.
pub(super) async fn setup(headers: HeaderMap) -> Response {
    page(&headers)
}

/// A script or style of the page; its name has a digest of its content, so it never changes.
pub(super) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let Some(asset) = find(&name).filter(|asset| asset.name != "index.html") else {
        return layers::not_found().await;
    };
    let mut response = asset.respond(&headers);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    response
}

fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

impl Asset {
    fn respond(&self, headers: &HeaderMap) -> Response {
        let accepts = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let mut response = if accepts.contains("gzip") {
            ([(CONTENT_ENCODING, "gzip")], self.gzip).into_response()
        } else {
            self.unpacked().into_response()
        };
        let own = response.headers_mut();
        own.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type()));
        own.insert(VARY, HeaderValue::from_static("accept-encoding"));
        response
    }

    fn unpacked(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        GzDecoder::new(self.gzip).read_to_end(&mut bytes).expect("the build script packed it");
        bytes
    }

    fn content_type(&self) -> &'static str {
        match self.name.rsplit('.').next() {
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("woff2") => "font/woff2",
            _ => "application/octet-stream",
        }
    }
}
