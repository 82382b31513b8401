//! What rows and links need when a type begins or ceases to have drafts.
//!
//! A link joins rows of one status where both types have drafts. A row of a type without drafts is linked to the draft
//! and to the published row of a type that has them.

use super::{Planner, media};
use crate::catalog::ddl::Operation;
use crate::catalog::layout::{ColumnKind, Layout};
use crate::catalog::{Catalog, ContentType, Dialect, Link};
use crate::error::Violation;

/// Each entry, published so far for want of drafts, gets a draft that is its copy, links included. Runs on the new tables.
pub(super) fn switch_on(from: &Catalog, to: &Catalog, planner: &mut Planner) {
    let layout = Layout::of(to);
    let switched: Vec<&ContentType> = pairs(from, to)
        .filter(|(before, after)| !before.draft_and_publish && after.draft_and_publish)
        .map(|(_, after)| after)
        .collect();
    for content_type in &switched {
        let copy = copy_rows(content_type, &layout, planner.dialect);
        let description = format!("Give each entry of {:?} a draft that is its copy", content_type.singular);
        let files = media::copy_to_drafts(content_type, planner.dialect);
        let statements = [copy].into_iter().chain(files).map(Operation::Rows).collect();
        planner.step(description, false, statements);
    }
    for ends in links(to) {
        let is_switched = |end: &ContentType| switched.iter().any(|content_type| content_type.table == end.table);
        let (source, target) = (is_switched(ends.source), is_switched(ends.target));
        if !source && !target {
            continue;
        }
        let mut statements = vec![ends.copy(source, target, ends.both_have_drafts().then_some(AGREE), planner.dialect)];
        if ends.both_have_drafts() {
            statements.push(ends.delete_across(planner.dialect));
        }
        let description = format!("Link the new drafts in {:?}", ends.link.table);
        planner.step(description, false, statements.into_iter().map(Operation::Rows).collect());
    }
}

/// The drafts go, and with them what was never published. Runs on the old tables.
pub(super) fn switch_off(from: &Catalog, to: &Catalog, planner: &mut Planner) {
    let switched: Vec<&ContentType> = pairs(from, to)
        .filter(|(before, after)| before.draft_and_publish && !after.draft_and_publish)
        .map(|(before, _)| before)
        .collect();
    for ends in links(from).filter(Ends::both_have_drafts) {
        let is_switched = |end: &ContentType| switched.iter().any(|content_type| content_type.table == end.table);
        let condition = match (is_switched(ends.source), is_switched(ends.target)) {
            (true, false) => "s2.published_at IS NOT NULL",
            (false, true) => "t2.published_at IS NOT NULL",
            _ => continue,
        };
        let copy = ends.copy(false, true, Some(condition), planner.dialect);
        let description = format!("Link both statuses in {:?} to the published entries that stay", ends.link.table);
        planner.step(description, false, vec![Operation::Rows(copy)]);
    }
    for content_type in switched {
        let table = planner.dialect.quote(&content_type.table);
        let drafts = format!("FROM {table} WHERE published_at IS NULL");
        let delete = format!("DELETE {drafts}");
        let files = content_type.has_media().then(|| media::detach_from(content_type, &format!("SELECT id {drafts}")));
        let description =
            format!("Delete the drafts of {:?}, and so every entry that is not published", content_type.singular);
        planner.step(description, true, files.into_iter().chain([delete]).map(Operation::Rows).collect());
    }
}

/// Types that begin or cease to have drafts while components hang on their entries, or link to them: what the copies of
/// such entries need cannot be said in statements yet.
pub(super) fn obstacles(from: &Catalog, to: &Catalog) -> Vec<Violation> {
    let links_to = |catalog: &Catalog, singular: &str| {
        let components = catalog.components();
        components.flat_map(|component| component.relations()).any(|(_, relation)| relation.target == singular)
    };
    let has_components = |content_type: &ContentType| content_type.component_attributes().next().is_some();
    let switched = pairs(from, to).filter(|(before, after)| before.draft_and_publish != after.draft_and_publish);
    let stuck = switched.filter(|(before, after)| {
        has_components(before)
            || has_components(after)
            || links_to(from, &before.singular)
            || links_to(to, &after.singular)
    });
    let obstacles = stuck.map(|(_, after)| {
        let problem = "cannot be changed while the type has components or components link to it";
        Violation::broken(&[&after.singular, "options", "draftAndPublish"], problem)
    });
    obstacles.collect()
}

/// The types that keep their table, before and after.
pub(super) fn pairs<'c>(
    from: &'c Catalog,
    to: &'c Catalog,
) -> impl Iterator<Item = (&'c ContentType, &'c ContentType)> {
    to.iter().filter_map(|after| {
        from.iter().find(|before| before.table == after.table).map(|before| (before.as_ref(), after.as_ref()))
    })
}

fn copy_rows(content_type: &ContentType, layout: &Layout, dialect: Dialect) -> String {
    let columns = layout.table(&content_type.table).into_iter().flat_map(|table| &table.columns);
    let copied: Vec<String> = columns
        .filter(|column| column.kind != ColumnKind::Id && column.name != "published_at")
        .map(|column| dialect.quote(&column.name))
        .collect();
    let (table, copied) = (dialect.quote(&content_type.table), copied.join(", "));
    format!("INSERT INTO {table} ({copied}) SELECT {copied} FROM {table} WHERE published_at IS NOT NULL")
}

/// A link table with the types at its ends, read from its owner.
pub(super) struct Ends<'c> {
    pub(super) source: &'c ContentType,
    pub(super) target: &'c ContentType,
    pub(super) link: &'c Link,
}

pub(super) fn links(catalog: &Catalog) -> impl Iterator<Item = Ends<'_>> {
    catalog.iter().flat_map(move |source| {
        source.relations().filter(|(_, relation)| relation.owns_table()).filter_map(move |(_, relation)| {
            let target = catalog.get(&relation.target)?;
            Some(Ends { source, target, link: &relation.link })
        })
    })
}

/// The rows at the ends of a link have one status.
const AGREE: &str = "(s2.published_at IS NULL) = (t2.published_at IS NULL)";

impl Ends<'_> {
    fn both_have_drafts(&self) -> bool {
        self.source.draft_and_publish && self.target.draft_and_publish
    }

    /// Copies each link to the rows of the same document at the ends that say so, where `condition` holds and no link
    /// is yet.
    fn copy(&self, source: bool, target: bool, condition: Option<&str>, dialect: Dialect) -> String {
        let quote = |name: &str| dialect.quote(name);
        let link = self.link;
        let (c1, c2) = (quote(&link.source_column), quote(&link.target_column));
        let orders = [&link.order_column, &link.inverse_order_column];
        let orders: Vec<String> = orders.into_iter().flatten().map(|order| quote(order)).collect();
        let columns = [&[c1.clone(), c2.clone()], orders.as_slice()].concat().join(", ");
        let values: Vec<String> = orders.iter().map(|order| format!("l.{order}")).collect();
        let values = [&["s2.id".to_owned(), "t2.id".to_owned()], values.as_slice()].concat().join(", ");
        let same = |alias: &str, all: bool, end: &ContentType| match (all, end.is_localized()) {
            (false, _) => format!("{alias}2.id = {alias}.id"),
            (true, false) => format!("{alias}2.document_id = {alias}.document_id"),
            (true, true) => {
                format!("{alias}2.document_id = {alias}.document_id AND {alias}2.locale = {alias}.locale")
            }
        };
        format!(
            "INSERT INTO {table} ({columns}) SELECT {values} FROM {table} l \
             JOIN {s} s ON s.id = l.{c1} JOIN {t} t ON t.id = l.{c2} \
             JOIN {s} s2 ON {same_source} JOIN {t} t2 ON {same_target} \
             WHERE {condition}NOT EXISTS (SELECT 1 FROM {table} x WHERE x.{c1} = s2.id AND x.{c2} = t2.id)",
            table = quote(&link.table),
            s = quote(&self.source.table),
            t = quote(&self.target.table),
            same_source = same("s", source, self.source),
            same_target = same("t", target, self.target),
            condition = condition.map(|condition| format!("{condition} AND ")).unwrap_or_default(),
        )
    }

    /// Deletes the links between a draft and a published row.
    fn delete_across(&self, dialect: Dialect) -> String {
        self.delete_where("(s.published_at IS NULL) <> (t.published_at IS NULL)", dialect)
    }

    /// Deletes the links whose ends, `s` and `t`, are as `condition` says. MySQL wants the inner statement to be a table of
    /// its own.
    pub(super) fn delete_where(&self, condition: &str, dialect: Dialect) -> String {
        let quote = |name: &str| dialect.quote(name);
        format!(
            "DELETE FROM {table} WHERE id IN (SELECT id FROM (SELECT l.id AS id FROM {table} l \
             JOIN {s} s ON s.id = l.{c1} JOIN {t} t ON t.id = l.{c2} \
             WHERE {condition}) crossing)",
            table = quote(&self.link.table),
            s = quote(&self.source.table),
            t = quote(&self.target.table),
            c1 = quote(&self.link.source_column),
            c2 = quote(&self.link.target_column),
        )
    }
}
