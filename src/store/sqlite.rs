//! What is particular to opening an SQLite file.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sea_orm::sqlx::{Connection, Error as SqlxError};
use sea_orm::{ConnectOptions, DatabaseConnection, DbErr, RuntimeErr};

use crate::error::{Code, Error, Result};

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Reads only; the connection itself refuses to write.
    Reader,
    /// Reads and writes.
    Writer,
}

/// The path in `sqlite:PATH` or `sqlite://PATH`; nothing for other URLs. What follows a `?` is dropped: the program
/// sets every option itself.
pub(super) fn path_of(url: &str) -> Option<PathBuf> {
    let rest = url.strip_prefix("sqlite:")?;
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    Some(PathBuf::from(rest.split('?').next().unwrap_or(rest)))
}

/// Makes the file if it is missing, and refuses what is plainly no database before SQLite gets to see it.
pub(super) fn prepare_file(path: &Path) -> Result<()> {
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(directory) = directory.filter(|directory| !directory.is_dir()) {
        return Err(refusal(format!("The directory {} does not exist", directory.display())));
    }
    if path.is_dir() {
        return Err(refusal(format!("{} is a directory, not a database file", path.display())));
    }
    let name = path.display();
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => check_header(path),
        Err(error) => Err(refusal(format!("The database file {name} cannot be made: {}", reason(&error)))),
    }
}

fn check_header(path: &Path) -> Result<()> {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(16).read_to_end(&mut start));
    if let Err(error) = read {
        return Err(refusal(format!("The database file {} cannot be read: {}", path.display(), reason(&error))));
    }
    if start.is_empty() || start == b"SQLite format 3\0" {
        return Ok(());
    }
    Err(refusal(format!("{} is not an SQLite database", path.display())))
}

/// A pool of connections to the file.
pub(super) async fn connect(
    path: &Path,
    role: Role,
    connections: u32,
    patience: Duration,
) -> Result<DatabaseConnection, DbErr> {
    let path = path.to_owned();
    let mut options = ConnectOptions::new("sqlite:");
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(patience)
        .sqlx_logging(false)
        .record_stmt_in_spans(false)
        .map_sqlx_sqlite_opts(move |_| configured(&path, role))
        .map_sqlx_sqlite_pool_opts(|pool| pool.after_release(|connection, _| Box::pin(is_at_rest(connection))));
    sea_orm::Database::connect(options).await
}

/// Whether a connection that comes back has left its transaction; the pool closes one that has not, which undoes what
/// it was doing.
///
/// On a full disk SQLite rolls back by itself. The rollback that follows then fails, and the connection goes on counting
/// one transaction too many: what begins next would be a savepoint, whose commit keeps nothing.
async fn is_at_rest(connection: &mut SqliteConnection) -> Result<bool, SqlxError> {
    // A dropped transaction has only asked for its rollback; the answer to a ping comes after it.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

fn configured(path: &Path, role: Role) -> SqliteConnectOptions {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .synchronous(SqliteSynchronous::Full);
    match role {
        // An acknowledged write survives a power cut: WAL with a full sync at each commit.
        Role::Writer => options.journal_mode(SqliteJournalMode::Wal),
        Role::Reader => options.pragma("query_only", "ON"),
    }
}

/// The one clear error for what SQLite said on opening `path`.
pub(super) fn explain(path: &Path, cause: DbErr) -> Error {
    let path = path.display();
    let message = match primary_code(&cause) {
        Some(5 | 6) => format!("The database {path} is locked by another program"),
        Some(8 | 23) => format!("The database {path} is not writable"),
        Some(11 | 26) => format!("The database {path} is damaged or not an SQLite database"),
        Some(13) => format!("The disk that holds the database {path} is full"),
        Some(14) => format!("The database {path} cannot be opened; its directory must be writable"),
        _ => format!("The database {path} cannot be opened"),
    };
    Error::internal(cause).with_public(Code::ServiceUnavailable, message)
}

/// SQLite's primary result code: the low byte of the extended one.
fn primary_code(error: &DbErr) -> Option<i32> {
    let (DbErr::Conn(RuntimeErr::SqlxError(error))
    | DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return None;
    };
    let SqlxError::Database(error) = error.as_ref() else { return None };
    error.code()?.parse::<i32>().ok().map(|code| code & 0xFF)
}

fn refusal(message: String) -> Error {
    Error::new(Code::ServiceUnavailable, message)
}

fn reason(error: &std::io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
        ErrorKind::StorageFull => "the disk is full",
        _ => "the file system refused",
    }
}
