//! A read, resolved: every name in it has passed the caller's view and is a column or a link table by now.

use std::sync::Arc;

use super::filter::Filter;
use super::order::OrderKey;
use super::page::Page;
use crate::access::Status;
use crate::catalog::{ContentType, Link, Reach, TypeView};

/// Which rows of a table count as entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rows {
    /// Every row: the type has no drafts.
    All,
    /// The published rows.
    Published,
    /// The draft rows.
    Drafts,
}

impl Rows {
    /// The rows of `content_type` that `status` means.
    pub fn of(content_type: &ContentType, status: Status) -> Self {
        match (content_type.draft_and_publish, status) {
            (false, _) => Self::All,
            (true, Status::Published) => Self::Published,
            (true, Status::Draft) => Self::Drafts,
        }
    }
}

/// A table and the rows of it that are meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The table.
    pub table: String,
    /// The rows.
    pub rows: Rows,
    /// In which locales.
    pub reach: Reach,
}

impl Source {
    /// What `view` reads.
    pub fn of(view: &TypeView<'_>) -> Self {
        let content_type = view.content_type();
        let rows = Rows::of(content_type, view.status());
        Self { table: content_type.table.clone(), rows, reach: view.reach().clone() }
    }

    /// Whether every row of the table is meant.
    pub fn is_whole(&self) -> bool {
        self.rows == Rows::All && matches!(self.reach, Reach::Unlocalized | Reach::Every)
    }
}

/// Reads entries of one type with everything selected below them.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadRequest {
    /// Where from.
    pub source: Source,
    /// Which of them.
    pub filter: Filter,
    /// In which order; the row id decides ties.
    pub order: Vec<OrderKey>,
    /// How many, from where.
    pub page: Page,
    /// What of each; shared, as one compiled document serves many requests.
    pub selection: Arc<Selection>,
    /// Whether the number of all matching entries is wanted too.
    pub count: bool,
}

/// What is read of each entry. Positions in these lists are what answers refer to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Columns of the entry's own row. The row id is always read and not listed.
    pub columns: Vec<String>,
    /// Relations with at most one target.
    pub to_one: Vec<ToOne>,
    /// Relations with a list of targets.
    pub to_many: Vec<ToMany>,
    /// Dynamic zones.
    pub zones: Vec<Zone>,
}

impl ReadRequest {
    /// Reads the first entry that matches.
    pub fn one(source: Source, filter: Filter, selection: Arc<Selection>) -> Self {
        Self { source, filter, order: Vec::new(), page: Page::ONE, selection, count: false }
    }
}

impl Selection {
    /// The position of `column`, added where it is new.
    pub fn column(&mut self, column: &str) -> usize {
        self.columns.iter().position(|present| present == column).unwrap_or_else(|| {
            self.columns.push(column.to_owned());
            self.columns.len() - 1
        })
    }

    /// How many columns and relations are read, at every level.
    pub fn size(&self) -> usize {
        let to_one = self.to_one.iter().map(|relation| &relation.selection);
        let zones = self.zones.iter().flat_map(|zone| &zone.members);
        let lists = self.to_many.iter().chain(zones).map(|list| &list.selection);
        self.columns.len() + to_one.chain(lists).map(|below| 1 + below.size()).sum::<usize>()
    }
}

/// A relation with at most one target, or a single component.
#[derive(Clone, Debug, PartialEq)]
pub struct ToOne {
    /// The link table, read from the selecting side.
    pub link: Link,
    /// The target's table and rows.
    pub target: Source,
    /// What is read of the target.
    pub selection: Selection,
}

/// A dynamic zone: lists of one kind of component each, which the answer weaves into one.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    /// The kinds that are read. Their orders mean nothing, and they have no pages: a zone is read as a whole, in its own
    /// order.
    pub members: Vec<ToMany>,
}

/// How much of a list is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A page for each parent.
    Page(Page),
    /// Everything. Of all parents together no more than this many and one are read, so that it can be told when there
    /// are more.
    All(u64),
    /// Everything, as what is there was bounded when it was written.
    Written,
}

/// A relation with a list of targets, or a repeatable component.
#[derive(Clone, Debug, PartialEq)]
pub struct ToMany {
    /// The link table, read from the selecting side.
    pub link: Link,
    /// The target's table and rows.
    pub target: Source,
    /// Which of the targets.
    pub filter: Filter,
    /// In which order; empty means the relation's own.
    pub order: Vec<OrderKey>,
    /// How many.
    pub extent: Extent,
    /// What is read of each target.
    pub selection: Selection,
}
