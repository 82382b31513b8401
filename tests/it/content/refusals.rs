//! What an administrator is told about requests that were refused: why and where, and nothing that the requests said.

use keyway::config::Concealment;
use serde_json::{Value, json};

use crate::testkit::TestServer;

const QUERY: &str = "{ recentRefusals {
    since unauthenticated forbidden
    refusals { reason surface route tokenId tokenName missing count }
} }";
/// In the form of a token's secret, its checksum included.
const GUESS: &str = "chosen-by-somebody-who-guesses-secrets";

async fn report(server: &TestServer) -> Value {
    server.as_admin().await.management(QUERY).await.data()["recentRefusals"].clone()
}

/// Each refusal as reason, place, missing permission and count; the ids and names of tokens left out.
fn told(report: &Value) -> Vec<String> {
    let refusals = report["refusals"].as_array().unwrap().iter();
    let mut told: Vec<String> = refusals
        .map(|refusal| {
            let text = |key: &str| refusal[key].as_str().unwrap_or("-").to_owned();
            format!("{} {} {} ×{}", text("reason"), text("route"), text("missing"), refusal["count"])
        })
        .collect();
    told.sort();
    told
}

#[tokio::test]
async fn refused_credentials_are_counted_by_reason_and_route() {
    let server = TestServer::demo().await;
    for _ in 0..2 {
        server.anonymous().get("/api/articles?filters[title][$eq]=private").await;
    }
    server.anonymous().graphql("{ articles { title } }").await;
    server.bearer(GUESS).delete("/api/articles/some-document").await;
    server.bearer("x").get("/api/articles").await;
    server.anonymous().get("/api/no-such-path").await;
    let report = report(&server).await;
    assert_eq!(
        told(&report),
        [
            "NO_CREDENTIAL - - ×1",
            "NO_CREDENTIAL GET /api/articles - ×2",
            "UNKNOWN_CREDENTIAL DELETE /api/articles/:documentId - ×1",
            "UNKNOWN_CREDENTIAL GET /api/articles - ×1",
        ]
    );
    assert_eq!((&report["unauthenticated"], &report["forbidden"]), (&json!(5), &json!(0)));
    for said in ["private", GUESS, "some-document"] {
        assert!(!report.to_string().contains(said), "{said} in {report}");
    }
}

#[tokio::test]
async fn missing_permissions_name_the_token_the_route_and_what_was_missing() {
    let server = TestServer::demo().await;
    let token = server.as_token(&["article:find(title)"]).await;
    for _ in 0..2 {
        token.graphql(r#"{ articles(filters: {title: {eq: "private"}}) { title price } }"#).await;
    }
    token.graphql(r#"{ articles(sort: "price") { title } }"#).await;
    token.graphql(r"{ articles(filters: {price: {gt: 7}}) { title } }").await;
    token.get("/api/articles?filters[price][$gt]=7").await;
    token.post("/api/articles", &json!({"data": {"title": "private"}})).await;
    token.graphql("{ articles { title } }").await.data();
    let report = report(&server).await;
    assert_eq!(
        told(&report),
        [
            "MISSING_PERMISSION - article:find(price) ×4",
            "MISSING_PERMISSION GET /api/articles article:find(price) ×1",
            "MISSING_PERMISSION POST /api/articles article:create ×1",
        ]
    );
    let names: Vec<_> = report["refusals"].as_array().unwrap().iter().map(|each| &each["tokenName"]).collect();
    assert!(names.iter().all(|name| name.is_string() && *name == names[0]), "{report}");
    assert!(!report.to_string().contains("private"), "{report}");
}

#[tokio::test]
async fn a_request_that_lacks_a_permission_at_several_fields_is_one_refusal() {
    let server = TestServer::demo().await;
    let token = server.as_token(&["article:find(title)"]).await;
    token.graphql("{ first: articles { price } second: articles { price } }").await;
    let report = report(&server).await;
    assert_eq!(told(&report), ["MISSING_PERMISSION - article:find(price) ×1"]);
    assert_eq!(report["forbidden"], json!(1));
}

#[tokio::test]
async fn tokens_that_stopped_working_are_named() {
    let server = TestServer::demo().await;
    let token = server.as_token(&["article:find"]).await;
    token.graphql("{ articles { title } }").await.data();
    let admin = server.as_admin().await;
    let newest = "{ apiTokens(sort: [\"createdAt:desc\"]) { nodes { id name grants { permission } } } }";
    let tokens = admin.management(newest).await.data()["apiTokens"]["nodes"].clone();
    let known =
        tokens.as_array().unwrap().iter().find(|each| each["grants"] == json!([{"permission": "article:find"}]));
    let disable = "mutation ($id: ID!) { setApiTokenEnabled(id: $id, enabled: false) { token { id } } }";
    admin.management_with(disable, json!({"id": known.unwrap()["id"]})).await.data();
    token.get("/api/articles").await;
    let report = report(&server).await;
    assert_eq!(told(&report), ["DISABLED GET /api/articles - ×1"]);
    assert_eq!(report["refusals"][0]["tokenName"], known.unwrap()["name"]);
}

#[tokio::test]
async fn what_an_administrator_may_not_do_is_nobody_elses_business() {
    let server = TestServer::demo().await;
    server.as_admin().await.graphql("{ articles { title } }").await.data();
    let report = report(&server).await;
    assert_eq!((&report["refusals"], &report["forbidden"]), (&json!([]), &json!(0)));
}

#[tokio::test]
async fn names_that_are_concealed_are_no_refusals_and_credentials_are() {
    let (server, _) = TestServer::demo_configured(|config| config.concealment = Concealment::Strict).await;
    server.as_token(&["article:find(title)"]).await.graphql("{ articles { price } }").await;
    server.anonymous().get("/api/articles").await;
    server.anonymous().get("/api/no-such-path").await;
    assert_eq!(told(&report(&server).await), ["NO_CREDENTIAL GET /api/articles - ×1"]);
}
