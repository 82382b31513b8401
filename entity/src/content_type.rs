//! `keyway_content_types`: the definitions of the content types.

use sea_orm::entity::prelude::*;

/// One content type.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "keyway_content_types")]
pub struct Model {
    /// The singular name; primary key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub singular: String,
    /// The definition as JSON in the form of Strapi's `schema.json`.
    #[sea_orm(column_type = "Text")]
    pub definition: String,
    /// When the type was made.
    pub created_at: i64,
    /// When the type was last changed.
    pub updated_at: i64,
}

/// None.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
