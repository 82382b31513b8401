//! Writes an answer straight from rows into one buffer.

use super::ResponseFormat;
use super::list::Pagination;
use super::selection::{EntryShape, ValueShape};
use crate::query::read::{Cell, Entries, Entry, List, write_scalar};

/// Bytes around the entries of an answer, about.
const ENVELOPE: usize = 128;

/// Writes one answer.
pub struct Writer {
    body: Vec<u8>,
    format: ResponseFormat,
}

impl Writer {
    /// A writer with room for the entries of `list`.
    pub fn of(list: &List) -> Self {
        Self { body: Vec::with_capacity(list.json_bytes() + ENVELOPE), format: ResponseFormat::Flat }
    }

    /// The same, for an answer in another format.
    #[must_use]
    pub fn in_format(self, format: ResponseFormat) -> Self {
        Self { format, ..self }
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

    /// Writes one entry or component and nothing around it.
    pub fn entry(&mut self, shape: &EntryShape, entry: Entry<'_>) {
        self.raw("{\"id\":");
        self.raw(itoa::Buffer::new().format(entry.id().unwrap_or_default()));
        let beside = if self.nests(shape) { 1 } else { shape.fields.len() };
        let (beside, attributes) = shape.fields.split_at(beside);
        for (key, value) in beside {
            self.raw(",");
            self.field(key, value, entry);
        }
        if self.nests(shape) {
            self.raw(",\"attributes\":{");
            for (position, (key, value)) in attributes.iter().enumerate() {
                if position > 0 {
                    self.raw(",");
                }
                self.field(key, value, entry);
            }
            self.raw("}");
        }
        self.raw("}");
    }

    /// Whether the attributes of what has this shape stand in an object of their own.
    fn nests(&self, shape: &EntryShape) -> bool {
        self.format == ResponseFormat::V4 && !shape.component
    }

    fn field(&mut self, key: &str, value: &ValueShape, entry: Entry<'_>) {
        self.text(key);
        self.raw(":");
        self.value(value, entry);
    }

    fn value(&mut self, value: &ValueShape, entry: Entry<'_>) {
        match value {
            ValueShape::False => self.raw("false"),
            ValueShape::Is(column, text) => {
                let is = matches!(entry.cell(*column), Cell::Text(start, end) if entry.rows().text(start, end) == text);
                self.raw(if is { "true" } else { "false" });
            }
            ValueShape::Scalar(column, format) => {
                write_scalar(&mut self.body, entry.rows(), entry.cell(*column), format);
            }
            ValueShape::ToOne(index, shape) => {
                self.linked(shape, |writer| writer.entry_or_null(shape, entry.to_one(*index)));
            }
            ValueShape::First(index, shape) => {
                self.linked(shape, |writer| writer.entry_or_null(shape, entry.to_many(*index).next()));
            }
            ValueShape::ToMany(index, shape) => {
                self.linked(shape, |writer| writer.entries(shape, entry.to_many(*index)));
            }
            ValueShape::Count { list, shape } => {
                let nests = self.nests(shape);
                self.raw(if nests { "{\"data\":{\"attributes\":" } else { "" });
                self.count(entry.to_many(*list).len());
                self.raw(if nests { "}}" } else { "" });
            }
            ValueShape::Zone(index, shapes) => self.zone(shapes, &entry.zone(*index)),
            ValueShape::ZoneCount(index) => self.count(entry.zone(*index).len()),
            ValueShape::Kind(uid) => self.text(uid),
        }
    }

    /// Writes what a relation leads to, or components.
    fn linked(&mut self, shape: &EntryShape, write: impl FnOnce(&mut Self)) {
        let nests = self.nests(shape);
        self.raw(if nests { "{\"data\":" } else { "" });
        write(self);
        self.raw(if nests { "}" } else { "" });
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
