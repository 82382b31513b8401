//! Requests to a [`super::TestServer`], sent as somebody.

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{HeaderMap, Request, Response, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt;

/// Somebody who sends requests.
#[derive(Clone)]
pub struct Client {
    router: Router,
    bearer: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, where it is JSON; null otherwise.
    pub body: Value,
    /// The body as text.
    pub text: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Client {
    pub(super) fn new(router: Router, bearer: Option<String>) -> Self {
        Self { router, bearer }
    }

    /// The same somebody at another server over the same services.
    pub fn at(&self, router: Router) -> Self {
        Self { router, ..self.clone() }
    }

    /// Sends a document to the content API.
    pub async fn graphql(&self, query: &str) -> Answer {
        self.graphql_with(query, json!({})).await
    }

    /// Sends a document and its variables to the content API.
    pub async fn graphql_with(&self, query: &str, variables: Value) -> Answer {
        self.post("/graphql", &json!({ "query": query, "variables": variables })).await
    }

    /// Sends a document to the management API.
    pub async fn management(&self, query: &str) -> Answer {
        self.management_with(query, json!({})).await
    }

    /// Sends a document and its variables to the management API.
    pub async fn management_with(&self, query: &str, variables: Value) -> Answer {
        self.post("/admin/graphql", &json!({ "query": query, "variables": variables })).await
    }

    /// Sends JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = Request::post(path).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Sends JSON to change what is at a path.
    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        let request = Request::put(path).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// Asks for the end of what is at a path.
    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Request::delete(path).body(Body::empty()).unwrap()).await
    }

    /// Asks for a path.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a request as it is, with the credential added.
    pub async fn send(&self, mut request: Request<Body>) -> Answer {
        if let Some(bearer) = &self.bearer {
            request.headers_mut().insert("authorization", format!("Bearer {bearer}").parse().unwrap());
        }
        Answer::read(self.router.clone().oneshot(request).await.unwrap()).await
    }
}

impl Answer {
    async fn read(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self { status: parts.status, headers: parts.headers, body, text, bytes }
    }

    /// The data of an answer without errors.
    #[track_caller]
    pub fn data(&self) -> &Value {
        assert!(self.body["errors"].is_null() && self.status == StatusCode::OK, "{} {}", self.status, self.text);
        &self.body["data"]
    }

    /// The data of a REST answer that is no error.
    #[track_caller]
    pub fn entries(&self) -> &Value {
        assert!(self.status.is_success() && self.body["error"].is_null(), "{} {}", self.status, self.text);
        &self.body["data"]
    }

    /// The status, the name and the message of a REST error, whose envelope is whole.
    #[track_caller]
    pub fn rest_error(&self) -> (u16, &str, &str) {
        let error = &self.body["error"];
        assert!(
            self.body["data"].is_null() && error["status"] == self.status.as_u16(),
            "{} {}",
            self.status,
            self.text
        );
        let text = |key: &str| error[key].as_str().unwrap_or_else(|| panic!("no {key}: {}", self.text));
        (self.status.as_u16(), text("name"), text("message"))
    }

    /// The code of the first error.
    #[track_caller]
    pub fn error_code(&self) -> &str {
        self.body["errors"][0]["extensions"]["code"].as_str().unwrap_or_else(|| panic!("no error: {}", self.text))
    }

    /// The permission whose lack the first error names.
    #[track_caller]
    pub fn missing(&self) -> &str {
        assert_eq!(self.error_code(), "FORBIDDEN", "{}", self.text);
        let missing = &self.body["errors"][0]["extensions"]["error"]["details"]["missing"];
        missing.as_str().unwrap_or_else(|| panic!("no missing permission: {}", self.text))
    }
}
