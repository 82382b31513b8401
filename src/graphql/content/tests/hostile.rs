//! Hostile documents and values: never a panic, and nothing of them in the text of a statement.

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

use super::super::generation::Generation;
use super::{Planned, catalog, permissions, plan, statements};
use crate::access::PermissionSet;

static GENERATION: LazyLock<Generation> = LazyLock::new(|| Generation::new(catalog(), false));

/// Stands in every name and value that the attacker chooses.
const MARK: &str = "zq7";

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(vec![
            "title", "slug", "rank", "author", "tags", "parent", "and", "or", "not", "documentId", "name", "eq", "ne", "in",
            "contains", "null", "between", "startsWith", "notIn", "lt", "publishedAt", "createdAt", "articles", "id", "seo",
            "links", "sections", "metaTitle", "label", "article",
        ]).prop_map(str::to_owned),
        1 => "[\"'`;a-zA-Z\\-]{0,6}".prop_map(|noise| format!("{MARK}{noise}")),
    ]
}

fn value() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        "\\PC{0,12}".prop_map(|noise| Json::from(format!("{MARK}{noise}\"'`;--"))),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            prop::collection::hash_map(key(), inner, 0..6)
                .prop_map(|fields| Json::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn assert_unmarked(planned: &[Planned]) {
    for planned in planned {
        if let Planned::Plan(plan) = planned {
            for statement in statements(plan) {
                assert!(!statement.text.contains(MARK), "{}", statement.text);
            }
        }
    }
}

proptest! {
    #[test]
    fn nothing_of_a_filter_reaches_the_text_of_a_statement(filters in value(), sort in value(), narrow in any::<bool>()) {
        let caller = if narrow { permissions("article:find(title,tags)\ntag:find(name)") } else { PermissionSet::full_access() };
        let variables = json!({"filters": filters, "sort": sort});
        let query = "query($filters: ArticleFiltersInput, $sort: [String]) { articles(filters: $filters, sort: $sort) { documentId } }";
        let planned = pollster(plan(&GENERATION, &caller, query, variables.as_object().unwrap().clone()));
        if let Ok(planned) = planned {
            assert_unmarked(&planned);
        }
    }

    #[test]
    fn a_filter_on_what_is_not_granted_is_never_planned(operator in key(), operand in value()) {
        let caller = permissions("article:find(title,tags)\ntag:find(name)");
        let query = "query($filters: ArticleFiltersInput) { articles(filters: $filters) { documentId } }";
        for hidden in ["rank", "author", "slug", "publishedAt", "seo", "links", "sections"] {
            for filters in [
                json!({hidden: {&operator: operand.clone()}}),
                json!({"not": {hidden: operand.clone()}}),
                json!({"or": [{"title": {"eq": "x"}}, {hidden: operand.clone()}]}),
                json!({"tags": {"articles": {hidden: operand.clone()}}}),
            ] {
                let variables = json!({"filters": filters}).as_object().unwrap().clone();
                if let Ok(planned) = pollster(plan(&GENERATION, &caller, query, variables)) {
                    prop_assert!(planned.iter().all(|planned| matches!(planned, Planned::Refused(_))), "{filters}");
                }
            }
        }
    }

    #[test]
    fn no_document_makes_the_compiler_panic(document in "(query|mutation|\\{|\\}|\\(|\\)|articles|title|tags|author|\\.\\.\\.|on|Article|fragment|F|:|\\$a|Int|=|\\[|\\]|\"x\"|1|@skip|@include|if|true|filters|status|DRAFT|_connection|nodes|pageInfo|total|__typename|__schema| ){0,40}") {
        let _ = pollster(plan(&GENERATION, &PermissionSet::full_access(), &document, Map::new()));
    }
}

/// Planning never waits for anything; a runtime would only slow the cases down.
fn pollster<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => unreachable!("planning does not wait"),
    }
}
