//! Sessions' rows, and the wrong passwords of the last minutes.

use entity::session::{ActiveModel, Column, Entity, Model};
use entity::{administrator, login_attempt};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};

use crate::clock::Timestamp;
use crate::error::Result;

fn living(now: Timestamp) -> Condition {
    Condition::all().add(Column::RevokedAt.is_null()).add(Column::ExpiresAt.gt(now.0))
}

/// A session, living or not, and whose it is.
pub async fn with_administrator(db: &impl ConnectionTrait, id: &str) -> Result<Option<(Model, administrator::Model)>> {
    let found = Entity::find_by_id(id).find_also_related(administrator::Entity).one(db).await?;
    Ok(found.and_then(|(session, administrator)| Some((session, administrator?))))
}

/// Whether the session exists, is not revoked and not expired.
pub async fn is_living(db: &impl ConnectionTrait, id: &str, now: Timestamp) -> Result<bool> {
    Ok(Entity::find_by_id(id).filter(living(now)).count(db).await? > 0)
}

/// The living sessions of an administrator, the last used first.
pub async fn of_administrator(db: &impl ConnectionTrait, administrator_id: &str, now: Timestamp) -> Result<Vec<Model>> {
    let select = Entity::find().filter(Column::AdministratorId.eq(administrator_id)).filter(living(now));
    Ok(select.order_by_desc(Column::LastUsedAt).order_by_asc(Column::Id).all(db).await?)
}

/// The session whose refresh token has, or had before the last renewal, one of these digests.
pub async fn find_by_refresh_digest(db: &impl ConnectionTrait, digests: &[String]) -> Result<Option<Model>> {
    let presented =
        Condition::any().add(Column::RefreshDigest.is_in(digests)).add(Column::PreviousRefreshDigest.is_in(digests));
    Ok(Entity::find().filter(presented).one(db).await?)
}

/// Adds a session.
pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model> {
    Ok(row.insert(db).await?)
}

/// Writes what is set in `row`.
pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model> {
    Ok(row.update(db).await?)
}

/// Ends one living session of an administrator; says whether there was one.
pub async fn revoke(db: &impl ConnectionTrait, administrator_id: &str, id: &str, now: Timestamp) -> Result<bool> {
    let ended = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(now.0))
        .filter(Column::Id.eq(id))
        .filter(Column::AdministratorId.eq(administrator_id))
        .filter(living(now))
        .exec(db)
        .await?;
    Ok(ended.rows_affected > 0)
}

/// Ends every living session of an administrator but `kept`.
pub async fn revoke_others(
    db: &impl ConnectionTrait,
    administrator_id: &str,
    kept: Option<&str>,
    now: Timestamp,
) -> Result<()> {
    let mut update = Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(now.0))
        .filter(Column::AdministratorId.eq(administrator_id))
        .filter(Column::RevokedAt.is_null());
    if let Some(kept) = kept {
        update = update.filter(Column::Id.ne(kept));
    }
    update.exec(db).await?;
    Ok(())
}

/// Forgets the passwords that were tried up to `moment`.
pub async fn forget_attempts_until(db: &impl ConnectionTrait, moment: Timestamp) -> Result<()> {
    login_attempt::Entity::delete_many().filter(login_attempt::Column::At.lte(moment.0)).exec(db).await?;
    Ok(())
}

/// How many passwords were tried for this email since `moment`.
pub async fn attempts_since(db: &impl ConnectionTrait, email: &str, moment: Timestamp) -> Result<u64> {
    let select = login_attempt::Entity::find()
        .filter(login_attempt::Column::Email.eq(email))
        .filter(login_attempt::Column::At.gt(moment.0));
    Ok(select.count(db).await?)
}

/// Notes that a password was tried.
pub async fn insert_attempt(db: &impl ConnectionTrait, row: login_attempt::ActiveModel) -> Result<()> {
    login_attempt::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Forgets the passwords that were tried for this email, as the right one was found.
pub async fn clear_attempts(db: &impl ConnectionTrait, email: &str) -> Result<()> {
    login_attempt::Entity::delete_many().filter(login_attempt::Column::Email.eq(email)).exec(db).await?;
    Ok(())
}
