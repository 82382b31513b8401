//! `keyway_audit_events`: who did what to which token, role, user or type. Rows are only ever added, and outlive what
//! they speak of, so nothing here is a foreign key.

use sea_orm::entity::prelude::*;

/// Who acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))")]
pub enum ActorKind {
    /// A person with a session.
    #[sea_orm(string_value = "administrator")]
    Administrator,
    /// Whoever runs commands on the server's own machine.
    #[sea_orm(string_value = "operator")]
    Operator,
    /// The server itself, or nobody known, such as a failed login.
    #[sea_orm(string_value = "system")]
    System,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyway_audit_events")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// When.
    pub at: i64,
    /// Who acted.
    pub actor_kind: ActorKind,
    /// The administrator's id.
    pub actor_id: Option<String>,
    /// The administrator's email at that time.
    pub actor_email: Option<String>,
    /// What was done, such as `api-token.create`.
    pub action: String,
    /// What it was done to, such as `api-token`.
    pub target_kind: String,
    /// The id of what it was done to.
    pub target_id: Option<String>,
    /// The name of what it was done to, at that time.
    pub target_name: Option<String>,
    /// JSON object of facts about it; never a secret.
    #[sea_orm(column_type = "Text")]
    pub details: String,
    /// The network address that the request came from.
    pub address: Option<String>,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
