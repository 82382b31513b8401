//! The links of a row: which targets it has, in which order, and whose they are no longer.
//!
//! A draft links to drafts and a published row to published rows; a type without drafts takes part in both. An entry with a
//! locale links to entries in the same locale, where the target has locales too. A target of
//! the "one" side of a two-way relation belongs to one document only, so linking it takes it from every other.

use super::session::Session;
use super::value;
use crate::access::Status;
use crate::catalog::{Join, Link};
use crate::error::Result;
use crate::query::plan::and_slot;
use crate::query::sql::{Alias, Sql};
use crate::query::value::Value;

const LINK: Alias = Alias(0);
const LINKED: Alias = Alias(1);
const COUNTERPART: Alias = Alias(2);
const DRAFT: Alias = Alias(3);
const DRAFT_LINK: Alias = Alias(4);

/// The row whose links change, with the document that it belongs to.
#[derive(Clone, Copy, Debug)]
pub struct SourceRow<'r> {
    /// The row.
    pub row: i64,
    /// Its document.
    pub document: &'r str,
}

/// A row to link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// The row.
    pub row: i64,
    /// The source's place in the target's own list; at its end where there is none.
    pub place: Option<f64>,
}

/// Which row of a target's document is meant.
#[derive(Clone, Copy, Debug)]
pub struct Version<'l> {
    /// Draft or published, where the target has drafts.
    pub status: Status,
    /// The locale, where the target has locales; that of the linked row where nothing is said.
    pub locale: Option<&'l str>,
}

struct Present {
    id: i64,
    target: i64,
    order: Option<f64>,
}

/// Gives a row exactly these targets, numbered from 1. Links that stay keep their place in the target's list.
pub async fn set(session: &Session<'_>, join: Join<'_>, source: SourceRow<'_>, targets: &[Placed]) -> Result<()> {
    let link = &join.relation.link;
    let (kept, dropped): (Vec<_>, Vec<_>) = present(session, link, source.row)
        .await?
        .into_iter()
        .partition(|present| targets.iter().any(|target| target.row == present.target));
    if !dropped.is_empty() {
        let mut sql = delete_from(session, link);
        sql.name("id");
        within(&mut sql, dropped.iter().map(|present| present.id));
        session.run(sql).await?;
    }
    take_from_others(session, join, source.document, targets).await?;
    for (target, order) in targets.iter().zip(1_u32..) {
        let order = f64::from(order);
        match kept.iter().find(|present| present.target == target.row) {
            Some(present) if present.order == Some(order) => {}
            Some(present) => renumber(session, link, present.id, order).await?,
            None => insert(session, link, source.row, *target, Some(order)).await?,
        }
    }
    Ok(())
}

/// The rows that a row links to, in its order.
pub async fn targets(session: &Session<'_>, link: &Link, source: i64) -> Result<Vec<i64>> {
    Ok(present(session, link, source).await?.into_iter().map(|present| present.target).collect())
}

async fn present(session: &Session<'_>, link: &Link, source: i64) -> Result<Vec<Present>> {
    let mut sql = session.sql();
    sql.push("SELECT ");
    value::select_id(&mut sql, LINK, "id");
    sql.push(", ");
    value::select_id(&mut sql, LINK, &link.target_column);
    if let Some(order) = &link.order_column {
        sql.push(", ").column(LINK, order);
    }
    from_links_of(&mut sql, link, source);
    let ordered = link.order_column.is_some();
    let present = |row: sea_orm::QueryResult| {
        let order = if ordered { row.try_get_by_index(2)? } else { None };
        Ok(Present { id: row.try_get_by_index(0)?, target: row.try_get_by_index(1)?, order })
    };
    session.rows(sql).await?.into_iter().map(present).collect()
}

async fn take_from_others(session: &Session<'_>, join: Join<'_>, document: &str, targets: &[Placed]) -> Result<()> {
    let exclusive = join.relation.relation.is_from_one() && join.relation.inverse.is_some();
    if !exclusive || targets.is_empty() {
        return Ok(());
    }
    let link = &join.relation.link;
    let mut sql = delete_from(session, link);
    sql.name(&link.target_column);
    within(&mut sql, targets.iter().map(|target| target.row));
    sql.push(" AND ").name(&link.source_column).push(" NOT IN (SELECT ").name("id").push(" FROM ");
    sql.name(&join.source.table).push(" WHERE ").name("document_id").push(" = ");
    sql.bind(Value::Text(document.to_owned())).push(")");
    session.run(sql).await
}

async fn renumber(session: &Session<'_>, link: &Link, id: i64, order: f64) -> Result<()> {
    let Some(column) = &link.order_column else { return Ok(()) };
    let mut sql = session.sql();
    sql.push("UPDATE ").name(&link.table).push(" SET ").name(column).push(" = ").bind(Value::Real(order));
    sql.push(" WHERE ").name("id").push(" = ").bind(Value::Integer(id));
    session.run(sql).await
}

/// Links one target; without an `order`, at the end of the source's list.
async fn insert(session: &Session<'_>, link: &Link, source: i64, target: Placed, order: Option<f64>) -> Result<()> {
    let columns = [&link.source_column, &link.target_column].into_iter();
    let columns = columns.chain(&link.order_column).chain(&link.inverse_order_column).map(String::as_str);
    let slot = link.slot.iter().flat_map(|slot| [("field", &slot.field), (slot.type_column, &slot.uid)]);
    let columns = columns.chain(slot.clone().map(|(column, _)| column));
    let mut sql = session.sql();
    sql.push("INSERT INTO ").name(&link.table).push(" (").list(", ", columns, |sql, column| {
        sql.name(column);
    });
    sql.push(") SELECT ").bind(Value::Integer(source)).push(", ").bind(Value::Integer(target.row));
    for (column, place, side, row) in [
        (&link.order_column, order, &link.source_column, source),
        (&link.inverse_order_column, target.place, &link.target_column, target.row),
    ] {
        let Some(column) = column else { continue };
        sql.push(", ");
        if let Some(place) = place {
            sql.bind(Value::Real(place));
        } else {
            sql.push("(SELECT COALESCE(MAX(").name(column).push("), 0) + 1 FROM ").name(&link.table);
            sql.push(" WHERE ").name(side).push(" = ").bind(Value::Integer(row)).push(")");
        }
    }
    for (_, value) in slot {
        sql.push(", ").bind(Value::Text(value.clone()));
    }
    session.run(sql).await
}

/// Gives row `to` the targets of row `from`, each replaced by that version of its document; those that have none are left
/// out. Both rows belong to one document.
pub async fn mirror(
    session: &Session<'_>,
    join: Join<'_>,
    document: &str,
    (from, to): (i64, i64),
    version: Version<'_>,
) -> Result<()> {
    let link = &join.relation.link;
    // A list that belongs to a type without drafts holds both rows of this document, and both in the same place.
    let place = link.inverse_order_column.as_ref().filter(|_| !join.relation.owner && !join.target.draft_and_publish);
    let mut sql = session.sql();
    sql.push("SELECT ");
    value::select_id(&mut sql, COUNTERPART, "id");
    if let Some(place) = place {
        sql.push(", ").column(LINK, place);
    }
    sql.push(" FROM ").name(&link.table).push(" AS ").alias(LINK);
    join_counterparts(&mut sql, join, version);
    sql.push(" WHERE ").column(LINK, &link.source_column).push(" = ").bind(Value::Integer(from));
    and_slot(&mut sql, LINK, link);
    order_by_list(&mut sql, link);
    let mut targets = Vec::new();
    for row in session.rows(sql).await? {
        let place = if place.is_some() { row.try_get_by_index(1)? } else { None };
        targets.push(Placed { row: row.try_get_by_index(0)?, place });
    }
    set(session, join, SourceRow { row: to, document }, &targets).await
}

/// Appends the join of each link's target to that version of its document.
fn join_counterparts(sql: &mut Sql, join: Join<'_>, version: Version<'_>) {
    let link = &join.relation.link;
    sql.push(" JOIN ").name(&join.target.table).push(" AS ").alias(LINKED).push(" ON ").column(LINKED, "id");
    sql.push(" = ").column(LINK, &link.target_column);
    sql.push(" JOIN ").name(&join.target.table).push(" AS ").alias(COUNTERPART).push(" ON ");
    let (drafts, localized) = (join.target.draft_and_publish, join.target.is_localized());
    if !drafts && !localized {
        sql.column(COUNTERPART, "id").push(" = ").column(LINKED, "id");
        return;
    }
    sql.column(COUNTERPART, "document_id").push(" = ").column(LINKED, "document_id");
    if drafts {
        sql.push(" AND ").column(COUNTERPART, "published_at");
        sql.push(if version.status == Status::Published { " IS NOT NULL" } else { " IS NULL" });
    }
    if localized {
        sql.push(" AND ").column(COUNTERPART, "locale").push(" = ");
        match version.locale {
            Some(locale) => drop(sql.bind(Value::Text(locale.to_owned()))),
            None => drop(sql.column(LINKED, "locale")),
        }
    }
}

/// Links to row `to` everything of a type without drafts that links to row `from`, in the same places. With `only`,
/// these of its sources.
pub async fn follow(session: &Session<'_>, join: Join<'_>, (from, to): (i64, i64), only: Option<&[i64]>) -> Result<()> {
    let link = &join.relation.link;
    let mut sql = session.sql();
    sql.push("INSERT INTO ").name(&link.table).push(" (").name(&link.target_column).push(", ");
    let columns = || [&link.source_column].into_iter().chain(&link.order_column).chain(&link.inverse_order_column);
    sql.list(", ", columns(), |sql, column| {
        sql.name(column);
    });
    sql.push(") SELECT ").bind(Value::Integer(to)).push(", ");
    sql.list(", ", columns(), |sql, column| {
        sql.column(LINK, column);
    });
    sql.push(" FROM ").name(&link.table).push(" AS ").alias(LINK);
    sql.push(" WHERE ").column(LINK, &link.target_column).push(" = ").bind(Value::Integer(from));
    sql.push(" AND ").column(LINK, &link.source_column).push(" NOT IN (SELECT ").name(&link.source_column);
    sql.push(" FROM ").name(&link.table).push(" WHERE ").name(&link.target_column).push(" = ");
    sql.bind(Value::Integer(to)).push(")");
    if let Some(only) = only {
        sql.push(" AND ").column(LINK, &link.source_column);
        within(&mut sql, only.iter().copied());
    }
    session.run(sql).await
}

/// The rows that link to a row.
pub async fn sources(session: &Session<'_>, link: &Link, target: i64) -> Result<Vec<i64>> {
    let mut sql = session.sql();
    sql.push("SELECT ");
    value::select_id(&mut sql, LINK, &link.source_column);
    sql.push(" FROM ").name(&link.table).push(" AS ").alias(LINK);
    sql.push(" WHERE ").column(LINK, &link.target_column).push(" = ").bind(Value::Integer(target));
    session.rows(sql).await?.into_iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}

/// Makes a document that is published for the first time (draft `from`, published row `to`) appear in the published
/// entries whose drafts link to it, where they have not been changed since their own publishing.
pub async fn reveal(session: &Session<'_>, join: Join<'_>, (from, to): (i64, i64)) -> Result<()> {
    let link = &join.relation.link;
    for (draft, published) in unmodified_sources(session, join, from).await? {
        let linked = present(session, link, published).await?;
        let one_way = join.relation.inverse.is_none();
        let room = linked.is_empty() || join.relation.relation.is_to_many();
        if one_way && room && !linked.iter().any(|present| present.target == to) {
            insert(session, link, published, Placed { row: to, place: None }, None).await?;
        }
        if link.order_column.is_some() {
            arrange(session, join, draft, published).await?;
        }
    }
    Ok(())
}

/// The draft and published rows of the documents whose draft links to `target` and is as old as its publication.
async fn unmodified_sources(session: &Session<'_>, join: Join<'_>, target: i64) -> Result<Vec<(i64, i64)>> {
    let link = &join.relation.link;
    let mut sql = session.sql();
    sql.push("SELECT ");
    value::select_id(&mut sql, DRAFT, "id");
    sql.push(", ");
    value::select_id(&mut sql, COUNTERPART, "id");
    sql.push(" FROM ").name(&link.table).push(" AS ").alias(LINK);
    sql.push(" JOIN ").name(&join.source.table).push(" AS ").alias(DRAFT).push(" ON ").column(DRAFT, "id");
    sql.push(" = ").column(LINK, &link.source_column).push(" AND ").column(DRAFT, "published_at").push(" IS NULL");
    sql.push(" JOIN ").name(&join.source.table).push(" AS ").alias(COUNTERPART).push(" ON ");
    sql.column(COUNTERPART, "document_id").push(" = ").column(DRAFT, "document_id").push(" AND ");
    if join.source.is_localized() {
        sql.column(COUNTERPART, "locale").push(" = ").column(DRAFT, "locale").push(" AND ");
    }
    sql.column(COUNTERPART, "published_at").push(" IS NOT NULL AND ");
    sql.column(DRAFT, "updated_at").push(" <= ").column(COUNTERPART, "updated_at");
    sql.push(" WHERE ").column(LINK, &link.target_column).push(" = ").bind(Value::Integer(target));
    let pair = |row: sea_orm::QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    session.rows(sql).await?.into_iter().map(pair).collect()
}

/// Puts a published row's targets in the order that its draft has them in; what the draft lacks comes last.
async fn arrange(session: &Session<'_>, join: Join<'_>, draft: i64, published: i64) -> Result<()> {
    let link = &join.relation.link;
    let mut sql = session.sql();
    sql.push("SELECT ");
    value::select_id(&mut sql, LINK, "id");
    sql.push(" FROM ").name(&link.table).push(" AS ").alias(LINK);
    join_counterparts(&mut sql, join, Version { status: Status::Draft, locale: None });
    sql.push(" LEFT JOIN ").name(&link.table).push(" AS ").alias(DRAFT_LINK).push(" ON ");
    sql.column(DRAFT_LINK, &link.target_column).push(" = ").column(COUNTERPART, "id").push(" AND ");
    sql.column(DRAFT_LINK, &link.source_column).push(" = ").bind(Value::Integer(draft));
    sql.push(" WHERE ").column(LINK, &link.source_column).push(" = ").bind(Value::Integer(published));
    sql.push(" ORDER BY CASE WHEN ").column(DRAFT_LINK, "id").push(" IS NULL THEN 1 ELSE 0 END");
    if let Some(order) = &link.order_column {
        sql.push(", ").column(DRAFT_LINK, order).direction(false).push(", ").column(LINK, order).direction(false);
    }
    sql.push(", ").column(LINK, "id");
    for (row, order) in session.rows(sql).await?.iter().zip(1_u32..) {
        renumber(session, link, row.try_get_by_index(0)?, f64::from(order)).await?;
    }
    Ok(())
}

fn delete_from(session: &Session<'_>, link: &Link) -> Sql {
    let mut sql = session.sql();
    sql.push("DELETE FROM ").name(&link.table).push(" WHERE ");
    sql
}

/// Appends the condition that what stands before it is one of `ids`.
pub fn within(sql: &mut Sql, ids: impl Iterator<Item = i64>) {
    sql.push(" IN (")
        .list(", ", ids, |sql, id| {
            sql.bind(Value::Integer(id));
        })
        .push(")");
}

fn from_links_of(sql: &mut Sql, link: &Link, source: i64) {
    sql.push(" FROM ").name(&link.table).push(" AS ").alias(LINK);
    sql.push(" WHERE ").column(LINK, &link.source_column).push(" = ").bind(Value::Integer(source));
    and_slot(sql, LINK, link);
    order_by_list(sql, link);
}

fn order_by_list(sql: &mut Sql, link: &Link) {
    sql.push(" ORDER BY ");
    if let Some(order) = &link.order_column {
        sql.column(LINK, order).direction(false).push(", ");
    }
    sql.column(LINK, "id");
}
