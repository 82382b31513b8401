//! Variables: coerced to their types, defaults, and everything that does not fit.

use serde_json::{Value, json};

use super::world::{self, texts};

#[tokio::test]
async fn a_value_that_does_not_fit_its_variable_is_refused_before_anything_runs() {
    let (_server, editor) = world::empty().await;
    for (query, variables) in [
        ("query($a: Int!) { items(pagination: {page: $a}) { title } }", json!({})),
        ("query($a: Int!) { items(pagination: {page: $a}) { title } }", json!({"a": null})),
        ("query($a: Int!) { items(pagination: {page: $a}) { title } }", json!({"a": "1"})),
        ("query($a: String) { items(filters: {title: {eq: $a}}) { title } }", json!({"a": 1})),
        ("query($a: [String]) { items(sort: $a) { title } }", json!({"a": [1]})),
        ("query($a: ItemFiltersInput) { items(filters: $a) { title } }", json!({"a": {"bogus": 1}})),
        ("query($a: ItemFiltersInput) { items(filters: $a) { title } }", json!({"a": {"title": {"bogus": 1}}})),
        ("query($a: ItemFiltersInput) { items(filters: $a) { title } }", json!({"a": {"and": {"title": 5}}})),
        ("query($a: ItemFiltersInput) { items(filters: $a) { title } }", json!({"a": [1, 2]})),
        ("query($a: PublicationStatus) { items(status: $a) { title } }", json!({"a": "BOTH"})),
        ("query($a: Date) { items(filters: {day: {eq: $a}}) { title } }", json!({"a": "2026-02-30"})),
        ("query($a: DateTime) { items(filters: {moment: {eq: $a}}) { title } }", json!({"a": "2026-02-20"})),
        ("query($a: Time) { items(filters: {hour: {eq: $a}}) { title } }", json!({"a": "10:00"})),
        ("query($a: Long) { items(filters: {serial: {eq: $a}}) { title } }", json!({"a": 1.5})),
        ("mutation($a: ItemInput!) { createItem(data: $a) { title } }", json!({"a": {"stock": "1"}})),
        ("mutation($a: ItemInput!) { createItem(data: $a) { title } }", json!({"a": {"tags": [{"x": 1}]}})),
        ("mutation($a: ItemInput!) { createItem(data: $a) { title } }", json!({"a": {"level": "very hard"}})),
    ] {
        let answer = editor.graphql_with(query, variables.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "BAD_USER_INPUT"), "{query} {variables}");
        let errors = answer.body["errors"].as_array().unwrap();
        assert_eq!(errors.len(), 1);
        assert!(errors[0]["message"].as_str().unwrap().starts_with("Variable \"$a\""), "{}", answer.text);
        assert!(answer.body.get("data").is_none());
    }
    assert_eq!(editor.graphql("{ items(status: DRAFT) { title } }").await.data()["items"], json!([]));
}

#[tokio::test]
async fn variables_that_do_not_belong_where_they_stand_are_refused() {
    let (_server, editor) = world::empty().await;
    let mut accepted = Vec::new();
    for query in [
        "query($a: ID) { item(documentId: $a) { title } }",
        "query { items(sort: $undeclared) { title } }",
        "query($a: Bogus) { items { title } }",
        "query($a: Item) { items { title } }",
        "query($a: Bogus = 1) { items { title } }",
        "query($a: [Bogus!] = [1]) { items { title } }",
        "query($a: Int, $a: Int) { items(pagination: {page: $a}) { title } }",
        "query($a: Int = \"x\") { items(pagination: {page: $a}) { title } }",
    ] {
        let answer = editor.graphql_with(query, json!({"a": null})).await;
        if answer.status != 400 || answer.body["errors"][0]["extensions"]["code"] != "GRAPHQL_VALIDATION_FAILED" {
            accepted.push(format!("{query}: {}", answer.text));
        }
    }
    assert_eq!(accepted, Vec::<String>::new());
    // async-graphql lets these pass; their values are held against the argument's type in any case.
    for (query, value) in [
        ("query($a: Int) { items(sort: $a) { title } }", json!(1)),
        ("query($a: String) { items(filters: {stock: {eq: $a}}) { title } }", json!("1")),
    ] {
        let answer = editor.graphql_with(query, json!({ "a": value })).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "GRAPHQL_VALIDATION_FAILED"), "{query}");
    }
}

#[tokio::test]
async fn a_default_stands_in_for_an_absent_value_and_not_for_null() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["a", "b", "c"]).await;
    let query = r#"query($sort: [String] = "title:desc", $size: Int = 2) { items(sort: $sort, pagination: {pageSize: $size}) { title } }"#;
    let ask = async |variables: Value| {
        let answer = editor.graphql_with(query, variables).await;
        texts(&answer.data()["items"], "title").join("")
    };
    assert_eq!(ask(json!({})).await, "cb");
    assert_eq!(ask(json!({"size": 1})).await, "c");
    assert_eq!(ask(json!({"sort": null, "size": null})).await, "abc");
    assert_eq!(ask(json!({"sort": "title", "extra": {"not": "declared"}})).await, "ab");
}

#[tokio::test]
async fn one_document_serves_many_values() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["a", "b", "c"]).await;
    let query =
        "query($t: String, $n: Boolean!) { items(filters: {title: {eq: $t}}) { title documentId @include(if: $n) } }";
    for _ in 0..2 {
        for title in ["a", "b", "c", "none"] {
            for shown in [true, false] {
                let answer = editor.graphql_with(query, json!({"t": title, "n": shown})).await;
                let items = answer.data()["items"].as_array().unwrap().clone();
                assert_eq!(items.len(), usize::from(title != "none"));
                assert!(items.iter().all(|item| item["title"] == title && item.get("documentId").is_some() == shown));
            }
        }
    }
}

#[tokio::test]
async fn variables_reach_nested_lists_and_data() {
    let (_server, editor) = world::empty().await;
    let tag = world::create(&editor, "Tag", r#"{label: "t"}"#).await;
    let mutation = "mutation($title: String, $tags: [ID], $extra: JSON, $status: PublicationStatus, $label: String) {
        createItem(status: $status, data: {title: $title, tags: $tags, extra: {given: $extra}}) {
            title publishedAt extra tags(filters: {label: {eq: $label}}) { label }
        }
    }";
    let ask = async |label: &str, status: &str| {
        let variables =
            json!({"title": "x", "tags": [tag], "extra": [1, {"a": null}], "status": status, "label": label});
        editor.graphql_with(mutation, variables).await.data()["createItem"].clone()
    };
    let extra = json!({"given": [1, {"a": null}]});
    assert_eq!(
        ask("t", "DRAFT").await,
        json!({"title": "x", "publishedAt": null, "extra": extra, "tags": [{"label": "t"}]})
    );
    let published = ask("other", "PUBLISHED").await;
    assert_eq!((&published["tags"], &published["publishedAt"]), (&json!([]), &json!("2026-11-23T12:00:00.000Z")));
}

#[tokio::test]
async fn data_without_a_value_for_a_variable_leaves_the_field_out() {
    let (_server, editor) = world::empty().await;
    let id = world::create(&editor, "Item", r#"{title: "t", summary: "s"}"#).await;
    let mutation =
        format!(r#"mutation($s: String) {{ updateItem(documentId: "{id}", data: {{summary: $s}}) {{ summary }} }}"#);
    let ask = async |variables: Value| {
        editor.graphql_with(&mutation, variables).await.data()["updateItem"]["summary"].clone()
    };
    assert_eq!(ask(json!({})).await, "s");
    assert_eq!(ask(json!({"s": null})).await, Value::Null);
}

#[tokio::test]
async fn the_operation_of_the_given_name_runs() {
    let (_server, editor) = world::empty().await;
    world::titled(&editor, &["x"]).await;
    let query = "query A { items { title } } query B { tags { label } }";
    let ask = async |name: Value| editor.post("/graphql", &json!({"query": query, "operationName": name})).await;
    assert_eq!(*ask(json!("A")).await.data(), json!({"items": [{"title": "x"}]}));
    assert_eq!(*ask(json!("B")).await.data(), json!({"tags": []}));
    for name in [json!("C"), json!(null), json!("")] {
        let answer = ask(name.clone()).await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "OPERATION_RESOLUTION_FAILURE"), "{name}");
    }
}
