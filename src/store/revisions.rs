//! Counters by which a server notices what another server (or the command line) changed.

use entity::revision;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter};

use crate::error::{Error, Result};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Counter {
    /// Tokens, their secrets, and the public permissions.
    Tokens,
    /// Administrators, roles and sessions.
    Roles,
    /// Definitions of content types.
    ContentTypes,
}

impl Counter {
    fn as_str(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Roles => "roles",
            Self::ContentTypes => "content-types",
        }
    }
}

/// Every counter at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Revisions {
    /// See [`Counter::Tokens`].
    pub tokens: i64,
    /// See [`Counter::Roles`].
    pub roles: i64,
    /// See [`Counter::ContentTypes`].
    pub content_types: i64,
}

/// Counts one change, in the transaction that makes it.
pub async fn bump(transaction: &DatabaseTransaction, counter: Counter) -> Result<()> {
    let update = revision::Entity::update_many()
        .col_expr(revision::Column::Value, Expr::col(revision::Column::Value).add(1))
        .filter(revision::Column::Name.eq(counter.as_str()))
        .exec(transaction)
        .await?;
    if update.rows_affected == 1 { Ok(()) } else { Err(incomplete()) }
}

/// Reads all counters in one statement.
pub async fn read_all(connection: &impl ConnectionTrait) -> Result<Revisions> {
    let rows = revision::Entity::find().all(connection).await?;
    let value = |counter: Counter| {
        rows.iter().find(|row| row.name == counter.as_str()).map(|row| row.value).ok_or_else(incomplete)
    };
    Ok(Revisions {
        tokens: value(Counter::Tokens)?,
        roles: value(Counter::Roles)?,
        content_types: value(Counter::ContentTypes)?,
    })
}

fn incomplete() -> Error {
    Error::internal("keyway_revisions lacks one of its rows")
}
