//! A lexical pass over a document's text: counts tokens and nesting without building or recursing into anything.

use crate::error::{Code, Error, Result};

/// What the scan has seen so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found {
    pub(super) tokens: usize,
    pub(super) nesting: usize,
}

/// Scans `text` and shows `check` the counts after each token; stops at its first error.
///
/// It agrees with the parser about where strings and comments end, so that nothing can hide in them. A text that is
/// not GraphQL gets through, as the parser's error is the better one, except for a block string without an end.
pub(super) fn scan(text: &str, check: impl Fn(Found) -> Result<()>) -> Result<()> {
    let bytes = text.as_bytes();
    let mut found = Found::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let length = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b',' => {
                at += 1;
                continue;
            }
            b'#' => {
                at += run(&bytes[at..], |byte| !matches!(byte, b'\n' | b'\r'));
                continue;
            }
            b'"' => string_length(&bytes[at..])?,
            b'.' => run(&bytes[at..], |byte| byte == b'.'),
            byte if is_word(byte) => run(&bytes[at..], is_word),
            _ => 1,
        };
        found.tokens += 1;
        match byte {
            b'{' | b'(' | b'[' => found.nesting += 1,
            b'}' | b')' | b']' => found.nesting = found.nesting.saturating_sub(1),
            _ => {}
        }
        check(found)?;
        at += length;
    }
    Ok(())
}

/// Names and numbers alike; a byte of a character beyond ASCII is taken for one too.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || !byte.is_ascii()
}

/// How many bytes at the start of `bytes` are `wanted`.
fn run(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|&byte| !wanted(byte)).unwrap_or(bytes.len())
}

/// The length of the string that starts at `bytes`, quotes included.
fn string_length(bytes: &[u8]) -> Result<usize> {
    if bytes.starts_with(b"\"\"\"") {
        return block_string_length(bytes).ok_or_else(|| Error::new(Code::GraphqlParse, "Unterminated block string"));
    }
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return Ok(at + 1),
            // The parser ends here with an error; what follows the line break is never parsed.
            b'\n' | b'\r' => return Ok(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    Ok(bytes.len())
}

fn block_string_length(bytes: &[u8]) -> Option<usize> {
    let mut at = 3;
    while at < bytes.len() {
        match &bytes[at..] {
            [b'\\', b'"', b'"', b'"', ..] => at += 4,
            [b'"', b'"', b'"', ..] => return Some(at + 3),
            _ => at += 1,
        }
    }
    None
}
