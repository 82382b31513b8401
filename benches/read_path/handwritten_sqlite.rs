//! SQLite by rusqlite, on the thread that answers.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, OpenFlags, Params, Row};

use crate::handwritten::{ARTICLE, Article, Form, NAMED, Named, OFFSET, Reads, give_articles, give_tags, moment};

/// Columns of an article.
const WIDTH: usize = 9;

/// Connections to a file.
#[derive(Clone)]
pub struct Sqlite(Arc<(PathBuf, Sql, Mutex<Vec<Connection>>)>);

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
            format!("SELECT {ARTICLE} FROM articles t WHERE t.published_at IS NOT NULL {rest} ORDER BY t.title, t.id")
        };
        let first = |of: &str, link: &str, source: &str, target: &str| {
            format!("{of} = (SELECT {target} FROM {link} WHERE {source} = t.id ORDER BY id LIMIT 1)")
        };
        let author = first("n.id", "articles_author_lnk", "article_id", "author_id");
        let category = first("n.id", "articles_category_lnk", "article_id", "category_id");
        Self {
            list: format!("{} LIMIT 25", page("")),
            authors: format!(
                "SELECT {ARTICLE}, {NAMED} FROM ({} LIMIT ?) t LEFT JOIN authors n ON {author} ORDER BY t.title, t.id",
                page("").replace(ARTICLE, "*")
            ),
            tags: format!(
                "SELECT l.article_id, {NAMED} FROM articles_tags_lnk l JOIN tags n ON n.id = l.tag_id \
                 WHERE l.article_id IN (SELECT value FROM json_each(?)) ORDER BY l.article_id, l.tag_ord, l.id"
            ),
            articles: format!(
                "SELECT {ARTICLE}, {NAMED}, l.author_id FROM articles_author_lnk l \
                 JOIN articles t ON t.id = l.article_id AND t.published_at IS NOT NULL LEFT JOIN categories n ON {category} \
                 WHERE l.author_id IN (SELECT value FROM json_each(?)) ORDER BY l.author_id, l.article_ord, l.id"
            ),
            deep: format!("{} LIMIT 25 OFFSET {OFFSET}", page("AND t.rating >= ?")),
            one: format!(
                "SELECT {ARTICLE} FROM articles t WHERE t.published_at IS NOT NULL AND t.document_id = ? LIMIT 1"
            ),
        }
    }
}

impl Sqlite {
    /// Reads from the file at `path`.
    pub fn new(path: PathBuf) -> Self {
        Self(Arc::new((path, Sql::new(), Mutex::default())))
    }

    fn sql(&self) -> &Sql {
        &self.0.1
    }

    fn with<T>(&self, run: impl FnOnce(&Connection) -> T) -> T {
        let idle = self.0.2.lock().unwrap().pop();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = idle.unwrap_or_else(|| Connection::open_with_flags(&self.0.0, flags).unwrap());
        let result = run(&connection);
        self.0.2.lock().unwrap().push(connection);
        result
    }

    fn rows<T>(&self, sql: &str, parameters: impl Params, read: impl Fn(&Row<'_>) -> rusqlite::Result<T>) -> Vec<T> {
        self.with(|connection| {
            let mut statement = connection.prepare_cached(sql).unwrap();
            let rows = statement.query_map(parameters, |row| read(row)).unwrap();
            rows.collect::<Result<_, _>>().unwrap()
        })
    }

    fn with_authors(&self, form: Form, limit: i64) -> Vec<Article> {
        self.rows(&self.sql().authors, [limit], |row| {
            let author = named(row, WIDTH, form)?;
            Ok(Article { author_row: row.get(WIDTH)?, author: Some(author), ..article(row, form)? })
        })
    }
}

impl Reads for Sqlite {
    async fn list(&self, form: Form) -> Vec<Article> {
        self.rows(&self.sql().list, [], |row| article(row, form))
    }

    async fn populated(&self, form: Form) -> Vec<Article> {
        let mut articles = self.with_authors(form, 25);
        let ids = list(articles.iter().map(|article| article.row));
        let tags = self.rows(&self.sql().tags, [ids], |row| Ok((row.get(0)?, named(row, 1, form)?)));
        give_tags(&mut articles, tags);
        articles
    }

    async fn nested(&self, form: Form) -> Vec<Article> {
        let mut articles = self.with_authors(form, 10);
        let ids = list(articles.iter().map(|article| article.author_row));
        let written = self.rows(&self.sql().articles, [ids], |row| {
            let category = Some(named(row, WIDTH, form)?);
            Ok((row.get(WIDTH + 6)?, Article { category, ..article(row, form)? }))
        });
        give_articles(&mut articles, &written);
        articles
    }

    async fn deep(&self, form: Form, rating: i64) -> Vec<Article> {
        self.rows(&self.sql().deep, [rating], |row| article(row, form))
    }

    async fn one(&self, form: Form, document: String) -> Article {
        self.rows(&self.sql().one, [document], |row| article(row, form)).pop().unwrap()
    }

    async fn total(&self, rating: Option<i64>) -> u64 {
        let all = "SELECT COUNT(*) FROM articles WHERE published_at IS NOT NULL";
        let rated = "SELECT COUNT(*) FROM articles WHERE published_at IS NOT NULL AND rating >= ?";
        let read = |row: &Row<'_>| row.get::<_, i64>(0);
        let totals = match rating {
            None => self.rows(all, [], read),
            Some(rating) => self.rows(rated, [rating], read),
        };
        totals[0].unsigned_abs()
    }
}

fn article(row: &Row<'_>, form: Form) -> rusqlite::Result<Article> {
    let id = row.get(0)?;
    Ok(Article {
        row: id,
        author_row: 0,
        id: form.id(id),
        document_id: row.get(1)?,
        title: row.get(2)?,
        slug: row.get(3)?,
        rating: row.get(4)?,
        publish_date: row.get(5)?,
        created_at: moment(row.get(6)?),
        updated_at: moment(row.get(7)?),
        published_at: moment(row.get(8)?),
        author: None,
        category: None,
        tags: None,
    })
}

fn named(row: &Row<'_>, first: usize, form: Form) -> rusqlite::Result<Named> {
    Ok(Named {
        id: form.id(row.get(first)?),
        document_id: row.get(first + 1)?,
        name: row.get(first + 2)?,
        created_at: moment(row.get(first + 3)?),
        updated_at: moment(row.get(first + 4)?),
        published_at: moment(row.get(first + 5)?),
        articles: None,
    })
}

fn list(ids: impl Iterator<Item = i64>) -> String {
    serde_json::to_string(&ids.collect::<Vec<_>>()).unwrap()
}
