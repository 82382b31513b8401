//! `keyway_settings`: single values, such as the public permissions or the digest of the set-up link.

use sea_orm::entity::prelude::*;

/// One value.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyway_settings")]
pub struct Model {
    /// What the value is for; primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// The value; its form is the business of whoever reads it.
    #[sea_orm(column_type = "Text")]
    pub value: String,
    /// Counts how often the value was set.
    pub revision: i64,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
