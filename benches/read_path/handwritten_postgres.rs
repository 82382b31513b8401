//! PostgreSQL by sqlx, with a pool as it comes.

use std::sync::Arc;

use keyway::clock::Timestamp;
use sea_orm::sqlx::postgres::{PgArguments, PgPool, PgRow, Postgres as Driver};
use sea_orm::sqlx::query::Query;
use sea_orm::sqlx::{AssertSqlSafe, Row, query};
use time::{Date, PrimitiveDateTime};

use crate::handwritten::{self, ARTICLE, Article, Form, NAMED, Named, OFFSET, Reads, give_articles, give_tags};

/// Columns of an article.
const WIDTH: usize = 9;

/// A pool of connections to a server.
#[derive(Clone)]
pub struct Postgres(PgPool, Arc<Sql>);

/// The statements, made once.
struct Sql {
    list: String,
    authors: String,
    tags: String,
    articles: String,
    deep: String,
    one: String,
}

impl Sql {
    fn new() -> Self {
        let page = |rest: &str| {
            format!(
                "SELECT {ARTICLE} FROM articles t WHERE t.published_at IS NOT NULL {rest} ORDER BY t.title NULLS FIRST, t.id"
            )
        };
        let first = |link: &str, target: &str| {
            format!("n.id = (SELECT {target} FROM {link} WHERE article_id = t.id ORDER BY id LIMIT 1)")
        };
        let (author, category) =
            (first("articles_author_lnk", "author_id"), first("articles_category_lnk", "category_id"));
        Self {
            list: format!("{} LIMIT 25", page("")),
            authors: format!(
                "SELECT {ARTICLE}, {NAMED} FROM ({} LIMIT $1) t LEFT JOIN authors n ON {author} \
                 ORDER BY t.title NULLS FIRST, t.id",
                page("").replace(ARTICLE, "*")
            ),
            tags: format!(
                "SELECT l.article_id::int8, {NAMED} FROM articles_tags_lnk l JOIN tags n ON n.id = l.tag_id \
                 WHERE l.article_id = ANY($1) ORDER BY l.article_id, l.tag_ord, l.id"
            ),
            articles: format!(
                "SELECT {ARTICLE}, {NAMED}, l.author_id::int8 FROM articles_author_lnk l \
                 JOIN articles t ON t.id = l.article_id AND t.published_at IS NOT NULL LEFT JOIN categories n ON {category} \
                 WHERE l.author_id = ANY($1) ORDER BY l.author_id, l.article_ord, l.id"
            ),
            deep: format!("{} LIMIT 25 OFFSET {OFFSET}", page("AND t.rating >= $1")),
            one: format!(
                "SELECT {ARTICLE} FROM articles t WHERE t.published_at IS NOT NULL AND t.document_id = $1 LIMIT 1"
            ),
        }
    }
}

impl Postgres {
    /// Connects to the server of this URL when it is first asked.
    pub fn new(url: &str) -> Self {
        Self(PgPool::connect_lazy(url).unwrap(), Arc::new(Sql::new()))
    }

    async fn rows(&self, asked: Query<'_, Driver, PgArguments>) -> Vec<PgRow> {
        asked.fetch_all(&self.0).await.unwrap()
    }

    async fn articles(&self, form: Form, asked: Query<'_, Driver, PgArguments>) -> Vec<Article> {
        self.rows(asked).await.iter().map(|row| article(row, form)).collect()
    }

    async fn with_authors(&self, form: Form, limit: i64) -> Vec<Article> {
        let rows = self.rows(sql(&self.1.authors).bind(limit)).await;
        let with_author = |row: &PgRow| Article {
            author_row: id(row, WIDTH),
            author: Some(named(row, WIDTH, form)),
            ..article(row, form)
        };
        rows.iter().map(with_author).collect()
    }
}

impl Reads for Postgres {
    async fn list(&self, form: Form) -> Vec<Article> {
        self.articles(form, sql(&self.1.list)).await
    }

    async fn populated(&self, form: Form) -> Vec<Article> {
        let mut articles = self.with_authors(form, 25).await;
        let ids = articles.iter().map(|article| article.row).collect::<Vec<_>>();
        let tags = self.rows(sql(&self.1.tags).bind(ids)).await;
        give_tags(&mut articles, tags.iter().map(|row| (row.get(0), named(row, 1, form))).collect());
        articles
    }

    async fn nested(&self, form: Form) -> Vec<Article> {
        let mut articles = self.with_authors(form, 10).await;
        let ids = articles.iter().map(|article| article.author_row).collect::<Vec<_>>();
        let rows = self.rows(sql(&self.1.articles).bind(ids)).await;
        let written = rows.iter().map(|row| {
            let category = Some(named(row, WIDTH, form));
            (row.get(WIDTH + 6), Article { category, ..article(row, form) })
        });
        give_articles(&mut articles, &written.collect::<Vec<_>>());
        articles
    }

    async fn deep(&self, form: Form, rating: i64) -> Vec<Article> {
        self.articles(form, sql(&self.1.deep).bind(rating)).await
    }

    async fn one(&self, form: Form, document: String) -> Article {
        self.articles(form, sql(&self.1.one).bind(document)).await.pop().unwrap()
    }

    async fn total(&self, rating: Option<i64>) -> u64 {
        let asked = match rating {
            None => query("SELECT COUNT(*) FROM articles WHERE published_at IS NOT NULL"),
            Some(rating) => {
                query("SELECT COUNT(*) FROM articles WHERE published_at IS NOT NULL AND rating >= $1").bind(rating)
            }
        };
        self.rows(asked).await[0].get::<i64, _>(0).unsigned_abs()
    }
}

fn sql(text: &str) -> Query<'_, Driver, PgArguments> {
    query(AssertSqlSafe(text))
}

fn id(row: &PgRow, column: usize) -> i64 {
    row.get::<i32, _>(column).into()
}

fn moment(row: &PgRow, column: usize) -> String {
    handwritten::moment(Timestamp::from_utc(row.get::<PrimitiveDateTime, _>(column)).0)
}

fn article(row: &PgRow, form: Form) -> Article {
    Article {
        row: id(row, 0),
        author_row: 0,
        id: form.id(id(row, 0)),
        document_id: row.get(1),
        title: row.get(2),
        slug: row.get(3),
        rating: row.get::<Option<i32>, _>(4).map(Into::into),
        publish_date: row.get::<Option<Date>, _>(5).map(|day| day.to_string()),
        created_at: moment(row, 6),
        updated_at: moment(row, 7),
        published_at: moment(row, 8),
        author: None,
        category: None,
        tags: None,
    }
}

fn named(row: &PgRow, first: usize, form: Form) -> Named {
    Named {
        id: form.id(id(row, first)),
        document_id: row.get(first + 1),
        name: row.get(first + 2),
        created_at: moment(row, first + 3),
        updated_at: moment(row, first + 4),
        published_at: moment(row, first + 5),
        articles: None,
    }
}
