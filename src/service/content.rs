//! Reading and writing entries. Who may do what is settled by then: reads are planned and writes prepared through a view.

use std::time::Duration;

use crate::catalog::{Dialect, View};
use crate::clock::Clock;
use crate::error::Result;
use crate::id::Entropy;
use crate::query::plan::QueryPlan;
use crate::query::read::{Answer, Reader};
use crate::query::write::{self, WriteRequest, Written};
use crate::store::Database;

/// How long one read may take before it is stopped.
const STATEMENT_DEADLINE: Duration = Duration::from_secs(10);

/// The entries of a database.
pub struct ContentStore {
    reader: Reader,
    database: Database,
    clock: Clock,
    entropy: Entropy,
}

impl ContentStore {
    /// The entries in `database`.
    pub fn open(database: Database, clock: Clock, entropy: Entropy) -> Result<Self> {
        let reader = Reader::open(&database, STATEMENT_DEADLINE)?;
        Ok(Self { reader, database, clock, entropy })
    }

    /// The SQL in which plans for this store are written.
    pub fn dialect(&self) -> Dialect {
        self.reader.dialect()
    }

    /// Runs a planned read.
    pub async fn read(&self, plan: &QueryPlan) -> Result<Answer> {
        self.reader.read(plan).await
    }

    /// Carries out a write as the caller of `view` may; all of it or nothing.
    pub async fn write(&self, view: &View, request: &WriteRequest<'_>) -> Result<Written> {
        write::execute(|| self.database.begin(), view, &self.clock, &self.entropy, request).await
    }
}
