//! Rows as they come from a database: one flat buffer of cells, their text in one arena.

use std::fmt;
use std::ops::Range;

use sea_orm::sqlx::Error as SqlxError;

use crate::error::{Code, Error};

/// One value of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// SQL `NULL`.
    Null,
    /// An integer, a boolean or, on SQLite, a moment.
    Integer(i64),
    /// A floating-point number.
    Real(f64),
    /// A text: where it begins and ends in the arena.
    Text(usize, usize),
}

/// The rows of one statement.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    width: usize,
    cells: Vec<Cell>,
    text: String,
    room: usize,
}

/// Bytes that the rows of an answer may take. A plan's cost bounds the number of values, but not how long they are, nor how
/// many there are in lists that are read whole.
pub(super) const ROOM: usize = 32 << 20;

/// The rows of an answer take more than [`ROOM`].
#[derive(Clone, Copy, Debug)]
pub(super) struct TooLarge;

impl TooLarge {
    /// What the caller is told.
    pub(super) fn public() -> Error {
        let message =
            format!("The answer would take more than {} MiB. Ask for fewer fields or smaller pages.", ROOM >> 20);
        Error::new(Code::QueryTooComplex, message)
    }
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the rows take more memory than an answer may")
    }
}

impl std::error::Error for TooLarge {}

impl From<TooLarge> for rusqlite::Error {
    fn from(cause: TooLarge) -> Self {
        Self::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(cause))
    }
}

impl From<TooLarge> for SqlxError {
    fn from(cause: TooLarge) -> Self {
        Self::Decode(Box::new(cause))
    }
}

impl Rows {
    /// No rows yet, which may take `room` bytes.
    pub(super) fn new(width: usize, room: usize) -> Self {
        Self { width, cells: Vec::new(), text: String::new(), room }
    }

    /// The bytes that are left for other rows. To be asked after every row, so that too many are never held.
    pub(super) fn room(&self) -> Result<usize, TooLarge> {
        let taken = self.text.len() + self.cells.len() * size_of::<Cell>();
        self.room.checked_sub(taken).ok_or(TooLarge)
    }

    pub(super) fn push(&mut self, cell: Cell) {
        self.cells.push(cell);
    }

    pub(super) fn push_text(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.cells.push(Cell::Text(start, self.text.len()));
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.cells.len().checked_div(self.width).unwrap_or(0)
    }

    /// How many columns each row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The value at a row and a column of the statement.
    pub fn cell(&self, row: usize, column: usize) -> Cell {
        self.cells[row * self.width + column]
    }

    /// The text of a [`Cell::Text`] of these rows.
    pub fn text(&self, start: usize, end: usize) -> &str {
        &self.text[start..end]
    }

    /// The different row ids in a column, in their order.
    pub(super) fn ids(&self, column: usize) -> Vec<i64> {
        let mut ids = (0..self.len()).filter_map(|row| self.id(row, column)).collect::<Vec<_>>();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The row id at a row and a column, or nothing where it is null.
    pub fn id(&self, row: usize, column: usize) -> Option<i64> {
        match self.cell(row, column) {
            Cell::Integer(id) => Some(id),
            _ => None,
        }
    }
}

/// The rows of a list with those of the lists below it.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// The rows, in the order of the answer; below the top ordered by parent first.
    pub rows: Rows,
    /// The lists below, as the plan numbers them.
    pub children: Vec<List>,
}

impl List {
    /// The rows that belong to the parent of this row id. Only for lists below another.
    pub fn of_parent(&self, parent: i64) -> Range<usize> {
        let start = self.first_row(|id| id >= parent);
        start..self.first_row(|id| id > parent)
    }

    /// About how many bytes of JSON they will be, keys included; for making room once.
    pub fn json_bytes(&self) -> usize {
        const KEY_AND_SIGNS: usize = 24;
        let own = self.rows.text.len() + self.rows.cells.len() * KEY_AND_SIGNS;
        own + self.children.iter().map(Self::json_bytes).sum::<usize>()
    }

    /// How many values there are, those of the lists below included.
    pub fn values(&self) -> u64 {
        let own = u64::try_from(self.rows.cells.len()).unwrap_or(u64::MAX);
        self.children.iter().map(Self::values).fold(own, u64::saturating_add)
    }

    /// The first row whose parent passes; the rows are ordered by parent.
    fn first_row(&self, passes: impl Fn(i64) -> bool) -> usize {
        let (mut low, mut high) = (0, self.rows.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.rows.id(middle, 0).is_some_and(&passes) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }
}

/// What a plan yielded.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The entries.
    pub list: List,
    /// How many match in all, where it was asked.
    pub total: Option<u64>,
}
