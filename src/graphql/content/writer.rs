//! Writes an answer straight from rows into one buffer, with GraphQL's rules for errors and nulls.

use super::field_error::{FieldError, Segment};
use super::shape::{ConnectionShape, ConnectionValue, FieldShape, ObjectShape, PageFact, ValueShape, ZoneFact};
use crate::catalog::component::ZONE_ERROR;
use crate::error::{Code, Error};
use crate::query::page::Page;
use crate::query::plan::ListPlan;
use crate::query::read::{Answer, Cell, Entries, Entry, List, write_scalar};

/// Bytes after which an answer is cut off: aliases can repeat what a row holds once.
pub const LONGEST: usize = 64 << 20;

/// A value that cannot be null turned out to have none; its parent becomes null in its place.
pub struct Nulled;

/// Writes the values of one operation.
#[derive(Default)]
pub struct Writer {
    /// The JSON so far.
    pub body: Vec<u8>,
    /// The errors so far.
    pub errors: Vec<FieldError>,
    /// Whether the answer was cut off, as it would have been over [`LONGEST`].
    pub cut: bool,
    path: Vec<Segment>,
}

impl Writer {
    /// Writes `"key":`.
    pub fn key(&mut self, key: &str) {
        self.text(key);
        self.body.push(b':');
    }

    /// Writes a JSON text.
    pub fn text(&mut self, text: &str) {
        serde_json::to_writer(&mut self.body, text).expect("writing to memory does not fail");
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.body.extend_from_slice(b"null");
    }

    /// Writes a value of async-graphql.
    pub fn json(&mut self, value: &async_graphql::Value) {
        serde_json::to_writer(&mut self.body, value).expect("writing to memory does not fail");
    }

    /// Writes the answer to a delete mutation: response keys, and whether each is `documentId` (else `__typename`).
    pub fn deleted(&mut self, fields: &[(String, bool)], document_id: &str) {
        self.body.push(b'{');
        for (position, (key, is_id)) in fields.iter().enumerate() {
            if position > 0 {
                self.body.push(b',');
            }
            self.key(key);
            self.text(if *is_id { document_id } else { "DeleteMutationResponse" });
        }
        self.body.push(b'}');
    }

    /// Puts a segment on the path of the errors to come.
    pub fn enter(&mut self, segment: Segment) {
        self.path.push(segment);
    }

    /// Takes the last segment off the path.
    pub fn leave(&mut self) {
        self.path.pop();
    }

    /// Records the refusal of the present field.
    pub fn forbidden(&mut self, missing: Option<&str>) {
        self.errors.push(FieldError::forbidden(missing, self.path.clone()));
    }

    /// Writes what `write` writes, with `segment` on the path of its errors.
    fn at<T>(&mut self, segment: Segment, write: impl FnOnce(&mut Self) -> T) -> T {
        self.enter(segment);
        let result = write(self);
        self.leave();
        result
    }

    /// Records an error at the present path.
    pub fn error(&mut self, error: &Error) {
        self.errors.push(FieldError::new(error, self.path.clone()));
    }

    /// Writes the first entry, or null where there is none.
    pub fn one(&mut self, shape: &ObjectShape, plan: &ListPlan, list: &List) -> Result<(), Nulled> {
        if let Some(entry) = Entries::of(plan, list).next() {
            return self.object(shape, entry);
        }
        self.null();
        Ok(())
    }

    /// Writes a list of entries that may be null.
    pub fn list(&mut self, shape: &ObjectShape, plan: &ListPlan, list: &List) {
        // Entries may be null, so that none can take the list with it.
        let _ = self.items(shape, Entries::of(plan, list), true);
    }

    /// Writes a connection at the root.
    pub fn connection(
        &mut self,
        shape: &ConnectionShape,
        plan: &ListPlan,
        answer: &Answer,
        page: Page,
    ) -> Result<(), Nulled> {
        let nodes = Entries::of(plan, &answer.list);
        self.connection_of(shape, &nodes, Some((page, answer.total.unwrap_or(0))))
    }

    fn object(&mut self, shape: &ObjectShape, entry: Entry<'_>) -> Result<(), Nulled> {
        let start = self.body.len();
        self.body.push(b'{');
        for (position, field) in shape.fields.iter().enumerate() {
            if position > 0 {
                self.body.push(b',');
            }
            self.key(&field.key);
            let value = self.body.len();
            if self.field(field, entry).is_err() {
                if !field.nullable {
                    self.body.truncate(start);
                    return Err(Nulled);
                }
                self.body.truncate(value);
                self.null();
            }
        }
        self.body.push(b'}');
        Ok(())
    }

    fn field(&mut self, field: &FieldShape, entry: Entry<'_>) -> Result<(), Nulled> {
        match &field.value {
            ValueShape::Typename(name) => {
                self.text(name);
                Ok(())
            }
            ValueShape::Scalar(column, format) => {
                let cell = entry.cell(*column);
                if cell == Cell::Null && !field.nullable {
                    return Err(self.missing_value(field));
                }
                self.cut |= self.body.len() > LONGEST;
                if self.cut {
                    return Err(Nulled);
                }
                write_scalar(&mut self.body, entry.rows(), cell, format);
                Ok(())
            }
            ValueShape::Id => {
                let id = entry.id().unwrap_or_default();
                self.text(itoa::Buffer::new().format(id));
                Ok(())
            }
            ValueShape::EmptyZone(facts) => {
                self.empty_zone(facts);
                Ok(())
            }
            ValueShape::Forbidden(missing) => {
                let mut path = self.path.clone();
                path.push(Segment::Key(field.key.clone()));
                self.errors.push(FieldError::forbidden(missing.as_deref(), path));
                Err(Nulled)
            }
            ValueShape::ToOne(index, shape) => match entry.to_one(*index) {
                Some(target) => self.at(Segment::Key(field.key.clone()), |writer| writer.object(shape, target)),
                None if field.nullable => {
                    self.null();
                    Ok(())
                }
                None => Err(self.missing_value(field)),
            },
            list => self.at(Segment::Key(field.key.clone()), |writer| writer.many(list, entry)),
        }
    }

    /// A draft may lack what its type requires; the schema says so of published entries.
    fn missing_value(&mut self, field: &FieldShape) -> Nulled {
        let error = Error::new(Code::Application, format!("Cannot return null for non-nullable field {}.", field.key));
        self.at(Segment::Key(field.key.clone()), |writer| writer.error(&error));
        Nulled
    }

    fn many(&mut self, value: &ValueShape, entry: Entry<'_>) -> Result<(), Nulled> {
        match value {
            ValueShape::ToMany(index, shape) => self.items(shape, entry.to_many(*index), true),
            ValueShape::Zone(index, shapes) => {
                self.zone(shapes, &entry.zone(*index));
                Ok(())
            }
            ValueShape::Connection(index, shape) => self.connection_of(shape, &entry.to_many(*index), None),
            _ => Ok(()),
        }
    }

    fn items(&mut self, shape: &ObjectShape, entries: Entries<'_>, nullable: bool) -> Result<(), Nulled> {
        let start = self.body.len();
        self.body.push(b'[');
        for (index, entry) in entries.enumerate() {
            if index > 0 {
                self.body.push(b',');
            }
            if self.at(Segment::Index(index), |writer| writer.object(shape, entry)).is_err() {
                if !nullable {
                    self.body.truncate(start);
                    return Err(Nulled);
                }
                self.null();
            }
        }
        self.body.push(b']');
        Ok(())
    }

    /// The components of a dynamic zone in their order. Each may be null, so that none can take the list with it.
    fn zone(&mut self, shapes: &[ObjectShape], components: &[(usize, Entry<'_>)]) {
        self.body.push(b'[');
        for (index, (kind, component)) in components.iter().enumerate() {
            if index > 0 {
                self.body.push(b',');
            }
            if self.at(Segment::Index(index), |writer| writer.object(&shapes[*kind], *component)).is_err() {
                self.null();
            }
        }
        self.body.push(b']');
    }

    fn empty_zone(&mut self, facts: &[(String, ZoneFact)]) {
        self.body.extend_from_slice(b"[{");
        for (position, (key, fact)) in facts.iter().enumerate() {
            if position > 0 {
                self.body.push(b',');
            }
            self.key(key);
            self.text(match fact {
                ZoneFact::Typename => ZONE_ERROR,
                ZoneFact::Code => "dynamiczone.empty",
                ZoneFact::Message => "The dynamic zone has no components to choose from",
            });
        }
        self.body.extend_from_slice(b"}]");
    }

    fn connection_of(
        &mut self,
        shape: &ConnectionShape,
        entries: &Entries<'_>,
        page: Option<(Page, u64)>,
    ) -> Result<(), Nulled> {
        let start = self.body.len();
        self.body.push(b'{');
        for (position, (key, value)) in shape.fields.iter().enumerate() {
            if position > 0 {
                self.body.push(b',');
            }
            self.key(key);
            match value {
                ConnectionValue::Typename(name) => self.text(name),
                ConnectionValue::PageInfo(facts) => self.page_info(facts, page.unwrap_or((Page::ONE, 0))),
                ConnectionValue::Nodes(nodes) => {
                    let (segment, entries) = (Segment::Key(key.clone()), entries.clone());
                    if self.at(segment, |writer| writer.items(nodes, entries, false)).is_err() {
                        self.body.truncate(start);
                        return Err(Nulled);
                    }
                }
            }
        }
        self.body.push(b'}');
        Ok(())
    }

    fn page_info(&mut self, facts: &[(String, PageFact)], (page, total): (Page, u64)) {
        self.body.push(b'{');
        for (position, (key, fact)) in facts.iter().enumerate() {
            if position > 0 {
                self.body.push(b',');
            }
            self.key(key);
            let number = match fact {
                PageFact::Typename => {
                    self.text("Pagination");
                    continue;
                }
                PageFact::Total => total,
                PageFact::Page => page.number(),
                PageFact::PageSize => page.limit,
                PageFact::PageCount => page.count(total),
            };
            self.body.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        }
        self.body.push(b'}');
    }
}
