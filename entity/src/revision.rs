//! `keyway_revisions`: counters by which servers notice what other servers changed.

use sea_orm::entity::prelude::*;

/// One counter; only ever grows.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyway_revisions")]
pub struct Model {
    /// What is counted: `tokens`, `roles` or `content-types`; primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// How many changes there were.
    pub value: i64,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
