//! `keyway_roles`: what administrators may do.

use sea_orm::entity::prelude::*;

/// The code of the role that may do everything, now and in future versions.
pub const SUPER_ADMIN: &str = "super-admin";

/// One role.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyway_roles")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// As it is shown.
    pub name: String,
    /// The name in lower case; unique.
    #[sea_orm(unique)]
    pub name_key: String,
    /// Stable identifier, such as `super-admin`; unique.
    #[sea_orm(unique)]
    pub code: String,
    /// Free text; empty when none was given.
    #[sea_orm(column_type = "Text")]
    pub description: String,
    /// JSON list of management permissions. Super Admin has all, whatever stands here.
    #[sea_orm(column_type = "Text")]
    pub permissions: String,
    /// JSON list of content grants. Super Admin has full access, whatever stands here.
    #[sea_orm(column_type = "Text")]
    pub grants: String,
    /// Whether the role came with the server and cannot be deleted.
    pub built_in: bool,
    /// When the role was made.
    pub created_at: i64,
    /// When the role was last changed.
    pub updated_at: i64,
    /// Counts the changes.
    pub revision: i64,
}

/// What rows of other tables belong to a role.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// The rows that give it to administrators.
    #[sea_orm(has_many = "super::administrator_role::Entity")]
    AdministratorRoles,
}

impl Related<super::administrator::Entity> for Entity {
    fn to() -> RelationDef {
        super::administrator_role::Relation::Administrator.def()
    }

    fn via() -> Option<RelationDef> {
        Some(super::administrator_role::Relation::Role.def().rev())
    }
}

impl ActiveModelBehavior for ActiveModel {}
