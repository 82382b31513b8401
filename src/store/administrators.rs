//! Administrators' rows, and which roles they have.

use std::collections::HashMap;

use entity::administrator::{ActiveModel, Column, Entity, Model};
use entity::{administrator_role, role};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, JoinType, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};

use super::page::{self, Page, PageRequest};
use crate::error::Result;

/// The administrator with this id.
pub async fn find(db: &impl ConnectionTrait, id: &str) -> Result<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// The administrator with this email, which is trimmed and in lower case.
pub async fn find_by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<Model>> {
    Ok(Entity::find().filter(Column::Email.eq(email)).one(db).await?)
}

/// How many administrators there are.
pub async fn count(db: &impl ConnectionTrait) -> Result<u64> {
    Ok(Entity::find().count(db).await?)
}

/// One page of the administrators whose email or name contains `search`.
pub async fn list(
    db: &impl ConnectionTrait,
    search: Option<&str>,
    order: &[(Column, Order)],
    request: PageRequest,
) -> Result<Page<Model>> {
    let found = page::searched(Entity::find(), &[Column::Email, Column::Name], search);
    page::fetch(db, page::ordered(found, order).order_by_asc(Column::Id), request).await
}

/// Adds an administrator.
pub async fn insert(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model> {
    Ok(row.insert(db).await?)
}

/// Writes what is set in `row`.
pub async fn update(db: &impl ConnectionTrait, row: ActiveModel) -> Result<Model> {
    Ok(row.update(db).await?)
}

/// Removes an administrator with everything that belongs to them.
pub async fn delete(db: &impl ConnectionTrait, id: &str) -> Result<()> {
    Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// The roles of each of these administrators, by name. Administrators without a role are left out.
pub async fn roles_of(db: &impl ConnectionTrait, ids: &[&str]) -> Result<HashMap<String, Vec<role::Model>>> {
    let rows = administrator_role::Entity::find()
        .filter(administrator_role::Column::AdministratorId.is_in(ids.iter().copied()))
        .find_also_related(role::Entity)
        .order_by_asc(role::Column::Name)
        .all(db)
        .await?;
    let mut roles: HashMap<String, Vec<role::Model>> = HashMap::new();
    for (link, role) in rows {
        roles.entry(link.administrator_id).or_default().extend(role);
    }
    Ok(roles)
}

/// Gives an administrator these roles and no others.
pub async fn set_roles(db: &impl ConnectionTrait, id: &str, role_ids: &[String]) -> Result<()> {
    administrator_role::Entity::delete_many()
        .filter(administrator_role::Column::AdministratorId.eq(id))
        .exec(db)
        .await?;
    let links = role_ids.iter().map(|role_id| administrator_role::ActiveModel {
        administrator_id: Set(id.to_owned()),
        role_id: Set(role_id.clone()),
    });
    administrator_role::Entity::insert_many(links).exec_without_returning(db).await?;
    Ok(())
}

/// How many enabled administrators are Super Admins.
pub async fn enabled_super_admins(db: &impl ConnectionTrait) -> Result<u64> {
    let select = Entity::find()
        .join(JoinType::InnerJoin, administrator_role::Relation::Administrator.def().rev())
        .join(JoinType::InnerJoin, administrator_role::Relation::Role.def())
        .filter(role::Column::Code.eq(role::SUPER_ADMIN))
        .filter(Column::Enabled.eq(true));
    Ok(select.count(db).await?)
}
