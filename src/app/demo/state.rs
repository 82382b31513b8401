//! What the demo keeps beside its database, and how it tells a whole demo from an interrupted one.
//!
//! A first run leaves `demo.unfinished` before it does anything and `demo.json` when all is written. So a directory with
//! the former and without the latter holds the remains of a run that was killed, and is cleared and filled anew.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::auth::keys;
use crate::error::{Code, Error, Result};

const FINISHED: &str = "demo.json";
const UNFINISHED: &str = "demo.unfinished";
/// What a server keeps in its data directory.
const SERVER: [&str; 4] = ["keyway.db", "keyway.db-wal", "keyway.db-shm", keys::FILE];

/// What a visitor of the demo needs; the only place where secrets are kept, in a file of mode 0600.
#[derive(Clone, Serialize, Deserialize)]
pub struct Credentials {
    /// The administrator.
    pub admin: Login,
    /// The secrets of the tokens.
    pub tokens: Tokens,
}

/// What the administrator logs in with.
#[derive(Clone, Serialize, Deserialize)]
pub struct Login {
    /// The account.
    pub email: String,
    /// In plain text.
    pub password: String,
}

/// The secret of each of the demo's tokens.
#[derive(Clone, Serialize, Deserialize)]
pub struct Tokens {
    /// Of "Read only".
    pub read_only: String,
    /// Of "Full access".
    pub full_access: String,
    /// Of "Blog front end".
    pub custom: String,
    /// Of "Expired".
    pub expired: String,
}

/// What a directory holds.
pub enum Found {
    /// A whole demo.
    Demo(Credentials),
    /// Nothing; the mark of an unfinished demo is set.
    Nothing,
}

/// Waits for another process that fills `directory`, and keeps others waiting for as long as the answer lives.
pub fn lock(directory: &Path) -> Result<fs::File> {
    let open = fs::File::open(directory).map_err(|error| refusal(directory, "cannot be read", error))?;
    open.lock().map_err(|error| refusal(directory, "cannot be locked", error))?;
    Ok(open)
}

/// Looks into `directory`, which exists, and clears away what an interrupted run has left. A database that is not a
/// demo's is refused and left alone.
pub fn find(directory: &Path) -> Result<Found> {
    match fs::read(directory.join(FINISHED)) {
        Ok(bytes) => match [SERVER[0], keys::FILE].into_iter().find(|file| !directory.join(file).exists()) {
            Some(lost) => Err(not_whole(directory, &format!("{} is missing", directory.join(lost).display()))),
            None => read(directory, &bytes).map(Found::Demo),
        },
        Err(error) if error.kind() == ErrorKind::NotFound => {
            clear(directory)?;
            Ok(Found::Nothing)
        }
        Err(error) => Err(refusal(directory, "cannot be read", error)),
    }
}

fn read(directory: &Path, bytes: &[u8]) -> Result<Credentials> {
    serde_json::from_slice(bytes)
        .map_err(|_| not_whole(directory, &format!("{} is not what a demo wrote", file(directory).display())))
}

fn not_whole(directory: &Path, what: &str) -> Error {
    Error::new(Code::ServiceUnavailable, format!("{what}; remove {} to begin anew", directory.display()))
}

fn clear(directory: &Path) -> Result<()> {
    let mark = directory.join(UNFINISHED);
    if !mark.exists() && SERVER.iter().any(|file| directory.join(file).exists()) {
        let message = format!("{} holds a server's data, not a demo's; choose another --data-dir", directory.display());
        return Err(Error::new(Code::BadUserInput, message));
    }
    private(&mark, b"").map_err(|error| refusal(directory, "cannot be written to", error))?;
    for file in SERVER {
        remove(&directory.join(file)).map_err(|error| refusal(directory, "cannot be cleared", error))?;
    }
    Ok(())
}

/// Says that the demo is whole. The credentials appear at once and entire.
pub fn finish(directory: &Path, credentials: &Credentials) -> Result<()> {
    let line = serde_json::to_string(credentials).map_err(Error::internal)? + "\n";
    let aside = directory.join("demo.json.new");
    private(&aside, line.as_bytes())
        .and_then(|()| fs::rename(&aside, directory.join(FINISHED)))
        .and_then(|()| fs::File::open(directory)?.sync_all())
        .and_then(|()| remove(&directory.join(UNFINISHED)))
        .map_err(|error| refusal(directory, "cannot be written to", error))
}

/// Where the credentials are kept.
pub fn file(directory: &Path) -> PathBuf {
    directory.join(FINISHED)
}

fn private(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

fn remove(path: &Path) -> std::io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn refusal(directory: &Path, what: &str, cause: std::io::Error) -> Error {
    let message = format!("The demo's directory {} {what}", directory.display());
    Error::internal(cause).with_public(Code::ServiceUnavailable, message)
}
