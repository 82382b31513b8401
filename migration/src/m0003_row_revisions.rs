//! Counts the changes of administrators, roles and settings, so that two people who edit the same one notice each other.

use sea_orm_migration::prelude::*;

const TABLES: [&str; 3] = ["keyway_administrators", "keyway_roles", "keyway_settings"];
const COLUMN: &str = "revision";

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            // On MySQL an interrupted migration begins again and finds what it has made so far.
            if !manager.has_column(table, COLUMN).await? {
                let mut revision = ColumnDef::new(COLUMN);
                revision.big_integer().not_null().default(1);
                manager.alter_table(Table::alter().table(table).add_column(revision).take()).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.alter_table(Table::alter().table(table).drop_column(COLUMN).take()).await?;
        }
        Ok(())
    }
}
