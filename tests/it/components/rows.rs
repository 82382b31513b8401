//! The rows that components leave in the database.

use keyway::access::Status::{Draft, Published};
use serde_json::{Value, json};

use super::model::MODEL;
use crate::writes::laboratory::Laboratory;

async fn laboratory() -> Laboratory {
    Laboratory::open(MODEL.iter().map(|schema| serde_json::from_str(schema).unwrap()).collect()).await
}

fn full() -> Value {
    json!({
        "title": "First",
        "seo": {"metaTitle": "T"},
        "links": [{"label": "one"}, {"label": "two"}],
        "sections": [{"__component": "shared.quote", "text": "Q"}, {"__component": "shared.rich-text", "body": "b"}],
    })
}

/// Every component row, by table; and that each has exactly one owner.
pub async fn counts(laboratory: &Laboratory) -> Vec<(String, usize)> {
    let joins = laboratory.catalog.models().filter_map(|owner| {
        owner.component_attributes().find_map(|(_, held)| Some(held.members.first()?.link.table.clone()))
    });
    let joins = joins.map(|table| format!("SELECT cmp_id, component_type, entity_id FROM {table}")).collect::<Vec<_>>();
    let joins = joins.join(" UNION ALL ");
    let mut counts = Vec::new();
    for component in laboratory.catalog.components() {
        let (table, uid) = (&component.table, &component.uid);
        let owners = format!("(SELECT COUNT(*) FROM ({joins}) j WHERE j.cmp_id = c.id AND j.component_type = '{uid}')");
        let orphans = laboratory.json(&format!("SELECT c.id FROM {table} c WHERE {owners} <> 1")).await;
        assert_eq!(orphans, json!([]), "{table}");
        let dangling = format!(
            "SELECT j.cmp_id FROM ({joins}) j WHERE j.component_type = '{uid}' AND j.cmp_id NOT IN (SELECT id FROM {table})"
        );
        assert_eq!(laboratory.json(&dangling).await, json!([]), "{table}");
        let count = laboratory.json(&format!("SELECT id FROM {table}")).await.as_array().unwrap().len();
        if count > 0 {
            counts.push((uid.clone(), count));
        }
    }
    counts
}

fn of(expected: &[(&str, usize)]) -> Vec<(String, usize)> {
    expected.iter().map(|(uid, count)| ((*uid).to_owned(), *count)).collect()
}

#[tokio::test]
async fn rows_are_those_that_strapi_writes() {
    let laboratory = laboratory().await;
    laboratory.create("article", full(), Published).await;
    assert_eq!(
        laboratory.json(
            "SELECT entity_id, component_type, field, \"order\" FROM articles_cmps ORDER BY entity_id, field, \"order\""
        ).await,
        json!([
            [1, "shared.link", "links", 1.0],
            [1, "shared.link", "links", 2.0],
            [1, "shared.quote", "sections", 1.0],
            [1, "shared.rich-text", "sections", 2.0],
            [1, "shared.seo", "seo", null],
            [2, "shared.link", "links", 1.0],
            [2, "shared.link", "links", 2.0],
            [2, "shared.quote", "sections", 1.0],
            [2, "shared.rich-text", "sections", 2.0],
            [2, "shared.seo", "seo", null],
        ])
    );
    assert_eq!(
        laboratory.json("SELECT label FROM components_shared_links ORDER BY id").await,
        json!([["one"], ["two"], ["one"], ["two"]])
    );
}

#[tokio::test]
async fn the_published_row_has_copies_and_the_draft_keeps_its_own() {
    let laboratory = laboratory().await;
    let id = laboratory.create("article", full(), Published).await;
    laboratory.update("article", &id, json!({"seo": {"metaTitle": "draft only"}}), Draft).await;
    let titles = "SELECT a.published_at IS NULL, c.meta_title FROM components_shared_seos c \
                  JOIN articles_cmps j ON j.cmp_id = c.id AND j.field = 'seo' JOIN articles a ON a.id = j.entity_id ORDER BY 1";
    assert_eq!(laboratory.json(titles).await, json!([[0, "T"], [1, "draft only"]]));
    laboratory.update("article", &id, json!({}), Published).await;
    assert_eq!(laboratory.json(titles).await, json!([[0, "draft only"], [1, "draft only"]]));
    let all = [("shared.link", 4), ("shared.quote", 2), ("shared.rich-text", 2), ("shared.seo", 2)];
    assert_eq!(counts(&laboratory).await, of(&all));
}

#[tokio::test]
async fn nothing_is_left_of_what_is_replaced_cleared_or_deleted() {
    let laboratory = laboratory().await;
    let id = laboratory.create("article", full(), Published).await;
    let other = laboratory.create("article", full(), Draft).await;
    laboratory.update("article", &id, json!({"links": [{"label": "only"}], "seo": null}), Published).await;
    let left = [("shared.link", 4), ("shared.quote", 3), ("shared.rich-text", 3), ("shared.seo", 1)];
    assert_eq!(counts(&laboratory).await, of(&left));
    laboratory.delete("article", &id).await;
    laboratory.delete("article", &other).await;
    assert_eq!(counts(&laboratory).await, of(&[]));
    assert_eq!(laboratory.json("SELECT * FROM articles_cmps").await, json!([]));
}

#[tokio::test]
async fn nested_components_go_with_those_that_hold_them() {
    let laboratory = laboratory().await;
    let hero = json!({"title": "Hero", "seo": {"metaTitle": "T"}, "cards": [{"label": "a"}, {"label": "b"}]});
    let block = json!({"__component": "page.hero", "title": "Block", "cards": [{"label": "c"}]});
    let data = json!({"name": "L", "hero": hero, "blocks": [block]});
    let id = laboratory.create("landing", data, Published).await;
    assert_eq!(counts(&laboratory).await, of(&[("page.card", 3), ("page.hero", 2), ("shared.seo", 1)]));
    laboratory.update("landing", &id, json!({"hero": {"title": "New", "cards": [{"label": "d"}]}}), Published).await;
    assert_eq!(counts(&laboratory).await, of(&[("page.card", 2), ("page.hero", 2)]));
    laboratory.update("landing", &id, json!({"blocks": []}), Published).await;
    assert_eq!(counts(&laboratory).await, of(&[("page.card", 1), ("page.hero", 1)]));
    laboratory.delete("landing", &id).await;
    assert_eq!(counts(&laboratory).await, of(&[]));
}

#[tokio::test]
async fn links_of_components_follow_the_status_of_their_root() {
    let laboratory = laboratory().await;
    let target = laboratory.create("article", json!({"title": "Target"}), Published).await;
    let links = json!([{"label": "x", "article": target}]);
    laboratory.create("article", json!({"title": "Source", "links": links}), Published).await;
    let across = "SELECT s.published_at IS NULL, t.published_at IS NULL FROM components_shared_links_article_lnk l \
                  JOIN articles_cmps j ON j.cmp_id = l.link_id AND j.component_type = 'shared.link' \
                  JOIN articles s ON s.id = j.entity_id JOIN articles t ON t.id = l.article_id ORDER BY 1";
    assert_eq!(laboratory.json(across).await, json!([[0, 0], [1, 1]]));
    let pick = json!({"__component": "page.pick", "articles": [target]});
    laboratory.create("landing", json!({"name": "L", "hero": {"title": "Hero"}, "blocks": [pick]}), Published).await;
    let both = "SELECT a.published_at IS NULL, l.article_ord FROM components_page_picks_articles_lnk l \
                JOIN articles a ON a.id = l.article_id ORDER BY 1";
    assert_eq!(laboratory.json(both).await, json!([[0, 2.0], [1, 1.0]]));
}

#[tokio::test]
async fn a_target_that_is_published_later_appears_in_components_of_entries_without_drafts() {
    let laboratory = laboratory().await;
    let target = laboratory.create("article", json!({"title": "Target"}), Draft).await;
    let pick = json!({"__component": "page.pick", "articles": [target]});
    laboratory.create("landing", json!({"name": "L", "hero": {"title": "Hero"}, "blocks": [pick]}), Published).await;
    let links = json!([{"label": "x", "article": target}]);
    laboratory.create("article", json!({"title": "Source", "links": links}), Draft).await;
    laboratory.update("article", &target, json!({}), Published).await;
    let linked = async |table: &str| {
        let sql =
            format!("SELECT a.published_at IS NULL FROM {table} l JOIN articles a ON a.id = l.article_id ORDER BY 1");
        laboratory.json(&sql).await
    };
    assert_eq!(linked("components_page_picks_articles_lnk").await, json!([[0], [1]]));
    assert_eq!(
        linked("components_shared_links_article_lnk").await,
        json!([[1]]),
        "a draft's component links to drafts"
    );
}

#[tokio::test]
async fn a_component_without_columns_of_its_own_is_a_row_too() {
    let laboratory = laboratory().await;
    let category = laboratory.create("category", json!({"name": "News"}), Published).await;
    let pick = json!({"__component": "page.pick", "category": category});
    laboratory.create("landing", json!({"name": "L", "hero": {"title": "Hero"}, "blocks": [pick]}), Published).await;
    assert_eq!(
        laboratory.json("SELECT pick_id, category_id FROM components_page_picks_category_lnk").await,
        json!([[1, 1]])
    );
}

#[tokio::test]
async fn join_rows_that_lead_nowhere_are_passed_over() {
    let laboratory = laboratory().await;
    let id = laboratory.create("article", full(), Draft).await;
    laboratory.run("DELETE FROM components_shared_links WHERE label = 'one'").await;
    laboratory
        .run("INSERT INTO articles_cmps (entity_id, cmp_id, component_type, field) VALUES (1, 1, 'gone.kind', 'links')")
        .await;
    laboratory.update("article", &id, json!({"title": "Second"}), Published).await;
    let published = "SELECT j.field, j.component_type FROM articles_cmps j JOIN articles a ON a.id = j.entity_id \
                     WHERE a.published_at IS NOT NULL AND j.field = 'links'";
    assert_eq!(laboratory.json(published).await, json!([["links", "shared.link"]]));
    laboratory.delete("article", &id).await;
    assert_eq!(counts(&laboratory).await, of(&[]));
}

#[tokio::test]
async fn a_failed_write_leaves_no_component_behind() {
    let laboratory = laboratory().await;
    let id = laboratory.create("article", full(), Published).await;
    let before = counts(&laboratory).await;
    let broken = json!({"seo": {"metaTitle": "x"}, "links": [{"url": "no label"}]});
    laboratory.try_update("article", &id, broken, Published).await.expect_err("a link needs a label");
    laboratory.try_update("article", &id, json!({"links": [{"id": 77}]}), Draft).await.expect_err("not related");
    laboratory
        .try_create("article", json!({"title": "x", "seo": {"metaTitle": "y"}}), Published)
        .await
        .expect_err("short");
    assert_eq!(counts(&laboratory).await, before);
}
