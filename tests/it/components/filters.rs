//! Filters and sorts through components.

use serde_json::{Value, json};

use super::model::{create, create_as, empty, update};
use crate::testkit::{Client, TestServer};

/// Three articles that differ in their components.
async fn three() -> (TestServer, Client) {
    let (server, editor) = empty().await;
    let target = create(&editor, "Article", json!({"title": "Target"})).await;
    for data in [
        json!({"title": "Alpha", "seo": {"metaTitle": "apple"}, "links": [{"label": "one"}, {"label": "two"}]}),
        json!({"title": "Beta", "seo": {"metaTitle": "pear"}, "links": [{"label": "two", "article": target}]}),
        json!({"title": "Gamma", "links": [{"label": "three", "target": "blank"}]}),
    ] {
        create(&editor, "Article", data).await;
    }
    (server, editor)
}

async fn titles(editor: &Client, arguments: &str) -> Value {
    let query = format!("{{ articles(filters: {{and: [{{title: {{ne: \"Target\"}}}}, {arguments}]}}) {{ title }} }}");
    let answer = editor.graphql(&query).await;
    answer.data()["articles"].as_array().unwrap().iter().map(|article| article["title"].clone()).collect()
}

#[tokio::test]
async fn an_entry_matches_where_some_component_does() {
    let (_server, editor) = three().await;
    for (filters, expected) in [
        ("{seo: {metaTitle: {eq: \"pear\"}}}", json!(["Beta"])),
        ("{seo: {metaTitle: {ne: \"pear\"}}}", json!(["Alpha"])),
        ("{links: {label: {eq: \"two\"}}}", json!(["Alpha", "Beta"])),
        ("{links: {label: {startsWith: \"t\"}}}", json!(["Alpha", "Beta", "Gamma"])),
        ("{not: {links: {label: {eq: \"two\"}}}}", json!(["Gamma"])),
        ("{links: {target: {eq: \"_blank\"}}}", json!(["Gamma"])),
        ("{links: {article: {title: {eq: \"Target\"}}}}", json!(["Beta"])),
        ("{links: {and: [{label: {eq: \"one\"}}, {label: {eq: \"two\"}}]}}", json!([])),
        ("{and: [{links: {label: {eq: \"one\"}}}, {links: {label: {eq: \"two\"}}}]}", json!(["Alpha"])),
        ("{seo: null}", json!(["Gamma"])),
        ("{links: {not: {label: {in: [\"one\", \"two\"]}}}}", json!(["Gamma"])),
    ] {
        assert_eq!(titles(&editor, filters).await, expected, "{filters}");
    }
}

#[tokio::test]
async fn components_of_one_attribute_are_not_found_by_another() {
    let (_server, editor) = empty().await;
    let hero = json!({"title": "Hero", "cards": [{"label": "inner"}]});
    create(&editor, "Landing", json!({"name": "L", "hero": hero, "cards": [{"label": "x"}, {"label": "y"}]})).await;
    let count = async |filters: &str| {
        let query = format!("{{ landings_connection(filters: {filters}) {{ pageInfo {{ total }} }} }}");
        editor.graphql(&query).await.data()["landings_connection"]["pageInfo"]["total"].clone()
    };
    assert_eq!(count("{cards: {label: {eq: \"inner\"}}}").await, 0);
    assert_eq!(count("{hero: {cards: {label: {eq: \"inner\"}}}}").await, 1);
    assert_eq!(count("{hero: {seo: {metaTitle: {notNull: true}}}}").await, 0);
}

#[tokio::test]
async fn a_filter_sees_the_components_of_the_row_that_is_asked_for() {
    let (_server, editor) = empty().await;
    let id = create(&editor, "Article", json!({"title": "Live", "seo": {"metaTitle": "public"}})).await;
    update(&editor, "Article", &id, json!({"seo": {"metaTitle": "hidden"}}), "DRAFT").await.data();
    create_as(&editor, "Article", json!({"title": "Not yet", "seo": {"metaTitle": "hidden"}}), "DRAFT").await.data();
    for (status, title, found) in [("PUBLISHED", "hidden", 0), ("PUBLISHED", "public", 1), ("DRAFT", "hidden", 2)] {
        let filters = format!("{{seo: {{metaTitle: {{eq: \"{title}\"}}}}}}");
        let query = format!("{{ articles(status: {status}, filters: {filters}) {{ title }} }}");
        assert_eq!(
            editor.graphql(&query).await.data()["articles"].as_array().unwrap().len(),
            found,
            "{status} {title}"
        );
    }
}

#[tokio::test]
async fn an_entry_can_be_sorted_by_a_component() {
    let (_server, editor) = three().await;
    let query = "{ articles(sort: [\"seo.metaTitle:desc\", \"title\"]) { title } }";
    let sorted = editor.graphql(query).await;
    assert_eq!(
        sorted.data()["articles"],
        json!([{"title": "Beta"}, {"title": "Alpha"}, {"title": "Gamma"}, {"title": "Target"}])
    );
}

#[tokio::test]
async fn a_zone_is_no_filter_and_no_sort_and_a_component_has_no_document_id() {
    let (_server, editor) = empty().await;
    for query in [
        "{ articles(filters: {sections: {text: {eq: \"x\"}}}) { title } }",
        "{ articles(filters: {seo: {documentId: {eq: \"x\"}}}) { title } }",
        "{ articles { seo { documentId } } }",
        "{ articles { sections(sort: \"x\") { __typename } } }",
    ] {
        assert_eq!(editor.graphql(query).await.error_code(), "GRAPHQL_VALIDATION_FAILED", "{query}");
    }
    for sort in ["sections", "sections.text", "seo", "seo.documentId", "seo.nothing"] {
        let answer = editor.graphql(&format!("{{ articles(sort: \"{sort}\") {{ title }} }}")).await;
        assert_eq!(answer.error_code(), "BAD_USER_INPUT", "{sort}");
    }
}
