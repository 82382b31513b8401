//! Runs a plan and gathers its rows. Start at [`Reader`].

mod entry;
mod json;
mod mysql;
mod pool;
mod postgres;
mod rows;
mod server;
mod sqlite;

pub use entry::{Entries, Entry};
pub use json::{Format, write_scalar};
pub use rows::{Answer, Cell, List, Rows};

use std::time::Duration;

use sea_orm::sqlx::Error as SqlxError;
use sea_orm::{DatabaseConnection, DbErr, RuntimeErr};

use self::rows::TooLarge;
use super::plan::QueryPlan;
use crate::catalog::Dialect;
use crate::error::{Code, Error, Result};
use crate::store::Database;
use crate::store::database::Place;
use crate::store::server::ContentReaders;

/// Where content is read from.
///
/// On SQLite, reads go through connections of their own beside SeaORM's: its driver hands every batch of rows through
/// a worker thread, which halves the throughput. In WAL mode they see each write as soon as it is answered.
/// A read runs on the caller's thread for a few milliseconds at most; one that needs more starts over on a thread of
/// its own, of which there are few, so that slow reads never keep the server from answering others.
///
/// On a database server it is the same with its two pools for content, whose sessions stop what takes too long.
#[derive(Debug)]
pub struct Reader {
    source: Source,
}

#[derive(Debug)]
enum Source {
    Sqlite(pool::Pool),
    Server(Dialect, ContentReaders),
}

impl Reader {
    /// Reads from `database`. On SQLite, a read that runs longer than `deadline` is stopped; database servers have a
    /// deadline of their own for every read.
    pub fn open(database: &Database, deadline: Duration) -> Result<Self> {
        let source = match database.place() {
            Place::File(path) => Source::Sqlite(pool::Pool::open(path, deadline)?),
            Place::Server(readers) => Source::Server(database.dialect(), readers.clone()),
        };
        Ok(Self { source })
    }

    /// The SQL that plans for this reader are written in.
    pub fn dialect(&self) -> Dialect {
        match &self.source {
            Source::Sqlite(_) => Dialect::Sqlite,
            Source::Server(dialect, _) => *dialect,
        }
    }

    /// Runs `plan`. All its statements see one state of the database. A read whose caller is gone is stopped, on SQLite
    /// at once and on a database server at its deadline.
    ///
    /// Errors: `QueryTooComplex` where the deadline passed, `ServiceUnavailable` where the database cannot be reached.
    pub async fn read(&self, plan: &QueryPlan) -> Result<Answer> {
        let (dialect, readers) = match &self.source {
            Source::Sqlite(pool) => return pool.read(plan).await,
            Source::Server(dialect, readers) => (*dialect, readers),
        };
        match read_over(dialect, &readers.quick, plan).await {
            Err(error) if error.code() == Code::QueryTooComplex => read_over(dialect, &readers.slow, plan).await,
            answer => answer,
        }
    }
}

async fn read_over(dialect: Dialect, connection: &DatabaseConnection, plan: &QueryPlan) -> Result<Answer> {
    let answer = match dialect {
        Dialect::Postgres => server::read(connection.get_postgres_connection_pool(), plan).await,
        _ => server::read(connection.get_mysql_connection_pool(), plan).await,
    };
    answer.map_err(failure)
}

fn failure(cause: SqlxError) -> Error {
    if matches!(&cause, SqlxError::Decode(cause) if cause.is::<TooLarge>()) {
        return TooLarge::public();
    }
    Error::from(DbErr::Query(RuntimeErr::SqlxError(cause.into())))
}
