//! Articles in any number with what they are linked to, written by SQL: for tests of how statements find their rows, and
//! for the benchmarks, which include this file.

use keyway::catalog::Dialect;

/// The content types: articles with drafts and an indexed rating, and what they lead to.
pub const MODEL: [&str; 4] = [ARTICLE, AUTHOR, CATEGORY, TAG];

const ARTICLE: &str = r#"{
    "kind": "collectionType", "collectionName": "articles", "options": {"draftAndPublish": true},
    "info": {"singularName": "article", "pluralName": "articles", "displayName": "Article"},
    "attributes": {
        "title": {"type": "string", "required": true, "pluginOptions": {"keyway": {"indexed": true}}},
        "slug": {"type": "uid"},
        "rating": {"type": "integer", "pluginOptions": {"keyway": {"indexed": true}}},
        "publishDate": {"type": "date"},
        "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author", "inversedBy": "articles"},
        "category": {"type": "relation", "relation": "manyToOne", "target": "api::category.category"},
        "tags": {"type": "relation", "relation": "manyToMany", "target": "api::tag.tag"}
    }
}"#;
const AUTHOR: &str = r#"{
    "kind": "collectionType", "collectionName": "authors",
    "info": {"singularName": "author", "pluralName": "authors", "displayName": "Author"},
    "attributes": {
        "name": {"type": "string"},
        "articles": {"type": "relation", "relation": "oneToMany", "target": "api::article.article", "mappedBy": "author"}
    }
}"#;
const CATEGORY: &str = r#"{
    "kind": "collectionType", "collectionName": "categories",
    "info": {"singularName": "category", "pluralName": "categories", "displayName": "Category"},
    "attributes": {"name": {"type": "string"}}
}"#;
const TAG: &str = r#"{
    "kind": "collectionType", "collectionName": "tags",
    "info": {"singularName": "tag", "pluralName": "tags", "displayName": "Tag"},
    "attributes": {"name": {"type": "string"}}
}"#;

/// Articles of each author.
pub const BY_AUTHOR: u64 = 5;
const CATEGORIES: u64 = 20;
const TAGS: u64 = 50;
const DIGITS: &str = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 \
    UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";
/// Draft and published row.
const STATES: &str = "(SELECT 0 AS p UNION ALL SELECT 1)";

/// The document id of the article of this number, from 0.
pub fn document_id(article: u64) -> String {
    format!("document{:016}", 1_000_000 + article)
}

/// The statements that fill empty tables with so many articles, at most a million, each with a draft and a published row,
/// an author, a category and three tags, and that let a server look at what it has.
pub fn statements(dialect: Dialect, articles: u64) -> Vec<String> {
    let (numbers, second) = (numbers(articles), moment(dialect, "i"));
    let authors = articles.div_ceil(BY_AUTHOR);
    let day = if dialect == Dialect::Sqlite { "'2026-01-31'" } else { "DATE '2026-01-31'" };
    let mut statements: Vec<String> = [("authors", authors), ("categories", CATEGORIES), ("tags", TAGS)]
        .map(|(table, count)| {
            format!(
                "INSERT INTO {table} (id, document_id, name, created_at, updated_at, published_at) \
                 SELECT i + 1, CONCAT('{table}', i), CONCAT('{table} ', i), {second}, {second}, {second} FROM {}",
                self::numbers(count)
            )
        })
        .into();
    // Titles in another order than ids: 911 has no factor in common with a power of ten.
    statements.push(format!(
        "INSERT INTO articles (id, document_id, title, slug, rating, publish_date, created_at, updated_at, published_at) \
         SELECT 2 * i + 1 + p, CONCAT('document', CONCAT('000000000', 1000000 + i)), \
         CONCAT('An article about subject ', 1000000 + (i * 911) % {articles}), CONCAT('article-', i), i % 5 + 1, {day}, \
         {second}, {second}, CASE WHEN p = 1 THEN {second} END FROM {numbers}, {STATES} s"
    ));
    for (table, columns, target) in [
        ("articles_author_lnk", "article_id, author_id, article_ord", format!("i % {authors} + 1, i")),
        ("articles_category_lnk", "article_id, category_id", format!("i % {CATEGORIES} + 1")),
    ] {
        statements
            .push(format!("INSERT INTO {table} ({columns}) SELECT 2 * i + 1 + p, {target} FROM {numbers}, {STATES} s"));
    }
    statements.push(format!(
        "INSERT INTO articles_tags_lnk (article_id, tag_id, tag_ord) \
         SELECT 2 * i + 1 + p, (i + 17 * t) % {TAGS} + 1, t + 1 FROM {numbers}, {STATES} s, \
         (SELECT 0 AS t UNION ALL SELECT 1 UNION ALL SELECT 2) g"
    ));
    // No more than these: in one transaction, a lock on each table of every test is more than PostgreSQL has room for.
    let tables = "articles, authors, articles_author_lnk, articles_category_lnk, articles_tags_lnk";
    match dialect {
        // Nobody has SQLite look at its tables, so that it knows nothing of them.
        Dialect::Sqlite => {}
        Dialect::Postgres => statements.push(format!("ANALYZE {tables}")),
        Dialect::MySql => statements.push(format!("ANALYZE TABLE {tables}")),
    }
    statements
}

/// A table `n` of the numbers `i` from 0 up to `count`.
fn numbers(count: u64) -> String {
    let powers = ["a.d", "10 * b.d", "100 * c.d", "1000 * e.d", "10000 * f.d", "100000 * g.d"];
    let aliases = powers.map(|power| &power[power.len() - 3..power.len() - 2]);
    let places = (1..=powers.len()).find(|&places| 10_u64.pow(u32::try_from(places).unwrap()) >= count).unwrap();
    let tables: Vec<String> = aliases[..places].iter().map(|alias| format!("{DIGITS} {alias}")).collect();
    let sum = powers[..places].join(" + ");
    format!("(SELECT {sum} AS i FROM {} WHERE {sum} < {count}) n", tables.join(", "))
}

/// The moment so many seconds after the beginning of 2024.
fn moment(dialect: Dialect, seconds: &str) -> String {
    match dialect {
        Dialect::Sqlite => format!("1704067200000 + 1000 * {seconds}"),
        Dialect::Postgres => format!("TIMESTAMP '2024-01-01' + {seconds} * INTERVAL '1 second'"),
        Dialect::MySql => format!("TIMESTAMP('2024-01-01') + INTERVAL {seconds} SECOND"),
    }
}
