//! Changes of tables on MySQL and MariaDB, where each statement is a transaction of its own: what is to be done is written
//! down first, and how much of it is done after each statement, so that an interrupted change is finished later.
//!
//! At most one statement can have been done without having been noted. Done again it fails in a way that tells so.

use sea_orm::sqlx::mysql::MySqlDatabaseError;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, RuntimeErr, TransactionTrait};
use serde::{Deserialize, Serialize};

use super::content_types::DefinitionChange;
use super::revisions::{self, Counter};
use super::{Database, settings};
use crate::catalog::Dialect;
use crate::clock::Timestamp;
use crate::error::{Code, Error, Result};

/// The key under which an unfinished change stands in the settings.
const JOURNAL: &str = "unfinished-table-change";

/// A change of tables, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableChange {
    statements: Vec<String>,
    done: usize,
    definitions: DefinitionChange,
}

impl TableChange {
    /// A change that has not begun, and what it leads to.
    pub fn new(statements: Vec<String>, definitions: DefinitionChange) -> Self {
        Self { statements, done: 0, definitions }
    }

    /// Changes the tables. Afterwards the transaction that stores the definitions has to [`forget`] the change.
    ///
    /// Errors: where the first statement already fails nothing is changed, and nothing has to be finished later.
    pub async fn run(mut self, database: &Database) -> Result<()> {
        let connection = database.tables();
        self.note(connection).await?;
        let outcome = self.proceed(connection, false).await;
        if outcome.is_err() && self.done == 0 {
            forget(connection).await?;
        }
        outcome
    }

    async fn proceed(&mut self, connection: &DatabaseConnection, interrupted: bool) -> Result<()> {
        let first = self.done;
        while let Some(statement) = self.statements.get(self.done) {
            // A change of rows and its note are one transaction; a change of a table ends the transaction early.
            let transaction = connection.begin().await?;
            match transaction.execute_unprepared(statement).await {
                Err(cause) if !(interrupted && self.done == first && is_done_already(&cause)) => {
                    return Err(cause.into());
                }
                _ => self.done += 1,
            }
            self.note(&transaction).await?;
            transaction.commit().await?;
        }
        Ok(())
    }

    async fn note(&self, connection: &impl ConnectionTrait) -> Result<()> {
        settings::set(connection, JOURNAL, serde_json::to_string(self).map_err(Error::internal)?).await
    }
}

/// Finishes a change that was interrupted, if there is one. Waits for a change that is being made.
pub async fn resume(database: &Database, now: Timestamp) -> Result<()> {
    if database.dialect() != Dialect::MySql || settings::get(database.read(), JOURNAL).await?.is_none() {
        return Ok(());
    }
    let transaction = database.begin().await?;
    let Some(journal) = settings::get(&transaction, JOURNAL).await? else { return Ok(()) };
    tracing::warn!("finishing a change of the content types that was interrupted");
    let mut change: TableChange = serde_json::from_str(&journal).map_err(Error::internal)?;
    change.proceed(database.tables(), true).await.map_err(|cause| {
        let message = "A change of the content types was interrupted and cannot be finished at present";
        cause.with_public(Code::ServiceUnavailable, message)
    })?;
    change.definitions.store(&transaction, now).await?;
    revisions::bump(&transaction, Counter::ContentTypes).await?;
    forget(&transaction).await?;
    Ok(transaction.commit().await?)
}

/// Notes that nothing is left to do.
pub async fn forget(connection: &impl ConnectionTrait) -> Result<()> {
    settings::remove(connection, JOURNAL).await
}

/// Whether a statement failed because its effect is there already.
fn is_done_already(cause: &DbErr) -> bool {
    const TABLE_EXISTS: u16 = 1050;
    const UNKNOWN_TABLE: u16 = 1051;
    const COLUMN_EXISTS: u16 = 1060;
    const INDEX_EXISTS: u16 = 1061;
    const NOTHING_TO_DROP: u16 = 1091;
    const FOREIGN_KEY_EXISTS: u16 = 1826;
    /// MariaDB says so of foreign keys.
    const CANNOT_CREATE: u16 = 1005;
    let DbErr::Exec(RuntimeErr::SqlxError(error)) = cause else { return false };
    let error = error.as_database_error().and_then(|error| error.try_downcast_ref::<MySqlDatabaseError>());
    error.is_some_and(|error| {
        matches!(
            error.number(),
            TABLE_EXISTS
                | UNKNOWN_TABLE
                | COLUMN_EXISTS
                | INDEX_EXISTS
                | NOTHING_TO_DROP
                | FOREIGN_KEY_EXISTS
                | CANNOT_CREATE
        )
    })
}
