//! The statements of lists: pages first, relations joined to the page.

use super::condition::{Aliases, and_slot, and_source, conditions, on_target, where_clause};
use super::{ChildPlan, ListPlan, RowLayout};
use crate::catalog::{Dialect, Link};
use crate::query::order::OrderKey;
use crate::query::request::{Extent, ReadRequest, Selection, Source, ToMany, ToOne};
use crate::query::sql::{Alias, Sql, Statement};
use crate::query::value::Value;

/// The statement of a request's own entries, with those of all lists below.
pub(super) fn root(request: &ReadRequest, dialect: Dialect) -> ListPlan {
    let mut build = Build::new(dialect);
    let page = build.aliases.next();
    if request.selection.to_one.is_empty() {
        build.sql.push("SELECT ").column(page, "id");
        let layout = build.values(page, &request.selection, ROOT_FIRST, 0);
        build.page_of(request, page);
        return build.finish(layout, dialect);
    }
    // The page is cut before the relations are joined, so that they are looked up for its rows only.
    build.sql.push("SELECT ").column(page, "id");
    let (layout, joins) = build.values_and_joins(page, &request.selection, ROOT_FIRST, 0);
    build.sql.push(" FROM (SELECT ").column(page, "id");
    for column in &request.selection.columns {
        build.sql.push(", ").column(page, column);
    }
    for (position, key) in (0..).zip(&request.order) {
        build.sql.push(", ");
        build.order_value(page, key);
        build.sql.push(" AS ").name(&sort_column(position));
    }
    build.page_of(request, page);
    build.sql.push(") ").alias(page);
    build.joins(&joins);
    build.sql.push(" ORDER BY ");
    for (position, key) in (0..).zip(&request.order) {
        build.sql.column(page, &sort_column(position)).direction(key.descending).push(", ");
    }
    build.sql.column(page, "id");
    build.finish(layout, dialect)
}

/// The statement that counts what a request's filter matches.
pub(super) fn count(request: &ReadRequest, dialect: Dialect) -> Statement {
    let mut build = Build::new(dialect);
    let row = build.aliases.next();
    build.sql.push("SELECT COUNT(*) FROM ").name(&request.source.table).push(" ").alias(row);
    where_clause(&mut build.sql, &mut build.aliases, &request.source, row, &request.filter);
    build.sql.finish()
}

/// A list below another: the column of the list above with the parents, and whether it is a part of a dynamic zone.
struct Below<'r> {
    list: &'r ToMany,
    parent_column: usize,
    in_zone: bool,
}

/// The statement of one to-many relation for all parents at once, each with a page of its own. A part of a zone is read
/// as a whole, with the places of its rows among those of the other parts.
fn child(Below { list, parent_column, in_zone }: Below<'_>, dialect: Dialect) -> ChildPlan {
    let mut build = Build::new(dialect);
    let (page, link) = (build.aliases.next(), build.aliases.next());
    build.sql.push("SELECT ").column(page, PARENT).push(", ").column(page, "id");
    if in_zone {
        build.sql.push(", ").column(page, PLACE).push(", ").column(page, JOIN);
    }
    let first = if in_zone { ZONE_FIRST } else { LIST_FIRST };
    let (layout, joins) = build.values_and_joins(page, &list.selection, first, 1);
    build.sql.push(" FROM (SELECT ").column(link, &list.link.source_column).push(" AS ").name(PARENT);
    build.sql.push(", ").column(page, "id");
    for column in &list.selection.columns {
        build.sql.push(", ").column(page, column);
    }
    if in_zone {
        build.zone_place(list, link);
    } else {
        build.sql.push(", ROW_NUMBER() OVER (PARTITION BY ").column(link, &list.link.source_column);
        build.sql.push(" ORDER BY ");
        build.child_order(list, page, link);
        build.sql.push(") AS ").name(POSITION);
    }
    build.sql.push(" FROM ").name(&list.link.table).push(" ").alias(link);
    build.sql.push(" JOIN ").name(&list.target.table).push(" ").alias(page);
    build.sql.push(" ON ");
    on_target(&mut build.sql, page, link, &list.link);
    build.sql.push(" WHERE ");
    let parents_parameter = build.parents(link, &list.link.source_column);
    and_slot(&mut build.sql, link, &list.link);
    build.sql.push(" AND ");
    conditions(&mut build.sql, &mut build.aliases, &list.target, page, &list.filter);
    build.sql.push(") ").alias(page);
    build.joins(&joins);
    if in_zone {
        build.sql.push(" ORDER BY ").column(page, PARENT).push(", ").column(page, PLACE).push(", ").column(page, JOIN);
    } else {
        build.window(page, list.extent);
    }
    if let Extent::All(most) = list.extent {
        build.sql.push(" LIMIT ").number(most.saturating_add(1).min(i64::MAX.unsigned_abs()));
    }
    ChildPlan { parent_column, parents_parameter, list: build.finish(layout, dialect) }
}

/// Names that no attribute's column can have: snake case puts `_` before digits and never doubles it.
const PARENT: &str = "parent__id";
const POSITION: &str = "position__";
const PLACE: &str = "place__";
const JOIN: &str = "join__id";

/// The first value of a row, after the row ids of the entry and, below another list, of its parent.
const ROOT_FIRST: usize = 1;
const LIST_FIRST: usize = 2;
/// In a zone, also after the place in it and the id of the row that gives the place.
const ZONE_FIRST: usize = 4;

fn sort_column(position: u32) -> String {
    format!("sort__{position}")
}

struct Build<'r> {
    sql: Sql,
    aliases: Aliases,
    lists: Vec<Below<'r>>,
}

/// A to-one relation and the rows that it is joined to.
struct Join<'r> {
    relation: &'r ToOne,
    parent: Alias,
    target: Alias,
}

impl<'r> Build<'r> {
    fn new(dialect: Dialect) -> Self {
        Self { sql: Sql::new(dialect), aliases: Aliases::default(), lists: Vec::new() }
    }

    /// Appends the columns of an entry without to-one relations. Its values begin at `first`, its row id is at `id`.
    fn values(&mut self, row: Alias, selection: &'r Selection, first: usize, id: usize) -> RowLayout {
        for column in &selection.columns {
            self.sql.push(", ").column(row, column);
        }
        let to_many = selection.to_many.iter().map(|list| self.add_list(id, list, false)).collect();
        let zones = selection.zones.iter();
        let zones = zones.map(|zone| zone.members.iter().map(|member| self.add_list(id, member, true)).collect());
        let zones = zones.collect();
        RowLayout { id, first, to_one: Vec::new(), to_many, zones }
    }

    /// Appends the columns of an entry and of its to-one relations, and says which joins they need.
    fn values_and_joins(
        &mut self,
        row: Alias,
        selection: &'r Selection,
        first: usize,
        id: usize,
    ) -> (RowLayout, Vec<Join<'r>>) {
        let mut layout = self.values(row, selection, first, id);
        let mut next = first + selection.columns.len();
        let mut joins = Vec::new();
        for relation in &selection.to_one {
            let target = self.aliases.next();
            self.sql.push(", ").column(target, "id");
            let (inner, inner_joins) = self.values_and_joins(target, &relation.selection, next + 1, next);
            next = inner.end(&relation.selection);
            layout.to_one.push(inner);
            joins.push(Join { relation, parent: row, target });
            joins.extend(inner_joins);
        }
        (layout, joins)
    }

    fn add_list(&mut self, parent_column: usize, list: &'r ToMany, in_zone: bool) -> usize {
        self.lists.push(Below { list, parent_column, in_zone });
        self.lists.len() - 1
    }

    /// Appends `FROM … WHERE … ORDER BY … LIMIT …` of a request. The page is written into the text: bound, it would
    /// make PostgreSQL plan anew at each execution.
    fn page_of(&mut self, request: &ReadRequest, row: Alias) {
        self.sql.push(" FROM ").name(&request.source.table).push(" ").alias(row);
        where_clause(&mut self.sql, &mut self.aliases, &request.source, row, &request.filter);
        self.sql.push(" ORDER BY ");
        for key in &request.order {
            self.order_value(row, key);
            self.sql.direction(key.descending).push(", ");
        }
        self.sql.column(row, "id").push(" LIMIT ").number(request.page.limit);
        if request.page.start > 0 {
            self.sql.push(" OFFSET ").number(request.page.start);
        }
    }

    /// Appends where a component stands in its zone: by order, and by the id of its join row where that does not tell.
    fn zone_place(&mut self, list: &ToMany, link: Alias) {
        self.sql.push(", ");
        match &list.link.order_column {
            Some(order) => drop(self.sql.column(link, order)),
            None => drop(self.sql.push("NULL")),
        }
        self.sql.push(" AS ").name(PLACE).push(", ").column(link, "id").push(" AS ").name(JOIN);
    }

    fn child_order(&mut self, list: &ToMany, row: Alias, link: Alias) {
        if list.order.is_empty() {
            if let Some(order) = &list.link.order_column {
                self.sql.column(link, order).direction(false).push(", ");
            }
            self.sql.column(if list.link.siblings { row } else { link }, "id");
            return;
        }
        for key in &list.order {
            self.order_value(row, key);
            self.sql.direction(key.descending).push(", ");
        }
        self.sql.column(row, "id");
    }

    /// Appends the value that a key sorts by: a column, or the column of the first row that its path leads to.
    fn order_value(&mut self, row: Alias, key: &OrderKey) {
        let Some(((first_link, first_target), rest)) = key.path.split_first() else {
            self.sql.column(row, &key.column);
            return;
        };
        let (link, mut target) = (self.aliases.next(), self.aliases.next());
        let steps = rest.iter().map(|step| (self.aliases.next(), self.aliases.next(), step)).collect::<Vec<_>>();
        let last = steps.last().map_or(target, |(_, last, _)| *last);
        self.sql
            .push("(SELECT ")
            .column(last, &key.column)
            .push(" FROM ")
            .name(&first_link.table)
            .push(" ")
            .alias(link);
        self.join_target(link, first_link, target, first_target);
        for (step_link, step_target, (link, source)) in steps {
            self.sql.push(" JOIN ").name(&link.table).push(" ").alias(step_link);
            self.sql.push(" ON ").column(step_link, &link.source_column).push(" = ").column(target, "id");
            and_slot(&mut self.sql, step_link, link);
            self.join_target(step_link, link, step_target, source);
            target = step_target;
        }
        self.sql.push(" WHERE ").column(link, &first_link.source_column).push(" = ").column(row, "id");
        and_slot(&mut self.sql, link, first_link);
        let first = if first_link.siblings { last } else { link };
        self.sql.push(" ORDER BY ").column(first, "id").push(" LIMIT 1)");
    }

    fn join_target(&mut self, link: Alias, by: &Link, target: Alias, source: &Source) {
        self.sql.push(" JOIN ").name(&source.table).push(" ").alias(target);
        self.sql.push(" ON ");
        on_target(&mut self.sql, target, link, by);
        and_source(&mut self.sql, target, source);
    }

    /// Joins each to-one target: the first linked row that counts, found by index for each row of the page.
    fn joins(&mut self, joins: &[Join<'_>]) {
        for Join { relation, parent, target } in joins {
            let link = self.aliases.next();
            self.sql.push(" LEFT JOIN ").name(&relation.target.table).push(" ").alias(*target);
            self.sql.push(" ON ").column(*target, "id").push(" = (SELECT ").column(link, &relation.link.target_column);
            self.sql.push(" FROM ").name(&relation.link.table).push(" ").alias(link);
            let candidate = self.aliases.next();
            if !relation.target.is_whole() {
                self.join_target(link, &relation.link, candidate, &relation.target);
            }
            self.sql.push(" WHERE ").column(link, &relation.link.source_column).push(" = ").column(*parent, "id");
            and_slot(&mut self.sql, link, &relation.link);
            self.sql.push(" ORDER BY ").column(link, "id").push(" LIMIT 1)");
        }
    }

    /// Appends the condition on the parents and returns the position of its parameter.
    fn parents(&mut self, link: Alias, column: &str) -> usize {
        let (before, after) = match self.sql.dialect() {
            Dialect::Sqlite => (" IN (SELECT value FROM json_each(", "))"),
            Dialect::Postgres => (" = ANY(", ")"),
            Dialect::MySql => {
                (" IN (SELECT parent FROM JSON_TABLE(", ", '$[*]' COLUMNS (parent BIGINT PATH '$')) AS parents)")
            }
        };
        self.sql.column(link, column).push(before);
        let position = self.sql.parameters();
        self.sql.bind(Value::RowIds(Vec::new())).push(after);
        position
    }

    fn window(&mut self, row: Alias, extent: Extent) {
        if let Extent::Page(page) = extent {
            self.sql.push(" WHERE ").column(row, POSITION).push(" > ").number(page.start);
            self.sql.push(" AND ").column(row, POSITION).push(" <= ").number(page.start.saturating_add(page.limit));
        }
        self.sql.push(" ORDER BY ").column(row, PARENT).push(", ").column(row, POSITION);
    }

    fn finish(self, layout: RowLayout, dialect: Dialect) -> ListPlan {
        let children = self.lists.into_iter().map(|below| child(below, dialect));
        ListPlan { statement: self.sql.finish(), layout, children: children.collect() }
    }
}

impl RowLayout {
    /// The first column behind this entry's values.
    fn end(&self, selection: &Selection) -> usize {
        match (self.to_one.last(), selection.to_one.last()) {
            (Some(layout), Some(relation)) => layout.end(&relation.selection),
            _ => self.first + selection.columns.len(),
        }
    }
}
