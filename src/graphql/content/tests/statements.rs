//! How many statements a request takes.

use serde_json::Map;

use super::super::generation::Generation;
use super::{Planned, catalog, plan};
use crate::access::PermissionSet;

async fn counted(query: &str) -> usize {
    let generation = Generation::new(catalog(), false);
    let planned = plan(&generation, &PermissionSet::full_access(), query, Map::new()).await.unwrap();
    let statements = planned.iter().map(|planned| match planned {
        Planned::Plan(plan) => plan.statements(),
        Planned::Refused(_) | Planned::Other => 0,
    });
    statements.sum()
}

#[tokio::test]
async fn a_read_is_one_statement_and_one_for_each_to_many_selection_and_one_for_a_count() {
    for (query, statements) in [
        ("{ articles { title } }", 1),
        ("{ articles { title author { name } parent { title parent { title } } } }", 1),
        ("{ articles { title tags { name } } }", 2),
        ("{ articles { tags { name } children { title } author { articles { title } } } }", 4),
        ("{ articles { tags { articles { tags { name } } } } }", 4),
        ("{ articles { a: tags { name } b: tags_connection { nodes { name } } } }", 3),
        (
            "{ articles(filters: {tags: {articles: {author: {name: {eq: \"x\"}}}}}, sort: \"author.name\") { title } }",
            1,
        ),
        ("{ articles_connection { nodes { title } } }", 1),
        ("{ articles_connection { nodes { title } pageInfo { page pageSize } } }", 1),
        ("{ articles_connection { nodes { title tags { name } } pageInfo { total } } }", 3),
        ("{ article(documentId: \"x\") { title } homepage { featured { title tags { name } } } }", 3),
        ("{ articles { title seo { metaTitle } } }", 1),
        ("{ articles { links { label } } }", 2),
        ("{ articles { a: links { label } b: links(sort: \"label\") { label article { seo { metaTitle } } } } }", 3),
        ("{ articles { sections { __typename } } }", 3),
        ("{ articles { sections { ... on ComponentPageBlocksHero { seo { metaTitle } links { label } } } } }", 4),
        ("{ articles { sections { ... on ComponentSharedQuote { authors { name } } } } }", 4),
        (
            "{ articles(filters: {seo: {metaTitle: {eq: \"x\"}}, links: {article: {seo: {metaTitle: {eq: \"y\"}}}}}) { title } }",
            1,
        ),
        ("{ __typename }", 0),
    ] {
        assert_eq!(counted(query).await, statements, "{query}");
    }
}
