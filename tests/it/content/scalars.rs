//! Scalars on the wire, in and out.

use serde_json::{Value, json};

use super::world;
use crate::testkit::{Client, TestServer};

/// A server and a writer of one item.
async fn item() -> (TestServer, Client, String) {
    let (server, editor) = world::empty().await;
    let id = world::create(&editor, "Item", r#"{title: "t"}"#).await;
    (server, editor, id)
}

/// What a literal comes back as, as JSON text.
async fn written(editor: &Client, id: &str, field: &str, literal: &str) -> Result<Value, String> {
    let mutation =
        format!(r#"mutation {{ updateItem(documentId: "{id}", data: {{{field}: {literal}}}) {{ {field} }} }}"#);
    let answer = editor.graphql(&mutation).await;
    match answer.body["errors"].as_array() {
        Some(errors) => {
            assert_eq!(errors.len(), 1, "{}", answer.text);
            Err(answer.error_code().to_owned())
        }
        None => Ok(answer.data()["updateItem"][field].clone()),
    }
}

#[tokio::test]
async fn values_come_back_as_they_went_in() {
    let (_server, editor, id) = item().await;
    for (field, literal, expected) in [
        ("title", r#""Ünï \"q\" \\ \n 😀""#, json!("Ünï \"q\" \\ \n 😀")),
        ("summary", r#""""#, json!("")),
        ("summary", "null", json!(null)),
        ("story", r##""""# Head""""##, json!("# Head")),
        ("stock", "-2147483648", json!(-2_147_483_648_i64)),
        ("stock", "2147483647", json!(2_147_483_647)),
        ("weight", "1", json!(1)),
        ("weight", "1.25e3", json!(1250)),
        ("weight", "-0.1", json!(-0.1)),
        ("price", "19.99", json!(19.99)),
        ("fresh", "false", json!(false)),
        ("day", r#""2024-02-29""#, json!("2024-02-29")),
        ("hour", r#""08:30:00""#, json!("08:30:00.000")),
        ("hour", r#""08:30:00.5""#, json!("08:30:00.500")),
        ("hour", r#""23:59:59.999""#, json!("23:59:59.999")),
        ("moment", r#""2026-01-01T12:00:00+02:00""#, json!("2026-01-01T10:00:00.000Z")),
        ("moment", r#""1969-12-31T23:59:59.999Z""#, json!("1969-12-31T23:59:59.999Z")),
        ("stamp", r#""2026-01-01T10:00:00.123456Z""#, json!("2026-01-01T10:00:00.123Z")),
        ("level", "very_hard", json!("very_hard")),
        ("level", "top_level", json!("top_level")),
        ("extra", r#"{a: [1, 2.5, true, null, {b: "c"}]}"#, json!({"a": [1, 2.5, true, null, {"b": "c"}]})),
        ("extra", r#""just text""#, json!("just text")),
        ("extra", "[]", json!([])),
        ("extra", "false", json!(false)),
        ("slug", r#""a-b_c.d~e""#, json!("a-b_c.d~e")),
    ] {
        assert_eq!(written(&editor, &id, field, literal).await, Ok(expected), "{field}: {literal}");
    }
}

#[tokio::test]
async fn long_keeps_every_digit_and_is_a_text_beyond_what_javascript_can_count() {
    let (_server, editor, id) = item().await;
    for (literal, expected) in [
        ("9007199254740991", json!(9_007_199_254_740_991_i64)),
        ("9007199254740992", json!("9007199254740992")),
        ("9007199254740993", json!("9007199254740993")),
        ("-9007199254740993", json!("-9007199254740993")),
        (r#""9223372036854775807""#, json!("9223372036854775807")),
        ("-9223372036854775808", json!("-9223372036854775808")),
        (r#""12""#, json!(12)),
    ] {
        assert_eq!(written(&editor, &id, "serial", literal).await, Ok(expected), "{literal}");
    }
    let query =
        format!(r#"mutation($n: Long) {{ updateItem(documentId: "{id}", data: {{serial: $n}}) {{ serial }} }}"#);
    for (value, expected) in [
        (json!(9_007_199_254_740_993_i64), json!("9007199254740993")),
        (json!("9007199254740995"), json!("9007199254740995")),
        (json!(-1), json!(-1)),
    ] {
        assert_eq!(editor.graphql_with(&query, json!({ "n": value })).await.data()["updateItem"]["serial"], expected);
    }
}

#[tokio::test]
async fn what_a_scalar_does_not_take_is_refused_and_changes_nothing() {
    let (_server, editor, id) = item().await;
    for (field, literals) in [
        ("title", &["1", "true", "[\"a\", \"b\"]", "{a: 1}"][..]),
        ("stock", &["1.5", "\"1\"", "2147483648", "true"]),
        ("serial", &["1.5", "\"1.5\"", "\"\"", "\"x\"", "9223372036854775808", "true"]),
        ("weight", &["\"1.5\"", "true", "1e400"]),
        ("fresh", &["1", "\"true\"", "TRUE"]),
        ("day", &["\"2026-02-30\"", "\"2026-1-1\"", "\"2026-01-01T00:00:00Z\"", "20260101", "\"\""]),
        ("hour", &["\"08:30\"", "\"25:00:00\"", "\"08:30:00.1234\"", "\"8:30:00\"", "830"]),
        (
            "moment",
            &["\"2026-01-01\"", "\"2026-01-01T10:00:00\"", "\"now\"", "1767225600000", "\"2026-13-01T10:00:00Z\""],
        ),
        ("level", &["bogus", "\"very hard\"", "1"]),
        ("parts", &["[{type: \"bogus\"}]", "{a: 1}"]),
    ] {
        for literal in literals {
            let code = written(&editor, &id, field, literal).await.expect_err(literal);
            let expected = if field == "parts" { "BAD_USER_INPUT" } else { "GRAPHQL_VALIDATION_FAILED" };
            assert!(code == expected || code == "GRAPHQL_PARSE_FAILED", "{field}: {literal}: {code}");
        }
    }
    let after = editor.graphql("{ items { title stock serial weight fresh day hour moment level parts } }").await;
    let untouched = json!([{"title": "t", "stock": null, "serial": null, "weight": null, "fresh": null, "day": null,
        "hour": null, "moment": null, "level": null, "parts": null}]);
    assert_eq!(after.data()["items"], untouched);
}

#[tokio::test]
async fn an_id_is_a_text_or_an_integer() {
    let (_server, editor, id) = item().await;
    let by = "query($id: ID!) { item(documentId: $id) { title } }";
    assert_eq!(editor.graphql_with(by, json!({ "id": id })).await.data()["item"]["title"], "t");
    assert_eq!(editor.graphql_with(by, json!({"id": 12})).await.data()["item"], Value::Null);
    assert_eq!(editor.graphql("{ item(documentId: 12) { title } }").await.data()["item"], Value::Null);
    for value in [json!(1.5), json!(true), json!(["x"]), json!({}), json!(null)] {
        let answer = editor.graphql_with(by, json!({ "id": value })).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "BAD_USER_INPUT"), "{value}");
    }
}

#[tokio::test]
async fn a_password_is_written_and_never_shown() {
    let (_server, editor) = world::empty().await;
    let answer =
        editor.graphql(r#"mutation { createMaker(data: {name: "n", passphrase: "open sesame"}) { name } }"#).await;
    answer.data();
    let long = "x".repeat(73);
    let refused = editor
        .graphql(&format!(r#"mutation {{ createMaker(data: {{name: "o", passphrase: "{long}"}}) {{ name }} }}"#))
        .await;
    assert_eq!(refused.error_code(), "BAD_USER_INPUT");
    assert!(!refused.text.contains(&long), "{}", refused.text);
    assert_eq!(editor.graphql("{ makers { name } }").await.data()["makers"], json!([{"name": "n"}]));
}
