//! Whatever a query string says, the answer is entries or one clear error.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use super::create;
use crate::content::world;
use crate::testkit::Answer;

fn words() -> impl Strategy<Value = String> {
    let known = proptest::sample::select(
        &[
            "filters",
            "sort",
            "pagination",
            "fields",
            "populate",
            "status",
            "locale",
            "publicationFilter",
            "_q",
            "hasPublishedVersion",
            "page",
            "pageSize",
            "start",
            "limit",
            "withCount",
            "title",
            "stock",
            "maker",
            "name",
            "tags",
            "items",
            "parent",
            "diary",
            "passphrase",
            "id",
            "documentId",
            "$eq",
            "$ne",
            "$in",
            "$notIn",
            "$or",
            "$and",
            "$not",
            "$null",
            "$contains",
            "$between",
            "$gt",
            "count",
            "on",
            "0",
            "1",
            "7",
            "*",
            "",
            "-1",
            "true",
            "draft",
            "published",
            "title:desc",
            "maker.name",
            "9999999999999999999999",
            "1e999",
            "NaN",
            "__proto__",
        ][..],
    );
    prop_oneof![6 => known.prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn parameter() -> impl Strategy<Value = String> {
    let root = proptest::sample::select(
        &["filters", "sort", "pagination", "fields", "populate", "status", "publicationFilter", "_q", "x"][..],
    );
    let keys = proptest::collection::vec(words(), 0..5);
    (root, keys, proptest::option::of(words())).prop_map(|(root, keys, value)| {
        let keys = keys.iter().map(|key| format!("[{}]", encode(key))).collect::<Vec<_>>().concat();
        format!("{root}{keys}{}", value.map_or(String::new(), |value| format!("={}", encode(&value))))
    })
}

fn queries() -> impl Strategy<Value = String> {
    let built = proptest::collection::vec(parameter(), 0..4).prop_map(|parameters| parameters.join("&"));
    let raw = "[a-z0-9$=&%+\\[\\].,:*-]{0,60}";
    prop_oneof![6 => built, 1 => raw]
}

fn is_clear(answer: &Answer) -> bool {
    let error = &answer.body["error"];
    let status = answer.status.as_u16();
    status == 200 && answer.body["data"].is_array()
        || [400, 403].contains(&status)
            && error["status"] == status
            && error["message"].as_str().is_some_and(|text| !text.is_empty())
}

#[test]
fn any_query_string_is_answered_or_refused_and_never_widens_the_answer() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (_server, reader) = runtime.block_on(async {
        let (server, editor) = world::empty().await;
        let maker =
            create(&editor, "/api/makers", json!({"name": "Ada", "diary": "zq-hidden", "passphrase": "zq-hidden"}))
                .await;
        for title in ["a", "b", "c"] {
            create(&editor, "/api/items", json!({"title": title, "stock": 1, "maker": maker})).await;
        }
        create(&editor, "/api/items?status=draft", json!({"title": "zq-hidden"})).await;
        let reader = server.as_read_only().await;
        (server, reader)
    });
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(1_500) });
    let result = runner.run(&queries(), |query| {
        let answer = runtime.block_on(reader.get(&format!("/api/items?{query}")));
        prop_assert!(is_clear(&answer), "{query}: {} {}", answer.status, answer.text);
        prop_assert!(answer.body["data"].as_array().is_none_or(|entries| entries.len() <= 3), "{query}");
        prop_assert!(!answer.text.contains("zq-hidden"), "{query}: {}", answer.text);
        Ok(())
    });
    if let Err(failure) = result {
        panic!("{failure}");
    }
}

/// The template with each number up to `count` in place of `#`.
fn repeated(count: u32, template: &str) -> String {
    (0..count).map(|index| template.replace('#', &index.to_string())).collect()
}

#[tokio::test]
async fn a_long_query_string_costs_one_clear_error() {
    let (_server, editor) = world::empty().await;
    for query in [
        "a=1&".repeat(3_000),
        format!("filters{}=1", "[$not]".repeat(30)),
        repeated(30, "filters[$or][#][tags][label]=x&"),
        format!("filters{}[title]=x", "[parent]".repeat(8)),
        repeated(1_200, "filters[$or][#][title]=x&"),
        repeated(30, "sort[#]=title&"),
        format!("sort={}title", "parent.".repeat(9)),
        format!("_q={}", "x".repeat(60_000)),
        format!("filters[title][$contains]={}", "_".repeat(20_001)),
    ] {
        let answer = editor.get(&format!("/api/items?{query}")).await;
        assert_eq!(answer.rest_error().0, 400, "{} …", &query[..40]);
    }
}

#[tokio::test]
async fn what_is_just_within_the_limits_is_answered() {
    let (_server, editor) = world::empty().await;
    for query in [
        repeated(998, "filters[$or][#][title]=x&"),
        repeated(499, "filters[$and][#][title][$ne]=x&"),
        (0..8).map(|level| repeated(60, &format!("filters{}[$or][#][title]=x&", "[$or][60]".repeat(level)))).collect(),
        format!("filters{}[title]=1", "[$not]".repeat(18)),
        repeated(20, "filters[$or][#][tags][label]=x&"),
        format!("filters{}[title]=x", "[parent]".repeat(5)),
        repeated(20, "sort[#]=maker.name&"),
        format!("filters[title][$contains]={}", "_".repeat(20_000)),
        repeated(1_000, "filters[title][$in][#]=x&"),
        ["maker", "tags", "sheet", "parent", "children"].map(|name| format!("populate[]={name}.*&")).concat(),
    ] {
        let answer = editor.get(&format!("/api/items?{query}")).await;
        assert_eq!(answer.status, 200, "{} … {}", &query[..40], answer.text);
    }
}
