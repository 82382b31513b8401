//! Requests for content that the server refused.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};

use super::context::RequestContext;
use super::date_time::DateTime;
use super::requires::{permission_of, requires};
use crate::access::management::ReadApiTokens;
use crate::error::Result;
use crate::service::refusals::{self, Counted, Door, Reason, Report};

/// Why a request was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Reason")]
pub enum RefusalReason {
    /// It presented no credential, and nothing is public.
    NoCredential,
    /// Nobody knows the credential that it presented.
    UnknownCredential,
    /// The time of its token is over.
    Expired,
    /// Its token is switched off.
    Disabled,
    /// It asked for something that it has no permission for.
    MissingPermission,
}

/// An API for content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ContentSurface {
    /// GraphQL.
    Graphql,
    /// REST.
    Rest,
}

/// What the server that answers refused since it started. Other servers on the same database count for themselves.
#[derive(SimpleObject)]
pub struct RecentRefusals {
    /// When the server started.
    since: DateTime,
    /// How many requests had no good credential.
    unauthenticated: u64,
    /// How many permissions were missing.
    forbidden: u64,
    /// The latest of them, alike ones together, the last first.
    refusals: Vec<Refusal>,
}

/// Refusals that are alike.
#[derive(SimpleObject)]
pub struct Refusal {
    /// Why.
    reason: RefusalReason,
    /// Which API was asked.
    surface: ContentSurface,
    /// The REST route, such as GET /api/articles/:documentId; never a value of a request.
    route: Option<String>,
    /// The id of the token, where it is a known one.
    token_id: Option<ID>,
    /// The token's name, while there is such a token.
    token_name: Option<String>,
    /// The permission that was missing, such as article:find(price).
    missing: Option<String>,
    /// How often it was refused.
    count: u64,
    /// The first time.
    first_at: DateTime,
    /// The last time.
    last_at: DateTime,
}

impl From<Report> for RecentRefusals {
    fn from(report: Report) -> Self {
        Self {
            since: report.since.into(),
            unauthenticated: report.unauthenticated,
            forbidden: report.forbidden,
            refusals: report.recent.into_iter().map(Refusal::from).collect(),
        }
    }
}

impl From<(Counted, Option<String>)> for Refusal {
    fn from((counted, token_name): (Counted, Option<String>)) -> Self {
        let Counted { refusal, count, first_at, last_at } = counted;
        let (surface, route) = match refusal.door {
            Door::Graphql => (ContentSurface::Graphql, None),
            Door::Rest { route } => (ContentSurface::Rest, Some(route)),
        };
        Self {
            reason: refusal.reason.into(),
            surface,
            route,
            token_id: refusal.token_id.map(ID),
            token_name,
            missing: refusal.missing,
            count,
            first_at: first_at.into(),
            last_at: last_at.into(),
        }
    }
}

/// Reading what was refused.
#[derive(Default)]
pub struct RefusalQueries;

#[Object]
impl RefusalQueries {
    /// Which requests for content this server refused lately.
    #[graphql(directive = requires::apply(permission_of::<ReadApiTokens>()))]
    async fn recent_refusals(&self, ctx: &Context<'_>) -> Result<RecentRefusals> {
        Ok(refusals::recent(ctx.services(), &ctx.granted::<ReadApiTokens>()?).await?.into())
    }
}
