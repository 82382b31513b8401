//! Writes an answer straight from rows into one buffer.

use super::list::Pagination;
use super::selection::{EntryShape, ValueShape};
use crate::query::read::{Entries, Entry, List, write_scalar};

/// Bytes around the entries of an answer, about.
const ENVELOPE: usize = 128;

/// Writes one answer.
pub struct Writer {
    body: Vec<u8>,
}

impl Writer {
    /// A writer with room for the entries of `list`.
    pub fn of(list: &List) -> Self {
        Self { body: Vec::with_capacity(list.json_bytes() + ENVELOPE) }
    }

    /// The JSON that was written.
    pub fn finish(self) -> Vec<u8> {
        self.body
    }

    /// Writes the answer with one entry.
    pub fn one(&mut self, shape: &EntryShape, entry: Entry<'_>) {
        self.raw("{\"data\":");
        self.entry(shape, entry);
        self.raw(",\"meta\":{}}");
    }

    /// Writes the answer with a page of entries.
    pub fn list(&mut self, shape: &EntryShape, entries: Entries<'_>, pagination: &Pagination, total: Option<u64>) {
        self.raw("{\"data\":");
        self.entries(shape, entries);
        self.raw(",\"meta\":{\"pagination\":{");
        let page = pagination.page;
        if let Some(number) = pagination.number {
            self.fact("\"page\":", number);
            self.fact(",\"pageSize\":", page.limit);
            if let Some(total) = total {
                self.fact(",\"pageCount\":", page.count(total));
            }
        } else {
            self.fact("\"start\":", page.start);
            self.fact(",\"limit\":", page.limit);
        }
        if let Some(total) = total {
            self.fact(",\"total\":", total);
        }
        self.raw("}}}");
    }

    /// Writes a page of entries and nothing around it.
    pub fn entries(&mut self, shape: &EntryShape, entries: Entries<'_>) {
        self.raw("[");
        for (position, entry) in entries.enumerate() {
            if position > 0 {
                self.raw(",");
            }
            self.entry(shape, entry);
        }
        self.raw("]");
    }

    /// Writes one entry and nothing around it.
    pub fn entry(&mut self, shape: &EntryShape, entry: Entry<'_>) {
        self.raw("{\"id\":");
        self.raw(itoa::Buffer::new().format(entry.id().unwrap_or_default()));
        for (key, value) in &shape.fields {
            self.raw(",");
            self.text(key);
            self.raw(":");
            self.value(value, entry);
        }
        self.raw("}");
    }

    fn value(&mut self, value: &ValueShape, entry: Entry<'_>) {
        match value {
            ValueShape::False => self.raw("false"),
            ValueShape::Scalar(column, format) => {
                write_scalar(&mut self.body, entry.rows(), entry.cell(*column), format);
            }
            ValueShape::ToOne(index, shape) => self.entry_or_null(shape, entry.to_one(*index)),
            ValueShape::First(index, shape) => self.entry_or_null(shape, entry.to_many(*index).next()),
            ValueShape::ToMany(index, shape) => self.entries(shape, entry.to_many(*index)),
            ValueShape::Count(index) => self.count(entry.to_many(*index).len()),
            ValueShape::Zone(index, shapes) => self.zone(shapes, &entry.zone(*index)),
            ValueShape::ZoneCount(index) => self.count(entry.zone(*index).len()),
            ValueShape::Kind(uid) => self.text(uid),
        }
    }

    fn entry_or_null(&mut self, shape: &EntryShape, entry: Option<Entry<'_>>) {
        match entry {
            Some(entry) => self.entry(shape, entry),
            None => self.raw("null"),
        }
    }

    /// The components of a dynamic zone in their order, whatever their kinds.
    fn zone(&mut self, shapes: &[EntryShape], components: &[(usize, Entry<'_>)]) {
        self.raw("[");
        for (position, (kind, component)) in components.iter().enumerate() {
            if position > 0 {
                self.raw(",");
            }
            self.entry(&shapes[*kind], *component);
        }
        self.raw("]");
    }

    fn count(&mut self, count: usize) {
        self.fact("{\"count\":", u64::try_from(count).unwrap_or(u64::MAX));
        self.raw("}");
    }

    fn text(&mut self, text: &str) {
        serde_json::to_writer(&mut self.body, text).expect("writing to memory does not fail");
    }

    fn fact(&mut self, key: &str, number: u64) {
        self.raw(key);
        self.raw(itoa::Buffer::new().format(number));
    }

    fn raw(&mut self, text: &str) {
        self.body.extend_from_slice(text.as_bytes());
    }
}
