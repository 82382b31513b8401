//! Single values of the server, each under a key.

use entity::setting::{ActiveModel, Column, Entity, Model};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, ExprTrait};

use crate::error::Result;

/// The key of the JSON list of grants that are open without a token.
pub const PUBLIC_PERMISSIONS: &str = "public-permissions";
/// The key of the digest, in hexadecimal, of the code with which the first administrator can be made.
pub const SETUP_CODE: &str = "setup-code";

/// The value under `key`.
pub async fn get(db: &impl ConnectionTrait, key: &str) -> Result<Option<String>> {
    Ok(find(db, key).await?.map(|setting| setting.value))
}

/// The value under `key`, and how often it was set.
pub async fn find(db: &impl ConnectionTrait, key: &str) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(key).one(db).await?)
}

/// Puts `value` under `key`.
pub async fn set(db: &impl ConnectionTrait, key: &str, value: String) -> Result<()> {
    let row = ActiveModel { key: Set(key.to_owned()), value: Set(value), revision: Set(1) };
    let next = Expr::col((Entity, Column::Revision)).add(1);
    let replace = OnConflict::column(Column::Key).update_column(Column::Value).value(Column::Revision, next).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// Removes what is under `key`.
pub async fn remove(db: &impl ConnectionTrait, key: &str) -> Result<()> {
    Entity::delete_by_id(key).exec(db).await?;
    Ok(())
}
