//! Reads entries out, a page of rows at a time and one statement for each kind of thing that they hold.

use std::collections::HashMap;

use sea_orm::QueryResult;
use serde_json::{Map, Value as Json};

use super::{KIND, Line, Target};
use crate::catalog::{AttributeKind, Components, ContentType, Form, Join, ScalarType, TypeView};
use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::query::plan::and_slot;
use crate::query::sql::Alias;
use crate::query::value::Value;
use crate::query::write::session::Session;
use crate::query::write::{links, rows, value};

/// Rows on a page, and ids in one statement.
const PAGE: usize = 500;
const OWNER: Alias = Alias(0);
const TARGET: Alias = Alias(1);

/// How many entries a type has.
pub async fn count(session: &Session<'_>, content_type: &ContentType) -> Result<u64> {
    let mut sql = session.sql();
    sql.push("SELECT COUNT(*) FROM ").name(&content_type.table);
    let row = session.row(sql).await?.ok_or_else(|| Error::internal("a count answered no row"))?;
    u64::try_from(row.try_get_by_index::<i64>(0)?).map_err(Error::internal)
}

/// The entries of one type, in the order in which they were made.
pub struct Export<'s, 'v> {
    session: &'s Session<'s>,
    view: TypeView<'v>,
    after: i64,
}

impl<'s, 'v> Export<'s, 'v> {
    /// Starts at the first entry of `view`'s type, which must be a view of everything.
    pub fn new(session: &'s Session<'s>, view: TypeView<'v>) -> Self {
        Self { session, view, after: 0 }
    }

    /// The next lines; none at the end.
    pub async fn page(&mut self) -> Result<Vec<Line>> {
        let entries = self.entries().await?;
        let ids = entries.iter().map(|(id, _)| *id).collect::<Vec<_>>();
        self.after = ids.last().copied().unwrap_or(self.after);
        let mut data = data(self.session, &self.view, &ids).await?;
        let lines = entries.into_iter().map(|(id, line)| Line { data: data.remove(&id).unwrap_or_default(), ..line });
        Ok(lines.collect())
    }

    async fn entries(&self) -> Result<Vec<(i64, Line)>> {
        let mut sql = self.session.sql();
        sql.push("SELECT ");
        rows::select_identity(&mut sql);
        sql.push(", ").name("document_id").push(", ").name("locale");
        for column in MOMENTS {
            sql.push(", ");
            value::select(&mut sql, ScalarType::DateTime, column);
        }
        sql.push(" FROM ").name(&self.view.content_type().table).push(" WHERE ").name("id").push(" > ");
        sql.bind(Value::Integer(self.after)).push(" AND ").name("document_id").push(" IS NOT NULL");
        sql.push(" ORDER BY ").name("id").push(" LIMIT ").number(PAGE as u64);
        let rows = self.session.rows(sql).await?;
        rows.iter().map(|row| line(self.view.content_type(), row)).collect()
    }
}

const MOMENTS: [&str; 3] = ["created_at", "updated_at", "published_at"];

fn line(content_type: &ContentType, row: &QueryResult) -> Result<(i64, Line)> {
    let (id, unpublished) = rows::read_identity(row, 0)?;
    let moment = |index| Ok::<_, Error>(row.try_get_by_index::<Option<i64>>(index)?.map(|at| Timestamp(at).to_iso()));
    let line = Line {
        content_type: content_type.singular.clone(),
        document_id: row.try_get_by_index(2)?,
        status: rows::status(content_type, unpublished).into(),
        locale: row.try_get_by_index(3)?,
        created_at: moment(4)?,
        updated_at: moment(5)?,
        published_at: moment(6)?,
        data: Map::new(),
    };
    Ok((id, line))
}

/// Everything that rows of a type or component hold, by row.
async fn data(session: &Session<'_>, view: &TypeView<'_>, ids: &[i64]) -> Result<HashMap<i64, Map<String, Json>>> {
    let mut data: HashMap<i64, Map<String, Json>> = HashMap::with_capacity(ids.len());
    for ids in ids.chunks(PAGE) {
        let content_type = view.content_type();
        scalars(session, content_type, ids, &mut data).await?;
        for attribute in content_type.attributes.values() {
            let mut found: HashMap<i64, Vec<Json>> = HashMap::new();
            let is_list = match &attribute.kind {
                AttributeKind::Relation(relation) if relation.owner => {
                    let Ok(target) = view.target(relation) else { continue };
                    let join = Join { source: content_type, relation, target: target.content_type() };
                    links(session, join, ids, &mut found).await?;
                    // What has no drafts itself is linked to both rows of a document.
                    let both = !content_type.draft_and_publish && target.content_type().draft_and_publish;
                    both || relation.relation.is_to_many()
                }
                AttributeKind::Component(_) | AttributeKind::DynamicZone(_) => {
                    let Some(held) = attribute.components() else { continue };
                    Box::pin(parts(session, view, held, ids, &mut found)).await?;
                    held.form.is_list()
                }
                AttributeKind::Scalar(_) | AttributeKind::Relation(_) => continue,
            };
            for id in ids {
                let mut items = found.remove(id).unwrap_or_default();
                let value = if is_list { Json::Array(items) } else { items.pop().unwrap_or(Json::Null) };
                data.entry(*id).or_default().insert(attribute.name.clone(), value);
            }
        }
    }
    Ok(data)
}

async fn scalars(
    session: &Session<'_>,
    content_type: &ContentType,
    ids: &[i64],
    data: &mut HashMap<i64, Map<String, Json>>,
) -> Result<()> {
    let scalars =
        content_type.scalars().filter(|(_, scalar)| scalar.scalar != ScalarType::Password).collect::<Vec<_>>();
    let mut sql = session.sql();
    sql.push("SELECT ");
    value::select(&mut sql, ScalarType::BigInteger, "id");
    for (_, scalar) in &scalars {
        sql.push(", ");
        value::select(&mut sql, scalar.scalar, &scalar.column);
    }
    sql.push(" FROM ").name(&content_type.table).push(" WHERE ").name("id");
    links::within(&mut sql, ids.iter().copied());
    for row in session.rows(sql).await? {
        let fields = data.entry(row.try_get_by_index(0)?).or_default();
        for (index, (attribute, scalar)) in scalars.iter().enumerate() {
            let value = value::read(&row, index + 1, scalar.scalar)?;
            fields.insert(attribute.name.clone(), value.to_json());
        }
    }
    Ok(())
}

/// The targets of one relation, by the row that links them.
async fn links(session: &Session<'_>, join: Join<'_>, ids: &[i64], found: &mut HashMap<i64, Vec<Json>>) -> Result<()> {
    let link = &join.relation.link;
    let mut sql = session.sql();
    sql.push("SELECT ");
    value::select_id(&mut sql, OWNER, &link.source_column);
    sql.push(", ").column(TARGET, "document_id").push(", CASE WHEN ").column(TARGET, "published_at");
    sql.push(" IS NULL THEN 'draft' ELSE 'published' END, ").column(TARGET, "locale");
    if let Some(place) = &link.inverse_order_column {
        sql.push(", ").column(OWNER, place);
    }
    sql.push(" FROM ").name(&link.table).push(" AS ").alias(OWNER);
    sql.push(" JOIN ").name(&join.target.table).push(" AS ").alias(TARGET).push(" ON ").column(TARGET, "id");
    sql.push(" = ").column(OWNER, &link.target_column);
    sql.push(" WHERE ").column(OWNER, &link.source_column);
    links::within(&mut sql, ids.iter().copied());
    and_slot(&mut sql, OWNER, link);
    sql.push(" ORDER BY ");
    if let Some(order) = &link.order_column {
        sql.column(OWNER, order).direction(false).push(", ");
    }
    sql.column(OWNER, "id");
    for row in session.rows(sql).await? {
        found.entry(row.try_get_by_index(0)?).or_default().push(target(join, &row)?);
    }
    Ok(())
}

fn target(join: Join<'_>, row: &QueryResult) -> Result<Json> {
    let status = rows::status(join.target, row.try_get_by_index::<String>(2)? == "draft");
    let target = Target {
        document_id: row.try_get_by_index(1)?,
        status: join.target.draft_and_publish.then(|| status.into()),
        locale: row.try_get_by_index(3)?,
        place: if join.relation.link.inverse_order_column.is_some() { row.try_get_by_index(4)? } else { None },
    };
    let is_plain = target.status.is_none() && target.locale.is_none() && target.place.is_none();
    if is_plain { Ok(Json::String(target.document_id)) } else { serde_json::to_value(target).map_err(Error::internal) }
}

/// The components of one attribute, by the row that holds them.
async fn parts(
    session: &Session<'_>,
    view: &TypeView<'_>,
    held: Components<'_>,
    ids: &[i64],
    found: &mut HashMap<i64, Vec<Json>>,
) -> Result<()> {
    let joined = joined(session, held, ids).await?;
    let mut components: HashMap<(&str, i64), Map<String, Json>> = HashMap::with_capacity(joined.len());
    for member in held.members {
        let of_kind = joined.iter().filter(|joined| joined.kind == member.component);
        let ids = of_kind.map(|joined| joined.component).collect::<Vec<_>>();
        let data = data(session, &view.component(member), &ids).await?;
        components.extend(data.into_iter().map(|(id, data)| ((member.component.as_str(), id), data)));
    }
    for Joined { owner, component, kind } in &joined {
        // Databases of other origin may hold the join of a component that is not there.
        let Some(mut data) = components.remove(&(kind.as_str(), *component)) else { continue };
        if held.form == Form::Zone {
            data.insert(KIND.to_owned(), kind.as_str().into());
        }
        found.entry(*owner).or_default().push(Json::Object(data));
    }
    Ok(())
}

/// What joins a component to its owner.
struct Joined {
    owner: i64,
    component: i64,
    kind: String,
}

/// The joins of one attribute, in the order of its components.
async fn joined(session: &Session<'_>, held: Components<'_>, ids: &[i64]) -> Result<Vec<Joined>> {
    let Some((link, slot)) = held.members.first().and_then(|member| Some((&member.link, member.link.slot.as_ref()?)))
    else {
        return Ok(Vec::new());
    };
    let mut sql = session.sql();
    sql.push("SELECT ");
    value::select_id(&mut sql, OWNER, &link.source_column);
    sql.push(", ");
    value::select_id(&mut sql, OWNER, &link.target_column);
    sql.push(", ").column(OWNER, slot.type_column).push(" FROM ").name(&link.table).push(" AS ").alias(OWNER);
    sql.push(" WHERE ").column(OWNER, "field").push(" = ").bind(Value::Text(slot.field.clone()));
    sql.push(" AND ").column(OWNER, &link.target_column).push(" IS NOT NULL AND ").column(OWNER, slot.type_column);
    sql.push(" IS NOT NULL AND ").column(OWNER, &link.source_column);
    links::within(&mut sql, ids.iter().copied());
    sql.push(" ORDER BY ").column(OWNER, "order").push(", ").column(OWNER, "id");
    let joined = |row: QueryResult| {
        Ok(Joined {
            owner: row.try_get_by_index(0)?,
            component: row.try_get_by_index(1)?,
            kind: row.try_get_by_index(2)?,
        })
    };
    session.rows(sql).await?.into_iter().map(joined).collect()
}
