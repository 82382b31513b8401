//! One entry of an answer: a row, and where the plan put its values.

use std::ops::Range;

use super::rows::{Cell, List, Rows};
use crate::query::plan::{ListPlan, RowLayout};

/// A row and how to read it. Positions are those of the selection that was planned.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    plan: &'a ListPlan,
    list: &'a List,
    row: usize,
    layout: &'a RowLayout,
}

/// Entries that follow each other in a list.
#[derive(Clone, Debug)]
pub struct Entries<'a> {
    plan: &'a ListPlan,
    list: &'a List,
    rows: Range<usize>,
}

impl<'a> Entries<'a> {
    /// All entries of a list that was read by `plan`.
    pub fn of(plan: &'a ListPlan, list: &'a List) -> Self {
        Self { plan, list, rows: 0..list.rows.len() }
    }
}

impl<'a> Iterator for Entries<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        let row = self.rows.next()?;
        Some(Entry { plan: self.plan, list: self.list, row, layout: &self.plan.layout })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl ExactSizeIterator for Entries<'_> {}

impl<'a> Entry<'a> {
    /// The row id.
    pub fn id(&self) -> Option<i64> {
        self.list.rows.id(self.row, self.layout.id)
    }

    /// The value of a selected column.
    pub fn cell(&self, column: usize) -> Cell {
        self.list.rows.cell(self.row, self.layout.first + column)
    }

    /// The rows that the texts of this entry's cells stand in.
    pub fn rows(&self) -> &'a Rows {
        &self.list.rows
    }

    /// The target of a selected to-one relation.
    pub fn to_one(&self, index: usize) -> Option<Entry<'a>> {
        let target = Entry { layout: &self.layout.to_one[index], ..*self };
        target.id().map(|_| target)
    }

    /// The components of a selected dynamic zone in their order, each with the position of its kind in the selection.
    pub fn zone(&self, index: usize) -> Vec<(usize, Entry<'a>)> {
        let Some(parent) = self.id() else { return Vec::new() };
        let kinds = self.layout.zones[index].iter().enumerate();
        let entries = kinds.flat_map(|(kind, child)| {
            let (plan, list) = (&self.plan.children[*child].list, &self.list.children[*child]);
            let rows = list.of_parent(parent);
            Entries { plan, list, rows }.map(move |entry| (kind, entry))
        });
        let mut woven = entries.collect::<Vec<_>>();
        woven.sort_by(|(_, one), (_, other)| {
            one.place().0.total_cmp(&other.place().0).then(one.place().1.cmp(&other.place().1))
        });
        woven
    }

    /// The place of a component in its zone, which its row carries after the ids of parent and component: its order and,
    /// where that does not tell, the id of its join row. What has no order comes first.
    fn place(&self) -> (f64, Option<i64>) {
        let order = match self.list.rows.cell(self.row, 2) {
            Cell::Real(order) => order,
            #[expect(clippy::cast_precision_loss, reason = "places are small numbers")]
            Cell::Integer(order) => order as f64,
            _ => f64::NEG_INFINITY,
        };
        (order, self.list.rows.id(self.row, 3))
    }

    /// The targets of a selected to-many relation.
    pub fn to_many(&self, index: usize) -> Entries<'a> {
        let child = self.layout.to_many[index];
        let list = &self.list.children[child];
        let rows = self.id().map_or(0..0, |parent| list.of_parent(parent));
        Entries { plan: &self.plan.children[child].list, list, rows }
    }
}
