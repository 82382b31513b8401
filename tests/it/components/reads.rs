//! Components in answers.

use serde_json::json;

use super::model::{article, create, empty, update};

#[tokio::test]
async fn components_are_read_in_every_form_and_in_their_order() {
    let (_server, editor) = empty().await;
    create(&editor, "Article", article()).await;
    let query = "{ articles { seo { metaTitle metaDescription } links { label url target } sections { __typename
        ... on ComponentSharedQuote { text by } ... on ComponentSharedRichText { body } ... on Error { code } } } }";
    assert_eq!(
        editor.graphql(query).await.data()["articles"],
        json!([{
            "seo": {"metaTitle": "T", "metaDescription": "D"},
            "links": [
                {"label": "one", "url": "/1", "target": "self"},
                {"label": "two", "url": null, "target": "blank"},
            ],
            "sections": [
                {"__typename": "ComponentSharedQuote", "text": "Q", "by": "B"},
                {"__typename": "ComponentSharedRichText", "body": "**b**"},
                {"__typename": "ComponentSharedQuote", "text": "R", "by": null},
            ],
        }])
    );
}

#[tokio::test]
async fn what_is_not_there_is_null_or_an_empty_list() {
    let (_server, editor) = empty().await;
    create(&editor, "Article", json!({"title": "Bare"})).await;
    let query = "{ articles { seo { metaTitle } links { label } sections { __typename } } }";
    let bare = editor.graphql(query).await;
    assert_eq!(bare.data()["articles"], json!([{"seo": null, "links": [], "sections": []}]));
}

#[tokio::test]
async fn each_row_has_its_own_components_also_where_there_are_many() {
    let (_server, editor) = empty().await;
    for number in 0..4 {
        let links = (0..number).map(|link| json!({"label": format!("{number}-{link}")})).collect::<Vec<_>>();
        let quote = json!({"__typename": "ComponentSharedQuote", "text": format!("q{number}")});
        let data = json!({"title": format!("Article {number}"), "links": links, "sections": [quote]});
        create(&editor, "Article", data).await;
    }
    let query =
        "{ articles(sort: \"title:desc\") { links { label } sections { ... on ComponentSharedQuote { text } } } }";
    assert_eq!(
        editor.graphql(query).await.data()["articles"],
        json!([
            {"links": [{"label": "3-0"}, {"label": "3-1"}, {"label": "3-2"}], "sections": [{"text": "q3"}]},
            {"links": [{"label": "2-0"}, {"label": "2-1"}], "sections": [{"text": "q2"}]},
            {"links": [{"label": "1-0"}], "sections": [{"text": "q1"}]},
            {"links": [], "sections": [{"text": "q0"}]},
        ])
    );
}

#[tokio::test]
async fn components_nest() {
    let (_server, editor) = empty().await;
    let hero = json!({"title": "Hero", "seo": {"metaTitle": "S"}, "cards": [{"label": "a"}, {"label": "b"}]});
    let block = json!({"__typename": "ComponentPageHero", "title": "Block", "cards": [{"label": "c"}]});
    create(&editor, "Landing", json!({"name": "L", "hero": hero, "blocks": [block]})).await;
    let query = "{ landings { hero { title tone seo { metaTitle } cards { label } }
        blocks { ... on ComponentPageHero { title seo { metaTitle } cards { label } } } } }";
    assert_eq!(
        editor.graphql(query).await.data()["landings"],
        json!([{
            "hero": {"title": "Hero", "tone": "calm", "seo": {"metaTitle": "S"}, "cards": [{"label": "a"}, {"label": "b"}]},
            "blocks": [{"title": "Block", "seo": null, "cards": [{"label": "c"}]}],
        }])
    );
}

#[tokio::test]
async fn relations_inside_components_follow_the_status_of_the_entry() {
    let (_server, editor) = empty().await;
    let target = create(&editor, "Article", json!({"title": "Target"})).await;
    let links = json!([{"label": "x", "article": target}]);
    create(&editor, "Article", json!({"title": "Source", "links": links})).await;
    update(&editor, "Article", &target, json!({"title": "Changed"}), "DRAFT").await.data();
    for (status, title) in [("PUBLISHED", "Target"), ("DRAFT", "Changed")] {
        let query = format!(
            "{{ articles(status: {status}, filters: {{title: {{eq: \"Source\"}}}}) {{ links {{ article {{ title }} }} }} }}"
        );
        let answer = editor.graphql(&query).await;
        assert_eq!(answer.data()["articles"][0]["links"], json!([{"article": {"title": title}}]), "{status}");
    }
}

#[tokio::test]
async fn relations_inside_a_zone_are_read_and_paged() {
    let (_server, editor) = empty().await;
    let category = create(&editor, "Category", json!({"name": "News"})).await;
    let one = create(&editor, "Article", json!({"title": "One"})).await;
    let two = create(&editor, "Article", json!({"title": "Two"})).await;
    let pick = json!({"__typename": "ComponentPagePick", "category": category, "articles": [two, one]});
    create(&editor, "Landing", json!({"name": "L", "hero": {"title": "Hero"}, "blocks": [pick]})).await;
    let query = "{ landings { blocks { ... on ComponentPagePick { category { name } articles { title }
        first: articles(pagination: {limit: 1}, sort: \"title\") { title } articles_connection { nodes { title } } } } } }";
    assert_eq!(
        editor.graphql(query).await.data()["landings"][0]["blocks"],
        json!([{
            "category": {"name": "News"},
            "articles": [{"title": "Two"}, {"title": "One"}],
            "first": [{"title": "One"}],
            "articles_connection": {"nodes": [{"title": "Two"}, {"title": "One"}]},
        }])
    );
}

#[tokio::test]
async fn a_repeatable_component_has_pages_filters_and_an_order_of_its_own() {
    let (_server, editor) = empty().await;
    let links = (0..15).map(|number| json!({"label": format!("{number:02}")})).collect::<Vec<_>>();
    create(&editor, "Article", json!({"title": "Many", "links": links})).await;
    let query = "query($from: String) { articles { ten: links { label } all: links(pagination: {limit: -1}) { label }
        last: links(sort: \"label:desc\", pagination: {pageSize: 2}) { label }
        some: links(filters: {label: {gte: $from}}) { label } } }";
    let answer = editor.graphql_with(query, json!({"from": "13"})).await;
    let article = &answer.data()["articles"][0];
    assert_eq!(article["ten"].as_array().unwrap().len(), 10);
    assert_eq!(article["all"].as_array().unwrap().len(), 15);
    assert_eq!(article["last"], json!([{"label": "14"}, {"label": "13"}]));
    assert_eq!(article["some"], json!([{"label": "13"}, {"label": "14"}]));
}

#[tokio::test]
async fn a_zone_is_read_whole_whatever_the_size_of_a_page() {
    let (_server, editor) = empty().await;
    let kinds = ["ComponentSharedQuote", "ComponentSharedRichText"];
    let sections = (0..30).map(|number| json!({"__typename": kinds[number % 2]})).collect::<Vec<_>>();
    create(&editor, "Article", json!({"title": "Long", "sections": sections})).await;
    let answer = editor.graphql("{ articles { sections { __typename } } }").await;
    assert_eq!(answer.data()["articles"][0]["sections"], json!(sections));
}

#[tokio::test]
async fn a_zone_without_components_to_choose_from_answers_an_error_value() {
    let (_server, editor) = empty().await;
    create(&editor, "Landing", json!({"name": "L", "hero": {"title": "Hero"}})).await;
    let query = "{ landings { nothing { __typename ... on Error { code kind: message } } } }";
    let answer = editor.graphql(query).await;
    let nothing = &answer.data()["landings"][0]["nothing"];
    assert_eq!((&nothing[0]["__typename"], &nothing[0]["code"]), (&json!("Error"), &json!("dynamiczone.empty")));
}

#[tokio::test]
async fn fragments_apply_to_a_zone_by_its_name_and_by_those_of_its_members() {
    let (_server, editor) = empty().await;
    create(&editor, "Article", article()).await;
    let query = "{ articles { sections { ...Any ... on ArticleSectionsDynamicZone { ... on ComponentSharedQuote { text } } } } }
        fragment Any on ArticleSectionsDynamicZone { __typename ...Rich } fragment Rich on ComponentSharedRichText { text: body }";
    assert_eq!(
        editor.graphql(query).await.data()["articles"][0]["sections"],
        json!([
            {"__typename": "ComponentSharedQuote", "text": "Q"},
            {"__typename": "ComponentSharedRichText", "text": "**b**"},
            {"__typename": "ComponentSharedQuote", "text": "R"},
        ])
    );
    let conflict = "{ articles { sections { ... on ComponentSharedQuote { a: text } ...F } } }
        fragment F on ArticleSectionsDynamicZone { ... on ComponentSharedQuote { a: by } }";
    assert_eq!(editor.graphql(conflict).await.error_code(), "GRAPHQL_VALIDATION_FAILED");
}

#[tokio::test]
async fn a_draft_without_a_required_field_of_a_component_nulls_the_component() {
    let (_server, editor) = empty().await;
    let data = json!({"title": "Draft", "seo": {"metaDescription": "D"}, "links": [{"url": "/"}, {"label": "x"}]});
    super::model::create_as(&editor, "Article", data, "DRAFT").await.data();
    let answer = editor.graphql("{ articles(status: DRAFT) { seo { metaTitle } links { label } } }").await;
    assert_eq!(answer.body["data"]["articles"], json!([{"seo": null, "links": [null, {"label": "x"}]}]));
    assert_eq!(answer.body["errors"][1]["path"], json!(["articles", 0, "links", 0, "label"]));
}
