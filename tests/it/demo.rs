//! The demo, and that the README's promises about it hold.

use serde_json::json;

use crate::testkit::TestServer;

#[tokio::test]
async fn the_front_end_token_reads_what_it_names_and_nothing_else() {
    let (server, credentials) = TestServer::demo_configured(|_| {}).await;
    let front_end = server.bearer(&credentials.tokens.custom);
    let answer = front_end
        .graphql("{ articles(pagination: {limit: 1}) { title slug excerpt body author { name } categories { name } } }")
        .await;
    assert_eq!(answer.data()["articles"][0]["author"]["name"], "Marit Olsen");
    for (query, missing) in [
        ("{ articles { title price } }", "article:find(price)"),
        ("{ articles(sort: \"price:desc\") { title } }", "article:find(price)"),
        ("{ articles(filters: { price: { gt: 3 } }) { title } }", "article:find(price)"),
        ("{ authors { name email } }", "author:find(email)"),
        ("{ articles(status: DRAFT) { title } }", "article:find+drafts"),
        ("{ homepage { title } }", "homepage:find"),
        ("mutation { deleteArticle(documentId: \"x\") { documentId } }", "article:delete"),
    ] {
        assert_eq!(front_end.graphql(query).await.missing(), missing, "{query}");
    }
}

#[tokio::test]
async fn drafts_are_among_the_content_and_stay_out_of_what_is_published() {
    let server = TestServer::demo().await;
    let editor = server.as_full_access().await;
    let count = async |status: &str| {
        let query = format!("{{ articles_connection(status: {status}) {{ pageInfo {{ total }} }} }}");
        editor.graphql(&query).await.data()["articles_connection"]["pageInfo"]["total"].as_i64().unwrap()
    };
    assert_eq!((count("PUBLISHED").await, count("DRAFT").await), (22, 26));
    let title = async |status: &str| {
        let query = format!(
            "{{ articles(status: {status}, filters: {{ slug: {{ eq: \"the-seed-library\" }} }}) {{ title }} }}"
        );
        editor.graphql(&query).await.data()["articles"].clone()
    };
    assert_eq!(title("PUBLISHED").await, json!([{ "title": "The Seed Library" }]));
    assert_eq!(title("DRAFT").await, json!([{ "title": "The Seed Library, Two Years On" }]));
}

#[tokio::test]
async fn the_expired_token_is_refused_as_expired() {
    let (server, credentials) = TestServer::demo_configured(|_| {}).await;
    let answer = server.bearer(&credentials.tokens.expired).graphql("{ articles { title } }").await;
    assert_eq!((answer.status.as_u16(), &answer.body["error"]["message"]), (401, &json!("Token expired")));
}

#[tokio::test]
async fn the_same_seed_makes_the_same_demo() {
    let ((_, first), (_, second)) =
        (TestServer::demo_configured(|_| {}).await, TestServer::demo_configured(|_| {}).await);
    assert_eq!(first.tokens.custom, second.tokens.custom);
}
