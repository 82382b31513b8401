//! Order, pages, the state of documents, and parameters as such.

use serde_json::json;

use super::{create, joined};
use crate::content::world;
use crate::testkit::{Client, TestServer};

async fn shop() -> (TestServer, Client) {
    let (server, editor) = world::empty().await;
    for (name, country) in [("Ada", "b"), ("Bo", "a")] {
        create(&editor, "/api/makers", json!({"name": name, "country": country})).await;
    }
    for (title, stock, maker) in [("c", 1, 1), ("a", 2, 2), ("b", 1, 2)] {
        create(&editor, "/api/items", json!({"title": title, "stock": stock, "maker": maker})).await;
    }
    (server, editor)
}

#[tokio::test]
async fn every_form_of_sort_orders_and_ties_go_by_row() {
    let (_server, editor) = shop().await;
    for (sort, expected) in [
        ("", "c a b"),
        ("sort=", "c a b"),
        ("sort[]", "c a b"),
        ("sort=title", "a b c"),
        ("sort=title:desc", "c b a"),
        ("sort=title:DESC", "c b a"),
        ("sort=stock", "c b a"),
        ("sort=stock:asc,title", "b c a"),
        ("sort[0]=stock:desc&sort[1]=title:asc", "a b c"),
        ("sort=stock:desc&sort=title", "a b c"),
        ("sort[title]=desc", "c b a"),
        ("sort[stock]=asc&sort[title]=ASC", "b c a"),
        ("sort[0][stock]=asc&sort[1][title]=asc", "b c a"),
        ("sort=maker.name:desc,title", "a b c"),
        ("sort[maker][country]=asc&sort[title]=desc", "b a c"),
        ("sort=id:desc", "b a c"),
    ] {
        assert_eq!(joined(&editor.get(&format!("/api/items?fields=title&{sort}")).await, "title"), expected, "{sort}");
    }
}

#[tokio::test]
async fn an_order_that_cannot_be_meant_is_refused() {
    let (_server, editor) = shop().await;
    let direction = "Invalid order. order can only be one of asc|desc|ASC|DESC";
    for (sort, message) in [
        ("sort=title:up", direction),
        ("sort[title]=", direction),
        ("sort[title]", direction),
        ("sort[title][0]=asc", direction),
        ("sort=bogus", "Invalid key bogus"),
        ("sort[bogus]=asc", "Invalid key bogus"),
        ("sort=maker", "Invalid key maker"),
        ("sort=maker.passphrase", "Invalid key passphrase at maker"),
        ("sort[a,title]=asc", "Invalid key a,title"),
    ] {
        let answer = editor.get(&format!("/api/items?{sort}")).await;
        assert_eq!(answer.rest_error(), (400, "ValidationError", message), "{sort}");
    }
    let details = json!({"key": "bogus", "path": null, "source": "query", "param": "sort"});
    assert_eq!(editor.get("/api/items?sort=bogus").await.body["error"]["details"], details);
}

#[tokio::test]
async fn a_page_is_bounded_and_its_answer_says_how() {
    let (_server, editor) = shop().await;
    for (pagination, expected) in [
        ("", json!({"page": 1, "pageSize": 25, "pageCount": 1, "total": 3})),
        ("pagination[page]=99", json!({"page": 99, "pageSize": 25, "pageCount": 1, "total": 3})),
        ("pagination[page]=0&pagination[pageSize]=0", json!({"page": 1, "pageSize": 1, "pageCount": 3, "total": 3})),
        ("pagination[page]=-3&pagination[pageSize]=-1", json!({"page": 1, "pageSize": 1, "pageCount": 3, "total": 3})),
        ("pagination[pageSize]=1000", json!({"page": 1, "pageSize": 100, "pageCount": 1, "total": 3})),
        ("pagination[start]=2", json!({"start": 2, "limit": 25, "total": 3})),
        ("pagination[start]=-2&pagination[limit]=-1", json!({"start": 0, "limit": 1, "total": 3})),
        ("pagination[limit]=0", json!({"start": 0, "limit": 1, "total": 3})),
        ("pagination[limit]=1000", json!({"start": 0, "limit": 100, "total": 3})),
        ("pagination[withCount]=false", json!({"page": 1, "pageSize": 25})),
        ("pagination[withCount]=0&pagination[limit]=2", json!({"start": 0, "limit": 2})),
        ("pagination[withCount]=t", json!({"page": 1, "pageSize": 25, "pageCount": 1, "total": 3})),
    ] {
        let answer = editor.get(&format!("/api/items?{pagination}")).await;
        assert_eq!(answer.body["meta"]["pagination"], expected, "{pagination}");
    }
    let far = editor.get("/api/items?pagination[page]=9223372036854775807").await;
    assert_eq!(far.entries(), &json!([]));
}

#[tokio::test]
async fn pagination_that_cannot_be_meant_is_refused() {
    let (_server, editor) = shop().await;
    let start = "convertStartQueryParams expected a positive integer got NaN";
    let limit = "convertLimitQueryParams expected a positive integer got NaN";
    let mixed = "Cannot use both page & offset pagination in the same query";
    let root = "Invalid pagination attributes. The page parameters are incorrect and must be in the pagination object";
    let count = r#"Invalid withCount parameter. Expected "t","1","true","false","0","f""#;
    for (pagination, name, message) in [
        ("pagination[page]=1&pagination[limit]=1", "PaginationError", mixed),
        ("pagination[start]=1&pagination[pageSize]=1", "PaginationError", mixed),
        ("page=1", "PaginationError", root),
        ("pageSize=5", "PaginationError", root),
        ("pagination=5", "PaginationError", "The pagination parameter must be an object"),
        ("pagination[page]=x", "ValidationError", start),
        ("pagination[pageSize]=", "ValidationError", start),
        ("pagination[start][0]=1", "ValidationError", start),
        ("pagination[limit]=all", "ValidationError", limit),
        ("pagination[withCount]=maybe", "ValidationError", count),
        ("pagination[bogus]=1", "ValidationError", "Invalid key bogus"),
        ("start=1", "ValidationError", "Invalid key start"),
    ] {
        let answer = editor.get(&format!("/api/items?{pagination}")).await;
        assert_eq!(answer.rest_error(), (400, name, message), "{pagination}");
    }
}

#[tokio::test]
async fn status_says_which_rows_are_meant() {
    let (_server, editor) = world::empty().await;
    let id = create(&editor, "/api/items", json!({"title": "old"})).await;
    editor.put(&format!("/api/items/{id}?status=draft"), &json!({"data": {"title": "new"}})).await.entries();
    create(&editor, "/api/items?status=draft", json!({"title": "unseen"})).await;
    for (query, expected) in [("", "old"), ("status=published", "old"), ("status=draft", "new unseen")] {
        assert_eq!(joined(&editor.get(&format!("/api/items?{query}")).await, "title"), expected);
    }
    for status in ["status=", "status=Draft", "status", "status[]=draft", "status=draft&status=draft"] {
        let answer = editor.get(&format!("/api/items?{status}")).await;
        let message = "Invalid value for 'status'. Expected one of: draft, published.";
        assert_eq!(answer.rest_error(), (400, "ValidationError", message), "{status}");
    }
    assert_eq!(editor.get("/api/makers?status=draft").await.status, 200, "without drafts it means nothing");
}

#[tokio::test]
async fn publication_filters_tell_the_states_of_documents_apart() {
    let (server, editor) = world::empty().await;
    create(&editor, "/api/items", json!({"title": "same"})).await;
    let changed = create(&editor, "/api/items", json!({"title": "changed"})).await;
    create(&editor, "/api/items?status=draft", json!({"title": "never"})).await;
    server.clock.set(server.clock.now().plus_seconds(1));
    editor.put(&format!("/api/items/{changed}?status=draft"), &json!({"data": {"stock": 1}})).await.entries();
    for (question, expected) in [
        ("publicationFilter=never-published", "never"),
        ("publicationFilter=never-published-document", "never"),
        ("publicationFilter=has-published-version", "same changed"),
        ("publicationFilter=has-published-version-document", "same changed"),
        ("publicationFilter=modified", "changed"),
        ("publicationFilter=unmodified", "same"),
        ("hasPublishedVersion=true", "same changed"),
        ("hasPublishedVersion=false", "never"),
    ] {
        let answer = editor.get(&format!("/api/items?status=draft&{question}")).await;
        assert_eq!(joined(&answer, "title"), expected, "{question}");
    }
    assert_eq!(joined(&editor.get("/api/items?publicationFilter=modified").await, "title"), "changed");
    assert_eq!(joined(&editor.get("/api/items?publicationFilter=published-with-draft").await, "title"), "same changed");
    let answer = editor.get("/api/items?publicationFilter=new").await;
    let message = "Invalid value for 'publicationFilter'. Expected one of: never-published, has-published-version, \
        modified, unmodified, never-published-document, has-published-version-document, published-without-draft, \
        published-with-draft.";
    assert_eq!(answer.rest_error(), (400, "ValidationError", message));
    assert_eq!(answer.body["error"]["details"], json!({"source": "query", "param": "publicationFilter"}));
}

#[tokio::test]
async fn a_parameter_that_means_nothing_is_refused_by_name_unless_the_configuration_says_otherwise() {
    let (_server, editor) = shop().await;
    for path in ["/api/items?filter[title]=c", "/api/items?filters[title]=c&filter=1"] {
        let answer = editor.get(path).await;
        assert_eq!(answer.rest_error(), (400, "ValidationError", "Invalid key filter"), "{path}");
        assert_eq!(answer.body["error"]["details"]["param"], "filter");
    }
    let narrow = editor.put("/api/front?filters[headline]=x", &json!({"data": {}})).await;
    assert_eq!(narrow.rest_error(), (400, "ValidationError", "Invalid key filters"));
    let (server, _) = TestServer::demo_configured(|config| config.rest.strict_params = false).await;
    let reader = server.as_read_only().await;
    assert_eq!(reader.get("/api/articles?filter[title]=c").await.status, 200);
}

#[tokio::test]
async fn the_configuration_sets_the_default_page_and_whether_lists_count() {
    let change = |config: &mut keyway::config::Config| {
        config.rest.page_size_default = 7;
        config.rest.with_count = false;
    };
    let (server, _) = TestServer::demo_configured(change).await;
    let reader = server.as_read_only().await;
    assert_eq!(reader.get("/api/articles").await.body["meta"], json!({"pagination": {"page": 1, "pageSize": 7}}));
    let counted = reader.get("/api/articles?pagination[withCount]=1").await;
    assert_eq!(counted.body["meta"]["pagination"]["total"], 22);
}
