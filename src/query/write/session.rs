//! One transaction of one write: where its statements run, and what "now" is in it.

use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult};

use crate::catalog::Dialect;
use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::id::Entropy;
use crate::query::sql::Sql;
use crate::store::database::dialect_of;

/// A running write.
pub struct Session<'t> {
    transaction: &'t DatabaseTransaction,
    dialect: Dialect,
    now: Timestamp,
    entropy: &'t Entropy,
}

impl<'t> Session<'t> {
    /// A write that happens at `now`.
    pub fn new(transaction: &'t DatabaseTransaction, now: Timestamp, entropy: &'t Entropy) -> Self {
        let dialect = dialect_of(transaction.get_database_backend());
        Self { transaction, dialect, now, entropy }
    }

    /// The moment of the write: one for all of its rows.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// An id for a new document.
    pub fn new_document_id(&self) -> String {
        self.entropy.id()
    }

    /// An empty statement for this database.
    pub fn sql(&self) -> Sql {
        Sql::new(self.dialect)
    }

    /// Runs a statement that answers nothing.
    pub async fn run(&self, sql: Sql) -> Result<()> {
        self.transaction.execute_raw(sql.finish().to_sea_orm(self.dialect)).await?;
        Ok(())
    }

    /// Runs a statement that answers rows.
    pub async fn rows(&self, sql: Sql) -> Result<Vec<QueryResult>> {
        Ok(self.transaction.query_all_raw(sql.finish().to_sea_orm(self.dialect)).await?)
    }

    /// Runs a statement that answers at most one row.
    pub async fn row(&self, sql: Sql) -> Result<Option<QueryResult>> {
        Ok(self.transaction.query_one_raw(sql.finish().to_sea_orm(self.dialect)).await?)
    }

    /// Runs an `INSERT` of one row and answers the id that the database gave it.
    pub async fn insert(&self, mut sql: Sql) -> Result<i64> {
        if self.dialect == Dialect::MySql {
            let done = self.transaction.execute_raw(sql.finish().to_sea_orm(self.dialect)).await?;
            return i64::try_from(done.last_insert_id()).map_err(Error::internal);
        }
        sql.push(" RETURNING CAST(").name("id").push(" AS BIGINT)");
        let row = self.row(sql).await?.ok_or_else(|| Error::internal("an insert answered no row"))?;
        Ok(row.try_get_by_index(0)?)
    }
}
