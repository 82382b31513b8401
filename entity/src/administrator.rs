//! `keyway_administrators`: the people who manage the server.

use sea_orm::entity::prelude::*;

/// One administrator.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyway_administrators")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Trimmed and in lower case; unique.
    #[sea_orm(unique)]
    pub email: String,
    /// How the person is called; may be empty.
    pub name: String,
    /// Argon2id, in PHC form.
    pub password_hash: String,
    /// Whether the person may log in.
    pub enabled: bool,
    /// When the account was made.
    pub created_at: i64,
    /// When the account was last changed.
    pub updated_at: i64,
    /// When the person last logged in.
    pub last_login_at: Option<i64>,
    /// Counts the changes by administrators; the person's own logins and passwords are none.
    pub revision: i64,
}

/// What rows of other tables belong to an administrator.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// The rows that give roles.
    #[sea_orm(has_many = "super::administrator_role::Entity")]
    AdministratorRoles,
    /// The logins.
    #[sea_orm(has_many = "super::session::Entity")]
    Sessions,
}

impl Related<super::role::Entity> for Entity {
    fn to() -> RelationDef {
        super::administrator_role::Relation::Role.def()
    }

    fn via() -> Option<RelationDef> {
        Some(super::administrator_role::Relation::Administrator.def().rev())
    }
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Sessions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
