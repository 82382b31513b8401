//! When secrets were last used: noted in memory on the request path, written in batches.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::Timestamp;
use crate::error::Result;
use crate::store::{Database, tokens};

/// How many notes one transaction writes: few enough to never hold the write lock for long.
const BATCH: usize = 200;

/// The last use of one secret, shared by everybody who uses it.
#[derive(Debug)]
pub(super) struct Note {
    token_id: String,
    secret_id: String,
    at: AtomicI64,
    queued: AtomicBool,
}

impl Note {
    pub(super) fn new(token_id: &str, secret_id: &str) -> Arc<Self> {
        Arc::new(Self {
            token_id: token_id.to_owned(),
            secret_id: secret_id.to_owned(),
            at: AtomicI64::new(i64::MIN),
            queued: AtomicBool::new(false),
        })
    }
}

/// The notes that are not written yet.
#[derive(Debug, Default)]
pub struct LastUsed {
    queue: Mutex<Vec<Arc<Note>>>,
}

impl LastUsed {
    /// Notes a use. A note is queued once between two flushes, so the lock is off the path of busy tokens.
    pub(super) fn note(&self, note: &Arc<Note>, now: Timestamp) {
        // Sequentially consistent with `write`: either this sees the note taken off the queue, or that sees this use.
        if note.at.load(Ordering::SeqCst) < now.0 {
            note.at.fetch_max(now.0, Ordering::SeqCst);
        }
        if !note.queued.load(Ordering::SeqCst) && !note.queued.swap(true, Ordering::SeqCst) {
            self.lock().push(note.clone());
        }
    }

    /// Writes what was noted since the last flush. What could not be written stays noted.
    pub async fn flush(&self, database: &Database) -> Result<()> {
        let mut pending = std::mem::take(&mut *self.lock());
        while !pending.is_empty() {
            let batch = pending.split_off(pending.len().saturating_sub(BATCH));
            if let Err(error) = write(database, &batch).await {
                pending.extend(batch);
                self.put_back(pending);
                return Err(error);
            }
        }
        Ok(())
    }

    fn put_back(&self, notes: Vec<Arc<Note>>) {
        for note in &notes {
            note.queued.store(true, Ordering::SeqCst);
        }
        self.lock().extend(notes);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Note>>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn write(database: &Database, notes: &[Arc<Note>]) -> Result<()> {
    let transaction = database.begin().await?;
    for note in notes {
        // Opened for queueing before its value is read: a use in between is queued again rather than lost.
        note.queued.store(false, Ordering::SeqCst);
        let at = note.at.load(Ordering::SeqCst);
        tokens::move_last_used(&transaction, &note.token_id, &note.secret_id, Timestamp(at)).await?;
    }
    Ok(transaction.commit().await?)
}
