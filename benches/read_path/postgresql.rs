//! A database server of the bench's own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use sea_orm::ConnectionTrait;

/// A running server, which ends with this value.
pub struct Server {
    url: String,
    process: Child,
}

impl Server {
    /// Starts PostgreSQL, as for the tests; nothing where it is not installed.
    pub fn start() -> Option<Self> {
        let mut command = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/on-database"));
        // It lives for as long as its input is open.
        command.args(["postgresql", "sh", "-c", "echo $TEST_DATABASE_URL; cat"]);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
        let mut url = String::new();
        BufReader::new(process.stdout.take()?).read_line(&mut url).ok()?;
        let url = url.trim().to_owned();
        (!url.is_empty()).then_some(Self { url, process })
    }

    /// The URL of an empty place on it.
    pub async fn place(&self, name: &str) -> String {
        let mut options = sea_orm::ConnectOptions::new(&self.url);
        options.max_connections(1).sqlx_logging(false);
        let connection = sea_orm::Database::connect(options).await.unwrap();
        connection.execute_unprepared(&format!("CREATE SCHEMA {name}")).await.unwrap();
        format!("{}?options[search_path]={name}", self.url)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}
