//! Statements on tokens and their secrets.

use std::collections::HashMap;

use entity::api_token::{self, TokenType};
use entity::token_secret;
use sea_orm::sea_query::{Expr, NullOrdering};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::page::{self, Page, PageRequest};
use crate::clock::Timestamp;
use crate::error::Result;

/// A token with its secrets, the newest first.
pub type StoredToken = (api_token::Model, Vec<token_secret::Model>);

/// Finds the secret of one of these digests, and its token: one indexed statement.
pub async fn by_digest(
    connection: &impl ConnectionTrait,
    digests: Vec<String>,
) -> Result<Option<(token_secret::Model, api_token::Model)>> {
    let found = token_secret::Entity::find()
        .find_also_related(api_token::Entity)
        .filter(token_secret::Column::Digest.is_in(digests))
        .one(connection)
        .await?;
    Ok(found.and_then(|(secret, token)| Some((secret, token?))))
}

/// One token.
pub async fn by_id(connection: &impl ConnectionTrait, id: &str) -> Result<Option<StoredToken>> {
    let Some(token) = api_token::Entity::find_by_id(id).one(connection).await? else { return Ok(None) };
    let secrets = secrets_of(connection, [id]).await?;
    Ok(Some((token, secrets)))
}

/// The names of those of these tokens that exist, by their ids.
pub async fn names(connection: &impl ConnectionTrait, ids: &[&str]) -> Result<HashMap<String, String>> {
    let select = api_token::Entity::find().filter(api_token::Column::Id.is_in(ids.iter().copied())).select_only();
    let columns = select.column(api_token::Column::Id).column(api_token::Column::Name);
    Ok(columns.into_tuple::<(String, String)>().all(connection).await?.into_iter().collect())
}

/// Whether another token than `except` has this name in lower case.
pub async fn name_is_taken(connection: &impl ConnectionTrait, name_key: &str, except: Option<&str>) -> Result<bool> {
    let mut named = api_token::Entity::find().filter(api_token::Column::NameKey.eq(name_key));
    if let Some(id) = except {
        named = named.filter(api_token::Column::Id.ne(id));
    }
    Ok(named.count(connection).await? > 0)
}

/// Whether a secret with one of these digests is in use.
pub async fn digest_is_taken(connection: &impl ConnectionTrait, digests: Vec<String>) -> Result<bool> {
    Ok(token_secret::Entity::find().filter(token_secret::Column::Digest.is_in(digests)).count(connection).await? > 0)
}

/// Adds a token. The error is the database's own, so that a clash of names can be told from a fault.
pub async fn insert(transaction: &DatabaseTransaction, token: api_token::Model) -> Result<(), DbErr> {
    api_token::Entity::insert(token.into_active_model()).exec_without_returning(transaction).await.map(drop)
}

/// Adds a secret.
pub async fn insert_secret(transaction: &DatabaseTransaction, secret: token_secret::Model) -> Result<(), DbErr> {
    token_secret::Entity::insert(secret.into_active_model()).exec_without_returning(transaction).await.map(drop)
}

/// Writes what an administrator can change. `last_used_at` is left alone: it moves without them.
pub async fn update(transaction: &DatabaseTransaction, token: api_token::Model) -> Result<(), DbErr> {
    let mut row = token.into_active_model().reset_all();
    row.last_used_at = sea_orm::ActiveValue::NotSet;
    row.update(transaction).await.map(drop)
}

/// Lets no secret of a token work longer than `until`, and removes those that work no more `now`, as none does without
/// a moment to work until.
pub async fn end_secrets(
    transaction: &DatabaseTransaction,
    token_id: &str,
    now: Timestamp,
    until: Option<Timestamp>,
) -> Result<()> {
    let own = token_secret::Column::TokenId.eq(token_id);
    let Some(until) = until else {
        token_secret::Entity::delete_many().filter(own).exec(transaction).await?;
        return Ok(());
    };
    let ends = token_secret::Column::ExpiresAt;
    token_secret::Entity::delete_many().filter(own.clone()).filter(ends.lte(now.0)).exec(transaction).await?;
    token_secret::Entity::update_many()
        .col_expr(ends, Expr::val(until.0))
        .filter(own)
        .filter(Condition::any().add(ends.is_null()).add(ends.gt(until.0)))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Removes a token; its secrets go with it.
pub async fn delete(transaction: &DatabaseTransaction, id: &str) -> Result<()> {
    api_token::Entity::delete_by_id(id).exec(transaction).await?;
    Ok(())
}

/// Notes a use of a secret, unless a later one is noted already.
pub async fn move_last_used(
    transaction: &DatabaseTransaction,
    token_id: &str,
    secret_id: &str,
    at: Timestamp,
) -> Result<()> {
    token_secret::Entity::update_many()
        .col_expr(token_secret::Column::LastUsedAt, Expr::val(at.0))
        .filter(token_secret::Column::Id.eq(secret_id))
        .filter(earlier(token_secret::Column::LastUsedAt, at))
        .exec(transaction)
        .await?;
    api_token::Entity::update_many()
        .col_expr(api_token::Column::LastUsedAt, Expr::val(at.0))
        .filter(api_token::Column::Id.eq(token_id))
        .filter(earlier(api_token::Column::LastUsedAt, at))
        .exec(transaction)
        .await?;
    Ok(())
}

fn earlier(column: impl ColumnTrait, at: Timestamp) -> Condition {
    Condition::any().add(column.is_null()).add(column.lt(at.0))
}

/// Whether a token can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenStatus {
    /// It can.
    Active,
    /// Its time is over; switching it on does not help.
    Expired,
    /// It is switched off, and its time is not over.
    Disabled,
}

impl TokenStatus {
    /// The status of a token at a moment.
    pub fn of(token: &api_token::Model, now: Timestamp) -> Self {
        match token.expires_at {
            Some(at) if at <= now.0 => Self::Expired,
            _ if token.enabled => Self::Active,
            _ => Self::Disabled,
        }
    }

    fn condition(self, now: Timestamp) -> Condition {
        let expired = api_token::Column::ExpiresAt.lte(now.0);
        let running =
            Condition::any().add(api_token::Column::ExpiresAt.is_null()).add(api_token::Column::ExpiresAt.gt(now.0));
        match self {
            Self::Expired => Condition::all().add(expired),
            Self::Active => Condition::all().add(running).add(api_token::Column::Enabled.eq(true)),
            Self::Disabled => Condition::all().add(running).add(api_token::Column::Enabled.eq(false)),
        }
    }
}

/// What a list of tokens can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenOrder {
    /// The name, whatever its case.
    Name,
    /// The type.
    Type,
    /// When it was made.
    CreatedAt,
    /// When it was changed.
    UpdatedAt,
    /// When it was used; never comes before any date.
    LastUsedAt,
    /// When it expires; never comes after any date.
    ExpiresAt,
}

/// Which tokens to list.
#[derive(Clone, Debug, Default)]
pub struct TokenFilter {
    /// Only this type.
    pub token_type: Option<TokenType>,
    /// Only this status.
    pub status: Option<TokenStatus>,
}

/// One page of the tokens whose name contains `search`.
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &TokenFilter,
    search: Option<&str>,
    order: &[(TokenOrder, Order)],
    request: PageRequest,
    now: Timestamp,
) -> Result<Page<StoredToken>> {
    let page = page::fetch(connection, ordered(filtered(filter, search, now), order), request).await?;
    let mut secrets = secrets_of(connection, page.items.iter().map(|token| token.id.as_str())).await?;
    Ok(page.map(|token| {
        let own = secrets.extract_if(.., |secret| secret.token_id == token.id).collect();
        (token, own)
    }))
}

fn filtered(filter: &TokenFilter, search: Option<&str>, now: Timestamp) -> Select<api_token::Entity> {
    let mut select = page::searched(api_token::Entity::find(), &[api_token::Column::NameKey], search);
    if let Some(token_type) = filter.token_type {
        select = select.filter(api_token::Column::TokenType.eq(token_type));
    }
    if let Some(status) = filter.status {
        select = select.filter(status.condition(now));
    }
    select
}

/// Orders by the keys, then by id, so that pages never overlap.
fn ordered(mut select: Select<api_token::Entity>, order: &[(TokenOrder, Order)]) -> Select<api_token::Entity> {
    for (key, direction) in order {
        let (column, never_is_first) = match key {
            TokenOrder::Name => (api_token::Column::NameKey, true),
            TokenOrder::Type => (api_token::Column::TokenType, true),
            TokenOrder::CreatedAt => (api_token::Column::CreatedAt, true),
            TokenOrder::UpdatedAt => (api_token::Column::UpdatedAt, true),
            TokenOrder::LastUsedAt => (api_token::Column::LastUsedAt, true),
            TokenOrder::ExpiresAt => (api_token::Column::ExpiresAt, false),
        };
        // Databases disagree about where nulls go, so it is always said.
        let nulls =
            if never_is_first == (*direction == Order::Desc) { NullOrdering::Last } else { NullOrdering::First };
        select = select.order_by_with_nulls(column, direction.clone(), nulls);
    }
    select.order_by_asc(api_token::Column::Id)
}

async fn secrets_of<'i>(
    connection: &impl ConnectionTrait,
    token_ids: impl IntoIterator<Item = &'i str>,
) -> Result<Vec<token_secret::Model>> {
    let secrets = token_secret::Entity::find()
        .filter(token_secret::Column::TokenId.is_in(token_ids))
        .order_by_desc(token_secret::Column::CreatedAt)
        .order_by_desc(token_secret::Column::Id);
    Ok(secrets.all(connection).await?)
}

/// Ids of the keys that stored secrets were made with.
pub async fn key_ids(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    let ids = token_secret::Entity::find().select_only().column(token_secret::Column::KeyId).distinct();
    Ok(ids.into_tuple().all(connection).await?)
}
