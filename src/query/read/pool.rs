//! The connections that content is read over, and where a read runs: on the caller's thread while it is short, else on
//! one of a few threads that are kept for slow reads.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::ErrorCode;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use super::rows::{Answer, TooLarge};
use super::sqlite::Reading;
use crate::error::{Code, Error, Result};
use crate::query::plan::QueryPlan;

/// How long a read may hold the caller's thread. Handing it over costs far less than this.
const SHORT: Duration = Duration::from_millis(5);
/// How many slow reads run at once; the others wait for their turn.
const SLOTS: usize = 4;

/// Connections that wait for their next reader. As many exist as threads have ever read at once.
#[derive(Debug)]
pub(super) struct Pool {
    path: PathBuf,
    deadline: Duration,
    slots: Arc<Semaphore>,
    idle: Mutex<Vec<Reading>>,
}

impl Pool {
    /// Connects to the database at `path`. A read that runs longer than `deadline` is stopped.
    pub(super) fn open(path: &Path, deadline: Duration) -> Result<Self> {
        let slots = Arc::new(Semaphore::new(SLOTS));
        let pool = Self { path: path.to_owned(), deadline, slots, idle: Mutex::default() };
        pool.put_back(Reading::open(path)?);
        Ok(pool)
    }

    pub(super) async fn read(&self, plan: &QueryPlan) -> Result<Answer> {
        match self.read_here(plan)? {
            Some(answer) => Ok(answer),
            None => self.read_aside(plan).await,
        }
    }

    /// The answer, or nothing where it takes longer than the caller's thread can be spared.
    fn read_here(&self, plan: &QueryPlan) -> Result<Option<Answer>> {
        let reading = self.take()?;
        match reading.allow(SHORT).and_then(|()| reading.answer(plan)) {
            Ok(answer) => {
                self.put_back(reading);
                Ok(Some(answer))
            }
            Err(error) if is_late(&error) => {
                // A connection that cannot be reset is closed, which ends its transaction too.
                if reading.reset(SHORT).is_ok() {
                    self.put_back(reading);
                }
                Ok(None)
            }
            Err(error) => Err(public(error)),
        }
    }

    /// Starts over on another thread. A caller who goes away leaves the queue, or stops the read that it waits for.
    async fn read_aside(&self, plan: &QueryPlan) -> Result<Answer> {
        let slot = Arc::clone(&self.slots).acquire_owned().await.map_err(Error::internal)?;
        let reading = self.take()?;
        let plan = plan.clone();
        // Before the thread starts: the time of a caller who leaves at once must not begin after it was ended.
        reading.allow(self.deadline)?;
        let abandoned = reading.stop_on_drop();
        let work = spawn_blocking(move || {
            // The slot is free when the thread is, not when the caller stops waiting.
            let _slot = slot;
            let answer = reading.answer(&plan);
            (reading, answer)
        });
        let (reading, answer) = work.await.map_err(Error::internal)?;
        drop(abandoned);
        // A connection that failed is not put back: closing it also ends its transaction.
        let answer = answer.map_err(public)?;
        self.put_back(reading);
        Ok(answer)
    }

    fn take(&self) -> Result<Reading> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Reading::open(&self.path), Ok)
    }

    fn put_back(&self, reading: Reading) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(reading);
    }
}

/// Whether more time could have helped.
fn is_late(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::OperationInterrupted | ErrorCode::DatabaseBusy))
}

fn public(error: rusqlite::Error) -> Error {
    if matches!(&error, rusqlite::Error::FromSqlConversionFailure(_, _, cause) if cause.is::<TooLarge>()) {
        return TooLarge::public();
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => {
            Error::new(Code::QueryTooComplex, "The query took too long and was stopped")
        }
        _ => Error::internal(error),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use rusqlite::Connection;
    use tempfile::TempDir;
    use tokio::task::{JoinSet, yield_now};

    use super::*;
    use crate::query::plan::{ListPlan, RowLayout};
    use crate::query::read::Cell;
    use crate::query::sql::Statement;

    const FOREVER: Duration = Duration::from_hours(1);
    const ENDLESS: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0";
    const COUNT: &str = "SELECT COUNT(*) FROM numbers";

    /// A database in WAL mode with one row, its writer and a pool over it.
    fn database(deadline: Duration) -> (TempDir, Connection, Arc<Pool>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("content.db");
        let writer = Connection::open(&path).unwrap();
        writer
            .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE numbers (n); INSERT INTO numbers VALUES (1);")
            .unwrap();
        let pool = Arc::new(Pool::open(&path, deadline).unwrap());
        (folder, writer, pool)
    }

    fn statement(text: &str) -> Statement {
        Statement { text: text.to_owned(), parameters: Vec::new() }
    }

    fn plan(text: &str) -> QueryPlan {
        let list = ListPlan { statement: statement(text), layout: RowLayout::default(), children: Vec::new() };
        QueryPlan { list, count: None, cost: 1 }
    }

    async fn number(pool: &Pool) -> Cell {
        pool.read(&plan(COUNT)).await.unwrap().list.rows.cell(0, 0)
    }

    fn spawn_slow_reads(pool: &Arc<Pool>, count: usize) -> JoinSet<Result<Answer>> {
        let mut running = JoinSet::new();
        for _ in 0..count {
            let pool = Arc::clone(pool);
            running.spawn(async move { pool.read(&plan(ENDLESS)).await });
        }
        running
    }

    /// Starts twice as many slow reads as there are slots, and returns when the slots are taken.
    async fn start_slow_reads(pool: &Arc<Pool>) -> JoinSet<Result<Answer>> {
        let running = spawn_slow_reads(pool, 2 * SLOTS);
        while pool.slots.available_permits() > 0 {
            yield_now().await;
        }
        running
    }

    #[tokio::test]
    async fn short_reads_are_answered_while_slow_ones_run_and_see_what_was_just_written() {
        let (_folder, writer, pool) = database(FOREVER);
        let mut slow = start_slow_reads(&pool).await;
        writer.execute("INSERT INTO numbers VALUES (2)", []).unwrap();
        assert_eq!(number(&pool).await, Cell::Integer(2));
        assert!(slow.try_join_next().is_none(), "the slow reads still run or wait");
    }

    #[tokio::test]
    async fn a_read_whose_caller_is_gone_is_stopped_and_frees_its_slot() {
        let (_folder, _writer, pool) = database(FOREVER);
        let slow = start_slow_reads(&pool).await;
        drop(slow);
        let all = u32::try_from(SLOTS).unwrap();
        assert!(pool.slots.acquire_many(all).await.is_ok());
        assert_eq!(number(&pool).await, Cell::Integer(1));
    }

    #[tokio::test]
    async fn no_more_slow_reads_run_at_once_than_there_are_slots() {
        let deadline = Duration::from_millis(100);
        let (_folder, _writer, pool) = database(deadline);
        let started = Instant::now();
        let slow = spawn_slow_reads(&pool, 3 * SLOTS);
        for answer in slow.join_all().await {
            assert_eq!(answer.unwrap_err().code(), Code::QueryTooComplex);
        }
        assert!(started.elapsed() >= 3 * deadline, "each slot was taken by three reads after each other");
    }

    #[tokio::test]
    async fn a_read_that_is_started_over_leaves_its_connection_usable() {
        let (_folder, _writer, pool) = database(FOREVER);
        let in_a_transaction = QueryPlan { count: Some(statement(COUNT)), ..plan(ENDLESS) };
        assert!(pool.read_here(&in_a_transaction).unwrap().is_none());
        assert_eq!(pool.idle.lock().unwrap().len(), 1);
        let counted = QueryPlan { count: Some(statement(COUNT)), ..plan(COUNT) };
        assert_eq!(pool.read(&counted).await.unwrap().total, Some(1));
        assert_eq!(pool.idle.lock().unwrap().len(), 1);
    }

    #[test]
    fn a_runtime_ends_although_slow_reads_run() {
        let (_folder, _writer, pool) = database(FOREVER);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap();
        runtime.block_on(start_slow_reads(&pool)).detach_all();
        // Waits for the runtime's threads, however long that takes.
        drop(runtime);
        assert_eq!(pool.slots.available_permits(), SLOTS);
    }
}
