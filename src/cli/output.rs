//! Data on standard output: as JSON, or as columns for people.

use std::io::{self, ErrorKind, Write};

use serde::Serialize;

use super::failure::{Failure, Outcome};

/// Writes text as it is.
pub fn text(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // The reader has seen enough, as in `keyway token list | head -1`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|error| Failure::of(format!("cannot write to standard output: {error}"))),
    }
}

/// Writes one line.
pub fn line(line: &str) -> Outcome {
    text(&format!("{line}\n"))
}

/// Writes one line of JSON.
pub fn json(data: &impl Serialize) -> Outcome {
    line(&serde_json::to_string(data).map_err(|error| Failure::of(error.to_string()))?)
}

/// Writes rows in aligned columns under `headings`.
pub fn table<const COLUMNS: usize>(headings: [&str; COLUMNS], rows: &[[String; COLUMNS]]) -> Outcome {
    let headings = headings.map(str::to_owned);
    let mut widths = [0; COLUMNS];
    for row in std::iter::once(&headings).chain(rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut table = String::new();
    for row in std::iter::once(&headings).chain(rows) {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect::<Vec<_>>();
        table.push_str(cells.join("  ").trim_end());
        table.push('\n');
    }
    text(&table)
}
