//! Writing components.

use serde_json::{Value, json};

use super::model::{article, create, create_as, empty, update};
use crate::testkit::Client;

const PARTS: &str = "seo { id metaTitle metaDescription } links { id label } sections { __typename
    ... on ComponentSharedQuote { id text } ... on ComponentSharedRichText { id body } }";

async fn draft(editor: &Client, id: &str) -> Value {
    let query = format!("{{ article(documentId: \"{id}\", status: DRAFT) {{ {PARTS} }} }}");
    editor.graphql(&query).await.data()["article"].clone()
}

#[tokio::test]
async fn a_component_with_an_id_is_changed_in_place_and_without_one_replaced() {
    let (_server, editor) = empty().await;
    let id = create(&editor, "Article", article()).await;
    let before = draft(&editor, &id).await;
    let seo = json!({"id": before["seo"]["id"], "metaTitle": "New"});
    update(&editor, "Article", &id, json!({"seo": seo}), "DRAFT").await.data();
    let changed = draft(&editor, &id).await;
    assert_eq!(changed["seo"], json!({"id": before["seo"]["id"], "metaTitle": "New", "metaDescription": "D"}));
    assert_eq!(changed["links"], before["links"], "what is not sent stays");
    update(&editor, "Article", &id, json!({"seo": {"metaTitle": "Other"}}), "DRAFT").await.data();
    let replaced = draft(&editor, &id).await;
    assert_eq!((&replaced["seo"]["metaTitle"], &replaced["seo"]["metaDescription"]), (&json!("Other"), &Value::Null));
    assert_ne!(replaced["seo"]["id"], before["seo"]["id"]);
}

#[tokio::test]
async fn a_list_that_is_sent_is_the_whole_new_list_in_its_order() {
    let (_server, editor) = empty().await;
    let id = create(&editor, "Article", article()).await;
    let before = draft(&editor, &id).await;
    let links = json!([{"label": "zero"}, {"id": before["links"][1]["id"]}]);
    let sections = json!([
        {"__typename": "ComponentSharedQuote", "id": before["sections"][2]["id"], "text": "moved"},
        {"__typename": "ComponentSharedRichText", "body": "new"},
    ]);
    update(&editor, "Article", &id, json!({"links": links, "sections": sections}), "DRAFT").await.data();
    let after = draft(&editor, &id).await;
    assert_eq!((&after["links"][0]["label"], &after["links"][1]), (&json!("zero"), &before["links"][1]));
    assert_eq!(after["links"].as_array().unwrap().len(), 2);
    assert_eq!(after["sections"][0]["id"], before["sections"][2]["id"]);
    assert_eq!((&after["sections"][0]["text"], &after["sections"][1]["body"]), (&json!("moved"), &json!("new")));
    assert_eq!(after["sections"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn null_and_an_empty_list_clear() {
    let (_server, editor) = empty().await;
    let id = create(&editor, "Article", article()).await;
    update(&editor, "Article", &id, json!({"seo": null, "links": null, "sections": []}), "PUBLISHED").await.data();
    let query = format!("{{ article(documentId: \"{id}\") {{ {PARTS} }} }}");
    let cleared = editor.graphql(&query).await;
    assert_eq!(cleared.data()["article"], json!({"seo": null, "links": [], "sections": []}));
}

#[tokio::test]
async fn the_id_of_a_component_of_another_row_attribute_or_kind_is_refused() {
    let (_server, editor) = empty().await;
    let id = create(&editor, "Article", article()).await;
    let mine = draft(&editor, &id).await;
    let other = create(&editor, "Article", article()).await;
    let other = draft(&editor, &other).await;
    let query = format!("{{ article(documentId: \"{id}\") {{ {PARTS} }} }}");
    let published = editor.graphql(&query).await.data()["article"].clone();
    for (attribute, data) in [
        ("seo", json!({"id": other["seo"]["id"], "metaTitle": "stolen"})),
        ("seo", json!({"id": published["seo"]["id"], "metaTitle": "of the published row"})),
        ("seo", json!({"id": 4_000, "metaTitle": "none"})),
        ("seo", json!({"id": "x", "metaTitle": "no number"})),
        ("links", json!([{"id": other["links"][0]["id"], "label": "stolen"}])),
        ("links", json!([{"id": mine["links"][0]["id"]}, {"id": mine["links"][0]["id"]}])),
        ("sections", json!([{"__typename": "ComponentSharedRichText", "id": mine["sections"][2]["id"]}])),
    ] {
        let answer = update(&editor, "Article", &id, json!({ attribute: data }), "DRAFT").await;
        let message = format!("Some of the provided components in {attribute} are not related to the entity");
        assert_eq!(answer.body["errors"][0]["message"], message.as_str(), "{}", answer.text);
        assert_eq!(answer.error_code(), "STRAPI_APPLICATION_ERROR");
    }
    assert_eq!(draft(&editor, &id).await, mine, "nothing was changed");
}

#[tokio::test]
async fn publishing_holds_components_to_their_rules_and_names_the_place() {
    let (_server, editor) = empty().await;
    let links = json!([{"label": "fine"}, {"url": "/"}]);
    let data = json!({"title": "Broken", "seo": {"metaDescription": "D"}, "links": links});
    let answer = create_as(&editor, "Article", data.clone(), "PUBLISHED").await;
    let errors = &answer.body["errors"][0]["extensions"]["error"]["details"]["errors"];
    assert_eq!(answer.body["errors"][0]["message"], "2 errors occurred", "{}", answer.text);
    let expected = [
        (json!(["seo", "metaTitle"]), "seo.metaTitle must be a `string` type, but the final value was: `null`."),
        (json!(["links", "1", "label"]), "links[1].label must be a `string` type, but the final value was: `null`."),
    ];
    for (error, (path, message)) in errors.as_array().unwrap().iter().zip(expected) {
        assert_eq!((&error["path"], &error["message"]), (&path, &json!(message)));
    }
    create_as(&editor, "Article", data, "DRAFT").await.data();
}

#[tokio::test]
async fn a_type_without_drafts_keeps_every_rule_at_once() {
    let (_server, editor) = empty().await;
    let hero = json!({"title": "Hero"});
    for (data, message) in [
        (json!({"name": "L"}), "hero must be defined."),
        (json!({"name": "L", "hero": null}), "hero must be a `object` type, but the final value was: `null`."),
        (json!({"name": "L", "hero": {}}), "hero.title must be defined."),
        (json!({"name": "L", "hero": {"title": "He"}}), "hero.title must be at least 3 characters"),
        (json!({"name": "L", "hero": {"title": "Hero", "pass": "no"}}), "hero.pass must be at least 3 characters"),
        (
            json!({"name": "L", "hero": {"title": "Hero", "cards": [{"size": 0}]}}),
            "hero.cards[0].size must be greater than or equal to 1",
        ),
        (
            json!({"name": "L", "hero": {"title": "Hero", "cards": [{}, {"size": 10}]}}),
            "hero.cards[1].size must be less than or equal to 9",
        ),
        (json!({"name": "L", "hero": hero, "cards": [{}]}), "cards field must have at least 2 items"),
        (
            json!({"name": "L", "hero": hero, "cards": [{}, {}, {}, {}]}),
            "cards field must have less than or equal to 3 items",
        ),
        (
            json!({"name": "L", "hero": hero, "blocks": [{"__typename": "ComponentPageHero", "title": "x"}]}),
            "blocks[0].title must be at least 3 characters",
        ),
        (
            json!({"name": "L", "hero": hero, "blocks": [{"__typename": "ComponentPageHero", "title": 5}]}),
            "blocks[0].title must be a `string` type, but the final value was: `5`.",
        ),
    ] {
        let answer = create_as(&editor, "Landing", data.clone(), "PUBLISHED").await;
        assert_eq!(answer.body["errors"][0]["message"], message, "{data}: {}", answer.text);
        assert_eq!(answer.error_code(), "BAD_USER_INPUT");
    }
    create(&editor, "Landing", json!({"name": "L", "hero": hero, "cards": []})).await;
}

#[tokio::test]
async fn a_partial_change_of_a_component_keeps_what_it_does_not_name() {
    let (_server, editor) = empty().await;
    let hero = json!({"title": "Hero", "secret": "s", "pass": "word", "cards": [{"label": "a"}]});
    let id = create(&editor, "Landing", json!({"name": "L", "hero": hero})).await;
    let query = "{ landings { hero { id title tone cards { id label } } } }";
    let before = editor.graphql(query).await.data()["landings"][0]["hero"].clone();
    let change =
        json!({"id": before["id"], "tone": "loud", "cards": [{"id": before["cards"][0]["id"]}, {"label": "b"}]});
    update(&editor, "Landing", &id, json!({"hero": change}), "PUBLISHED").await.data();
    let after = editor.graphql(query).await.data()["landings"][0]["hero"].clone();
    assert_eq!(
        (&after["title"], &after["tone"], &after["cards"][1]["label"]),
        (&json!("Hero"), &json!("loud"), &json!("b"))
    );
    assert_eq!(after["cards"][0], before["cards"][0]);
}

#[tokio::test]
async fn items_of_a_zone_name_their_component_and_nothing_unknown() {
    let (_server, editor) = empty().await;
    let kinds = "Component not found. expected one of: ComponentSharedQuote, ComponentSharedRichText";
    for item in [json!({"text": "x"}), json!({"__typename": "ComponentSharedSeo"}), json!({"__typename": "Error"})] {
        let answer = create_as(&editor, "Article", json!({"title": "Zone", "sections": [item]}), "PUBLISHED").await;
        assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "BAD_USER_INPUT"), "{item}");
        assert!(answer.text.contains(kinds), "{}", answer.text);
    }
    let literal = "mutation { createArticle(data: {title: \"Zone\", sections: [{text: \"x\"}]}) { title } }";
    let answer = editor.graphql(literal).await;
    assert_eq!((answer.status.as_u16(), answer.error_code()), (400, "GRAPHQL_VALIDATION_FAILED"), "{}", answer.text);
    let unknown = json!({"__typename": "ComponentSharedQuote", "bogus": 1});
    let answer = create_as(&editor, "Article", json!({"title": "Zone", "sections": [unknown]}), "PUBLISHED").await;
    assert_eq!(answer.body["errors"][0]["message"], "Invalid key bogus at sections");
    let written = "mutation { createArticle(data: {title: \"Zone\",
        sections: [{__typename: \"ComponentSharedQuote\", text: \"x\"}]}) { sections { __typename } } }";
    let sections = &editor.graphql(written).await.data()["createArticle"]["sections"].clone();
    assert_eq!(sections, &json!([{"__typename": "ComponentSharedQuote"}]));
}

#[tokio::test]
async fn unique_attributes_of_components_are_unique_among_siblings_and_published_entries() {
    let (_server, editor) = empty().await;
    let landing = |name: &str, cards: Value| json!({"name": name, "hero": {"title": "Hero"}, "cards": cards});
    let twice = landing("L", json!([{"label": "a"}, {"label": "a"}]));
    let answer = create_as(&editor, "Landing", twice, "PUBLISHED").await;
    assert_eq!(answer.body["errors"][0]["message"], "This attribute must be unique", "{}", answer.text);
    let path = &answer.body["errors"][0]["extensions"]["error"]["details"]["errors"][0]["path"];
    assert_eq!(path, &json!(["cards", "1", "label"]));
    let first = create(&editor, "Landing", landing("L", json!([{"label": "a"}, {"label": "b"}]))).await;
    let taken = create_as(&editor, "Landing", landing("M", json!([{"label": "c"}, {"label": "b"}])), "PUBLISHED").await;
    assert_eq!(taken.body["errors"][0]["message"], "This attribute must be unique", "{}", taken.text);
    let own = json!({"cards": [{"label": "b"}, {"label": "a"}]});
    update(&editor, "Landing", &first, own, "PUBLISHED").await.data();
    create(&editor, "Landing", landing("N", json!([{"label": ""}, {"label": ""}]))).await;
}
