//! Every operator on every kind of value, and how conditions combine.

use serde_json::json;

use super::world::{self, texts};
use crate::testkit::{Client, TestServer};

/// Three items, `a`, `b` and `n`; the last one has nothing but its title.
async fn items() -> (TestServer, Client) {
    let (server, editor) = world::empty().await;
    let red = world::create(&editor, "Tag", r#"{label: "red"}"#).await;
    let blue = world::create(&editor, "Tag", r#"{label: "blue"}"#).await;
    let maker = world::create(&editor, "Maker", r#"{name: "Ada", country: "NO"}"#).await;
    world::create(
        &editor,
        "Item",
        &format!(
            r#"{{title: "a", summary: "Alpha Beta", level: easy, stock: 1, serial: 9007199254740993, weight: 1.5, fresh: true,
            day: "2026-01-01", hour: "08:00:00", moment: "2026-01-01T08:00:00Z", extra: {{k: 1}}, maker: "{maker}", tags: ["{red}", "{blue}"]}}"#
        ),
    )
    .await;
    world::create(
        &editor,
        "Item",
        &format!(
            r#"{{title: "b", summary: "beta 100%_!", level: very_hard, stock: 2, serial: 9007199254740994, weight: 2.5, fresh: false,
            day: "2026-02-01", hour: "20:30:00.5", moment: "2026-02-01T08:00:00Z", extra: "text", tags: ["{blue}"]}}"#
        ),
    )
    .await;
    world::create(&editor, "Item", r#"{title: "n"}"#).await;
    (server, editor)
}

async fn assert_finds(editor: &Client, cases: &[(&str, &str)]) {
    for (filters, expected) in cases {
        let answer = editor.graphql(&format!("{{ items(filters: {{{filters}}}) {{ title }} }}")).await;
        assert_eq!(texts(&answer.data()["items"], "title").join(""), *expected, "{filters}");
    }
}

#[tokio::test]
async fn operators_on_texts() {
    let (_server, editor) = items().await;
    assert_finds(
        &editor,
        &[
            (r#"summary: {eq: "Alpha Beta"}"#, "a"),
            (r#"summary: {eq: "alpha beta"}"#, ""),
            (r#"summary: {eqi: "ALPHA beta"}"#, "a"),
            (r#"summary: {ne: "Alpha Beta"}"#, "b"),
            (r#"summary: {nei: "alpha BETA"}"#, "b"),
            (r#"summary: {startsWith: "Alpha"}"#, "a"),
            (r#"summary: {endsWith: "Beta"}"#, "a"),
            (r#"summary: {contains: "100"}"#, "b"),
            (r#"summary: {notContains: "100"}"#, "a"),
            (r#"summary: {containsi: "BETA"}"#, "ab"),
            (r#"summary: {notContainsi: "ALPHA"}"#, "b"),
            (r#"title: {gt: "a"}"#, "bn"),
            (r#"title: {gte: "b"}"#, "bn"),
            (r#"title: {lt: "b"}"#, "a"),
            (r#"title: {lte: "b"}"#, "ab"),
            (r#"title: {between: ["a", "c"]}"#, "ab"),
            (r#"title: {in: ["a", "n", "zz"]}"#, "an"),
            ("title: {in: []}", ""),
            (r#"title: {notIn: ["a"]}"#, "bn"),
            ("title: {notIn: []}", "abn"),
            (r#"title: {in: "n"}"#, "n"),
            ("summary: {null: true}", "n"),
            ("summary: {null: false}", "ab"),
            ("summary: {notNull: true}", "ab"),
            ("summary: {notNull: false}", "n"),
        ],
    )
    .await;
}

#[tokio::test]
async fn wildcards_and_quotes_are_matched_literally() {
    let (_server, editor) = items().await;
    assert_finds(
        &editor,
        &[
            (r#"summary: {contains: "%"}"#, "b"),
            (r#"summary: {contains: "_"}"#, "b"),
            (r#"summary: {contains: "!"}"#, "b"),
            (r#"summary: {contains: "0%_!"}"#, "b"),
            (r#"summary: {startsWith: "_"}"#, ""),
            (r#"summary: {endsWith: "%"}"#, ""),
            (r#"summary: {containsi: "B%A"}"#, ""),
            (r#"summary: {notContains: "%"}"#, "a"),
            (r#"title: {eq: "' OR 1=1 --"}"#, ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn operators_on_numbers() {
    let (_server, editor) = items().await;
    assert_finds(
        &editor,
        &[
            ("stock: {eq: 2}", "b"),
            ("stock: {ne: 2}", "a"),
            ("stock: {eqi: 2}", "b"),
            ("stock: {nei: 2}", "a"),
            ("stock: {gt: 1}", "b"),
            ("stock: {gte: 1}", "ab"),
            ("stock: {lt: 2}", "a"),
            ("stock: {lte: 2}", "ab"),
            ("stock: {between: [1, 1]}", "a"),
            ("stock: {between: [2, 1]}", ""),
            ("stock: {in: [1, 2, 3]}", "ab"),
            ("stock: {notIn: [1]}", "b"),
            ("stock: {contains: 2}", "b"),
            ("serial: {eq: 9007199254740993}", "a"),
            ("serial: {gt: 9007199254740993}", "b"),
            (r#"serial: {eq: "9007199254740994"}"#, "b"),
            ("weight: {eq: 2.5}", "b"),
            ("weight: {between: [1.4, 1.6]}", "a"),
            ("stock: {eq: 1, gt: 0}", "a"),
            ("stock: {gt: 1, lt: 2}", ""),
        ],
    )
    .await;
}

#[tokio::test]
async fn operators_on_booleans_and_enumerations() {
    let (_server, editor) = items().await;
    assert_finds(
        &editor,
        &[
            ("fresh: {eq: true}", "a"),
            ("fresh: {ne: true}", "b"),
            ("fresh: {in: [true, false]}", "ab"),
            ("fresh: {null: true}", "n"),
            (r#"level: {eq: "very hard"}"#, "b"),
            (r#"level: {eq: "very_hard"}"#, ""),
            (r#"level: {in: ["easy", "very hard"]}"#, "ab"),
            (r#"level: {contains: "hard"}"#, "b"),
            (r#"level: {ne: "easy"}"#, "b"),
        ],
    )
    .await;
}

#[tokio::test]
async fn operators_on_dates_times_and_json() {
    let (_server, editor) = items().await;
    assert_finds(
        &editor,
        &[
            (r#"day: {eq: "2026-01-01"}"#, "a"),
            (r#"day: {gt: "2026-01-01"}"#, "b"),
            (r#"day: {between: ["2026-01-01", "2026-12-31"]}"#, "ab"),
            (r#"hour: {eq: "08:00:00"}"#, "a"),
            (r#"hour: {lt: "20:30:00.500"}"#, "a"),
            (r#"hour: {lte: "20:30:00.5"}"#, "ab"),
            (r#"moment: {eq: "2026-01-01T08:00:00.000Z"}"#, "a"),
            (r#"moment: {eq: "2026-01-01T09:00:00+01:00"}"#, "a"),
            (r#"moment: {gte: "2026-02-01T08:00:00Z"}"#, "b"),
            (r#"moment: {ne: "2026-02-01T08:00:00Z"}"#, "a"),
            (r#"createdAt: {eq: "2026-11-23T12:00:00.000Z"}"#, "abn"),
            ("extra: {notNull: true}", "ab"),
            ("extra: {null: true}", "n"),
            (r#"extra: {contains: "k"}"#, "a"),
            (r#"extra: {containsi: "TEXT"}"#, "b"),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_relation_matches_when_some_entry_of_it_does() {
    let (_server, editor) = items().await;
    assert_finds(
        &editor,
        &[
            (r#"maker: {name: {eq: "Ada"}}"#, "a"),
            (r#"tags: {label: {eq: "blue"}}"#, "ab"),
            (r#"tags: {label: {eq: "red"}}"#, "a"),
            (r#"tags: {label: {ne: "blue"}}"#, "a"),
            (r#"not: {tags: {label: {eq: "blue"}}}"#, "n"),
            (r#"tags: {items: {maker: {country: {eq: "NO"}}}}"#, "ab"),
            (r#"tags: {and: [{label: {eq: "red"}}, {label: {eq: "blue"}}]}"#, ""),
            (r#"and: [{tags: {label: {eq: "red"}}}, {tags: {label: {eq: "blue"}}}]"#, "a"),
            ("tags: {documentId: {notNull: true}}", "ab"),
            ("maker: null", "bn"),
            ("maker: {}", "abn"),
            ("not: {maker: null}", "a"),
        ],
    )
    .await;
    let makers = editor.graphql(r#"{ makers(filters: {items: {tags: {label: {eq: "red"}}}}) { name } }"#).await;
    assert_eq!(makers.data()["makers"], json!([{"name": "Ada"}]));
}

#[tokio::test]
async fn conditions_combine_by_and_or_and_not_to_any_depth() {
    let (_server, editor) = items().await;
    assert_finds(
        &editor,
        &[
            (r#"or: [{title: {eq: "a"}}, {title: {eq: "n"}}]"#, "an"),
            ("and: [{stock: {gt: 0}}, {stock: {lt: 2}}]", "a"),
            (r#"not: {title: {eq: "a"}}"#, "bn"),
            (r#"not: {or: [{title: {eq: "a"}}, {not: {title: {eq: "n"}}}]}"#, "n"),
            (r#"title: {not: {eq: "a"}}"#, "bn"),
            (r#"title: {not: {contains: "a"}}"#, "bn"),
            (r#"title: {in: ["a", "b"]}, stock: {eq: 2}"#, "b"),
            (r#"or: [{title: {eq: "n"}}, {stock: {eq: 1}, fresh: {eq: true}}]"#, "an"),
            ("or: []", "abn"),
            ("and: []", "abn"),
            ("not: {}", ""),
            ("", "abn"),
            ("title: {}", "abn"),
            (r#"or: {title: {eq: "b"}}"#, "b"),
            (r#"title: {or: ["a", "b"]}"#, "ab"),
            (r#"title: {and: ["a", "b"]}"#, ""),
            ("and: null", "abn"),
            ("not: null", "abn"),
        ],
    )
    .await;
}

#[tokio::test]
async fn null_is_a_question_of_its_own() {
    let (_server, editor) = items().await;
    assert_finds(
        &editor,
        &[
            ("summary: {eq: null}", "n"),
            ("summary: {ne: null}", "ab"),
            ("stock: {ne: 5}", "ab"),
            ("not: {stock: {eq: 5}}", "ab"),
            ("summary: null", "n"),
            ("stock: {notIn: [5]}", "ab"),
        ],
    )
    .await;
    for filters in [
        "stock: {gt: null}",
        "stock: {in: [null]}",
        "summary: {contains: null}",
        "stock: {between: [1]}",
        "stock: {in: null}",
        "stock: {null: null}",
    ] {
        let answer = editor.graphql(&format!("{{ items(filters: {{{filters}}}) {{ title }} }}")).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (200, "BAD_USER_INPUT"), "{filters}");
    }
}

#[tokio::test]
async fn an_absent_variable_leaves_no_condition() {
    let (_server, editor) = items().await;
    let query = "query($t: String, $f: ItemFiltersInput, $s: StringFilterInput) {
        items(filters: {title: {eq: $t}, summary: $s, and: [$f]}) { title }
    }";
    let ask = async |variables| {
        let answer = editor.graphql_with(query, variables).await;
        texts(&answer.data()["items"], "title").join("")
    };
    assert_eq!(ask(json!({})).await, "abn");
    assert_eq!(ask(json!({"t": "b"})).await, "b");
    assert_eq!(ask(json!({"s": {"contains": "Alpha"}})).await, "a");
    assert_eq!(ask(json!({"f": {"stock": {"gte": 2}}})).await, "b");
    assert_eq!(ask(json!({"t": null})).await, "", "a null that is given asks for null");
}

#[tokio::test]
async fn a_filter_that_does_not_fit_is_refused_by_its_name() {
    let (_server, editor) = items().await;
    for filters in [
        "bogus: {eq: 1}",
        "title: {bogus: 1}",
        "title: {eq: 1}",
        "stock: {eq: \"1\"}",
        "title: \"a\"",
        "maker: {bogus: {eq: 1}}",
        "startsWithi: 1",
    ] {
        let answer = editor.graphql(&format!("{{ items(filters: {{{filters}}}) {{ title }} }}")).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "GRAPHQL_VALIDATION_FAILED"), "{filters}");
        assert!(answer.body.get("data").is_none());
    }
    for (filters, code) in
        [(r#"day: {eq: "yesterday"}"#, 400), (r#"serial: {eq: "12x"}"#, 400), (r#"moment: {eq: "2026-01-01"}"#, 400)]
    {
        let answer = editor.graphql(&format!("{{ items(filters: {{{filters}}}) {{ title }} }}")).await;
        assert_eq!(answer.status, code, "{filters}: {}", answer.text);
        assert_eq!(answer.body["errors"].as_array().unwrap().len(), 1, "{}", answer.text);
    }
}

#[tokio::test]
async fn a_text_with_the_character_nul_is_no_operand() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["t"]).await;
    let operators = "contains containsi notContains notContainsi startsWith endsWith eq eqi ne nei";
    for operator in operators.split_whitespace() {
        let query = format!(r#"{{ items(filters: {{title: {{{operator}: "\u0000zzz"}}}}) {{ title }} }}"#);
        let refused = editor.graphql(&query).await;
        assert_eq!(refused.error_code(), "BAD_USER_INPUT", "{operator}: {}", refused.text);
        let expected = format!("title.{operator} expects a text without the character NUL");
        assert_eq!(refused.body["errors"][0]["message"], expected);
    }
}
