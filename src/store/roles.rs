//! Roles' rows, and how many administrators have them.

use std::collections::HashMap;

use entity::administrator_role;
use entity::role::{ActiveModel, Column, Entity, Model};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};

use super::page::{self, Page, PageRequest};
use crate::error::Result;

/// The role with this id.
pub async fn find(db: &impl ConnectionTrait, id: &str) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The role with this code.
pub async fn find_by_code(db: &impl ConnectionTrait, code: &str) -> Result<Option<Model>> {
    Ok(Entity::find().filter(Column::Code.eq(code)).one(db).await?)
}

/// The role of this name, in whatever case.
pub async fn find_by_name(db: &impl ConnectionTrait, name: &str) -> Result<Option<Model>> {
    Ok(Entity::find().filter(Column::NameKey.eq(name.to_lowercase())).one(db).await?)
}

/// Those of the roles with these ids that exist.
pub async fn find_all(db: &impl ConnectionTrait, ids: &[String]) -> Result<Vec<Model>> {
    Ok(Entity::find().filter(Column::Id.is_in(ids)).order_by_asc(Column::Name).all(db).await?)
}

/// One page of the roles whose name or description contains `search`.
pub async fn list(
    db: &impl ConnectionTrait,
    search: Option<&str>,
    order: &[(Column, Order)],
    request: PageRequest,
) -> Result<Page<Model>> {
    let found = page::searched(Entity::find(), &[Column::Name, Column::Description], search);
    page::fetch(db, page::ordered(found, order).order_by_asc(Column::Id), request).await
}

/// How many administrators have each of these roles. Roles that nobody has are left out.
pub async fn holders(db: &impl ConnectionTrait, ids: &[&str]) -> Result<HashMap<String, i64>> {
    let counts: Vec<(String, i64)> = administrator_role::Entity::find()
        .select_only()
        .column(administrator_role::Column::RoleId)
        .column_as(administrator_role::Column::AdministratorId.count(), "holders")
        .filter(administrator_role::Column::RoleId.is_in(ids.iter().copied()))
        .group_by(administrator_role::Column::RoleId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counts.into_iter().collect())
}

/// Adds a role.
pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model> {
    Ok(row.insert(db).await?)
}

/// Writes what is set in `row`.
pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model> {
    Ok(row.update(db).await?)
}

/// Removes a role that nobody has.
pub async fn delete(db: &impl ConnectionTrait, id: &str) -> Result<()> {
    Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}
