//! A file of lines, read one at a time.

use std::io::{BufRead, Read, Seek, SeekFrom};

use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use crate::error::{Error, Result, Violation};
use crate::query::transfer::import::refusal;
use crate::query::transfer::{FORMAT, Header, Line};

/// The longest line that is read, in bytes.
const LONGEST: usize = 16 << 20;

/// Where a line ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Which line it is, counted from 1.
    pub number: u64,
    /// How many bytes of the file stand before its end.
    pub offset: u64,
}

/// The lines of a file from some position on.
pub struct Lines<R> {
    source: R,
    at: Position,
    text: Vec<u8>,
}

impl<R: BufRead + Seek> Lines<R> {
    /// The lines that follow `after`.
    pub fn new(mut source: R, after: Position) -> Result<Self> {
        source.seek(SeekFrom::Start(after.offset)).map_err(Error::internal)?;
        Ok(Self { source, at: after, text: Vec::new() })
    }

    /// Where the last line ended.
    pub fn position(&self) -> Position {
        self.at
    }

    /// The next entry; nothing at the end. Empty lines and the header are passed over, and `see` is shown each line.
    pub fn next(&mut self, mut see: impl FnMut(&[u8])) -> Result<Option<Line>> {
        while self.read()? {
            see(&self.text);
            if !self.text.trim_ascii().is_empty() && !self.is_header()? {
                return parse(self.at.number, &self.text).map(Some);
            }
        }
        Ok(None)
    }

    fn read(&mut self) -> Result<bool> {
        self.text.clear();
        let mut bounded = (&mut self.source).take(LONGEST as u64 + 1);
        let read = bounded.read_until(b'\n', &mut self.text).map_err(Error::internal)?;
        if read > 0 {
            self.at = Position { number: self.at.number + 1, offset: self.at.offset + read as u64 };
        }
        if read > LONGEST {
            return Err(broken(self.at.number, format!("longer than {} MiB", LONGEST >> 20)));
        }
        Ok(read > 0)
    }

    fn is_header(&self) -> Result<bool> {
        if self.at.number > 1 {
            return Ok(false);
        }
        let json: Json = parse(self.at.number, &self.text)?;
        if json.get("format").is_none() {
            return Ok(false);
        }
        let header: Header = parse(self.at.number, &self.text)?;
        if header.format != FORMAT {
            return Err(broken(self.at.number, format!("the format must be {FORMAT}, not {}", header.format)));
        }
        Ok(true)
    }
}

fn parse<T: DeserializeOwned>(number: u64, text: &[u8]) -> Result<T> {
    serde_json::from_slice(text).map_err(|error| {
        let said = error.to_string();
        // Within the line there is but one line.
        broken(number, said.replace(" at line 1 column", " at column"))
    })
}

fn broken(number: u64, problem: String) -> Error {
    refusal(number, &[Violation::at("line", problem)])
}
