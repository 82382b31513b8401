//! Lines that cannot be stored: each file is refused with one message that names the line, and nothing of it is kept.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{export, import, refused};
use crate::components::model;

fn article(data: &Value) -> Value {
    json!({"contentType": "article", "documentId": "a1", "data": data})
}

#[tokio::test]
async fn a_line_that_makes_no_sense_is_named_and_nothing_of_the_file_is_stored() {
    let (server, _) = model::empty().await;
    let good = json!({"contentType": "category", "documentId": "c1", "data": {"name": "News"}}).to_string();
    let before = export(&server).await;
    let text = |value: Value| value.to_string();
    let cases = [
        ("no JSON".to_owned(), "expected ident at column 2"),
        ("[1]".to_owned(), "invalid type: integer `1`, expected a string at column 2"),
        ("{}".to_owned(), "missing field `contentType` at column 2"),
        (text(json!({"contentType": "bogus", "documentId": "x"})), "there is no content type bogus"),
        (text(json!({"contentType": "shared.seo", "documentId": "x"})), "there is no content type shared.seo"),
        (text(json!({"contentType": "category", "documentId": "x", "status": "draft"})), "category has no drafts"),
        (
            text(json!({"contentType": "category", "documentId": "12"})),
            "documentId must be letters, digits, - and _, and not digits alone",
        ),
        (
            text(json!({"contentType": "category", "documentId": "a b"})),
            "documentId must be letters, digits, - and _, and not digits alone",
        ),
        (
            text(
                json!({"contentType": "category", "documentId": "x", "data": {"name": "N"}, "createdAt": "yesterday"}),
            ),
            "createdAt must be a moment in ISO 8601",
        ),
        (
            text(json!({"contentType": "category", "documentId": "x", "data": {"name": "N", "articles": []}})),
            "articles is stored with the entries that it leads to; give it there",
        ),
        (
            text(json!({"contentType": "category", "documentId": "x"})),
            "name must be a `string` type, but the final value was: `null`.",
        ),
        (text(article(&json!({"bogus": 1}))), "bogus is no attribute of article"),
        (
            text(article(&json!({"title": "First", "secretPhrase": "x"}))),
            "secretPhrase is a password, and passwords are not imported",
        ),
        (text(article(&json!({"title": "First", "rating": 9}))), "rating must be less than or equal to 5"),
        (
            text(article(&json!({"title": "First", "difficulty": "odd"}))),
            "difficulty must be one of the following values: easy, very hard, top-level, ",
        ),
        (text(article(&json!({"title": "First", "category": 12}))), "category must be given as document ids"),
        (text(article(&json!({"title": "First", "category": ["c1", "c2"]}))), "category holds one entry at most"),
        (
            text(article(&json!({"title": "First", "seo": "x"}))),
            "seo must be a `object` type, but the final value was: `\"x\"`.",
        ),
        (
            text(article(&json!({"title": "First", "links": [{"label": "l", "bogus": 1}]}))),
            "links[0].bogus is no attribute of shared.link",
        ),
        (
            text(article(&json!({"title": "First", "sections": [{"text": "x"}]}))),
            "sections[0].__component must be one of: shared.quote, shared.rich-text",
        ),
        (text(json!({"contentType": "landing", "documentId": "x", "data": {"name": "N"}})), "hero must be defined."),
    ];
    for (line, expected) in cases {
        let message = refused(&server, &format!("{good}\n{line}\n")).await;
        assert_eq!(message, format!("line 2: {expected}"), "{line}");
    }
    assert_eq!(export(&server).await, before);
}

#[tokio::test]
async fn a_file_of_another_format_is_refused() {
    let (server, _) = model::empty().await;
    let message = refused(&server, "{\"format\":\"keyway-content/9\"}\n").await;
    assert_eq!(message, "line 1: the format must be keyway-content/1, not keyway-content/9");
}

#[tokio::test]
async fn a_link_to_nothing_and_a_second_document_of_a_single_type_are_refused() {
    let (server, _) = model::empty().await;
    let line = article(&json!({"title": "First", "authors": ["nobody"]})).to_string();
    assert_eq!(refused(&server, &line).await, "line 1: authors leads to nobody, which is not there");
    let homepage =
        |id: &str| json!({"contentType": "homepage", "documentId": id, "data": {"title": "Home"}}).to_string();
    import(&server, &homepage("h1")).await.unwrap();
    assert_eq!(refused(&server, &homepage("h2")).await, "line 1: homepage is a single type and has the document h1");
}

#[tokio::test]
async fn a_line_without_an_end_is_not_read_into_memory() {
    let (server, _) = model::empty().await;
    let message = refused(&server, &"x".repeat((16 << 20) + 1)).await;
    assert_eq!(message, "line 1: longer than 16 MiB");
}

/// Objects that look like lines, and texts that do not.
fn any_line() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        Just(json!("2026-01-31T10:00:00.000Z")),
        Just(json!("article")),
        Just(json!("draft")),
    ];
    let names = "contentType|documentId|status|locale|createdAt|data|title|category|authors|seo|links|sections|__component|metaTitle|place|[a-z]{1,5}";
    let value = leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::btree_map(names, inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    });
    prop_oneof![
        1 => ".{0,40}",
        3 => value.clone().prop_map(|value| value.to_string()),
        6 => (value.clone(), value).prop_map(|(title, other)| {
            article(&json!({"title": title, "category": other, "sections": other, "seo": other})).to_string()
        }),
    ]
}

#[test]
fn whatever_a_file_says_it_is_stored_or_refused_with_a_line() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (server, _) = runtime.block_on(model::empty());
    proptest!(|(lines in proptest::collection::vec(any_line(), 1..4))| {
        let file = lines.join("\n");
        if let Err(error) = runtime.block_on(import(&server, &file)) {
            let message = error.public().message.to_string();
            prop_assert!(message.starts_with("line "), "{:?}", error);
        }
    });
}
