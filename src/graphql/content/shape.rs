//! The shape of an answer, compiled from a document: response keys and where their values stand in the rows.

use crate::query::read::Format;

/// The fields of an object, in the order of the answer.
#[derive(Debug, Default)]
pub struct ObjectShape {
    /// The fields.
    pub fields: Vec<FieldShape>,
}

/// One field of an answer.
#[derive(Debug)]
pub struct FieldShape {
    /// The response key.
    pub key: String,
    /// Whether the field may be null by the schema; an error below one that may not rises to its parent.
    pub nullable: bool,
    /// Where the value comes from.
    pub value: ValueShape,
}

/// Where a field's value comes from. Positions are those of the selection that was compiled with it.
#[derive(Debug)]
pub enum ValueShape {
    /// `__typename`.
    Typename(String),
    /// The id of a component.
    Id,
    /// A column of the entry.
    Scalar(usize, Format),
    /// The target of a to-one relation, or a single component.
    ToOne(usize, ObjectShape),
    /// The targets of a to-many relation, or a repeatable component.
    ToMany(usize, ObjectShape),
    /// The components of a dynamic zone: a shape for each kind.
    Zone(usize, Vec<ObjectShape>),
    /// A dynamic zone that can hold nothing: response keys and what stands there.
    EmptyZone(Vec<(String, ZoneFact)>),
    /// The targets of a to-many relation inside a connection.
    Connection(usize, ConnectionShape),
    /// The caller lacks a permission; the text says which, where that may be said.
    Forbidden(Option<String>),
}

/// One field of the error that a dynamic zone without any kind of component answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZoneFact {
    /// `__typename`.
    Typename,
    /// What it is, for programs.
    Code,
    /// What it is, for people.
    Message,
}

/// The fields of a connection.
#[derive(Debug, Default)]
pub struct ConnectionShape {
    /// The fields with their response keys.
    pub fields: Vec<(String, ConnectionValue)>,
}

/// One field of a connection.
#[derive(Debug)]
pub enum ConnectionValue {
    /// `__typename`.
    Typename(String),
    /// The entries.
    Nodes(ObjectShape),
    /// Facts about the page, with their response keys.
    PageInfo(Vec<(String, PageFact)>),
}

/// One fact about a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageFact {
    /// `__typename`.
    Typename,
    /// All entries that match.
    Total,
    /// The number of the page.
    Page,
    /// Entries in a page.
    PageSize,
    /// Pages in all.
    PageCount,
}

impl PageFact {
    /// The fact of this field name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "__typename" => Some(Self::Typename),
            "total" => Some(Self::Total),
            "page" => Some(Self::Page),
            "pageSize" => Some(Self::PageSize),
            "pageCount" => Some(Self::PageCount),
            _ => None,
        }
    }

    /// Whether knowing it takes counting.
    pub fn needs_count(self) -> bool {
        matches!(self, Self::Total | Self::PageCount)
    }
}

impl ObjectShape {
    /// The paths, in response keys, of the fields that are refused, with what is missing.
    pub fn refused<'s>(&'s self, path: &mut Vec<&'s str>, found: &mut Vec<(Vec<&'s str>, Option<&'s str>)>) {
        for field in &self.fields {
            path.push(&field.key);
            match &field.value {
                ValueShape::Forbidden(missing) => found.push((path.clone(), missing.as_deref())),
                ValueShape::ToOne(_, object) | ValueShape::ToMany(_, object) => object.refused(path, found),
                ValueShape::Zone(_, members) => members.iter().for_each(|member| member.refused(path, found)),
                ValueShape::Connection(_, connection) => connection.refused(path, found),
                ValueShape::Typename(_) | ValueShape::Id | ValueShape::Scalar(..) | ValueShape::EmptyZone(_) => {}
            }
            path.pop();
        }
    }
}

impl ConnectionShape {
    /// As [`ObjectShape::refused`], through the nodes.
    pub fn refused<'s>(&'s self, path: &mut Vec<&'s str>, found: &mut Vec<(Vec<&'s str>, Option<&'s str>)>) {
        for (key, value) in &self.fields {
            if let ConnectionValue::Nodes(nodes) = value {
                path.push(key);
                nodes.refused(path, found);
                path.pop();
            }
        }
    }
}
