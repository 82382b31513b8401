//! Secrets and passwords from standard input: they never stand in an argument, which every local user can read.

use std::io::{self, BufRead, Read};

use zeroize::Zeroizing;

use super::failure::Failure;

const MOST_BYTES: u64 = 64 * 1024;

/// The first line of standard input, without its line end.
pub fn secret_line(what: &str) -> Result<Zeroizing<String>, Failure> {
    let mut line = Zeroizing::new(String::new());
    io::stdin()
        .lock()
        .take(MOST_BYTES)
        .read_line(&mut line)
        .map_err(|_| Failure::of_input(format!("standard input: expected {what} as UTF-8 text")))?;
    let trimmed = line.trim_end_matches(['\r', '\n']);
    if trimmed.is_empty() {
        return Err(Failure::of_input(format!("standard input: expected {what} on its first line")));
    }
    Ok(Zeroizing::new(trimmed.to_owned()))
}
