//! Putting a file of lines in.

use std::io::{BufRead, Seek};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::everything;
use super::lines::{Lines, Position};
use crate::catalog::View;
use crate::error::{Code, Error, Result};
use crate::query::transfer::Line;
use crate::query::transfer::import::{put_contents, put_rows, read};
use crate::query::write::session::Session;
use crate::service::Services;
use crate::service::audit::{self, Agent, Event};
use crate::service::model::Generation;
use crate::store::{revisions, settings};

/// Lines in one transaction at most.
const BATCH: usize = 200;
/// Bytes of lines in one transaction, about.
const BATCH_BYTES: u64 = 4 << 20;
/// What the key of an import's note begins with; the digest of its file follows.
const NOTE: &str = "content-import:";
/// Hexadecimal digits of a digest that tell files apart: 128 bits. Keys of settings have at most 64 characters.
const DIGEST: usize = 32;

/// How to import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Entries that are there already are overwritten; otherwise they are an error.
    pub replace: bool,
    /// An earlier run of the same file that was cut off is forgotten instead of taken up.
    pub restart: bool,
}

/// What an import does at present; each goes through the whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Reading every line; nothing is stored yet.
    Checking,
    /// Making the rows.
    Rows,
    /// Linking the rows and giving them their components.
    Contents,
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it does.
    pub stage: Stage,
    /// The last line that is done.
    pub line: u64,
    /// Bytes of the file that are done.
    pub bytes: u64,
}

/// What an import came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The entries in the file.
    pub entries: u64,
    /// The stage and line at which an earlier run had stopped, where this one took it up.
    pub resumed: Option<(Stage, u64)>,
}

/// How far an import has come, as it is stored with what it has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    stage: Stage,
    line: u64,
    offset: u64,
    /// What it was told about entries that were there.
    replace: bool,
}

impl Note {
    fn position(self) -> Position {
        Position { number: self.line, offset: self.offset }
    }
}

/// One import.
pub struct Import<'s, R, P> {
    services: &'s Services,
    source: R,
    options: Options,
    progress: P,
    generation: Arc<Generation>,
    view: View,
    key: String,
}

impl<'s, R: BufRead + Seek, P: FnMut(Progress)> Import<'s, R, P> {
    /// An import of `source`. `progress` is told of every batch.
    pub fn new(services: &'s Services, source: R, options: Options, progress: P) -> Self {
        let generation = services.model.generation();
        let view = everything(generation.catalog.clone());
        Self { services, source, options, progress, generation, view, key: String::new() }
    }

    /// Runs the import, from where an earlier run of the same file was cut off.
    ///
    /// Errors: `BadUserInput` for the first line that cannot be stored, which it names. Nothing is stored where the file
    /// alone shows that; what was stored before any other error stays, and the next run takes it up.
    pub async fn run(mut self) -> Result<Imported> {
        let entries = self.check()?;
        let note = self.note().await?;
        let from = note.unwrap_or(Note { stage: Stage::Rows, line: 0, offset: 0, replace: self.options.replace });
        self.options.replace |= from.replace;
        if from.stage == Stage::Rows {
            self.store(Stage::Rows, from.position()).await?;
        }
        let rest = if from.stage == Stage::Contents { from.position() } else { Position::default() };
        self.store(Stage::Contents, rest).await?;
        self.finish(entries).await?;
        Ok(Imported { entries, resumed: note.map(|note| (note.stage, note.line)) })
    }

    /// Reads the whole file and answers how many entries there are.
    fn check(&mut self) -> Result<u64> {
        let mut digest = blake3::Hasher::new();
        let mut lines = Lines::new(&mut self.source, Position::default())?;
        let mut entries = 0_u64;
        let mut see = |text: &[u8]| {
            digest.update(text);
        };
        while let Some(line) = lines.next(&mut see)? {
            let at = lines.position();
            read(&self.view, at.number, line)?;
            entries += 1;
            if entries.is_multiple_of(BATCH as u64) {
                (self.progress)(Progress { stage: Stage::Checking, line: at.number, bytes: at.offset });
            }
        }
        self.key = format!("{NOTE}{}", &digest.finalize().to_hex()[..DIGEST]);
        Ok(entries)
    }

    async fn note(&self) -> Result<Option<Note>> {
        if self.options.restart {
            return Ok(None);
        }
        let note = settings::get(self.services.database.read(), &self.key).await?;
        note.map(|note| serde_json::from_str(&note).map_err(Error::internal)).transpose()
    }

    async fn store(&mut self, stage: Stage, from: Position) -> Result<()> {
        let mut at = from;
        loop {
            let (batch, end) = self.batch(at)?;
            if batch.is_empty() {
                return Ok(());
            }
            self.store_batch(stage, batch, end).await?;
            at = end;
            (self.progress)(Progress { stage, line: at.number, bytes: at.offset });
        }
    }

    /// The next lines with their numbers, and where they end.
    fn batch(&mut self, from: Position) -> Result<(Vec<(u64, Line)>, Position)> {
        let mut lines = Lines::new(&mut self.source, from)?;
        let mut batch = Vec::new();
        while batch.len() < BATCH && lines.position().offset - from.offset < BATCH_BYTES {
            let Some(line) = lines.next(|_| ())? else { break };
            batch.push((lines.position().number, line));
        }
        Ok((batch, lines.position()))
    }

    async fn store_batch(&self, stage: Stage, batch: Vec<(u64, Line)>, end: Position) -> Result<()> {
        let entries = batch.into_iter().map(|(number, line)| read(&self.view, number, line));
        let entries = entries.collect::<Result<Vec<_>>>()?;
        let transaction = self.services.database.begin().await?;
        if revisions::read_all(&transaction).await?.content_types != self.generation.revision {
            let message = "the content types were changed meanwhile; run the import again";
            return Err(Error::new(Code::Conflict, message));
        }
        let session = Session::new(&transaction, self.services.clock.now(), &self.services.entropy);
        let replace = self.options.replace;
        if stage == Stage::Contents {
            put_contents(&session, &entries, replace).await?;
        } else {
            put_rows(&session, &entries, replace).await?;
        }
        let note = Note { stage, line: end.number, offset: end.offset, replace };
        let note = serde_json::to_string(&note).map_err(Error::internal)?;
        settings::set(&transaction, &self.key, note).await?;
        Ok(transaction.commit().await?)
    }

    async fn finish(&self, entries: u64) -> Result<()> {
        let transaction = self.services.database.begin().await?;
        settings::remove(&transaction, &self.key).await?;
        let event = Event {
            action: "content.import",
            target_kind: "content",
            target_id: None,
            target_name: None,
            details: json!({ "entries": entries, "replace": self.options.replace }),
        };
        audit::record(&transaction, self.services, Agent::operator(), event).await?;
        Ok(transaction.commit().await?)
    }
}
