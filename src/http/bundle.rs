//! Files of the web applications that the build script packed into the binary.

use std::io::Read as _;

use axum::response::{IntoResponse, Response};
use flate2::read::GzDecoder;
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use http::{HeaderMap, HeaderValue};

use super::layers;

/// A file of an application's build.
pub(super) struct Asset {
    pub(super) name: &'static str,
    pub(super) gzip: &'static [u8],
    pub(super) brotli: &'static [u8],
}

/// An application's files; none where it was built without.
pub(super) struct Bundle(pub(super) &'static [Asset]);

impl Bundle {
    /// A page of the application, where there is one.
    pub(super) fn page(&self, name: &str) -> Option<&'static Asset> {
        self.find(name)
    }

    /// A script or style of the page; its name has a digest of its content, so it never changes.
    pub(super) async fn asset(&self, name: &str, headers: &HeaderMap) -> Response {
        let Some(asset) = self.find(name).filter(|asset| !asset.is_page()) else {
            return layers::not_found().await;
        };
        let mut response = asset.respond(headers);
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        response
    }

    fn find(&self, name: &str) -> Option<&'static Asset> {
        self.0.iter().find(|asset| asset.name == name)
    }
}

impl Asset {
    /// The file as it is packed, for a client that can unpack it.
    pub(super) fn respond(&self, headers: &HeaderMap) -> Response {
        let accepts = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let accepts = |coding| accepts.split([',', ';']).any(|accepted| accepted.trim() == coding);
        let mut response = if accepts("br") {
            ([(CONTENT_ENCODING, "br")], self.brotli).into_response()
        } else if accepts("gzip") {
            ([(CONTENT_ENCODING, "gzip")], self.gzip).into_response()
        } else {
            self.unpacked().into_response()
        };
        let own = response.headers_mut();
        own.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type()));
        own.insert(VARY, HeaderValue::from_static("accept-encoding"));
        response
    }

    /// The file as it was before it was packed.
    pub(super) fn unpacked(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        GzDecoder::new(self.gzip).read_to_end(&mut bytes).expect("the build script packed it");
        bytes
    }

    /// Pages are sent by whoever knows their policy.
    fn is_page(&self) -> bool {
        self.content_type().starts_with("text/html")
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
