//! The database of a test: an SQLite file, or an empty place on the server that `TEST_DATABASE_URL` names.
//!
//! What is made on a server stays there: the server is one for tests, and `tests/on-database` throws it away.

use std::sync::atomic::{AtomicU32, Ordering};

use keyway::catalog::Dialect;
use sea_orm::{ConnectOptions, ConnectionTrait};

static PLACES: AtomicU32 = AtomicU32::new(0);

/// The URL of an empty database on the server, or nothing where tests use SQLite.
pub async fn fresh() -> Option<String> {
    let server = std::env::var("TEST_DATABASE_URL").ok()?;
    let name = format!("t{}_{}", std::process::id(), PLACES.fetch_add(1, Ordering::SeqCst));
    if server.starts_with("postgres") {
        run(&server, &format!("CREATE SCHEMA {name}")).await;
        return Some(format!("{server}?options[search_path]={name}"));
    }
    // The collation that most servers have by default, and that the program must not depend on.
    run(&server, &format!("CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")).await;
    let (server, _) = server.rsplit_once('/').expect("a database");
    Some(format!("{server}/{name}"))
}

async fn run(server: &str, statement: &str) {
    let mut options = ConnectOptions::new(server);
    options.max_connections(1).sqlx_logging(false);
    let connection = sea_orm::Database::connect(options).await.expect("the server for tests can be reached");
    connection.execute_unprepared(statement).await.expect("a new place for a test");
    connection.close().await.expect("closes");
}

/// The kind of database that tests use.
pub fn dialect() -> Dialect {
    match std::env::var("TEST_DATABASE_URL") {
        Ok(server) if server.starts_with("postgres") => Dialect::Postgres,
        Ok(_) => Dialect::MySql,
        Err(_) => Dialect::Sqlite,
    }
}

/// Whether tests use SQLite.
pub fn is_sqlite() -> bool {
    dialect() == Dialect::Sqlite
}

/// All of many like cases where tests use SQLite. On a server, where each takes far longer, every seventh: what is asked
/// of the database is of few kinds, and what is decided about a caller is decided before it is asked.
pub fn sample<T>(cases: Vec<T>) -> Vec<T> {
    let step = if is_sqlite() { 1 } else { 7 };
    cases.into_iter().step_by(step).collect()
}
