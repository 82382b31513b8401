//! The components of a row: parts that have tables of their own and belong to exactly one row.
//!
//! Nothing in the database deletes a component: what hangs on it goes by foreign keys, the component itself by
//! [`clear`]. A published row has copies of the draft's components, never the same ones.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use sea_orm::QueryResult;

use super::create::{defaults, relate};
use super::input::not_related;
use super::links::{self, SourceRow, Version};
use super::prepare::{Part, Parts};
use super::session::Session;
use super::value;
use super::{media, rows};
use crate::catalog::{Kind, Member, TypeView};
use crate::error::Result;
use crate::query::sql::{Alias, Sql};
use crate::query::value::Value;

const JOIN: Alias = Alias(0);
const COMPONENT: Alias = Alias(1);
/// Ids in one statement.
const CHUNK: usize = 500;

/// A row that holds components.
#[derive(Clone, Copy)]
pub struct Owner<'a, 'v> {
    /// Its type, or the component that it is.
    pub view: &'a TypeView<'v>,
    /// The row, with the document at whose root it stands.
    pub row: SourceRow<'a>,
    /// Whether the document has drafts.
    pub drafts: bool,
}

/// A component as its join row tells it.
pub struct Present {
    /// The join row.
    id: i64,
    /// The component's row.
    pub component: i64,
    /// What kind it is.
    pub uid: String,
    /// The attribute that holds it.
    pub field: String,
    order: Option<f64>,
}

impl Present {
    /// Whether this is the component that a request means.
    fn is(&self, part: &Part<'_>) -> bool {
        Some(self.component) == part.id && self.uid == part.member.component
    }
}

/// Gives a row the components that a request names: those with an id stay and change, the others are made, and what is
/// not named goes.
pub async fn compose(session: &Session<'_>, owner: Owner<'_, '_>, parts: &[Parts<'_>]) -> Result<()> {
    let present = if parts.is_empty() { Vec::new() } else { present(session, owner.view, owner.row.row).await? };
    for attribute in parts {
        let present = present.iter().filter(|present| present.field == attribute.attribute.name).collect::<Vec<_>>();
        compose_attribute(session, owner, attribute, &present).await?;
    }
    Ok(())
}

async fn compose_attribute(
    session: &Session<'_>,
    owner: Owner<'_, '_>,
    parts: &Parts<'_>,
    present: &[&Present],
) -> Result<()> {
    let name = parts.attribute.name.as_str();
    let mut dropped = present.to_vec();
    for part in parts.items.iter().filter(|part| part.id.is_some()) {
        let position = dropped.iter().position(|present| present.is(part)).ok_or_else(|| not_related(name))?;
        dropped.swap_remove(position);
    }
    delete(session, owner.view, &dropped).await?;
    for (part, order) in parts.items.iter().zip(1_u32..) {
        let order = parts.held.form.is_list().then(|| f64::from(order));
        if let Some(present) = present.iter().find(|present| present.is(part)) {
            change(session, owner, part, present, order).await?;
        } else {
            let component = insert(session, owner, part).await?;
            join(session, owner.row.row, part.member, component, order).await?;
        }
    }
    Ok(())
}

async fn change(
    session: &Session<'_>,
    owner: Owner<'_, '_>,
    part: &Part<'_>,
    present: &Present,
    order: Option<f64>,
) -> Result<()> {
    let columns = part.columns().collect::<Vec<_>>();
    if !columns.is_empty() {
        rows::update(session, part.view.content_type(), present.component, &columns).await?;
    }
    if present.order != order {
        renumber(session, part.member, present.id, order).await?;
    }
    fill(session, owner, part, present.component).await
}

async fn insert(session: &Session<'_>, owner: Owner<'_, '_>, part: &Part<'_>) -> Result<i64> {
    let content_type = part.view.content_type();
    let mut columns = part.columns().collect::<Vec<_>>();
    columns.extend(defaults(content_type, &part.scalars));
    let component = rows::insert(session, content_type, &columns).await?;
    fill(session, owner, part, component).await?;
    Ok(component)
}

/// Writes what hangs on a component.
async fn fill(session: &Session<'_>, owner: Owner<'_, '_>, part: &Part<'_>, component: i64) -> Result<()> {
    let row = SourceRow { row: component, document: owner.row.document };
    let inner = Owner { view: &part.view, row, drafts: owner.drafts };
    relate(session, inner, &part.relations).await?;
    Box::pin(compose(session, inner, &part.parts)).await
}

/// The components of a row, attribute by attribute in their order.
pub async fn present(session: &Session<'_>, view: &TypeView<'_>, row: i64) -> Result<Vec<Present>> {
    let Some(table) = join_table(view) else { return Ok(Vec::new()) };
    let mut sql = session.sql();
    sql.push("SELECT ");
    value::select_id(&mut sql, JOIN, "id");
    sql.push(", ");
    value::select_id(&mut sql, JOIN, "cmp_id");
    for column in ["component_type", "field", "order"] {
        sql.push(", ").column(JOIN, column);
    }
    sql.push(" FROM ").name(table).push(" AS ").alias(JOIN).push(" WHERE ").column(JOIN, "entity_id").push(" = ");
    sql.bind(Value::Integer(row)).push(" AND ").column(JOIN, "cmp_id").push(" IS NOT NULL");
    sql.push(" ORDER BY ").column(JOIN, "order").push(", ").column(JOIN, "id");
    let read = |row: QueryResult| {
        Ok(Present {
            id: row.try_get_by_index(0)?,
            component: row.try_get_by_index(1)?,
            uid: row.try_get_by_index::<Option<String>>(2)?.unwrap_or_default(),
            field: row.try_get_by_index::<Option<String>>(3)?.unwrap_or_default(),
            order: row.try_get_by_index(4)?,
        })
    };
    let rows = session.rows(sql).await?.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    existing(session, view, rows).await
}

/// Leaves out the join rows whose component is missing, which databases of other origin may hold.
async fn existing(session: &Session<'_>, view: &TypeView<'_>, mut rows: Vec<Present>) -> Result<Vec<Present>> {
    let kinds = rows.iter().map(|row| row.uid.clone()).collect::<BTreeSet<_>>();
    for uid in kinds {
        let Some(member) = members(view).find(|member| member.component == uid) else { continue };
        let ids = rows.iter().filter(|row| row.uid == uid).map(|row| row.component).collect::<Vec<_>>();
        let mut found = HashSet::new();
        for ids in ids.chunks(CHUNK) {
            let mut sql = session.sql();
            sql.push("SELECT ");
            value::select_id(&mut sql, COMPONENT, "id");
            sql.push(" FROM ").name(&view.component(member).content_type().table).push(" AS ").alias(COMPONENT);
            sql.push(" WHERE ").column(COMPONENT, "id");
            links::within(&mut sql, ids.iter().copied());
            for row in session.rows(sql).await? {
                found.insert(row.try_get_by_index::<i64>(0)?);
            }
        }
        rows.retain(|row| row.uid != uid || found.contains(&row.component));
    }
    Ok(rows)
}

/// Gives row `to` copies of the components of row `from`, with the links to that `version` of their targets.
pub async fn copy(
    session: &Session<'_>,
    view: &TypeView<'_>,
    document: &str,
    rows: (i64, i64),
    version: Version<'_>,
) -> Result<()> {
    copy_fields(session, view, document, rows, version, |_| true).await.map(drop)
}

/// As [`copy`], of the attributes that `takes` names. Answers whether there were any.
pub async fn copy_fields(
    session: &Session<'_>,
    view: &TypeView<'_>,
    document: &str,
    (from, to): (i64, i64),
    version: Version<'_>,
    takes: impl Fn(&str) -> bool,
) -> Result<bool> {
    let mut copied_any = false;
    for present in present(session, view, from).await?.into_iter().filter(|present| takes(&present.field)) {
        let Some(member) = member(view, &present) else { continue };
        let component = view.component(member);
        let copied = rows::copy(session, component.content_type(), present.component).await?;
        for relation in component.outgoing() {
            links::mirror(session, relation, document, (present.component, copied), version).await?;
        }
        Box::pin(copy(session, &component, document, (present.component, copied), version)).await?;
        join(session, to, member, copied, present.order).await?;
        copied_any = true;
    }
    Ok(copied_any)
}

/// Links to row `to` the components of entries without drafts that link to row `from`: such entries are linked to both
/// rows of a document.
pub async fn follow(session: &Session<'_>, view: &TypeView<'_>, (from, to): (i64, i64)) -> Result<()> {
    for relation in view.incoming_from_components() {
        let mut following = Vec::new();
        for component in links::sources(session, &relation.relation.link, from).await? {
            if is_without_drafts(session, view, &relation.source.uid, component).await? {
                following.push(component);
            }
        }
        for following in following.chunks(CHUNK) {
            links::follow(session, relation, (from, to), Some(following)).await?;
        }
    }
    Ok(())
}

/// Whether the entry that holds a component, at whatever depth, is of a type without drafts.
async fn is_without_drafts(session: &Session<'_>, view: &TypeView<'_>, uid: &str, component: i64) -> Result<bool> {
    for (owner, member) in view.holders(uid) {
        let Some(slot) = &member.link.slot else { continue };
        let mut sql = session.sql();
        sql.push("SELECT ");
        value::select_id(&mut sql, JOIN, "entity_id");
        sql.push(" FROM ").name(&member.link.table).push(" AS ").alias(JOIN).push(" WHERE ").column(JOIN, "cmp_id");
        sql.push(" = ").bind(Value::Integer(component)).push(" AND ").column(JOIN, "component_type").push(" = ");
        sql.bind(Value::Text(slot.uid.clone())).push(" AND ").column(JOIN, "field").push(" = ");
        sql.bind(Value::Text(slot.field.clone()));
        let Some(row) = session.row(sql).await? else { continue };
        return match owner.kind {
            Kind::Component => {
                let holder: i64 = row.try_get_by_index(0)?;
                Box::pin(is_without_drafts(session, view, &owner.uid, holder)).await
            }
            Kind::Collection | Kind::Single => Ok(!owner.draft_and_publish),
        };
    }
    Ok(false)
}

/// Deletes the components of rows, and the components of those.
pub async fn clear(session: &Session<'_>, view: &TypeView<'_>, owners: &[i64]) -> Result<()> {
    let Some(table) = join_table(view) else { return Ok(()) };
    let mut components: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    for owners in owners.chunks(CHUNK) {
        let mut sql = session.sql();
        sql.push("SELECT ");
        value::select_id(&mut sql, JOIN, "cmp_id");
        sql.push(", ").column(JOIN, "component_type").push(" FROM ").name(table).push(" AS ").alias(JOIN);
        sql.push(" WHERE ").column(JOIN, "cmp_id").push(" IS NOT NULL AND ").column(JOIN, "entity_id");
        links::within(&mut sql, owners.iter().copied());
        for row in session.rows(sql).await? {
            let uid: Option<String> = row.try_get_by_index(1)?;
            components.entry(uid.unwrap_or_default()).or_default().push(row.try_get_by_index(0)?);
        }
        delete_where(session, table, "entity_id", owners).await?;
    }
    for (uid, ids) in components {
        delete_components(session, view, &uid, &ids).await?;
    }
    Ok(())
}

/// Deletes the components of a row in the attributes that `takes` names. Answers whether there were any.
pub async fn clear_fields(
    session: &Session<'_>,
    view: &TypeView<'_>,
    row: i64,
    takes: impl Fn(&str) -> bool,
) -> Result<bool> {
    let present = present(session, view, row).await?;
    let dropped = present.iter().filter(|present| takes(&present.field)).collect::<Vec<_>>();
    delete(session, view, &dropped).await?;
    Ok(!dropped.is_empty())
}

/// Deletes components with their join rows.
async fn delete(session: &Session<'_>, view: &TypeView<'_>, dropped: &[&Present]) -> Result<()> {
    let Some(table) = join_table(view) else { return Ok(()) };
    delete_where(session, table, "id", &dropped.iter().map(|present| present.id).collect::<Vec<_>>()).await?;
    for present in dropped {
        delete_components(session, view, &present.uid, &[present.component]).await?;
    }
    Ok(())
}

/// Deletes components of one kind. A kind that the type does not know is left alone.
async fn delete_components(session: &Session<'_>, view: &TypeView<'_>, uid: &str, ids: &[i64]) -> Result<()> {
    let Some(member) = members(view).find(|member| member.component == uid) else { return Ok(()) };
    let component = view.component(member);
    Box::pin(clear(session, &component, ids)).await?;
    for ids in ids.chunks(CHUNK) {
        media::detach(session, component.content_type(), ids).await?;
    }
    delete_where(session, &component.content_type().table, "id", ids).await
}

async fn delete_where(session: &Session<'_>, table: &str, column: &str, ids: &[i64]) -> Result<()> {
    for ids in ids.chunks(CHUNK) {
        let mut sql = session.sql();
        sql.push("DELETE FROM ").name(table).push(" WHERE ").name(column);
        links::within(&mut sql, ids.iter().copied());
        session.run(sql).await?;
    }
    Ok(())
}

/// Makes `component` a part of row `owner`, at a place in the list where it is in one.
pub async fn join(
    session: &Session<'_>,
    owner: i64,
    member: &Member,
    component: i64,
    order: Option<f64>,
) -> Result<()> {
    let Some(slot) = &member.link.slot else { return Ok(()) };
    let mut sql = session.sql();
    sql.push("INSERT INTO ").name(&member.link.table).push(" (");
    sql.list(", ", ["entity_id", "cmp_id", "component_type", "field", "order"], |sql, column| {
        sql.name(column);
    });
    sql.push(") VALUES (").bind(Value::Integer(owner)).push(", ").bind(Value::Integer(component)).push(", ");
    sql.bind(Value::Text(slot.uid.clone())).push(", ").bind(Value::Text(slot.field.clone())).push(", ");
    place(&mut sql, order);
    sql.push(")");
    session.run(sql).await
}

async fn renumber(session: &Session<'_>, member: &Member, id: i64, order: Option<f64>) -> Result<()> {
    let mut sql = session.sql();
    sql.push("UPDATE ").name(&member.link.table).push(" SET ").name("order").push(" = ");
    place(&mut sql, order);
    sql.push(" WHERE ").name("id").push(" = ").bind(Value::Integer(id));
    session.run(sql).await
}

/// A null is text of the statement: bound, it would have no type that every database takes for a number's.
fn place(sql: &mut Sql, order: Option<f64>) {
    match order {
        Some(order) => drop(sql.bind(Value::Real(order))),
        None => drop(sql.push("NULL")),
    }
}

/// The table that joins rows of this type or component to their components.
fn join_table<'v>(view: &TypeView<'v>) -> Option<&'v str> {
    members(view).next().map(|member| member.link.table.as_str())
}

fn members<'v>(view: &TypeView<'v>) -> impl Iterator<Item = &'v Member> {
    view.content_type().component_attributes().flat_map(|(_, held)| held.members)
}

/// What a component is to its owner, where the owner's attribute may hold it.
pub fn member<'v>(view: &TypeView<'v>, present: &Present) -> Option<&'v Member> {
    let held = view.content_type().attributes.get(&present.field)?.components()?;
    held.members.iter().find(|member| member.component == present.uid)
}
