//! `keyway_login_attempts`: wrong passwords of the last minutes. A table and not memory, so that neither a restart nor a
//! second server gives an attacker a fresh count.

use sea_orm::entity::prelude::*;

/// One wrong password.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyway_login_attempts")]
pub struct Model {
    /// Primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// The email that was tried, normalized, whether or not there is such an account.
    pub email: String,
    /// When.
    pub at: i64,
}

/// None: the account need not exist.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
