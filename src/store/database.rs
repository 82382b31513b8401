//! The database: a pool for reading, and one writer at a time.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use super::server::{self, ContentReaders};
use super::{built_in, sqlite};
use crate::catalog::Dialect;
use crate::error::{Code, Error, Result};

pub use super::server::FEWEST_CONNECTIONS;

/// How many connections read at once on SQLite.
const READERS: u32 = 8;
/// How many connections there are to a database server at most, where nothing is said.
pub const CONNECTIONS: u32 = 20;
/// How long a request waits for a connection before it fails.
const PATIENCE: Duration = Duration::from_secs(10);

/// A handle on the database; clones share its connections.
#[derive(Clone, Debug)]
pub struct Database {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    tables: DatabaseConnection,
    place: Place,
}

/// Where the tables are, and so how content is read.
#[derive(Clone, Debug)]
pub enum Place {
    /// In an SQLite file, which readers of content open by themselves.
    File(PathBuf),
    /// On a database server, over these connections.
    Server(ContentReaders),
}

impl Database {
    /// Opens `sqlite:PATH` (made if missing, readable by its owner only), `postgres://…` or `mysql://…`. No table is
    /// touched.
    ///
    /// The message of an error is for whoever starts the server: it may name the file, but never the URL, as that can
    /// hold a password.
    pub async fn open(url: &str) -> Result<Self> {
        Self::open_with(url, CONNECTIONS).await
    }

    /// Opens a database as [`Database::open`] does, with at most so many connections to a database server, but no fewer
    /// than [`FEWEST_CONNECTIONS`].
    pub async fn open_with(url: &str, connections: u32) -> Result<Self> {
        match sqlite::path_of(url) {
            Some(path) => Self::open_file(path).await,
            None => Self::open_server(url, connections).await,
        }
    }

    /// Opens a database as [`Database::open`] does, but makes no file.
    ///
    /// Errors: `ServiceUnavailable` where there is none.
    pub async fn open_existing(url: &str) -> Result<Self> {
        match sqlite::path_of(url).filter(|path| !path.exists()) {
            Some(path) => Err(Error::new(Code::ServiceUnavailable, format!("There is no database {}", path.display()))),
            None => Self::open(url).await,
        }
    }

    /// Opens an SQLite file, whatever characters its path has. See [`Database::open`].
    pub async fn open_file(path: PathBuf) -> Result<Self> {
        sqlite::prepare_file(&path)?;
        let refused = |cause| sqlite::explain(&path, cause);
        // The writer comes first: it switches the file to WAL, which the readers then find.
        let writer = sqlite::connect(&path, sqlite::Role::Writer, 1, PATIENCE).await.map_err(refused)?;
        writer.execute_unprepared("SELECT count(*) FROM sqlite_master").await.map_err(refused)?;
        let reader = sqlite::connect(&path, sqlite::Role::Reader, READERS, PATIENCE).await.map_err(refused)?;
        let tables = writer.clone();
        Ok(Self { inner: Arc::new(Inner { reader, writer, tables, place: Place::File(path) }) })
    }

    async fn open_server(url: &str, connections: u32) -> Result<Self> {
        let server::Pools { writer, reader, content, tables } = server::open(url, connections, PATIENCE).await?;
        Ok(Self { inner: Arc::new(Inner { reader, writer, tables, place: Place::Server(content) }) })
    }

    /// Connections for reading, which refuse to write. A read that begins after a write was committed sees it.
    pub fn read(&self) -> &DatabaseConnection {
        &self.inner.reader
    }

    /// Begins a transaction that may write. It holds the one write lock of the database from here on, whatever process
    /// asks for it, so that nothing it reads can go stale: wait for no other `begin` while holding it. Dropping it
    /// without a commit undoes it.
    pub async fn begin(&self) -> Result<DatabaseTransaction> {
        let sqlite_transaction_mode = Some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode, ..TransactionOptions::default() };
        let transaction = self.inner.writer.begin_with_options(options).await?;
        if self.dialect() != Dialect::Sqlite {
            server::lock_writer(&transaction).await?;
        }
        Ok(transaction)
    }

    /// A connection for changes of tables on MySQL, each of which ends the transaction that it is in. Whoever uses it
    /// holds a transaction of [`Database::begin`] meanwhile.
    pub(super) fn tables(&self) -> &DatabaseConnection {
        &self.inner.tables
    }

    /// Brings the system tables up to date. On SQLite and PostgreSQL it happens wholly or not at all; on MySQL, where
    /// every table is a transaction of its own, an interrupted migration is taken up where it stopped.
    pub async fn migrate(&self) -> Result<()> {
        let transaction = self.begin().await?;
        if self.dialect() == Dialect::MySql {
            // Over a connection of its own: the transaction only keeps other servers from migrating too.
            Migrator::up(self.tables(), None).await?;
            drop(transaction);
            return built_in::make_tables_in_steps(self).await;
        }
        Migrator::up(&transaction, None).await?;
        built_in::make_tables(&transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Names of the migrations that [`Database::migrate`] would run, oldest first.
    pub async fn pending_migrations(&self) -> Result<Vec<String>> {
        let pending = Migrator::get_pending_migrations_read_only(&self.inner.writer).await?;
        let tables = built_in::missing_tables(&self.inner.writer).await?;
        let tables = tables.iter().map(|table| format!("table {}", table.name));
        Ok(pending.iter().map(|migration| migration.name().to_owned()).chain(tables).collect())
    }

    /// Where the tables are.
    pub fn place(&self) -> &Place {
        &self.inner.place
    }

    /// The SQL that it speaks.
    pub fn dialect(&self) -> Dialect {
        dialect_of(self.inner.writer.get_database_backend())
    }

    /// The file, where the database is one.
    pub fn sqlite_path(&self) -> Option<&Path> {
        match self.place() {
            Place::File(path) => Some(path),
            Place::Server(_) => None,
        }
    }

    /// Closes every connection, after what they are doing. The handle is of no use afterwards.
    pub async fn close(&self) {
        let mut connections = vec![&self.inner.reader, &self.inner.writer, &self.inner.tables];
        if let Place::Server(content) = self.place() {
            connections.extend([&content.quick, &content.slow]);
        }
        for connection in connections {
            if let Err(cause) = connection.close_by_ref().await {
                tracing::warn!(%cause, "a database connection did not close cleanly");
            }
        }
    }
}

/// The SQL of a kind of database.
pub fn dialect_of(backend: DbBackend) -> Dialect {
    match backend {
        DbBackend::Postgres => Dialect::Postgres,
        DbBackend::MySql => Dialect::MySql,
        _ => Dialect::Sqlite,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    async fn message_of_opening(url: &str) -> String {
        Database::open(url).await.expect_err("must be refused").public().message.to_string()
    }

    fn url(path: &Path) -> String {
        format!("sqlite:{}", path.display())
    }

    async fn migrated(directory: &Path) -> Database {
        let database = Database::open(&url(&directory.join("keyway.db"))).await.unwrap();
        database.migrate().await.unwrap();
        database
    }

    async fn pragma(connection: &impl ConnectionTrait, name: &str) -> String {
        let row =
            connection.query_one_raw(sea_orm::Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {name}")));
        let row = row.await.unwrap().unwrap();
        row.try_get_by_index::<String>(0).unwrap_or_else(|_| row.try_get_by_index::<i64>(0).unwrap().to_string())
    }

    #[tokio::test]
    async fn a_new_file_is_made_durable_and_readable_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let database = migrated(directory.path()).await;
        assert_eq!(pragma(&database.inner.writer, "journal_mode").await, "wal");
        assert_eq!(pragma(&database.inner.writer, "synchronous").await, "2");
        for connection in [&database.inner.writer, database.read()] {
            assert_eq!(pragma(connection, "foreign_keys").await, "1");
        }
        let mode = fs::metadata(database.sqlite_path().unwrap()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[tokio::test]
    async fn migrating_twice_changes_nothing_and_status_tells_what_is_pending() {
        let directory = tempfile::tempdir().unwrap();
        let database = Database::open(&url(&directory.path().join("keyway.db"))).await.unwrap();
        assert_eq!(database.pending_migrations().await.unwrap().len(), 7);
        database.migrate().await.unwrap();
        database.migrate().await.unwrap();
        assert!(database.pending_migrations().await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn readers_refuse_to_write() {
        let directory = tempfile::tempdir().unwrap();
        let database = migrated(directory.path()).await;
        assert!(database.read().execute_unprepared("DELETE FROM keyway_roles").await.is_err());
    }

    #[tokio::test]
    async fn a_read_after_a_commit_sees_it_and_a_dropped_transaction_leaves_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let database = migrated(directory.path()).await;
        let count = async || pragma(database.read(), "user_version").await;
        let transaction = database.begin().await.unwrap();
        transaction.execute_unprepared("PRAGMA user_version = 7").await.unwrap();
        drop(transaction);
        assert_eq!(count().await, "0");
        let transaction = database.begin().await.unwrap();
        transaction.execute_unprepared("PRAGMA user_version = 8").await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(count().await, "8");
    }

    #[tokio::test]
    async fn concurrent_writers_wait_for_each_other() {
        let directory = tempfile::tempdir().unwrap();
        let database = migrated(directory.path()).await;
        let writers = (0..20).map(|_| {
            let database = database.clone();
            tokio::spawn(async move {
                let transaction = database.begin().await.unwrap();
                super::super::revisions::bump(&transaction, super::super::Counter::Tokens).await.unwrap();
                transaction.commit().await.unwrap();
            })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap();
        }
        let revisions = super::super::revisions::read_all(database.read()).await.unwrap();
        assert_eq!(revisions.tokens, 21);
    }

    /// Leaves the writer no page to grow by, as a full disk does, until its connection is replaced or `make_room`.
    async fn fill_the_disk(database: &Database) {
        database.inner.writer.execute_unprepared("PRAGMA max_page_count = 1").await.unwrap();
    }

    async fn make_room(database: &Database) {
        database.inner.writer.execute_unprepared("PRAGMA max_page_count = 100000").await.unwrap();
    }

    async fn database_with_notes(directory: &Path) -> Database {
        let database = Database::open(&url(&directory.join("keyway.db"))).await.unwrap();
        let table = "CREATE TABLE notes (number INTEGER PRIMARY KEY, text TEXT)";
        database.inner.writer.execute_unprepared(table).await.unwrap();
        database
    }

    /// Writes a note that needs new pages.
    async fn write_note(database: &Database, number: u32) -> Result<()> {
        let transaction = database.begin().await?;
        let insert = format!("INSERT INTO notes VALUES ({number}, printf('%.20000c', 'x'))");
        transaction.execute_unprepared(&insert).await?;
        Ok(transaction.commit().await?)
    }

    /// The notes that another program finds, which can also write one.
    async fn notes_on_disk(database: &Database) -> String {
        let another = Database::open_file(database.sqlite_path().unwrap().to_owned()).await.unwrap();
        write_note(&another, 99).await.expect("nobody holds the write lock");
        let select = "SELECT group_concat(number) FROM (SELECT number FROM notes WHERE number < 99 ORDER BY number)";
        let row = another.read().query_one_raw(sea_orm::Statement::from_string(DbBackend::Sqlite, select));
        row.await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }

    #[tokio::test]
    async fn after_a_full_disk_exactly_the_acknowledged_writes_are_kept() {
        let directory = tempfile::tempdir().unwrap();
        let database = database_with_notes(directory.path()).await;
        for number in [1, 2] {
            write_note(&database, number).await.unwrap();
        }
        for number in [3, 4, 5] {
            fill_the_disk(&database).await;
            assert!(write_note(&database, number).await.is_err());
        }
        make_room(&database).await;
        drop(database.begin().await.unwrap());
        write_note(&database, 6).await.unwrap();
        let transaction = database.begin().await.unwrap();
        transaction.execute_unprepared("DELETE FROM notes WHERE number = 1").await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(notes_on_disk(&database).await, "2,6");
    }

    #[tokio::test]
    async fn a_commit_that_fails_leaves_nothing_behind() {
        let directory = tempfile::tempdir().unwrap();
        let database = database_with_notes(directory.path()).await;
        let table = "CREATE TABLE links (note INTEGER REFERENCES notes DEFERRABLE INITIALLY DEFERRED)";
        database.inner.writer.execute_unprepared(table).await.unwrap();
        // The first commit is refused and can be rolled back; before the second SQLite has rolled back by itself.
        for statement in ["INSERT INTO links VALUES (404)", "ROLLBACK"] {
            let transaction = database.begin().await.unwrap();
            transaction.execute_unprepared("INSERT INTO notes VALUES (1, '')").await.unwrap();
            transaction.execute_unprepared(statement).await.unwrap();
            assert!(transaction.commit().await.is_err(), "{statement}");
            drop(database.begin().await.unwrap());
        }
        write_note(&database, 2).await.unwrap();
        assert_eq!(notes_on_disk(&database).await, "2");
    }

    #[tokio::test]
    async fn what_cannot_be_opened_gets_one_clear_error() {
        let directory = tempfile::tempdir().unwrap();
        let at = |name: &str| directory.path().join(name);
        fs::write(at("notes.txt"), "These are notes, and surely not a database of any kind.").unwrap();
        assert!(message_of_opening(&url(&at("notes.txt"))).await.ends_with("notes.txt is not an SQLite database"));
        let message = message_of_opening(&url(&at("missing/keyway.db"))).await;
        assert!(message.starts_with("The directory ") && message.ends_with("missing does not exist"), "{message}");
        let message = message_of_opening(&url(directory.path())).await;
        assert!(message.ends_with("is a directory, not a database file"), "{message}");
        let message = message_of_opening("sqlite:/proc/keyway.db").await;
        assert!(message.starts_with("The database file /proc/keyway.db cannot be made"), "{message}");
        assert!(message_of_opening("oracle://u:p@h/d").await.starts_with("The database URL must start with"));
    }

    #[tokio::test]
    async fn a_server_that_cannot_be_reached_is_explained_without_its_password() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let hangs_up = tokio::spawn(async move { while listener.accept().await.is_ok() {} });
        for scheme in ["postgres", "mysql"] {
            let refused =
                Database::open(&format!("{scheme}://kw:pa55@{address}/kw")).await.expect_err("nobody is there");
            assert_eq!(refused.code(), Code::ServiceUnavailable);
            assert_eq!(refused.public().message, "The database server cannot be reached");
            assert!(!format!("{refused:?}").contains("pa55"), "{refused:?}");
        }
        hangs_up.abort();
    }

    #[tokio::test]
    async fn a_corrupted_file_gets_one_clear_error() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("keyway.db");
        let mut bytes = b"SQLite format 3\0".to_vec();
        bytes.resize(8192, 0xA5);
        fs::write(&path, bytes).unwrap();
        let message = message_of_opening(&url(&path)).await;
        assert!(message.ends_with("is damaged or not an SQLite database"), "{message}");
    }

    #[tokio::test]
    async fn a_server_that_does_not_answer_is_reported_without_its_url() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || listener.incoming().for_each(drop));
        let url = format!("postgres://kw:planted-password@{address}/kw");
        let error = Database::open(&url).await.unwrap_err();
        assert_eq!(error.code(), Code::ServiceUnavailable);
        assert!(!format!("{error:?}").contains("planted-password"));
    }
}
