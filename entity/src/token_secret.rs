//! `keyway_token_secrets`: digests of the secrets that open a token. A secret itself is stored nowhere.

use sea_orm::entity::prelude::*;

/// How a digest was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum DigestKind {
    /// blake3, keyed with a key of the server.
    #[sea_orm(string_value = "blake3")]
    Blake3,
}

/// One secret of a token.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyway_token_secrets")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The token that it opens.
    pub token_id: String,
    /// Which of the server's keys the digest was made with.
    pub key_id: String,
    /// Lower-case hexadecimal; unique, and what look-ups go by.
    #[sea_orm(unique)]
    pub digest: String,
    /// How the digest was made.
    pub digest_kind: DigestKind,
    /// What of the secret may be shown, so that people can tell tokens apart.
    pub hint: String,
    /// When it was made.
    pub created_at: i64,
    /// When this secret stops working, apart from its token; nothing for never.
    pub expires_at: Option<i64>,
    /// When a request last used it; written in batches.
    pub last_used_at: Option<i64>,
}

/// What rows of other tables belong to a secret.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    /// Its token.
    #[sea_orm(
        belongs_to = "super::api_token::Entity",
        from = "Column::TokenId",
        to = "super::api_token::Column::Id",
        on_delete = "Cascade"
    )]
    Token,
}

impl Related<super::api_token::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Token.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
