//! `keyway_sessions`: logins of administrators.

use sea_orm::entity::prelude::*;

/// One login, for as long as its refresh token is renewed.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyway_sessions")]
pub struct Model {
    /// Primary key; the `sid` of access tokens.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Whose login.
    pub administrator_id: String,
    /// Digest of the refresh token in force; unique.
    #[sea_orm(unique)]
    pub refresh_digest: String,
    /// Digest of the refresh token before that one: whoever presents it has an old copy, and the session ends.
    pub previous_refresh_digest: Option<String>,
    /// When the person logged in.
    pub created_at: i64,
    /// When the refresh token in force stops working.
    pub expires_at: i64,
    /// When the session was last renewed.
    pub last_used_at: i64,
    /// When the session was ended, by logout or from elsewhere.
    pub revoked_at: Option<i64>,
    /// What the client called itself.
    pub user_agent: Option<String>,
    /// The network address that logged in.
    pub address: Option<String>,
}

/// What rows of other tables belong to a session.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Whose login.
    #[sea_orm(
        belongs_to = "super::administrator::Entity",
        from = "Column::AdministratorId",
        to = "super::administrator::Column::Id",
        on_delete = "Cascade"
    )]
    Administrator,
}

impl Related<super::administrator::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Administrator.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
