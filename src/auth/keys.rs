//! Where the server's keys are kept: `token.key` in the data directory, or `KEYWAY_TOKEN_KEY`.
//!
//! The file is made at the first start with mode 0600. A file that its group or others can read is refused, as ssh
//! does: a key that leaked by a careless copy should be noticed, not used. Where a file cannot have that mode, the
//! environment variable is the way.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::digest::KeyRing;
use crate::error::{Code, Error, Result};
use crate::id::Entropy;

/// The name of the key file in the data directory.
pub const FILE: &str = "token.key";

/// The keys from `configured` (the text of `KEYWAY_TOKEN_KEY`), else from the data directory, where they are made when
/// there are none. Messages of errors are for whoever starts the server: they name the file.
pub fn load(data_dir: &Path, configured: Option<&str>, entropy: &Entropy) -> Result<KeyRing> {
    if let Some(text) = configured {
        return KeyRing::parse(text);
    }
    let path = data_dir.join(FILE);
    if !path.exists() {
        create(&path, &KeyRing::generate(entropy), entropy)?;
    }
    read(&path)
}

fn read(path: &Path) -> Result<KeyRing> {
    let refused = |error: std::io::Error| refusal(path, "cannot be read", error);
    let metadata = fs::metadata(path).map_err(refused)?;
    if metadata.is_dir() {
        let message = format!("The key file {} is a directory", path.display());
        return Err(Error::new(Code::ServiceUnavailable, message));
    }
    let mode = metadata.permissions().mode();
    if mode & 0o077 != 0 {
        let path = path.display();
        let message = format!("The key file {path} is open to other users; run: chmod 600 {path}");
        return Err(Error::new(Code::ServiceUnavailable, message));
    }
    let text = Zeroizing::new(fs::read_to_string(path).map_err(refused)?);
    KeyRing::parse(&text).map_err(|error| {
        let reason = &error.public().message;
        Error::new(Code::ServiceUnavailable, format!("The key file {} is not valid: {reason}", path.display()))
    })
}

/// Writes aside and links into place: the file is whole from its first moment, and of two servers that start at once
/// one wins and both use the winner's key.
fn create(path: &Path, keys: &KeyRing, entropy: &Entropy) -> Result<()> {
    let aside = path.with_extension(entropy.id());
    let written = write_new(&aside, &keys.to_text()).and_then(|()| match fs::hard_link(&aside, path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    });
    // What is left aside holds a key, so it goes in any case; if that fails, the file is private still.
    drop(fs::remove_file(&aside));
    written.and_then(|()| sync_directory(path)).map_err(|error| refusal(path, "cannot be made", error))
}

fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn sync_directory(path: &Path) -> std::io::Result<()> {
    let directory = path.parent().map_or_else(|| PathBuf::from("."), Path::to_owned);
    fs::File::open(directory)?.sync_all()
}

fn refusal(path: &Path, what: &str, error: std::io::Error) -> Error {
    let message = format!("The key file {} {what}", path.display());
    Error::internal(error).with_public(Code::ServiceUnavailable, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_start_makes_a_private_key_that_later_starts_find() {
        let directory = tempfile::tempdir().unwrap();
        let first = load(directory.path(), None, &Entropy::system()).unwrap();
        let second = load(directory.path(), None, &Entropy::system()).unwrap();
        assert_eq!(first.current_id(), second.current_id());
        let files = fs::read_dir(directory.path()).unwrap().map(|entry| entry.unwrap()).collect::<Vec<_>>();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn servers_that_start_at_once_agree_on_one_key() {
        let directory = tempfile::tempdir().unwrap();
        let ids = std::thread::scope(|scope| {
            let start = || load(directory.path(), None, &Entropy::system()).unwrap().current_id().to_owned();
            let threads = (0..8).map(|_| scope.spawn(start)).collect::<Vec<_>>();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<std::collections::BTreeSet<_>>()
        });
        assert_eq!(ids.len(), 1);
    }

    #[test]
    fn a_key_file_open_to_others_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        load(directory.path(), None, &Entropy::system()).unwrap();
        fs::set_permissions(directory.path().join(FILE), fs::Permissions::from_mode(0o640)).unwrap();
        let error = load(directory.path(), None, &Entropy::system()).unwrap_err();
        assert!(error.public().message.contains("chmod 600"));
    }

    #[test]
    fn a_broken_key_file_and_a_missing_directory_get_one_clear_error() {
        let directory = tempfile::tempdir().unwrap();
        write_new(&directory.path().join(FILE), "planted").unwrap();
        let error = load(directory.path(), None, &Entropy::system()).unwrap_err();
        assert!(error.public().message.contains("is not valid"));
        assert!(!format!("{error:?}").contains("planted"));
        let error = load(Path::new("/nowhere/at/all"), None, &Entropy::system()).unwrap_err();
        assert_eq!(error.public().message, "The key file /nowhere/at/all/token.key cannot be made");
    }

    #[test]
    fn a_directory_in_the_place_of_the_key_file_is_called_one() {
        let directory = tempfile::tempdir().unwrap();
        fs::create_dir(directory.path().join(FILE)).unwrap();
        let error = load(directory.path(), None, &Entropy::system()).unwrap_err();
        assert!(error.public().message.ends_with("token.key is a directory"), "{error:?}");
    }

    #[test]
    fn a_configured_key_wins_and_no_file_is_made() {
        let directory = tempfile::tempdir().unwrap();
        load(directory.path(), Some(&"ab".repeat(32)), &Entropy::system()).unwrap();
        assert!(!directory.path().join(FILE).exists());
    }
}
