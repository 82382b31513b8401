//! `keyway_administrator_roles`: which administrator has which roles.

use sea_orm::entity::prelude::*;

/// One role of one administrator.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyway_administrator_roles")]
pub struct Model {
    /// The administrator.
    #[sea_orm(primary_key, auto_increment = false)]
    pub administrator_id: String,
    /// The role.
    #[sea_orm(primary_key, auto_increment = false)]
    pub role_id: String,
}

/// The two ends.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Who has the role.
    #[sea_orm(
        belongs_to = "super::administrator::Entity",
        from = "Column::AdministratorId",
        to = "super::administrator::Column::Id",
        on_delete = "Cascade"
    )]
    Administrator,
    /// The role that is had.
    #[sea_orm(
        belongs_to = "super::role::Entity",
        from = "Column::RoleId",
        to = "super::role::Column::Id",
        on_delete = "Restrict"
    )]
    Role,
}

impl Related<super::administrator::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Administrator.def()
    }
}

impl Related<super::role::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Role.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
