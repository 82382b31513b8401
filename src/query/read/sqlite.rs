//! One read-only connection to SQLite and the timer that stops its statements.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, OpenFlags, params_from_iter};

use super::rows::{Answer, Cell, List, ROOM, Rows};
use crate::error::Result;
use crate::query::plan::{ListPlan, QueryPlan};
use crate::query::sql::Statement;
use crate::query::value::Value;

/// Prepared statements that a connection keeps.
const STATEMENTS: usize = 256;
/// Virtual-machine steps between two looks at the clock: a look costs little, a step less.
const STEPS_BETWEEN_CHECKS: i32 = 4_096;

/// A connection that runs one plan at a time.
#[derive(Debug)]
pub(super) struct Reading {
    connection: Connection,
    timer: Arc<Timer>,
}

/// When the running plan must end, in microseconds since the timer was made.
#[derive(Debug)]
struct Timer {
    made: Instant,
    ends: AtomicU64,
}

impl Timer {
    fn start(&self, deadline: Duration) {
        self.ends.store(micros(self.made.elapsed().saturating_add(deadline)), Ordering::Relaxed);
    }

    fn stop(&self) {
        self.ends.store(0, Ordering::Relaxed);
    }

    fn is_over(&self) -> bool {
        micros(self.made.elapsed()) > self.ends.load(Ordering::Relaxed)
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}

/// Stops what its connection runs when it is dropped, so that nobody computes what nobody waits for.
#[derive(Debug)]
pub(super) struct StopOnDrop(Arc<Timer>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Reading {
    /// Connects to the database at `path`.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let timer = Arc::new(Timer { made: Instant::now(), ends: AtomicU64::new(u64::MAX) });
        let watch = Arc::clone(&timer);
        connection.progress_handler(STEPS_BETWEEN_CHECKS, Some(move || watch.is_over()))?;
        Ok(Self { connection, timer })
    }

    /// Gives the next plan this much time, for its locks as well as for its statements.
    pub(super) fn allow(&self, time: Duration) -> rusqlite::Result<()> {
        self.timer.start(time);
        self.connection.busy_timeout(time)
    }

    /// A guard that ends what runs here.
    pub(super) fn stop_on_drop(&self) -> StopOnDrop {
        StopOnDrop(Arc::clone(&self.timer))
    }

    /// Ends the transaction that a stopped plan left open.
    pub(super) fn reset(&self, time: Duration) -> rusqlite::Result<()> {
        self.allow(time)?;
        if self.connection.is_autocommit() { Ok(()) } else { self.connection.execute_batch("ROLLBACK") }
    }

    /// Runs `plan` in the time that was allowed. All its statements see one state of the database.
    pub(super) fn answer(&self, plan: &QueryPlan) -> rusqlite::Result<Answer> {
        let mut room = ROOM;
        if plan.statements() == 1 {
            return Ok(Answer { list: self.list(&plan.list, None, &mut room)?, total: None });
        }
        self.connection.prepare_cached("BEGIN")?.execute([])?;
        let list = self.list(&plan.list, None, &mut room)?;
        let total = plan.count.as_ref().map(|statement| self.count(statement)).transpose()?;
        self.connection.prepare_cached("COMMIT")?.execute([])?;
        Ok(Answer { list, total })
    }

    /// The rows of a list and of those below, which take their bytes from `room`.
    fn list(&self, plan: &ListPlan, parents: Option<(usize, Vec<i64>)>, room: &mut usize) -> rusqlite::Result<List> {
        let mut statement = self.prepare(&plan.statement, parents)?;
        let rows = collect(&mut statement, *room)?;
        *room = rows.room()?;
        drop(statement);
        let children = plan.children.iter().map(|child| {
            let parents = rows.ids(child.parent_column);
            if parents.is_empty() {
                Ok(List::default())
            } else {
                self.list(&child.list, Some((child.parents_parameter, parents)), room)
            }
        });
        let children = children.collect::<rusqlite::Result<_>>()?;
        Ok(List { rows, children })
    }

    fn prepare(&self, plan: &Statement, parents: Option<(usize, Vec<i64>)>) -> rusqlite::Result<CachedStatement<'_>> {
        let mut statement = self.connection.prepare_cached(&plan.text)?;
        for (position, value) in plan.parameters.iter().enumerate() {
            statement.raw_bind_parameter(position + 1, value)?;
        }
        if let Some((position, ids)) = parents {
            statement.raw_bind_parameter(position + 1, Value::RowIds(ids))?;
        }
        Ok(statement)
    }

    fn count(&self, plan: &Statement) -> rusqlite::Result<u64> {
        let mut statement = self.connection.prepare_cached(&plan.text)?;
        let total: i64 = statement.query_row(params_from_iter(&plan.parameters), |row| row.get(0))?;
        Ok(total.unsigned_abs())
    }
}

fn collect(statement: &mut CachedStatement<'_>, room: usize) -> rusqlite::Result<Rows> {
    let width = statement.column_count();
    let mut rows = Rows::new(width, room);
    let mut cursor = statement.raw_query();
    while let Some(row) = cursor.next()? {
        for column in 0..width {
            match row.get_ref(column)? {
                ValueRef::Null => rows.push(Cell::Null),
                ValueRef::Integer(value) => rows.push(Cell::Integer(value)),
                ValueRef::Real(value) => rows.push(Cell::Real(value)),
                ValueRef::Text(text) | ValueRef::Blob(text) => rows.push_text(&String::from_utf8_lossy(text)),
            }
        }
        rows.room()?;
    }
    Ok(rows)
}
