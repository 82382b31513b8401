//! The audit trail: every change writes one event in its own transaction, so that neither exists without the other.
//!
//! An event never holds a secret or a password; its details are names and choices only.

use entity::audit_event::{ActiveModel, Column, Model};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, Order};
use serde_json::Value;

use super::Services;
use super::listing::Listing;
use crate::access::management::{Actor, Administrator, Granted, Operation, ReadAudit};
use crate::clock::Timestamp;
use crate::error::Result;
use crate::store::audit as store;
use crate::store::page::Page;

pub use entity::audit_event::ActorKind;
pub use store::AuditFilter;

const SORT_KEYS: [(&str, Column); 2] = [("at", Column::At), ("action", Column::Action)];

/// Who acts, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    kind: ActorKind,
    id: Option<String>,
    email: Option<String>,
    address: Option<String>,
}

impl Agent {
    /// Whoever runs commands on the server's own machine.
    pub fn operator() -> Self {
        Self { kind: ActorKind::Operator, id: None, email: None, address: None }
    }

    /// Somebody who has not proved who they are, such as at a failed login.
    pub fn unknown(address: Option<String>) -> Self {
        Self { kind: ActorKind::System, id: None, email: None, address }
    }

    /// An administrator who acts on their own account.
    pub fn person(id: &str, email: &str, address: Option<String>) -> Self {
        Self { kind: ActorKind::Administrator, id: Some(id.to_owned()), email: Some(email.to_owned()), address }
    }

    /// The administrator of a session.
    pub fn of_session(administrator: &Administrator, address: Option<String>) -> Self {
        Self::person(&administrator.id, &administrator.email, address)
    }
}

impl<P: Operation> From<&Granted<P>> for Agent {
    fn from(granted: &Granted<P>) -> Self {
        match granted.actor() {
            Actor::Administrator { id, email } => Self::person(id, email, granted.address().map(str::to_owned)),
            Actor::Operator => Self::operator(),
        }
    }
}

/// What was done to what.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<'e> {
    /// Such as `role.create`.
    pub action: &'static str,
    /// Such as `role`.
    pub target_kind: &'static str,
    /// The target's id, where it has one.
    pub target_id: Option<&'e str>,
    /// The target's name at this time, where it has one.
    pub target_name: Option<&'e str>,
    /// A JSON object of facts; never a secret or a password.
    pub details: Value,
}

/// Writes an event in the transaction of the change that it is about.
pub async fn record(
    transaction: &DatabaseTransaction,
    services: &Services,
    agent: impl Into<Agent>,
    event: Event<'_>,
) -> Result<()> {
    let agent = agent.into();
    let row = ActiveModel {
        id: Set(services.entropy.id()),
        at: Set(services.clock.now().0),
        actor_kind: Set(agent.kind),
        actor_id: Set(agent.id),
        actor_email: Set(agent.email),
        action: Set(event.action.to_owned()),
        target_kind: Set(event.target_kind.to_owned()),
        target_id: Set(event.target_id.map(str::to_owned)),
        target_name: Set(event.target_name.map(str::to_owned)),
        details: Set(event.details.to_string()),
        address: Set(agent.address),
    };
    store::insert(transaction, row).await
}

/// An event as administrators see it.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedEvent {
    /// Identifies the event.
    pub id: String,
    /// When it was done.
    pub at: Timestamp,
    /// Who acted.
    pub actor_kind: ActorKind,
    /// The administrator who acted.
    pub actor_id: Option<String>,
    /// The administrator's email at that time.
    pub actor_email: Option<String>,
    /// What was done.
    pub action: String,
    /// What it was done to.
    pub target_kind: String,
    /// The target's id.
    pub target_id: Option<String>,
    /// The target's name at that time.
    pub target_name: Option<String>,
    /// A JSON object of facts.
    pub details: Value,
    /// Where the request came from.
    pub address: Option<String>,
}

impl From<Model> for RecordedEvent {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            at: Timestamp(row.at),
            actor_kind: row.actor_kind,
            actor_id: row.actor_id,
            actor_email: row.actor_email,
            action: row.action,
            target_kind: row.target_kind,
            target_id: row.target_id,
            target_name: row.target_name,
            details: serde_json::from_str(&row.details).unwrap_or_default(),
            address: row.address,
        }
    }
}

/// One page of the events, the latest first unless another order is asked for.
pub async fn list(
    services: &Services,
    _granted: &Granted<ReadAudit>,
    filter: &AuditFilter,
    listing: &Listing,
) -> Result<Page<RecordedEvent>> {
    let order = listing.order(&SORT_KEYS, (Column::At, Order::Desc))?;
    let search = listing.search_text()?;
    let page = store::list(services.database.read(), filter, search, &order, listing.page_request()?).await?;
    Ok(page.map(RecordedEvent::from))
}
