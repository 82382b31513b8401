//! The tables of the content types that the program brings along. Where Strapi has made them already they are left as they are.

use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::Database;
use super::content_types::{DefinitionChange, existing_tables};
use super::database::dialect_of;
use super::locales;
use super::table_change::{self, TableChange};
use crate::catalog::built_in;
use crate::catalog::ddl::Operation;
use crate::catalog::layout::Table;
use crate::clock::Clock;
use crate::error::Result;

/// The tables that are not there yet, each after those that it refers to.
pub(super) async fn missing_tables(connection: &impl ConnectionTrait) -> Result<Vec<Table>> {
    let existing = existing_tables(connection).await?;
    Ok(built_in::tables().into_iter().filter(|table| !existing.contains(&table.name)).collect())
}

/// Makes the missing tables.
pub(super) async fn make_tables(transaction: &DatabaseTransaction) -> Result<()> {
    for statement in statements(transaction).await? {
        transaction.execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Makes the missing tables where each statement is a transaction of its own.
pub(super) async fn make_tables_in_steps(database: &Database) -> Result<()> {
    if missing_tables(database.read()).await?.is_empty() {
        return Ok(());
    }
    // A change that was interrupted before has noted what is left of it where this one will note itself.
    table_change::resume(database, Clock::system().now()).await?;
    let transaction = database.begin().await?;
    TableChange::new(statements(database.tables()).await?, DefinitionChange::default()).run(database).await?;
    table_change::forget(&transaction).await?;
    Ok(transaction.commit().await?)
}

async fn statements(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    let dialect = dialect_of(connection.get_database_backend());
    let tables = missing_tables(connection).await?;
    let first_locale = tables.iter().any(|table| table.name == locales::TABLE).then(|| locales::first(dialect));
    let tables = tables.into_iter().flat_map(|table| Operation::CreateTable(table).sql(dialect));
    Ok(tables.chain(first_locale.into_iter().flatten()).collect())
}
