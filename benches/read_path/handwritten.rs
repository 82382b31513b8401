//! What somebody would write who needs just these answers: axum, prepared statements on SQLite, serde.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::extract::{Path as Parameter, State};
use axum::routing::get;
use axum::{Json, Router};
use rusqlite::{Connection, OpenFlags, Row};
use serde::Serialize;

const LIST: &str = "SELECT document_id, title, slug, rating, publish_date FROM articles \
    WHERE published_at IS NOT NULL ORDER BY title, id LIMIT 10";
const FILTERED: &str = "SELECT document_id, title, slug, rating, publish_date FROM articles \
    WHERE published_at IS NOT NULL AND rating >= ? ORDER BY title, id LIMIT 10";
const ONE: &str = "SELECT document_id, title, slug, rating, publish_date FROM articles \
    WHERE published_at IS NOT NULL AND document_id = ? ORDER BY id LIMIT 1";
const RELATIONS: &str = "SELECT t.document_id, t.title, a.name, c.name FROM (\
        SELECT id, document_id, title FROM articles WHERE published_at IS NOT NULL ORDER BY title, id LIMIT 25) t \
    LEFT JOIN authors a ON a.id = (SELECT author_id FROM articles_author_lnk WHERE article_id = t.id ORDER BY id LIMIT 1) \
    LEFT JOIN categories c ON c.id = (SELECT category_id FROM articles_category_lnk WHERE article_id = t.id ORDER BY id LIMIT 1) \
    ORDER BY t.title, t.id";
const PARENTS: &str =
    "SELECT id, document_id, title FROM articles WHERE published_at IS NOT NULL ORDER BY title, id LIMIT 25";
const CHILDREN: &str = "SELECT parent, name FROM (\
        SELECT l.article_id AS parent, t.name, ROW_NUMBER() OVER (PARTITION BY l.article_id ORDER BY l.tag_ord, l.id) AS n \
        FROM articles_tags_lnk l JOIN tags t ON t.id = l.tag_id WHERE l.article_id IN (SELECT value FROM json_each(?))) \
    WHERE n > 0 AND n <= 10 ORDER BY parent, n";

#[derive(Clone)]
struct Pool(Arc<(PathBuf, Mutex<Vec<Connection>>)>);

impl Pool {
    fn with<T>(&self, run: impl FnOnce(&Connection) -> T) -> T {
        let idle = self.0.1.lock().unwrap().pop();
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = idle.unwrap_or_else(|| Connection::open_with_flags(&self.0.0, flags).unwrap());
        let result = run(&connection);
        self.0.1.lock().unwrap().push(connection);
        result
    }
}

#[derive(Serialize)]
struct Data<T> {
    data: T,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article {
    document_id: String,
    title: String,
    slug: Option<String>,
    rating: Option<i64>,
    publish_date: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Related {
    document_id: String,
    title: String,
    author: Option<Named>,
    category: Option<Named>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tagged {
    #[serde(skip)]
    id: i64,
    document_id: String,
    title: String,
    tags: Vec<Named>,
}

#[derive(Serialize)]
struct Named {
    name: String,
}

/// The handlers over the database at `path`.
pub fn router(path: &Path) -> Router {
    Router::new()
        .route("/list", get(|State(pool): State<Pool>| async move { articles(&pool, LIST, None::<i64>) }))
        .route(
            "/filtered/{min}",
            get(|State(pool): State<Pool>, Parameter(min): Parameter<i64>| async move { articles(&pool, FILTERED, Some(min)) }),
        )
        .route(
            "/one/{id}",
            get(|State(pool): State<Pool>, Parameter(id): Parameter<String>| async move { articles(&pool, ONE, Some(id)) }),
        )
        .route("/relations", get(|State(pool): State<Pool>| async move { related(&pool) }))
        .route("/lists", get(|State(pool): State<Pool>| async move { tagged(&pool) }))
        .with_state(Pool(Arc::new((path.to_owned(), Mutex::default()))))
}

fn articles(pool: &Pool, sql: &str, parameter: Option<impl rusqlite::ToSql>) -> Json<Data<Vec<Article>>> {
    let article = |row: &Row<'_>| {
        Ok(Article {
            document_id: row.get(0)?,
            title: row.get(1)?,
            slug: row.get(2)?,
            rating: row.get(3)?,
            publish_date: row.get(4)?,
        })
    };
    let data = pool.with(|connection| {
        let mut statement = connection.prepare_cached(sql).unwrap();
        let rows = match parameter {
            Some(parameter) => statement.query_map([parameter], article).unwrap().collect::<Result<_, _>>(),
            None => statement.query_map([], article).unwrap().collect::<Result<_, _>>(),
        };
        rows.unwrap()
    });
    Json(Data { data })
}

fn related(pool: &Pool) -> Json<Data<Vec<Related>>> {
    let named = |name: Option<String>| name.map(|name| Named { name });
    let data = pool.with(|connection| {
        let mut statement = connection.prepare_cached(RELATIONS).unwrap();
        let rows = statement.query_map([], |row| {
            Ok(Related {
                document_id: row.get(0)?,
                title: row.get(1)?,
                author: named(row.get(2)?),
                category: named(row.get(3)?),
            })
        });
        rows.unwrap().collect::<Result<_, _>>().unwrap()
    });
    Json(Data { data })
}

fn tagged(pool: &Pool) -> Json<Data<Vec<Tagged>>> {
    let data = pool.with(|connection| {
        let mut parents = connection.prepare_cached(PARENTS).unwrap();
        let rows = parents.query_map([], |row| {
            Ok(Tagged { id: row.get(0)?, document_id: row.get(1)?, title: row.get(2)?, tags: Vec::new() })
        });
        let mut data: Vec<Tagged> = rows.unwrap().collect::<Result<_, _>>().unwrap();
        let ids = serde_json::to_string(&data.iter().map(|article| article.id).collect::<Vec<_>>()).unwrap();
        let mut children = connection.prepare_cached(CHILDREN).unwrap();
        let mut rows = children.query([ids]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let parent: i64 = row.get(0).unwrap();
            let name = row.get(1).unwrap();
            data.iter_mut().find(|article| article.id == parent).unwrap().tags.push(Named { name });
        }
        data
    });
    Json(Data { data })
}
