//! To whom components are open: an attribute is granted as a whole, and what a relation inside leads to for itself.

use serde_json::{Value, json};

use super::model::{article, create, create_as, empty, update};
use crate::testkit::{Client, TestServer};

/// An article with everything, linked from the zone of a landing page.
async fn world() -> (TestServer, Client, String) {
    let (server, editor) = empty().await;
    let target = create(&editor, "Article", json!({"title": "Target", "summary": "confidential"})).await;
    let mut data = article();
    data["links"][0]["article"] = json!(target);
    let id = create(&editor, "Article", data).await;
    let category = create(&editor, "Category", json!({"name": "Hidden"})).await;
    let pick = json!({"__typename": "ComponentPagePick", "category": category, "articles": [target]});
    let hero = json!({"title": "Hero", "secret": "zq-secret", "cards": [{"label": "card"}]});
    create(&editor, "Landing", json!({"name": "L", "hero": hero, "blocks": [pick]})).await;
    (server, editor, id)
}

#[tokio::test]
async fn an_ungranted_component_is_refused_by_name_wherever_it_stands() {
    let (server, ..) = world().await;
    let token = server.as_token(&["article:find(title)"]).await;
    for (query, missing) in [
        ("{ articles { seo { metaTitle } } }", "article:find(seo)"),
        ("{ articles { x: seo { id } } }", "article:find(seo)"),
        ("{ articles { links { label } } }", "article:find(links)"),
        ("{ articles { sections { __typename } } }", "article:find(sections)"),
        ("{ articles { sections { ... on ComponentSharedQuote { text } } } }", "article:find(sections)"),
        ("{ articles { ...F } } fragment F on Article { seo { id } }", "article:find(seo)"),
        ("{ articles(filters: {seo: {metaTitle: {eq: \"T\"}}}) { title } }", "article:find(seo)"),
        ("{ articles(filters: {seo: null}) { title } }", "article:find(seo)"),
        ("{ articles(filters: {not: {links: {label: {contains: \"o\"}}}}) { title } }", "article:find(links)"),
        ("{ articles(filters: {or: [{links: {}}]}) { title } }", "article:find(links)"),
        ("{ articles_connection(filters: {links: {id: {gt: 0}}}) { pageInfo { total } } }", "article:find(links)"),
        ("{ articles(sort: \"seo.metaTitle\") { title } }", "article:find(seo)"),
        ("{ articles(sort: \"title,links.label:desc\") { title } }", "article:find(links)"),
    ] {
        let answer = token.graphql(query).await;
        if query.contains("id: {gt") {
            assert_eq!(
                answer.error_code(),
                "GRAPHQL_VALIDATION_FAILED",
                "components are not filtered by id in GraphQL"
            );
            continue;
        }
        assert_eq!(answer.missing(), missing, "{query}");
        assert!(!answer.body["data"].to_string().contains("metaTitle"), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_granted_component_is_open_as_a_whole_but_for_what_is_private() {
    let (server, ..) = world().await;
    let token = server.as_token(&["article:find(seo,sections)", "landing:find(hero,blocks)"]).await;
    let query = "{ articles(filters: {seo: {metaTitle: {eq: \"T\"}}}, sort: \"seo.metaDescription\") {
        seo { id metaTitle metaDescription } sections { ... on ComponentSharedQuote { text by } } } }";
    assert_eq!(token.graphql(query).await.data()["articles"][0]["seo"]["metaTitle"], "T");
    for query in [
        "{ landings { hero { secret } } }",
        "{ landings { hero { pass } } }",
        "{ landings { blocks { ... on ComponentPageHero { secret } } } }",
        "{ landings(filters: {hero: {secret: {startsWith: \"z\"}}}) { documentId } }",
        "{ landings(filters: {hero: {pass: {notNull: true}}}) { documentId } }",
    ] {
        assert_eq!(token.graphql(query).await.error_code(), "GRAPHQL_VALIDATION_FAILED", "{query}");
    }
    for sort in ["hero.secret", "hero.pass", "hero.cards", "blocks.category.name"] {
        let answer = token.graphql(&format!("{{ landings(sort: \"{sort}\") {{ documentId }} }}")).await;
        assert_eq!(answer.error_code(), "BAD_USER_INPUT", "{sort}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_relation_inside_a_component_needs_find_on_its_target() {
    let (server, ..) = world().await;
    let token = server.as_token(&["landing:find", "article:findOne"]).await;
    for (query, missing) in [
        ("{ landings { blocks { ... on ComponentPagePick { category { name } } } } }", "category:find"),
        ("{ landings { blocks { ... on ComponentPagePick { articles { title } } } } }", "article:find"),
        (
            "{ landings { blocks { ... on ComponentPagePick { articles_connection { nodes { title } } } } } }",
            "article:find",
        ),
        ("{ article(documentId: \"x\") { links { article { title } } } }", "article:find"),
        (
            "{ article(documentId: \"x\") { links(filters: {article: {title: {eq: \"x\"}}}) { label } } }",
            "article:find",
        ),
        ("{ article(documentId: \"x\") { links(filters: {not: {article: null}}) { label } } }", "article:find"),
        ("{ article(documentId: \"x\") { links(sort: \"article.title\") { label } } }", "article:find"),
    ] {
        assert_eq!(token.graphql(query).await.missing(), missing, "{query}");
    }
    let rest = token.graphql("{ landings { name blocks { __typename ... on ComponentPagePick { id } } } }").await;
    assert_eq!(rest.data()["landings"][0]["blocks"][0]["__typename"], "ComponentPagePick");
}

#[tokio::test]
async fn what_a_relation_inside_a_component_shows_is_what_the_token_may_see_of_the_target() {
    let (server, ..) = world().await;
    let token = server.as_token(&["article:find(title,links)"]).await;
    for query in [
        "{ articles { links { article { summary } } } }",
        "{ articles(filters: {links: {article: {summary: {contains: \"conf\"}}}}) { title } }",
        "{ articles { links(filters: {article: {summary: {contains: \"conf\"}}}) { label } } }",
        "{ articles(sort: \"links.article.summary\") { title } }",
    ] {
        assert_eq!(token.graphql(query).await.missing(), "article:find(summary)", "{query}");
    }
    let open = token.graphql("{ articles(filters: {links: {article: {title: {eq: \"Target\"}}}}) { title } }").await;
    assert_eq!(open.data()["articles"], json!([{"title": "First"}]));
}

#[tokio::test]
async fn a_component_is_written_by_who_may_write_its_attribute() {
    let (server, editor, id) = world().await;
    let token = server.as_token(&["article:update(title)", "article:create(title,links)", "article:find(title)"]).await;
    let refused = async |data: Value| update(&token, "Article", &id, data, "DRAFT").await.missing().to_owned();
    assert_eq!(refused(json!({"seo": {"metaTitle": "x"}})).await, "article:update(seo)");
    assert_eq!(refused(json!({"links": null})).await, "article:update(links)");
    assert_eq!(refused(json!({"sections": []})).await, "article:update(sections)");
    let writer = server.as_token(&["landing:create(name,hero,blocks)"]).await;
    let pick = json!({"__typename": "ComponentPagePick", "articles": [id]});
    let data = json!({"name": "L", "hero": {"title": "Hero"}, "blocks": [pick]});
    let answer = create_as(&writer, "Landing", data, "PUBLISHED").await;
    assert_eq!(answer.missing(), "article:find", "a relation inside is written by who may find its target");
    let links = json!([{"label": "x", "article": id}]);
    assert!(
        create_as(&token, "Article", json!({"title": "Mine", "links": links}), "DRAFT").await.body["errors"].is_null()
    );
    drop(editor);
}

#[tokio::test]
async fn drafts_are_not_reached_through_components() {
    let (server, editor, _) = world().await;
    let hidden = create_as(&editor, "Article", json!({"title": "Unpublished"}), "DRAFT").await;
    let hidden = hidden.data()["made"]["documentId"].as_str().unwrap().to_owned();
    let pick = json!({"__typename": "ComponentPagePick", "articles": [hidden]});
    create(&editor, "Landing", json!({"name": "M", "hero": {"title": "Hero"}, "blocks": [pick]})).await;
    let token = server.as_token(&["landing:find", "article:find"]).await;
    let query =
        "{ landings(filters: {name: {eq: \"M\"}}) { blocks { ... on ComponentPagePick { articles { title } } } } }";
    assert_eq!(token.graphql(query).await.data()["landings"][0]["blocks"], json!([{"articles": []}]));
    let writer = server.as_token(&["landing:create", "article:find"]).await;
    let pick = json!({"__typename": "ComponentPagePick", "articles": [hidden]});
    let data = json!({"name": "N", "hero": {"title": "Hero"}, "blocks": [pick]});
    let answer = create_as(&writer, "Landing", data, "PUBLISHED").await;
    let message = answer.body["errors"][0]["message"].as_str().unwrap();
    assert!(message.starts_with("Document with id"), "{}", answer.text);
}

#[tokio::test]
async fn publishing_names_a_stored_component_only_to_who_may_know_it() {
    let (server, editor, _) = world().await;
    let data = json!({"title": "Draft", "seo": {"metaDescription": "no title"}});
    let id = create_as(&editor, "Article", data, "DRAFT").await;
    let id = id.data()["made"]["documentId"].as_str().unwrap().to_owned();
    let blind = server.as_token(&["article:update(title)", "article:publish"]).await;
    let answer = update(&blind, "Article", &id, json!({"title": "Other"}), "PUBLISHED").await;
    assert!(!answer.text.contains("seo") && !answer.text.contains("metaTitle"), "{}", answer.text);
    assert!(answer.text.contains("not granted"), "{}", answer.text);
    let seeing = server.as_token(&["article:update(title)", "article:publish", "article:find(seo)+drafts"]).await;
    let answer = update(&seeing, "Article", &id, json!({"title": "Other"}), "PUBLISHED").await;
    assert!(answer.text.contains("seo.metaTitle must be"), "{}", answer.text);
}
