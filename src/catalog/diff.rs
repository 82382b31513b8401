//! How to get from the tables of one catalog to those of another, and what is lost on the way.
//!
//! A table keeps its rows as long as its name stays; there are no renames: another name is another table, another
//! attribute another column. A column that changes its type keeps its values where the database has the same type for
//! both, or where the new type is wider (short text to long text, integer to big integer or float, timestamp to
//! datetime). The hash of a password never becomes anything else. Everything else loses the values.

mod components;
mod drafts;
mod localization;
mod media;

use super::ddl::{Operation, type_name};
use super::layout::{Column, ColumnKind, Index, Layout, Table};
use super::{Catalog, Dialect};
use crate::error::Violation;

/// What changing the content model does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangePlan {
    /// Singular names of types, and uids of components, that are new.
    pub created: Vec<String>,
    /// The same of those whose definition changes, with or without a step.
    pub changed: Vec<String>,
    /// The same of those that go.
    pub deleted: Vec<String>,
    /// What happens in the database, in this order.
    pub steps: Vec<Step>,
}

/// One step, as a person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happens, in one sentence.
    pub description: String,
    /// Whether stored values are lost for good.
    pub loses_data: bool,
    /// The same for the program.
    pub operations: Vec<Operation>,
    /// The statements.
    pub sql: Vec<String>,
}

impl ChangePlan {
    /// Why the change cannot be made, whatever is confirmed.
    pub fn obstacles(from: &Catalog, to: &Catalog) -> Vec<Violation> {
        drafts::obstacles(from, to).into_iter().chain(localization::obstacles(from, to)).collect()
    }

    /// Plans the change.
    pub fn between(from: &Catalog, to: &Catalog, dialect: Dialect) -> Self {
        let (old, new) = (Layout::of(from), Layout::of(to));
        let mut planner = Planner { dialect, steps: Vec::new() };
        localization::switch_off(from, to, &mut planner);
        drafts::switch_off(from, to, &mut planner);
        components::remove(from, to, &mut planner);
        media::remove(from, to, &mut planner);
        planner.drop_tables(&old, &new);
        for table in new.tables() {
            match old.table(&table.name) {
                Some(before) if keeps_rows(before, table) => planner.change_table(before, table),
                _ => planner.create_table(table),
            }
        }
        localization::switch_on(from, to, &mut planner);
        drafts::switch_on(from, to, &mut planner);
        let names = |catalog: &Catalog, keep: &dyn Fn(&str) -> bool| {
            catalog.definitions().map(|found| found.singular.clone()).filter(|name| keep(name)).collect()
        };
        Self {
            created: names(to, &|name| from.definition(name).is_none()),
            changed: names(to, &|name| {
                from.definition(name).is_some_and(|definition| Some(definition) != to.definition(name))
            }),
            deleted: names(from, &|name| to.definition(name).is_none()),
            steps: planner.steps,
        }
    }

    /// Whether nothing changes, neither tables nor definitions.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.created.is_empty() && self.changed.is_empty() && self.deleted.is_empty()
    }

    /// One violation for each step that loses stored values.
    pub fn losses(&self) -> Vec<Violation> {
        let losing = self.steps.iter().filter(|step| step.loses_data);
        losing.map(|step| Violation::at("confirmDataLoss", step.description.clone())).collect()
    }

    /// All statements in order.
    pub fn sql(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().flat_map(|step| step.sql.iter().map(String::as_str))
    }
}

/// A link table keeps its rows only while both its ends stay what they are.
fn keeps_rows(before: &Table, after: &Table) -> bool {
    before.foreign_keys == after.foreign_keys
}

struct Planner {
    dialect: Dialect,
    steps: Vec<Step>,
}

impl Planner {
    fn step(&mut self, description: String, loses_data: bool, operations: Vec<Operation>) {
        let sql: Vec<String> = operations.iter().flat_map(|operation| operation.sql(self.dialect)).collect();
        self.steps.push(Step { description, loses_data, operations, sql });
    }

    /// Link tables come last in a layout, so they go first.
    fn drop_tables(&mut self, old: &Layout, new: &Layout) {
        for table in old.tables().rev() {
            if !new.table(&table.name).is_some_and(|after| keeps_rows(table, after)) {
                let what = if table.foreign_keys.is_empty() { "entries" } else { "links" };
                let description = format!("Drop the table {:?} with all its {what}", table.name);
                self.step(description, true, vec![Operation::DropTable { table: table.name.clone() }]);
            }
        }
    }

    fn create_table(&mut self, table: &Table) {
        let description = format!("Make the table {:?}", table.name);
        self.step(description, false, vec![Operation::CreateTable(table.clone())]);
    }

    /// An index that uses a changed column goes before the column changes and comes back afterwards.
    fn change_table(&mut self, before: &Table, after: &Table) {
        let kept = |index: &Index, other: &Table| {
            other.indexes.contains(index) && !index.columns.iter().any(|name| self.is_changed(name, before, after))
        };
        let drop: Vec<Index> = before.indexes.iter().filter(|index| !kept(index, after)).cloned().collect();
        let create: Vec<Index> = after.indexes.iter().filter(|index| !kept(index, before)).cloned().collect();
        let table = after.name.as_str();
        for index in drop {
            let description = format!("Drop the index {:?}", index.name);
            self.step(description, false, vec![Operation::DropIndex { table: table.to_owned(), index }]);
        }
        for column in before.columns.iter().filter(|column| find(after, &column.name).is_none()) {
            self.drop_column(table, column);
        }
        for column in &after.columns {
            match find(before, &column.name) {
                None => self.add_column(table, column),
                Some(old) => self.change_column(table, old, column),
            }
        }
        for index in create {
            let description = format!("Make the index {:?}", index.name);
            self.step(description, false, vec![Operation::CreateIndex { table: table.to_owned(), index }]);
        }
    }

    fn is_changed(&self, name: &str, before: &Table, after: &Table) -> bool {
        find(before, name).zip(find(after, name)).is_some_and(|(old, new)| !self.is_same(old.kind, new.kind))
    }

    fn drop_column(&mut self, table: &str, column: &Column) {
        let description = format!("Drop the column {:?} of {table:?} with all its values", column.name);
        let operation = Operation::DropColumn { table: table.to_owned(), column: column.name.clone() };
        self.step(description, true, vec![operation]);
    }

    fn add_column(&mut self, table: &str, column: &Column) {
        let description = format!("Add the column {:?} to {table:?}", column.name);
        let operation = Operation::AddColumn { table: table.to_owned(), column: column.clone() };
        self.step(description, false, vec![operation]);
    }

    fn change_column(&mut self, table: &str, old: &Column, new: &Column) {
        if self.is_same(old.kind, new.kind) {
            return;
        }
        let [before, after] = [old, new].map(|column| type_name(column.kind, self.dialect));
        let (name, table) = (&new.name, table.to_owned());
        if is_wider(old.kind, new.kind) {
            let description = format!("Change the column {name:?} of {table:?} from {before} to {after}");
            return self.step(description, false, vec![Operation::WidenColumn { table, column: new.clone() }]);
        }
        let description = format!("Empty the column {name:?} of {table:?} and change it from {before} to {after}");
        let drop = Operation::DropColumn { table: table.clone(), column: name.clone() };
        self.step(description, true, vec![drop, Operation::AddColumn { table, column: new.clone() }]);
    }

    /// Whether the database needs no change and the values mean the same.
    fn is_same(&self, old: ColumnKind, new: ColumnKind) -> bool {
        let is_secret = |kind| kind == ColumnKind::Secret;
        is_secret(old) == is_secret(new) && type_name(old, self.dialect) == type_name(new, self.dialect)
    }
}

fn is_wider(old: ColumnKind, new: ColumnKind) -> bool {
    use ColumnKind::{BigInteger, DateTime, Float, Integer, LongText, ShortText, Timestamp};
    matches!((old, new), (ShortText, LongText) | (Integer, BigInteger | Float) | (Timestamp, DateTime))
}

fn find<'t>(table: &'t Table, column: &str) -> Option<&'t Column> {
    table.columns.iter().find(|found| found.name == column)
}

#[cfg(test)]
mod tests;
