//! `keyway_api_tokens`: what an administrator manages. The secrets that open a token are rows of their own.

use sea_orm::entity::prelude::*;

/// What a token may do with content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum TokenType {
    /// `find` and `findOne` on every type.
    #[sea_orm(string_value = "read-only")]
    ReadOnly,
    /// Every action on every type.
    #[sea_orm(string_value = "full-access")]
    FullAccess,
    /// What its grants say.
    #[sea_orm(string_value = "custom")]
    Custom,
}

/// One API token.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyway_api_tokens")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// As the administrator wrote it, trimmed.
    pub name: String,
    /// The name in lower case; unique.
    #[sea_orm(unique)]
    pub name_key: String,
    /// Free text; empty when none was given.
    #[sea_orm(column_type = "Text")]
    pub description: String,
    /// What the token may do with content.
    #[sea_orm(column_name = "type")]
    pub token_type: TokenType,
    /// The duration that was chosen, in milliseconds; nothing for unlimited tokens and for a chosen date.
    pub lifespan: Option<i64>,
    /// JSON list of grants; empty unless the type is custom.
    #[sea_orm(column_type = "Text")]
    pub grants: String,
    /// Whether a read-only token reads drafts too.
    pub read_drafts: bool,
    /// Whether the token is switched on.
    pub enabled: bool,
    /// When it stops working by itself; nothing for never.
    pub expires_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
    /// When an administrator last changed it.
    pub updated_at: i64,
    /// When a request last used it; written in batches.
    pub last_used_at: Option<i64>,
    /// The administrator who made it; nothing for the command line. Not a foreign key: it outlives the administrator.
    pub created_by: Option<String>,
    /// When its secret was last replaced.
    pub last_regenerated_at: Option<i64>,
    /// Counts the changes.
    pub revision: i64,
}

/// What rows of other tables belong to a token.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its secrets.
    #[sea_orm(has_many = "super::token_secret::Entity")]
    Secrets,
}

impl Related<super::token_secret::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Secrets.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
