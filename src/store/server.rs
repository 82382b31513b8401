//! What is particular to a database server, PostgreSQL or MySQL and MariaDB: how a session is set up, and the lock of
//! the one writer.

use std::time::Duration;

use sea_orm::sqlx::mysql::{MySqlConnectOptions, MySqlConnection, MySqlDatabaseError};
use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection};
use sea_orm::sqlx::{AssertSqlSafe, Error as SqlxError, Executor, query_scalar};
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, RuntimeErr, Statement,
};

use crate::error::{Code, Error, Result};

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Reads only; the session itself refuses to write, and stops a statement after so long. A transaction sees one
    /// state of the database.
    Reader(Duration),
    /// Reads and writes. A statement sees everything that was committed before it.
    Writer,
    /// Changes tables while a writer holds the lock.
    Tables,
}

/// The connections that content is read over. A read that is not done in the time of a quick one starts over among the
/// slow ones, of which there are few, so that slow reads never keep the server from answering others.
#[derive(Clone, Debug)]
pub struct ContentReaders {
    /// For what takes no more than [`QUICK`].
    pub quick: DatabaseConnection,
    /// For what takes longer.
    pub slow: DatabaseConnection,
}

/// All pools of a database server.
pub(super) struct Pools {
    pub writer: DatabaseConnection,
    pub reader: DatabaseConnection,
    pub content: ContentReaders,
    pub tables: DatabaseConnection,
}

/// The fewest connections that can be shared out among the pools.
pub const FEWEST_CONNECTIONS: u32 = 8;
/// Prepared statements that a connection keeps.
const STATEMENTS: usize = 256;
/// How long a connection for quick reads has to be idle before it is tested when it is taken.
const IDLE: Duration = Duration::from_secs(1);
/// How long a quick read of content may take.
const QUICK: Duration = Duration::from_millis(250);
/// How long any other read may take.
const SLOW: Duration = Duration::from_secs(10);
/// Seconds that a write waits for another one, or for a reader of a table that it changes.
const LOCK_SECONDS: u32 = 10;

/// The URL in the form that the drivers know, or what is wrong with it.
fn checked(url: &str) -> Result<String> {
    let refused = |message| Error::new(Code::BadUserInput, message);
    let url = match url.split_once("://") {
        Some(("postgres" | "postgresql", rest)) => format!("postgres://{rest}"),
        Some(("mysql" | "mariadb", rest)) => format!("mysql://{rest}"),
        _ => return Err(refused("The database URL must start with sqlite:, postgres:// or mysql://")),
    };
    let is_sound = if url.starts_with("postgres:") {
        url.parse::<PgConnectOptions>().is_ok_and(|options| options.get_database().is_some())
    } else {
        url.parse::<MySqlConnectOptions>().is_ok_and(|options| options.get_database().is_some())
    };
    if is_sound {
        Ok(url)
    } else {
        Err(refused("The database URL must look like scheme://user:password@host:port/name"))
    }
}

/// Opens the pools: a fifth of the connections each for writing, for the system tables and for slow reads of content,
/// one for changing tables; the rest is for quick reads.
pub(super) async fn open(url: &str, connections: u32, patience: Duration) -> Result<Pools> {
    let url = checked(url)?;
    let connect = async |role, connections| connect(&url, role, connections, patience).await.map_err(explain);
    let few = (connections / 5).max(2);
    let writer = connect(Role::Writer, few).await?;
    let reader = connect(Role::Reader(SLOW), few).await?;
    let slow = connect(Role::Reader(SLOW), few).await?;
    let tables = connect(Role::Tables, 1).await?;
    let quick = connect(Role::Reader(QUICK), connections.saturating_sub(3 * few + 1).max(1)).await?;
    Ok(Pools { writer, reader, content: ContentReaders { quick, slow }, tables })
}

/// A pool of connections to the server.
async fn connect(url: &str, role: Role, connections: u32, patience: Duration) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(patience)
        // Connections are made when they are needed, but for the first, which tells whether the server can be reached.
        .connect_lazy(role != Role::Writer)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_postgres_opts(|options| options.statement_cache_capacity(STATEMENTS).application_name("keyway"))
        .map_sqlx_postgres_pool_opts(move |pool| {
            pool.after_connect(move |connection, _| Box::pin(set_up_postgres(connection, role)))
        })
        .map_sqlx_mysql_opts(|options| options.statement_cache_capacity(STATEMENTS))
        .map_sqlx_mysql_pool_opts(move |pool| {
            let pool = pool.after_connect(move |connection, _| Box::pin(set_up_mysql(connection, role)));
            match role {
                Role::Reader(_) | Role::Tables => pool,
                Role::Writer => pool.after_release(|connection, _| Box::pin(release_mysql_lock(connection))),
            }
        });
    if role == Role::Reader(QUICK) {
        // Asking a connection first whether it still works costs as much as a read. Where one does not, the read starts over.
        options.test_before_acquire_if_idle_for(IDLE);
    }
    sea_orm::Database::connect(options).await
}

async fn set_up_postgres(connection: &mut PgConnection, role: Role) -> Result<(), SqlxError> {
    let settings = match role {
        Role::Reader(limit) => format!(
            "SET default_transaction_read_only = on; SET default_transaction_isolation = 'repeatable read'; \
             SET statement_timeout = {}",
            limit.as_millis()
        ),
        Role::Writer | Role::Tables => format!(
            "SET default_transaction_read_only = off; SET default_transaction_isolation = 'read committed'; \
             SET lock_timeout = '{LOCK_SECONDS}s'; SET idle_in_transaction_session_timeout = '60s'"
        ),
    };
    connection.execute(AssertSqlSafe(settings)).await.map(drop)
}

async fn set_up_mysql(connection: &mut MySqlConnection, role: Role) -> Result<(), SqlxError> {
    let settings = match role {
        Role::Reader(limit) => {
            let version: String = query_scalar("SELECT VERSION()").fetch_one(&mut *connection).await?;
            let limit = if version.contains("MariaDB") {
                format!("max_statement_time = {}", limit.as_secs_f64())
            } else {
                format!("max_execution_time = {}", limit.as_millis())
            };
            let isolation = "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
            connection.execute(isolation).await?;
            format!("SET SESSION {limit}")
        }
        Role::Writer | Role::Tables => {
            connection.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE").await?;
            // A value that does not fit is refused, never cut off.
            format!(
                "SET SESSION sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES'), \
                 lock_wait_timeout = {LOCK_SECONDS}, innodb_lock_wait_timeout = {LOCK_SECONDS}"
            )
        }
    };
    connection.execute(AssertSqlSafe(settings)).await.map(drop)
}

/// Waits until nobody else writes to this database, in this process or another, and keeps others waiting until the
/// transaction's end.
///
/// So a check holds until the commit, on every database alike: one writer at a time, as on SQLite. PostgreSQL's lock ends
/// with the transaction. MySQL's belongs to the session, as it has to outlast the commits that changes of tables imply;
/// it ends when the connection goes back to its pool.
pub(super) async fn lock_writer(transaction: &DatabaseTransaction) -> Result<()> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended('keyway ' || coalesce(current_schema(), ''), 0))";
        transaction.execute_unprepared(lock).await?;
        return Ok(());
    }
    let lock = format!("SELECT CAST(GET_LOCK(CONCAT('keyway ', MD5(DATABASE())), {LOCK_SECONDS}) AS SIGNED)");
    let row = transaction.query_one_raw(Statement::from_string(DbBackend::MySql, lock)).await?;
    let answer = row.map(|row| row.try_get_by_index::<Option<i64>>(0)).transpose()?.flatten();
    if answer == Some(1) {
        return Ok(());
    }
    Err(Error::new(Code::ServiceUnavailable, "The database is not available at present"))
}

async fn release_mysql_lock(connection: &mut MySqlConnection) -> Result<bool, SqlxError> {
    connection.execute("DO RELEASE_ALL_LOCKS()").await?;
    Ok(true)
}

/// The one clear error for a server that does not let the program in.
fn explain(cause: DbErr) -> Error {
    let message = match refusal(&cause).as_deref() {
        Some("28P01" | "28000" | "1044" | "1045") => {
            "The database server refuses the user or the password of the database URL"
        }
        Some("3D000" | "1049") => "The database server has no database of the name in the database URL",
        _ => "The database server cannot be reached",
    };
    Error::internal(cause).with_public(Code::ServiceUnavailable, message)
}

/// PostgreSQL's code of an error, or MySQL's number.
fn refusal(cause: &DbErr) -> Option<String> {
    let DbErr::Conn(RuntimeErr::SqlxError(error)) = cause else { return None };
    let error = error.as_database_error()?;
    match error.try_downcast_ref::<MySqlDatabaseError>() {
        Some(error) => Some(error.number().to_string()),
        None => error.code().map(Into::into),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_that_no_driver_reads_gets_one_clear_error() {
        for url in ["postgres://", "mysql://u:p@host", "mysql://u:p@host:port/name", "postgres://u@host:-1/x"] {
            let message = checked(url).expect_err("must be refused").public().message.to_string();
            assert!(message.starts_with("The database URL must look like"), "{url}: {message}");
        }
        assert!(checked("oracle://u:p@h/d").is_err());
        assert_eq!(checked("postgresql://u@h/d").unwrap(), "postgres://u@h/d");
        assert_eq!(checked("mariadb://u@h/d").unwrap(), "mysql://u@h/d");
    }
}
