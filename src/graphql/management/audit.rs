//! The audit trail.

use async_graphql::{Context, Enum, ID, InputObject, Json, Object, SimpleObject};

use super::context::RequestContext;
use super::date_time::DateTime;
use super::page::{Page, PaginationInput, listing};
use super::requires::{permission_of, requires};
use crate::access::management::ReadAudit;
use crate::error::Result;
use crate::service::audit::{self, ActorKind, AuditFilter, RecordedEvent};

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "ActorKind")]
pub enum AuditActorKind {
    /// A person with a session.
    Administrator,
    /// Whoever ran a command on the server's own machine.
    Operator,
    /// The server itself, or somebody unknown, as at a failed login.
    System,
}

/// One thing that somebody did.
#[derive(Clone, Debug, SimpleObject)]
pub struct AuditEvent {
    /// Identifies the event.
    id: ID,
    /// When it was done.
    at: DateTime,
    /// Who acted.
    actor_kind: AuditActorKind,
    /// The id of the administrator who acted.
    actor_id: Option<ID>,
    /// The administrator's email at that time.
    actor_email: Option<String>,
    /// What was done, such as api-token.create.
    action: String,
    /// What it was done to, such as api-token.
    target_kind: String,
    /// The id of what it was done to.
    target_id: Option<ID>,
    /// The name of what it was done to, at that time.
    target_name: Option<String>,
    /// Facts about it; never a secret or a password.
    details: Json<serde_json::Value>,
    /// The network address that the request came from.
    address: Option<String>,
}

impl From<RecordedEvent> for AuditEvent {
    fn from(event: RecordedEvent) -> Self {
        Self {
            id: event.id.into(),
            at: event.at.into(),
            actor_kind: event.actor_kind.into(),
            actor_id: event.actor_id.map(ID),
            actor_email: event.actor_email,
            action: event.action,
            target_kind: event.target_kind,
            target_id: event.target_id.map(ID),
            target_name: event.target_name,
            details: Json(event.details),
            address: event.address,
        }
    }
}

/// Which events a list holds. What is absent does not narrow it.
#[derive(Debug, Default, InputObject)]
pub struct AuditEventFilter {
    /// The id of the administrator who acted.
    actor_id: Option<ID>,
    /// What was done, such as api-token.create.
    action: Option<String>,
    /// What it was done to, such as api-token.
    target_kind: Option<String>,
    /// The id of what it was done to.
    target_id: Option<ID>,
    /// No earlier than this.
    since: Option<DateTime>,
    /// Earlier than this.
    until: Option<DateTime>,
}

/// Reading the audit trail.
#[derive(Default)]
pub struct AuditQueries;

#[Object]
impl AuditQueries {
    /// Who did what to which token, role, administrator or content type, the latest first; a page at a time.
    #[graphql(directive = requires::apply(permission_of::<ReadAudit>()))]
    async fn audit_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which events.")] filter: Option<AuditEventFilter>,
        #[graphql(desc = "Part of the actor's email, the action or the target's name, in whatever case.")]
        search: Option<String>,
        #[graphql(desc = "Keys such as at:asc, the first the strongest: at, action.")] sort: Option<Vec<String>>,
        #[graphql(desc = "Which page; the first one with 25 entries when absent.")] pagination: Option<PaginationInput>,
    ) -> Result<Page<AuditEvent>> {
        let granted = ctx.granted::<ReadAudit>()?;
        let filter = filter.unwrap_or_default();
        let filter = AuditFilter {
            actor_id: filter.actor_id.map(|id| id.0),
            action: filter.action,
            target_kind: filter.target_kind,
            target_id: filter.target_id.map(|id| id.0),
            since: filter.since.map(|moment| moment.0),
            until: filter.until.map(|moment| moment.0),
        };
        let listing = listing(search, sort, pagination);
        Ok(Page::of(audit::list(ctx.services(), &granted, &filter, &listing).await?, AuditEvent::from))
    }
}
