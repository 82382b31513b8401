//! The admin panel: an application from the binary, on every address below `/admin` that nothing else has.
//!
//! Its page is told three things of each answer: where `/admin` is from here, perhaps behind a proxy's prefix, where the
//! content API in GraphQL is, and the nonce under which its library may add styles. Everything else it asks of the APIs.

use axum::extract::{OriginalUri, Path, State};
use axum::response::{Html, IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use http::{HeaderMap, HeaderValue};

use super::bundle::Bundle;
use crate::id::Entropy;

static FILES: Bundle = Bundle(include!(concat!(env!("OUT_DIR"), "/panel_assets.rs")));

/// Where `index.html` has the address of `/admin`.
const BASE: &str = "__BASE__";
/// Where `index.html` has the path of the content API in GraphQL.
const CONTENT: &str = "__CONTENT__";
/// Where `index.html` has the nonce.
const NONCE: &str = "__NONCE__";

const ABSENT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Keyway</title>\
    <h1>The admin panel is not in this build</h1>\
    <p>This server was built where npm was missing or could not reach its registry. Everything that the panel does can \
    be done with POST to /admin/graphql and with the program's command line.</p>\
    <p>To get the panel, install Node.js 20 or newer, run <code>touch build.rs</code> and build the server again; \
    <code>PANEL_BUNDLE=require cargo build</code> says what is in its way.</p></html>";

/// What the page needs to know of the server that it is a part of.
#[derive(Clone)]
pub(super) struct Surroundings {
    /// Where nonces come from.
    pub(super) entropy: Entropy,
    /// The path of the content API in GraphQL.
    pub(super) content_path: String,
}

/// The page, at whatever address below `/admin`; the application looks at the address.
pub(super) async fn page(State(surroundings): State<Surroundings>, OriginalUri(uri): OriginalUri) -> Response {
    let nonce = surroundings.entropy.id();
    let page = match FILES.page("index.html") {
        Some(page) => {
            let page = String::from_utf8(page.unpacked()).expect("the build script packed a page");
            let page = page.replace(BASE, &base_seen_from(uri.path())).replace(NONCE, &nonce);
            page.replace(CONTENT, &surroundings.content_path)
        }
        None => ABSENT.to_owned(),
    };
    let mut response = Html(page).into_response();
    let own = response.headers_mut();
    own.insert(CONTENT_SECURITY_POLICY, policy(&nonce));
    own.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A script or style of the page.
pub(super) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Response {
    FILES.asset(&name, &headers).await
}

/// Scripts come from this server only, nothing is evaluated, and styles are those of this page.
fn policy(nonce: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; \
         media-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; \
         frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).expect("a nonce is letters and digits")
}

/// The folder `admin/` relative to an address at or below it. Of the path only its depth is used.
fn base_seen_from(path: &str) -> String {
    match path.matches('/').count() {
        0 | 1 => "./admin/".to_owned(),
        2 => "./".to_owned(),
        depth => "../".repeat(depth - 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_leads_to_the_panel_from_every_depth() {
        let cases = [
            ("/admin", "./admin/"),
            ("/admin/", "./"),
            ("/admin/setup", "./"),
            ("/admin/settings/api-tokens", "../"),
            ("/admin/settings/api-tokens/new", "../../"),
        ];
        for (path, base) in cases {
            assert_eq!(base_seen_from(path), base, "{path}");
        }
    }

    #[test]
    fn the_policy_allows_no_inline_script_and_no_inline_style_without_its_nonce() {
        let policy = policy("abc123");
        let policy = policy.to_str().unwrap();
        assert!(policy.contains("script-src 'self'; style-src 'self' 'nonce-abc123';"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}
