//! The data directory and the database in it.

use std::fs::DirBuilder;
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use crate::config::Config;
use crate::error::{Code, Error, Result};
use crate::store::Database;

/// Opens the configured database, its directory made if missing. No table is touched.
pub async fn open_database(config: &Config) -> Result<Database> {
    make_data_dir(&config.data_dir)?;
    Database::open_with(&config.database_url(), config.database_connections).await
}

/// Makes the data directory for its owner alone; one that is there stays as it is.
pub fn make_data_dir(path: &Path) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(|error| {
        let reason = match error.kind() {
            ErrorKind::PermissionDenied => "permission denied",
            ErrorKind::ReadOnlyFilesystem => "the file system is read-only",
            ErrorKind::AlreadyExists | ErrorKind::NotADirectory => "a file is in its way",
            _ => "the file system refused",
        };
        Error::new(Code::ServiceUnavailable, format!("The data directory {} cannot be made: {reason}", path.display()))
    })
}
