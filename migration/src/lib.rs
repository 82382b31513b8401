//! Makes and changes the system tables (prefix `keyway_`). Every migration is one transaction where the database can do
//! that, and is never edited after a release: changes are new migrations.

#![expect(elided_lifetimes_in_paths, reason = "the trait's methods elide it, and async_trait needs the same form")]

mod m0001_system_tables;
mod m0002_built_in_roles;
mod m0003_row_revisions;

use sea_orm_migration::prelude::*;
pub use sea_orm_migration::{MigratorTrait, SchemaManager};

/// The list of migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_system_tables::Migration),
            Box::new(m0002_built_in_roles::Migration),
            Box::new(m0003_row_revisions::Migration),
        ]
    }

    fn migration_table_name() -> DynIden {
        "keyway_migrations".into_iden()
    }
}
