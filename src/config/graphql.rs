//! How the GraphQL content API is served.

use serde::{Deserialize, Serialize};

/// Where a path may not begin, as the server has its own there.
const TAKEN: [&str; 6] = ["admin", "api", "uploads", "_health", "healthz", "readyz"];

/// The table `graphql` of the configuration.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Graphql {
    /// Its path. Default `/graphql`.
    pub endpoint: String,
    /// Whether a browser that opens the path gets the explorer. Default true.
    pub landing_page: bool,
}

impl Default for Graphql {
    fn default() -> Self {
        Self { endpoint: "/graphql".to_owned(), landing_page: true }
    }
}

impl Graphql {
    /// The first rule that is broken: its key and what was expected.
    pub(super) fn check(&self) -> Result<(), (&'static str, String)> {
        let mut segments = self.endpoint.split('/');
        let is_absolute = segments.next() == Some("");
        let segments = segments.collect::<Vec<_>>();
        if !is_absolute || !segments.iter().all(|segment| is_plain(segment)) {
            let expected =
                "expected a path such as /graphql, of letters, digits, -, _ and dots, without a slash at its end";
            return Err(("graphql.endpoint", expected.to_owned()));
        }
        if let Some(taken) = TAKEN.iter().find(|taken| segments[0].eq_ignore_ascii_case(taken)) {
            return Err((
                "graphql.endpoint",
                format!("expected a path outside /{taken}, which the server needs itself"),
            ));
        }
        Ok(())
    }
}

/// Whether a segment means itself, to routers and browsers alike.
fn is_plain(segment: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    segment.bytes().all(is_plain) && segment.bytes().any(|byte| byte != b'.')
}
