//! Audit events' rows. They are only ever added and read.

use entity::audit_event::{ActiveModel, Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder};

use super::page::{self, Page, PageRequest};
use crate::clock::Timestamp;
use crate::error::Result;

/// Which events a list holds. What is absent does not narrow it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// The administrator who acted.
    pub actor_id: Option<String>,
    /// What was done, such as `api-token.create`.
    pub action: Option<String>,
    /// What it was done to, such as `api-token`.
    pub target_kind: Option<String>,
    /// The id of what it was done to.
    pub target_id: Option<String>,
    /// No earlier than this.
    pub since: Option<Timestamp>,
    /// Earlier than this.
    pub until: Option<Timestamp>,
}

/// Adds an event.
pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<()> {
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// One page of the events that pass `filter` and whose actor's email, action or target's name contains `search`.
pub async fn list(
    db: &impl ConnectionTrait,
    filter: &AuditFilter,
    search: Option<&str>,
    order: &[(Column, Order)],
    request: PageRequest,
) -> Result<Page<Model>> {
    let mut select = Entity::find();
    for (column, wanted) in [
        (Column::ActorId, &filter.actor_id),
        (Column::Action, &filter.action),
        (Column::TargetKind, &filter.target_kind),
        (Column::TargetId, &filter.target_id),
    ] {
        if let Some(value) = wanted {
            select = select.filter(column.eq(value));
        }
    }
    if let Some(since) = filter.since {
        select = select.filter(Column::At.gte(since.0));
    }
    if let Some(until) = filter.until {
        select = select.filter(Column::At.lt(until.0));
    }
    let columns = [Column::ActorEmail, Column::Action, Column::TargetName];
    let found = page::ordered(page::searched(select, &columns, search), order);
    page::fetch(db, found.order_by_desc(Column::Id), request).await
}
