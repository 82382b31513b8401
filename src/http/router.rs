//! Every path of the server, on one page.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use futures_util::future::BoxFuture;
use http::StatusCode;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;

use super::admission::{AdmitGraphql, AdmitView};
use super::graphql::{self, Endpoint, Views};
use super::{cors, explorer, layers, panel, rest, uploads};
use crate::id::Entropy;

/// The path of the management API.
const MANAGEMENT: &str = "/admin/graphql";
/// The path of the content API as a token sees it, for administrators.
const VIEW: &str = "/admin/view-as/{token}";

/// Tells whether the server can do its work: its database answers.
pub type Readiness = Arc<dyn Fn() -> BoxFuture<'static, bool> + Send + Sync>;

/// What the router needs to know. Each plane that is given is served.
pub struct Surfaces {
    /// The content API in GraphQL.
    pub content: Option<AdmitGraphql>,
    /// The path of the content API in GraphQL.
    pub content_path: String,
    /// Whether a browser that opens that path gets the explorer.
    pub content_page: bool,
    /// The content API in REST below `/api`.
    pub rest: Option<rest::Surface>,
    /// The folder of uploaded files that is shown at `/uploads`.
    pub uploads: Option<PathBuf>,
    /// The management API, and around it the admin panel.
    pub management: Option<AdmitGraphql>,
    /// The content API as tokens see it, where there is the management API.
    pub view: AdmitView,
    /// Asked by `/readyz`.
    pub readiness: Readiness,
    /// Origins whose pages may use the content API; `*` stands for all.
    pub cors_origins: Vec<String>,
    /// Size of a request's body, in bytes.
    pub body_bytes: usize,
    /// Time for a request.
    pub deadlines: Deadlines,
    /// Where names of requests come from.
    pub entropy: Entropy,
}

/// Time for a request, until its answer begins.
#[derive(Clone, Copy, Debug)]
pub struct Deadlines {
    /// For every request but those that upload.
    pub usual: Duration,
    /// For those, as their bodies may be large.
    pub upload: Duration,
}

/// The server's paths. A path that is not here is a 404 before anyone asks for a credential.
pub fn router(surfaces: Surfaces) -> Router {
    let mut router = Router::new()
        .route("/_health", get(strapi_health))
        .route("/healthz", get(StatusCode::OK))
        .route("/readyz", get(ready).with_state(surfaces.readiness));

    let origins: cors::Origins = surfaces.cors_origins.into();
    if let Some(admit) = surfaces.content {
        let endpoint = Endpoint::new(admit, surfaces.body_bytes, surfaces.content_page);
        let mut content = Router::new()
            .route(&surfaces.content_path, any(graphql::handle).with_state(endpoint))
            .layer(from_fn_with_state(Arc::clone(&origins), cors::apply));
        if surfaces.content_page {
            content = content.route(&explorer::assets_path(&surfaces.content_path), get(explorer::asset));
        }
        router = router.merge(content);
    }
    if let Some(folder) = surfaces.uploads {
        let files = Router::new()
            .route(uploads::PATH, get(uploads::file).with_state(folder.into()))
            .layer(from_fn_with_state(Arc::clone(&origins), cors::apply));
        router = router.merge(files);
    }
    if let Some(admit) = surfaces.management {
        let management = Router::new()
            .route(MANAGEMENT, any(graphql::handle).with_state(Endpoint::new(admit, surfaces.body_bytes, true)))
            .route(&explorer::assets_path(MANAGEMENT), get(explorer::asset))
            .route(VIEW, any(graphql::handle_view).with_state(Views::new(surfaces.view, surfaces.body_bytes)))
            .route(&explorer::assets_path(VIEW), get(explorer::asset))
            .route("/admin/assets/{file}", get(panel::asset))
            .merge(panel_pages(panel::Surroundings {
                entropy: surfaces.entropy.clone(),
                content_path: surfaces.content_path,
            }));
        router = router.merge(management);
    }

    let surroundings = layers::Surroundings { entropy: surfaces.entropy, deadlines: surfaces.deadlines };
    let every_request = ServiceBuilder::new()
        .layer(from_fn_with_state(surroundings, layers::surround))
        .layer(CatchPanicLayer::custom(layers::after_panic));
    if surfaces.rest.is_some() {
        router = router.route(&explorer::assets_path(rest::REFERENCE), get(explorer::asset));
    }
    let router = router.method_not_allowed_fallback(layers::method_not_allowed);
    let router = match surfaces.rest {
        // Its paths follow the content model, which the router does not know.
        Some(surface) => {
            let endpoint = rest::Endpoint { surface, body_bytes: surfaces.body_bytes };
            router.fallback_service(
                Router::new()
                    .fallback(rest::handle)
                    .layer(from_fn_with_state(origins, cors::apply))
                    .with_state(endpoint),
            )
        }
        None => router.fallback(layers::not_found),
    };
    router.layer(every_request)
}

/// The panel at every address below `/admin` that no other route has.
fn panel_pages(surroundings: panel::Surroundings) -> Router {
    let mut pages = Router::new();
    for path in ["/admin", "/admin/", "/admin/{*page}"] {
        pages = pages.route(path, get(panel::page));
    }
    pages.with_state(surroundings)
}

/// Strapi's liveness: nothing to say, and the header its probes look for.
async fn strapi_health() -> Response {
    (StatusCode::NO_CONTENT, [("strapi", "You are so French!")]).into_response()
}

async fn ready(State(readiness): State<Readiness>) -> StatusCode {
    if readiness().await { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use futures_util::FutureExt;
    use http::header::{
        ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_REQUEST_METHOD, ALLOW, AUTHORIZATION, CONTENT_TYPE, ORIGIN,
        WWW_AUTHENTICATE,
    };
    use http::{HeaderMap, Request};
    use serde_json::{Value, json};
    use tower::ServiceExt;

    use super::*;
    use crate::error::Error;
    use crate::graphql::{GraphqlAnswer, GraphqlRequest, Payload};
    use crate::http::admission::{Admitted, Presented};

    type Echo = Admitted<GraphqlRequest, GraphqlAnswer>;

    /// An endpoint that admits `Bearer good`, echoes the query, and panics or hangs when the query says so.
    #[expect(clippy::needless_pass_by_value, reason = "it is called as an endpoint is")]
    fn echo(presented: Presented) -> BoxFuture<'static, crate::error::Result<Echo>> {
        async fn run(request: GraphqlRequest) -> GraphqlAnswer {
            match request.query.as_str() {
                "panic" => panic!("a secret of the server"),
                "hang" => std::future::pending().await,
                query => GraphqlAnswer::executed(Payload::Json(json!({ "data": query }).to_string().into_bytes())),
            }
        }
        let good = presented.authorization.as_deref() == Some("Bearer good");
        async move {
            if good {
                Ok(Box::new(|request| run(request).boxed()) as Echo)
            } else {
                Err(Error::unauthenticated("Missing or invalid credentials"))
            }
        }
        .boxed()
    }

    fn served() -> Router {
        served_at("/graphql", true)
    }

    fn served_at(content_path: &str, content_page: bool) -> Router {
        router(Surfaces {
            content: Some(Arc::new(echo)),
            content_path: content_path.to_owned(),
            content_page,
            rest: None,
            management: Some(Arc::new(echo)),
            view: Arc::new(|_| Arc::new(echo)),
            readiness: Arc::new(|| async { false }.boxed()),
            cors_origins: vec!["*".to_owned()],
            body_bytes: 1_000,
            uploads: None,
            deadlines: Deadlines { usual: Duration::from_millis(50), upload: Duration::from_secs(5) },
            entropy: Entropy::seeded(1),
        })
    }

    async fn send(request: Request<Body>) -> (u16, HeaderMap, Value) {
        let response = served().oneshot(request).await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, headers, serde_json::from_slice(&body).unwrap_or_default())
    }

    fn post(path: &str, body: impl Into<Body>) -> Request<Body> {
        let head = Request::post(path).header(CONTENT_TYPE, "application/json").header(AUTHORIZATION, "Bearer good");
        head.body(body.into()).unwrap()
    }

    fn get(path: &str) -> http::request::Builder {
        Request::get(path)
    }

    #[tokio::test]
    async fn both_endpoints_answer_an_admitted_request() {
        for path in ["/graphql", "/admin/graphql"] {
            let (status, headers, body) = send(post(path, r#"{"query":"hello"}"#)).await;
            assert_eq!((status, &body["data"]), (200, &json!("hello")));
            assert_eq!(headers["cache-control"], "no-store");
        }
    }

    #[tokio::test]
    async fn a_refused_credential_gets_a_401_in_strapis_envelope_before_its_body_is_looked_at() {
        let (status, headers, body) = send(Request::post("/graphql").body(Body::from("not JSON")).unwrap()).await;
        assert_eq!(status, 401);
        assert_eq!(headers[WWW_AUTHENTICATE], "Bearer");
        let error = json!({
            "status": 401, "name": "UnauthorizedError", "message": "Missing or invalid credentials", "details": {}
        });
        assert_eq!(body, json!({ "data": null, "error": error }));
    }

    #[tokio::test]
    async fn an_unknown_path_is_a_404_whatever_the_credential() {
        let unknown = [
            "/",
            "/nothing",
            "/graphql/",
            "/graphql/explorer/index.html",
            "/graphql/explorer/x.js",
            "/admin/assets/index.html",
            "/admin/assets/x.js",
        ];
        for path in unknown {
            let (status, _, body) =
                send(get(path).header(AUTHORIZATION, "Bearer bad").body(Body::empty()).unwrap()).await;
            assert_eq!((status, &body["error"]["name"]), (404, &json!("NotFoundError")), "{path}");
        }
    }

    #[tokio::test]
    async fn a_panic_in_a_resolver_answers_a_constant_text() {
        let (status, _, body) = send(post("/graphql", r#"{"query":"panic"}"#)).await;
        assert_eq!(status, 500);
        let error = json!({ "message": "Internal Server Error", "extensions": { "code": "INTERNAL_SERVER_ERROR" } });
        assert_eq!(body, json!({ "errors": [error] }));
    }

    #[tokio::test]
    async fn a_request_that_hangs_is_given_up_at_its_deadline() {
        let (status, _, body) = send(post("/graphql", r#"{"query":"hang"}"#)).await;
        assert_eq!((status, &body["error"]["name"]), (503, &json!("ServiceUnavailableError")));
    }

    #[tokio::test]
    async fn a_body_over_the_limit_is_a_413_and_one_at_the_limit_is_read() {
        let body_of = |length: usize| format!(r#"{{"query":"{}"}}"#, "a".repeat(length - r#"{"query":""}"#.len()));
        assert_eq!(send(post("/graphql", body_of(1_000))).await.0, 200);
        for length in [1_001, 10_000_000, 30_000_000] {
            let (status, _, body) = send(post("/graphql", body_of(length))).await;
            assert_eq!((status, &body["errors"][0]["extensions"]["code"]), (413, &json!("PAYLOAD_TOO_LARGE")));
        }
    }

    #[tokio::test]
    async fn a_method_that_graphql_does_not_have_is_a_405_with_allow() {
        let (status, headers, body) = send(Request::patch("/graphql").body(Body::empty()).unwrap()).await;
        assert_eq!((status, &body["errors"][0]["extensions"]["code"]), (405, &json!("BAD_REQUEST")));
        assert_eq!(headers[ALLOW], "GET, HEAD, POST, OPTIONS");
    }

    #[tokio::test]
    async fn foreign_pages_may_use_the_content_api_and_not_the_management_api() {
        let preflight = |path: &str| {
            let head = Request::options(path).header(ORIGIN, "https://example.com");
            head.header(ACCESS_CONTROL_REQUEST_METHOD, "POST").body(Body::empty()).unwrap()
        };
        let (status, headers, _) = send(preflight("/graphql")).await;
        assert_eq!((status, headers[ACCESS_CONTROL_ALLOW_ORIGIN].as_bytes()), (204, &b"https://example.com"[..]));
        assert_eq!(headers["access-control-allow-credentials"], "true");
        assert_eq!(headers["access-control-max-age"], "31536000");
        let (_, headers, _) = send(preflight("/admin/graphql")).await;
        assert!(!headers.contains_key(ACCESS_CONTROL_ALLOW_ORIGIN));
    }

    #[tokio::test]
    async fn health_readiness_and_liveness_need_no_credential() {
        let probe = async |path: &str| send(get(path).body(Body::empty()).unwrap()).await;
        let (status, headers, _) = probe("/_health").await;
        assert_eq!((status, headers.contains_key("strapi")), (204, true));
        assert_eq!(probe("/healthz").await.0, 200);
        assert_eq!(probe("/readyz").await.0, 503);
    }

    #[tokio::test]
    async fn a_browser_gets_the_explorer_under_a_strict_policy() {
        for path in ["/graphql", "/admin/graphql", "/admin/view-as/anything"] {
            let (status, headers, _) = send(get(path).header(ACCEPT, "text/html").body(Body::empty()).unwrap()).await;
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert_eq!(status, 200);
            assert!(policy.starts_with("default-src 'none'; script-src 'self'; "), "{policy}");
            assert!(!policy.contains("unsafe-eval"));
        }
    }

    #[tokio::test]
    async fn without_its_page_the_content_endpoint_takes_a_browser_for_a_foreign_page() {
        let page = |path: &str| get(path).header(ACCEPT, "text/html, */*;q=0.8").body(Body::empty());
        let status = async |path: &str| {
            let request = page(path).unwrap();
            served_at("/graphql", false).oneshot(request).await.unwrap().status().as_u16()
        };
        assert_eq!(status("/graphql").await, 401);
        assert_eq!(status("/graphql/explorer/index.html").await, 404);
        assert_eq!(status("/admin/graphql").await, 200);
    }

    #[tokio::test]
    async fn the_content_endpoint_answers_at_the_path_that_it_is_given_and_at_no_other() {
        let status = async |path: &str| {
            let server = served_at("/v1/content.gql", true);
            server.oneshot(post(path, r#"{"query":"hello"}"#)).await.unwrap().status().as_u16()
        };
        assert_eq!((status("/v1/content.gql").await, status("/graphql").await), (200, 404));
    }

    #[tokio::test]
    async fn the_panel_is_at_every_address_below_admin_under_a_policy_with_a_nonce_of_its_own() {
        let mut policies = std::collections::HashSet::new();
        let server = served();
        for path in ["/admin", "/admin/", "/admin/setup?code=anything", "/admin/settings/api-tokens/new"] {
            let response = server.clone().oneshot(get(path).body(Body::empty()).unwrap()).await.unwrap();
            let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
            assert_eq!((response.status().as_u16(), header("cache-control").as_str()), (200, "no-store"), "{path}");
            policies.insert(header("content-security-policy"));
        }
        assert_eq!(policies.len(), 4, "{policies:?}");
        assert!(policies.iter().all(|policy| !policy.contains("unsafe")), "{policies:?}");
    }

    #[tokio::test]
    async fn a_request_id_of_the_client_is_kept_only_when_it_is_a_plain_word() {
        let named =
            async |id: &str| send(get("/healthz").header("x-request-id", id).body(Body::empty()).unwrap()).await.1;
        assert_eq!(named("trace-1").await["x-request-id"], "trace-1");
        for id in ["a b", "", "<script>"] {
            assert_eq!(named(id).await["x-request-id"].len(), 24);
        }
    }
}
