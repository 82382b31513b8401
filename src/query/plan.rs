//! From a resolved request to the statements that answer it, without touching a database.
//!
//! One statement for the list with its to-one relations and single components, one more for each to-many relation,
//! each repeatable component and each kind of component of a dynamic zone, one for a count: the number of statements
//! depends on the request alone, never on the data.

mod condition;
mod list;

pub use condition::and_slot;

use super::read::Answer;
use super::request::{Extent, ReadRequest, Selection, ToMany};
use super::sql::Statement;
use crate::catalog::Dialect;
use crate::error::{Code, Error, Result};

/// Everything that a read will ask the database.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryPlan {
    /// The entries themselves.
    pub list: ListPlan,
    /// How many entries match in all, where asked.
    pub count: Option<Statement>,
    /// Upper bound of the values that the answer holds; of lists that are read whole, one entry counts.
    pub cost: u64,
}

/// One statement and what hangs on its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPlan {
    /// The statement.
    pub statement: Statement,
    /// Where the values stand in its rows.
    pub layout: RowLayout,
    /// The lists below, one statement each.
    pub children: Vec<ChildPlan>,
}

/// A to-many relation or list of components for all rows of the list above at once.
#[derive(Clone, Debug, PartialEq)]
pub struct ChildPlan {
    /// The column of the list above with the row ids that this list hangs on.
    pub parent_column: usize,
    /// The parameter that takes those row ids.
    pub parents_parameter: usize,
    /// The rows: the parent's row id first, ordered by it.
    pub list: ListPlan,
}

/// Where an entry's values stand in a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowLayout {
    /// The column of the row id; null where a to-one relation is empty.
    pub id: usize,
    /// The column of the first selected value; the others follow it.
    pub first: usize,
    /// The to-one relations, in the selection's order.
    pub to_one: Vec<RowLayout>,
    /// The children of the list plan that hold the to-many relations, in the selection's order.
    pub to_many: Vec<usize>,
    /// The children of the list plan that hold the dynamic zones: for each zone one for each kind of component.
    pub zones: Vec<Vec<usize>>,
}

impl QueryPlan {
    /// How many statements run.
    pub fn statements(&self) -> usize {
        self.list.statements() + usize::from(self.count.is_some())
    }

    /// Refuses a plan whose answer could hold more than `limit` values.
    pub fn check_cost(&self, limit: u64) -> Result<()> {
        if self.cost <= limit {
            return Ok(());
        }
        let message = format!(
            "The query could return {} values; at most {limit} are allowed (limits.cost). Ask for fewer fields or smaller pages.",
            self.cost
        );
        Err(too_costly(message, limit).with_detail("cost", self.cost))
    }
}

/// Refuses an answer that holds more than `limit` values, which a plan cannot foretell of lists that are read whole.
pub fn check_answer(answer: &Answer, limit: u64) -> Result<()> {
    if answer.list.values() <= limit {
        return Ok(());
    }
    let message = format!(
        "The answer holds more than {limit} values (limits.cost). Ask for fewer fields, entries or related entries."
    );
    Err(too_costly(message, limit))
}

/// Most to-one relations and single components of an entry, within each other or not: they are joined in one statement,
/// and MySQL joins 61 tables at most.
const MAX_JOINS: usize = 50;

/// Refuses a selection one of whose statements would join more tables than every database does.
pub fn check_joins(selection: &Selection) -> Result<()> {
    if joins(selection) > MAX_JOINS {
        let message = format!(
            "An answer shows at most {MAX_JOINS} to-one relations and single components of an entry; ask for fewer"
        );
        return Err(Error::new(Code::QueryTooComplex, message));
    }
    lists_below(selection).try_for_each(|list| check_joins(&list.selection))
}

/// The tables that are joined to the rows of a selection.
fn joins(selection: &Selection) -> usize {
    selection.to_one.iter().map(|relation| 1 + joins(&relation.selection)).sum()
}

/// The lists that hang on the rows of a selection, or on what is joined to them.
fn lists_below(selection: &Selection) -> Box<dyn Iterator<Item = &ToMany> + '_> {
    let zones = selection.zones.iter().flat_map(|zone| &zone.members);
    let joined = selection.to_one.iter().flat_map(|relation| lists_below(&relation.selection));
    Box::new(selection.to_many.iter().chain(zones).chain(joined))
}

fn too_costly(message: String, limit: u64) -> Error {
    let error = Error::new(Code::QueryTooComplex, message).with_detail("limit", "cost");
    error.with_detail("value", limit).with_detail("configuration", "limits.cost")
}

impl ListPlan {
    fn statements(&self) -> usize {
        1 + self.children.iter().map(|child| child.list.statements()).sum::<usize>()
    }
}

/// Plans `request` for a database.
pub fn plan(request: &ReadRequest, dialect: Dialect) -> QueryPlan {
    QueryPlan {
        list: list::root(request, dialect),
        count: request.count.then(|| list::count(request, dialect)),
        cost: request.page.limit.saturating_mul(cost(&request.selection)),
    }
}

/// Components that a dynamic zone counts as, where they are not counted in the answer. It has no pages.
const ZONE_SIZE: u64 = 25;

/// The values of one entry: its columns and all that hangs on it, at the largest page sizes.
fn cost(selection: &Selection) -> u64 {
    let own = 1 + u64::try_from(selection.columns.len()).unwrap_or(u64::MAX);
    let to_one = selection.to_one.iter().map(|relation| cost(&relation.selection));
    let to_many = selection.to_many.iter().map(cost_of_list);
    let zones = selection.zones.iter().map(|zone| zone.members.iter().map(cost_of_list).max().unwrap_or(0));
    to_one.chain(to_many).chain(zones).fold(own, u64::saturating_add)
}

fn cost_of_list(list: &ToMany) -> u64 {
    let entries = match list.extent {
        Extent::Page(page) => page.limit,
        Extent::All(_) => 1,
        Extent::Written => ZONE_SIZE,
    };
    entries.saturating_mul(cost(&list.selection))
}

#[cfg(test)]
mod tests;
