//! GraphQL over HTTP, for every endpoint of the server: reads a request from its head and body, writes an answer.
//!
//! No socket and no schema is in here: whoever owns the connection hands over headers and bytes. Statuses:
//!
//! | | `application/graphql-response+json` | `application/json`, without a `*` range | neither named, or a `*` range |
//! |---|---|---|---|
//! | executed, with or without field errors | 200 | 200 | 200 |
//! | document, variables or operation name refused | 400 | 200 | 400 |
//! | mutation over GET | 405 | 405 | 405 |
//! | the HTTP request itself is wrong | 4xx | 4xx | 4xx |
//!
//! The middle column is what the GraphQL-over-HTTP specification asks for clients that take `application/json` and
//! nothing else; the last one is Strapi's, for the many clients that leave the choice to the server.

use async_graphql_axum::GraphQLResponse;
use axum::body::Body;
use axum::response::IntoResponse;
use http::header::{ALLOW, AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use percent_encoding::percent_decode;
use serde_json::{Map, Value};

use super::media_type::{Accept, MediaType};
use super::{GraphqlAnswer, GraphqlRequest, Payload, Stage, errors_body, persisted, request_error};
use crate::error::{Code, Error};

const JSON: &str = "application/json";
const GRAPHQL_RESPONSE: &str = "application/graphql-response+json";
const HTML: &str = "text/html";

/// The methods of a GraphQL endpoint, for the header `Allow`.
pub const METHODS: &str = "GET, HEAD, POST, OPTIONS";

const BLOCKED_AS_FORGERY: &str = "This operation has been blocked as a potential Cross-Site Request Forgery (CSRF). \
    Send a content-type of application/json, or one of the headers authorization, apollo-require-preflight and \
    x-apollo-operation-name.";
const BODY_MISSING: &str = "POST body missing, invalid Content-Type, or JSON object has no keys.";

/// How the client wants its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    media_type: &'static str,
    refused: StatusCode,
}

impl Default for Format {
    /// What a client gets that leaves the choice to the server.
    fn default() -> Self {
        Self { media_type: JSON, refused: StatusCode::BAD_REQUEST }
    }
}

impl Format {
    /// Chooses between the two media types of GraphQL; 406 when the client takes neither.
    pub fn negotiate(headers: &HeaderMap) -> Result<Self, Refusal> {
        let accept = Accept::of(headers);
        match (accept.preference(JSON), accept.preference(GRAPHQL_RESPONSE)) {
            (None, None) => {
                let message = format!("The answer comes as {GRAPHQL_RESPONSE} or {JSON}; Accept takes neither");
                Err(Refusal::new(StatusCode::NOT_ACCEPTABLE, message))
            }
            (json, Some(response)) if response.named && json.is_none_or(|json| response >= json) => {
                Ok(Self { media_type: GRAPHQL_RESPONSE, ..Self::default() })
            }
            (Some(json), _) if json.named && !accept.has_range() => {
                Ok(Self { refused: StatusCode::OK, ..Self::default() })
            }
            (Some(_), _) => Ok(Self::default()),
            (None, Some(_)) => Ok(Self { media_type: GRAPHQL_RESPONSE, ..Self::default() }),
        }
    }
}

/// Whether a person's browser asks: a GET that would rather have a page than JSON.
pub fn wants_page(method: &Method, headers: &HeaderMap) -> bool {
    let accept = Accept::of(headers);
    let rivals = [JSON, GRAPHQL_RESPONSE].into_iter().filter_map(|essence| accept.preference(essence));
    let page = accept.preference(HTML).filter(|page| page.named);
    let wanted = page.is_some_and(|page| rivals.into_iter().all(|rival| page >= rival));
    wanted && (method == Method::GET || method == Method::HEAD)
}

/// An HTTP request that is not GraphQL over HTTP, and the status that says so.
#[derive(Debug)]
pub struct Refusal {
    status: StatusCode,
    error: Error,
}

impl Refusal {
    fn new(status: StatusCode, message: impl Into<std::borrow::Cow<'static, str>>) -> Self {
        Self { status, error: Error::new(Code::BadRequest, message) }
    }

    fn bad_request(message: impl Into<std::borrow::Cow<'static, str>>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// The body could not be read, and why.
    pub fn unreadable(error: Error) -> Self {
        let status = StatusCode::from_u16(error.code().http_status()).unwrap_or(StatusCode::BAD_REQUEST);
        Self { status, error }
    }

    /// The server's own fault; the client learns nothing but that.
    pub fn fault(error: Error) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, error }
    }

    /// The refusal on the wire: one error with its code.
    pub fn write(&self, format: Format) -> Response<Body> {
        let body = errors_body(&[request_error(&self.error)]);
        let mut response = respond(self.status, format, body).map(Body::from);
        if self.status == StatusCode::METHOD_NOT_ALLOWED {
            response.headers_mut().insert(ALLOW, HeaderValue::from_static(METHODS));
        }
        response
    }
}

/// Refuses every method but GET, HEAD and POST.
pub fn check_method(method: &Method) -> Result<(), Refusal> {
    match *method {
        Method::GET | Method::HEAD | Method::POST => Ok(()),
        _ => Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "GraphQL takes the methods GET and POST")),
    }
}

/// Checks what the headers say before the body is read: content type, charset, signs of forgery.
pub fn check_head(method: &Method, headers: &HeaderMap) -> Result<(), Refusal> {
    let content_type = headers.get(CONTENT_TYPE).map(|value| MediaType::parse(value.to_str().unwrap_or_default()));
    if method == Method::POST {
        check_post(content_type.as_ref(), headers)
    } else {
        check_get(content_type.as_ref(), headers)
    }
}

fn check_get(content_type: Option<&MediaType>, headers: &HeaderMap) -> Result<(), Refusal> {
    let is_json = content_type.is_some_and(|found| found.essence == JSON);
    if is_json || made_by_a_program(headers) { Ok(()) } else { Err(Refusal::bad_request(BLOCKED_AS_FORGERY)) }
}

fn check_post(content_type: Option<&MediaType>, headers: &HeaderMap) -> Result<(), Refusal> {
    const OF_A_FORM: [&str; 3] = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"];
    let Some(content_type) = content_type.filter(|found| !OF_A_FORM.contains(&found.essence.as_str())) else {
        let message = if made_by_a_program(headers) { BODY_MISSING } else { BLOCKED_AS_FORGERY };
        return Err(Refusal::bad_request(message));
    };
    if content_type.essence != JSON {
        let message = format!("The content type of a GraphQL request is {JSON}");
        return Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    }
    match content_type.charset.as_deref() {
        None | Some("utf-8" | "utf8") => Ok(()),
        Some(_) => Err(Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The charset of a GraphQL request is utf-8")),
    }
}

/// Whether the request has a mark that no form, image or link of a foreign page can leave on it.
fn made_by_a_program(headers: &HeaderMap) -> bool {
    let marks = [AUTHORIZATION.as_str(), "apollo-require-preflight", "x-apollo-operation-name"];
    let marked = marks.iter().any(|name| headers.get(*name).is_some_and(|value| !value.is_empty()));
    // Browsers send `navigate` or `no-cors` for whatever a page can start without a script that may read the answer.
    let mode = headers.get("sec-fetch-mode").map(HeaderValue::as_bytes);
    marked || matches!(mode, Some(b"cors" | b"same-origin"))
}

/// Reads the query string of a GET.
pub fn read_get(query_string: &str) -> Result<GraphqlRequest, Refusal> {
    let mut parameters = Map::new();
    for pair in query_string.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (name, text) = (decode(name)?, decode(value)?);
        let value = match name.as_str() {
            "variables" | "extensions" => json_parameter(&name, &text)?,
            _ => Value::String(text),
        };
        if parameters.insert(name.clone(), value).is_some() {
            return Err(Refusal::bad_request(format!("The parameter {} is given twice", shown(&name))));
        }
    }
    Ok(GraphqlRequest { read_only: true, ..read_parameters(parameters)? })
}

fn decode(text: &str) -> Result<String, Refusal> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode(spaced.as_bytes()).decode_utf8();
    decoded.map(Into::into).map_err(|_| Refusal::bad_request("The query string is not valid UTF-8"))
}

fn json_parameter(name: &str, text: &str) -> Result<Value, Refusal> {
    if text.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(text).map_err(|error| Refusal::bad_request(format!("{name} is not valid JSON: {error}")))
}

/// Reads the body of a POST.
pub fn read_post(body: &[u8]) -> Result<GraphqlRequest, Refusal> {
    if body.trim_ascii().is_empty() {
        return Err(Refusal::bad_request(BODY_MISSING));
    }
    let text = std::str::from_utf8(body).map_err(|_| Refusal::bad_request("The request body is not valid UTF-8"))?;
    let parsed = serde_json::from_str(text)
        .map_err(|error| Refusal::bad_request(format!("The request body is not valid JSON: {error}")))?;
    match parsed {
        Value::Object(parameters) if parameters.is_empty() => Err(Refusal::bad_request(BODY_MISSING)),
        Value::Object(parameters) => read_parameters(parameters),
        Value::Array(_) => Err(Refusal::bad_request("Operation batching disabled.")),
        _ => Err(Refusal::bad_request("The request body is not a JSON object")),
    }
}

fn read_parameters(mut parameters: Map<String, Value>) -> Result<GraphqlRequest, Refusal> {
    let extensions = object(parameters.remove("extensions"), "extensions")?;
    let persisted = persisted::read(&extensions).map_err(|error| Refusal { status: StatusCode::BAD_REQUEST, error })?;
    let query = match parameters.remove("query") {
        Some(Value::String(query)) if !query.is_empty() => query,
        None | Some(Value::Null) if persisted.is_some() => String::new(),
        None | Some(Value::Null | Value::String(_)) => return Err(Refusal::bad_request("Must provide a query string")),
        Some(_) => return Err(wrong_type("query", "a string")),
    };
    let operation_name = match parameters.remove("operationName") {
        Some(Value::String(name)) => Some(name).filter(|name| !name.is_empty()),
        None | Some(Value::Null) => None,
        Some(_) => return Err(wrong_type("operationName", "a string")),
    };
    let variables = object(parameters.remove("variables"), "variables")?;
    Ok(GraphqlRequest { query, persisted, operation_name, variables, read_only: false })
}

fn object(value: Option<Value>, name: &str) -> Result<Map<String, Value>, Refusal> {
    match value {
        Some(Value::Object(object)) => Ok(object),
        None | Some(Value::Null) => Ok(Map::new()),
        Some(_) => Err(wrong_type(name, "a JSON object")),
    }
}

fn wrong_type(name: &str, wanted: &str) -> Refusal {
    Refusal::bad_request(format!("{name} must be {wanted}"))
}

/// A name of the client's, cut to a length that is fit for a message.
fn shown(name: &str) -> String {
    name.chars().filter(|char| !char.is_control()).take(40).collect()
}

/// The answer on the wire.
pub fn write(answer: GraphqlAnswer, format: Format) -> Response<Body> {
    let status = match answer.stage {
        Stage::Executed => StatusCode::OK,
        Stage::Refused => format.refused,
        Stage::MutationOverGet => StatusCode::METHOD_NOT_ALLOWED,
    };
    let mut response = match answer.payload {
        Payload::Json(body) => respond(status, format, body).map(Body::from),
        Payload::Response(response) => label(GraphQLResponse::from(*response).into_response(), status, format),
    };
    if answer.stage == Stage::MutationOverGet {
        response.headers_mut().insert(ALLOW, HeaderValue::from_static("POST"));
    }
    response
}

fn respond(status: StatusCode, format: Format, mut body: Vec<u8>) -> Response<Vec<u8>> {
    if body.last() != Some(&b'\n') {
        body.push(b'\n');
    }
    label(Response::new(body), status, format)
}

fn label<B>(mut response: Response<B>, status: StatusCode, format: Format) -> Response<B> {
    let content_type = match format.media_type {
        GRAPHQL_RESPONSE => "application/graphql-response+json; charset=utf-8",
        _ => "application/json; charset=utf-8",
    };
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use http::header::ACCEPT;
    use proptest::prelude::*;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter().map(|(name, value)| ((*name).parse().unwrap(), HeaderValue::from_static(value)));
        pairs.collect()
    }

    /// Status and content type of an answer at `stage` for a client that accepts `accept`.
    fn answered(accept: &'static str, stage: Stage) -> (u16, &'static str) {
        let format = Format::negotiate(&headers(&[(ACCEPT.as_str(), accept)])).unwrap();
        let response = write(GraphqlAnswer { payload: Payload::Json(Vec::new()), stage }, format);
        assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
        let content_type = response.headers()[CONTENT_TYPE].to_str().unwrap();
        (response.status().as_u16(), if content_type.starts_with(JSON) { JSON } else { GRAPHQL_RESPONSE })
    }

    fn head(method: &Method, pairs: &[(&'static str, &'static str)]) -> u16 {
        check_head(method, &headers(pairs)).map_or_else(|refusal| refusal.status.as_u16(), |()| 200)
    }

    /// Status and message of a body's refusal.
    fn refused(body: &str) -> String {
        let refusal = read_post(body.as_bytes()).expect_err("the body is refused");
        assert_eq!(refusal.status, 400);
        refusal.error.public().message.to_string()
    }

    #[test]
    fn a_body_ends_with_one_line_feed() {
        for body in [&b"{}"[..], b"{}\n"] {
            assert_eq!(respond(StatusCode::OK, Format::default(), body.to_vec()).body(), b"{}\n");
        }
    }

    #[test]
    fn a_refused_document_is_a_400_except_for_clients_that_take_json_alone() {
        for accept in ["*/*", "application/*", "application/json, */*;q=0.1", "text/html;q=0.1, */*"] {
            assert_eq!(answered(accept, Stage::Refused), (400, JSON), "{accept}");
        }
        for accept in ["application/json", "application/json;charset=utf-8", "text/plain, application/json;q=0.5"] {
            assert_eq!(answered(accept, Stage::Refused), (200, JSON), "{accept}");
        }
        for accept in ["application/graphql-response+json", "application/graphql-response+json, application/json;q=0.9"]
        {
            assert_eq!(answered(accept, Stage::Refused), (400, GRAPHQL_RESPONSE), "{accept}");
        }
    }

    #[test]
    fn an_executed_operation_is_a_200_and_a_mutation_over_get_a_405() {
        assert_eq!(
            answered("application/json, application/graphql-response+json", Stage::Executed),
            (200, GRAPHQL_RESPONSE)
        );
        assert_eq!(answered("application/json, */*", Stage::Executed), (200, JSON));
        assert_eq!(answered("application/json", Stage::MutationOverGet), (405, JSON));
    }

    #[test]
    fn a_client_that_takes_no_json_gets_a_406() {
        for accept in ["text/plain", "application/json;q=0", "image/*"] {
            let refusal = Format::negotiate(&headers(&[("accept", accept)])).expect_err("nothing to agree on");
            assert_eq!(refusal.status, 406, "{accept}");
        }
    }

    #[test]
    fn only_a_browser_gets_the_page() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";
        assert!(wants_page(&Method::GET, &headers(&[("accept", browser)])));
        assert!(wants_page(&Method::GET, &headers(&[("accept", "text/html")])));
        assert!(!wants_page(&Method::POST, &headers(&[("accept", browser)])));
        for accept in ["*/*", "application/json", "text/html;q=0.5, application/json", "text/*"] {
            assert!(!wants_page(&Method::GET, &headers(&[("accept", accept)])), "{accept}");
        }
    }

    #[test]
    fn what_a_foreign_page_can_send_without_a_script_is_refused() {
        assert_eq!(head(&Method::GET, &[]), 400);
        assert_eq!(head(&Method::GET, &[("sec-fetch-mode", "navigate")]), 400);
        assert_eq!(head(&Method::GET, &[("sec-fetch-mode", "no-cors"), ("accept", "*/*")]), 400);
        for form in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"] {
            assert_eq!(head(&Method::POST, &[("content-type", form)]), 400, "{form}");
        }
        for mark in ["apollo-require-preflight", "x-apollo-operation-name", "authorization"] {
            assert_eq!(head(&Method::GET, &[(mark, "x")]), 200, "{mark}");
            assert_eq!(head(&Method::GET, &[(mark, "")]), 400, "{mark}");
        }
        assert_eq!(head(&Method::GET, &[("content-type", "application/json")]), 200);
        assert_eq!(head(&Method::GET, &[("sec-fetch-mode", "cors")]), 200);
    }

    #[test]
    fn a_body_of_another_type_or_charset_is_a_415() {
        assert_eq!(head(&Method::POST, &[("content-type", "application/json; charset=UTF-8")]), 200);
        for other in ["application/xml", "application/graphql", "application/json; charset=utf-16", "nonsense"] {
            assert_eq!(head(&Method::POST, &[("content-type", other)]), 415, "{other}");
        }
    }

    #[test]
    fn each_malformed_body_is_told_what_is_wrong_with_it() {
        for empty in ["", "  \n", "{}"] {
            assert_eq!(refused(empty), BODY_MISSING);
        }
        assert_eq!(refused("[]"), "Operation batching disabled.");
        assert_eq!(refused(r#"[{"query":"{a}"}]"#), "Operation batching disabled.");
        assert_eq!(refused("3"), "The request body is not a JSON object");
        assert!(refused("{\"query").starts_with("The request body is not valid JSON: "));
        assert!(refused(&"[".repeat(100_000)).starts_with("The request body is not valid JSON: recursion limit"));
        assert_eq!(refused(r#"{"query":""}"#), "Must provide a query string");
        assert_eq!(refused(r#"{"query":3}"#), "query must be a string");
        assert_eq!(refused(r#"{"query":"{a}","operationName":{}}"#), "operationName must be a string");
        assert_eq!(refused(r#"{"query":"{a}","variables":[]}"#), "variables must be a JSON object");
        assert_eq!(refused(r#"{"query":"{a}","extensions":"x"}"#), "extensions must be a JSON object");
        let invalid = read_post(b"{\"query\":\"\xff\"}").expect_err("not UTF-8");
        assert_eq!(invalid.error.public().message, "The request body is not valid UTF-8");
    }

    #[test]
    fn a_get_reads_its_parameters_from_the_query_string() {
        let request =
            read_get("query=query+A%28%24a%3AInt%29%7Bb%7D&variables=%7B%22a%22%3A1%7D&operationName=A").unwrap();
        assert_eq!(request.query, "query A($a:Int){b}");
        assert_eq!(request.variables["a"], 1);
        assert_eq!(request.operation_name.as_deref(), Some("A"));
        assert!(request.read_only);
    }

    #[test]
    fn each_malformed_query_string_is_told_what_is_wrong_with_it() {
        let refused = |text: &str| read_get(text).expect_err("it is refused").error.public().message.to_string();
        assert_eq!(refused(""), "Must provide a query string");
        assert_eq!(refused("query=%ff"), "The query string is not valid UTF-8");
        assert_eq!(refused("query=a&query=b"), "The parameter query is given twice");
        assert!(refused("query=a&variables={").starts_with("variables is not valid JSON"));
        assert_eq!(refused("query=a&variables=3"), "variables must be a JSON object");
    }

    proptest! {
        #[test]
        fn arbitrary_bodies_never_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read_post(&body);
        }

        #[test]
        fn arbitrary_query_strings_never_panic(text in "\\PC{0,100}") {
            let _ = read_get(&text);
        }

        #[test]
        fn arbitrary_headers_never_panic(accept in "[ -~]{0,60}", content_type in "[ -~]{0,60}") {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::try_from(accept).unwrap());
            headers.insert(CONTENT_TYPE, HeaderValue::try_from(content_type).unwrap());
            let _ = (Format::negotiate(&headers), check_head(&Method::POST, &headers), wants_page(&Method::GET, &headers));
        }
    }
}
