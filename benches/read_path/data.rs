//! 10,000 articles with draft and published rows, 100 authors, 20 categories, 50 tags.

use keyway::catalog::Definition;
use keyway::service::Services;
use keyway::service::model::{Consent, Edit};
use rusqlite::{Connection, params};
use serde_json::json;

const ARTICLES: i64 = 10_000;
const AUTHORS: i64 = 100;
const CATEGORIES: i64 = 20;
const TAGS: i64 = 50;

/// Fills the database and returns the document ids of some articles.
pub async fn fill(services: &Services) -> Vec<String> {
    let edit = Edit::Replace(schemas());
    services.model.change(edit, Consent::default(), services.clock.now()).await.unwrap().commit().await.unwrap();
    let mut connection = Connection::open(services.database.sqlite_path().unwrap()).unwrap();
    let transaction = connection.transaction().unwrap();
    for (table, count) in [("authors", AUTHORS), ("categories", CATEGORIES), ("tags", TAGS)] {
        let sql = format!(
            "INSERT INTO {table} (id, document_id, name, created_at, updated_at, published_at) VALUES (?1, ?2, ?3, 1, 1, 1)"
        );
        for id in 1..=count {
            transaction
                .prepare_cached(&sql)
                .unwrap()
                .execute(params![id, format!("{table}{id}"), format!("{table} {id}")])
                .unwrap();
        }
    }
    let article = "INSERT INTO articles (id, document_id, title, slug, rating, publish_date, created_at, updated_at, published_at)
        VALUES (?1, ?2, ?3, ?4, ?5, '2026-01-31', 1, 1, ?6)";
    for document in 1..=ARTICLES {
        for (id, published_at) in [(document * 2, None), (document * 2 + 1, Some(1))] {
            let title = format!("An article about subject {:05}", (document * 7_919) % ARTICLES);
            let values = params![
                id,
                document_id(document),
                title,
                format!("article-{document}"),
                document % 5 + 1,
                published_at
            ];
            transaction.prepare_cached(article).unwrap().execute(values).unwrap();
            link(&transaction, "articles_author_lnk (article_id, author_id, article_ord)", id, document % AUTHORS + 1);
            link(
                &transaction,
                "articles_category_lnk (article_id, category_id, article_ord)",
                id,
                document % CATEGORIES + 1,
            );
            for tag in 0..3 {
                link(
                    &transaction,
                    "articles_tags_lnk (article_id, tag_id, tag_ord)",
                    id,
                    (document + tag * 17) % TAGS + 1,
                );
            }
        }
    }
    // The lists below are sorted by title: without an index every server would measure SQLite's sorting.
    transaction.execute_batch("CREATE INDEX keyway_bench_title ON articles (title); ANALYZE;").unwrap();
    transaction.commit().unwrap();
    (1..=1_000).map(document_id).collect()
}

fn document_id(document: i64) -> String {
    format!("article{document:017}")
}

fn link(connection: &Connection, into: &str, source: i64, target: i64) {
    let sql = format!("INSERT INTO {into} VALUES (?1, ?2, ?1)");
    connection.prepare_cached(&sql).unwrap().execute(params![source, target]).unwrap();
}

fn schemas() -> Vec<Definition> {
    let named = |singular: &str, plural: &str| {
        json!({
            "kind": "collectionType",
            "collectionName": plural,
            "info": {"singularName": singular, "pluralName": plural, "displayName": singular},
            "attributes": {"name": {"type": "string"}},
        })
    };
    let article = json!({
        "kind": "collectionType",
        "collectionName": "articles",
        "info": {"singularName": "article", "pluralName": "articles", "displayName": "Article"},
        "options": {"draftAndPublish": true},
        "attributes": {
            "title": {"type": "string", "required": true},
            "slug": {"type": "uid"},
            "rating": {"type": "integer"},
            "publishDate": {"type": "date"},
            "author": {"type": "relation", "relation": "manyToOne", "target": "api::author.author", "inversedBy": "articles"},
            "category": {"type": "relation", "relation": "manyToOne", "target": "api::category.category", "inversedBy": "articles"},
            "tags": {"type": "relation", "relation": "manyToMany", "target": "api::tag.tag"},
        },
    });
    let mut author = named("author", "authors");
    author["attributes"]["articles"] =
        json!({"type": "relation", "relation": "oneToMany", "target": "api::article.article", "mappedBy": "author"});
    let mut category = named("category", "categories");
    category["attributes"]["articles"] =
        json!({"type": "relation", "relation": "oneToMany", "target": "api::article.article", "mappedBy": "category"});
    let schemas = [article, author, category, named("tag", "tags")];
    schemas.into_iter().map(|schema| Definition::from_json(schema, None).unwrap()).collect()
}
