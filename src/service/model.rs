//! The content model in force, and the one way to change it.
//!
//! [`Model::current`] is for what only needs a consistent picture. A request that reads or writes content holds
//! [`Model::reading`] while it runs, so that no table changes under it; a [`Change`] waits for such requests, and those
//! that come later wait for it. Tables, definitions and revision change in one transaction, or not at all.

mod locales;

use std::ops::Deref;
use std::sync::Arc;

use arc_swap::ArcSwap;
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock};

use crate::catalog::diff::ChangePlan;
use crate::catalog::{Catalog, Definition, Dialect};
use crate::clock::Timestamp;
use crate::error::{Code, Error, Result};
use crate::store::Database;
use crate::store::content_types::{self, DefinitionChange};
use crate::store::indexes;
use crate::store::revisions::{self, Counter};
use crate::store::table_change::{self, TableChange};

pub use locales::LocalesChange;

/// A handle on the content model; clones share it.
#[derive(Clone, Debug)]
pub struct Model {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    database: Database,
    generation: ArcSwap<Generation>,
    gate: Arc<RwLock<()>>,
}

/// A catalog and the revision of the definitions that it was made from.
#[derive(Clone, Debug, Default)]
pub struct Generation {
    /// The content types.
    pub catalog: Arc<Catalog>,
    /// Counts up with every change.
    pub revision: i64,
}

/// The content model, held still until this is dropped. Begin no [`Change`] while holding it.
#[derive(Debug)]
pub struct Reading {
    catalog: Arc<Catalog>,
    _gate: OwnedRwLockReadGuard<()>,
}

impl Reading {
    /// The content types.
    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }
}

impl Deref for Reading {
    type Target = Catalog;

    fn deref(&self) -> &Catalog {
        &self.catalog
    }
}

/// Which change of the definitions is meant.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// These are all the types that there shall be.
    Replace(Vec<Definition>),
    /// These types are made, or replace those of the same singular names; all others stay.
    Put(Vec<Definition>),
    /// The type of this singular name goes.
    Delete(String),
}

/// What whoever changes the model has said about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// Stored values may be lost.
    pub data_loss: bool,
    /// The change was planned on this revision and must not be made on another.
    pub expected_revision: Option<i64>,
}

impl Model {
    /// Reads the content model from the database, after finishing a change of it that was interrupted. Makes the indexes
    /// that an earlier version of this program did not make.
    pub async fn load(database: Database, now: Timestamp) -> Result<Self> {
        table_change::resume(&database, now).await?;
        let generation = stored(&database).await?;
        indexes::complete(&database, &generation.catalog).await?;
        let generation = ArcSwap::from_pointee(generation);
        Ok(Self { inner: Arc::new(Inner { database, generation, gate: Arc::default() }) })
    }

    /// The content types as of now.
    pub fn current(&self) -> Arc<Catalog> {
        self.inner.generation.load().catalog.clone()
    }

    /// The content types as of now, with their revision.
    pub fn generation(&self) -> Arc<Generation> {
        self.inner.generation.load_full()
    }

    /// The content types, which stay in force until the answer is dropped. Waits for a change that is being made.
    pub async fn reading(&self) -> Reading {
        let gate = self.inner.gate.clone().read_owned().await;
        Reading { catalog: self.current(), _gate: gate }
    }

    /// Reads the model anew if another program has changed it. Answers whether it has.
    pub async fn refresh(&self) -> Result<bool> {
        let revision = revisions::read_all(self.inner.database.read()).await?.content_types;
        if revision == self.generation().revision {
            return Ok(false);
        }
        let _gate = self.inner.gate.write().await;
        self.inner.generation.store(Arc::new(stored(&self.inner.database).await?));
        Ok(true)
    }

    /// Whether the model is another one by now. Another process may have changed it without this one having noticed.
    pub async fn has_moved_on_from(&self, catalog: &Arc<Catalog>) -> bool {
        if let Err(error) = self.refresh().await {
            tracing::warn!(?error, "the content model cannot be read");
        }
        !Arc::ptr_eq(&self.current(), catalog)
    }

    /// What an edit would do, without doing it.
    pub fn plan(&self, edit: Edit) -> Result<ChangePlan> {
        let current = self.current();
        let after = edited(&current, edit)?;
        Ok(ChangePlan::between(&current, &after, self.inner.database.dialect()))
    }

    /// Makes an edit in a transaction, which [`Change::commit`] ends. Until then nothing is changed for anybody else,
    /// and dropping the change undoes it. Refuses to lose values without consent.
    pub async fn change(&self, edit: Edit, consent: Consent, now: Timestamp) -> Result<Change> {
        let gate = self.inner.gate.clone().write_owned().await;
        table_change::resume(&self.inner.database, now).await?;
        let transaction = self.inner.database.begin().await?;
        let revision = revisions::read_all(&transaction).await?.content_types;
        if consent.expected_revision.is_some_and(|expected| expected != revision) {
            let message = format!("The content types were changed meanwhile: their revision is {revision}");
            return Err(Error::conflict("expectedRevision", message));
        }
        let before = content_types::load(&transaction).await?;
        let after = edited(&before, edit)?;
        let plan = ChangePlan::between(&before, &after, self.inner.database.dialect());
        refuse_losses(&plan, consent)?;
        content_types::refuse_taken_names(&transaction, &plan).await?;
        let definitions = DefinitionChange::of(&plan, &after)?;
        definitions.store(&transaction, now).await?;
        let tables = self.change_tables(&transaction, &plan, definitions).await?;
        let mut generation = Generation { catalog: Arc::new(after), revision };
        if !plan.is_empty() {
            revisions::bump(&transaction, Counter::ContentTypes).await?;
            generation.revision += 1;
        }
        Ok(Change { model: self.clone(), plan, generation, transaction, tables, _gate: gate })
    }

    /// Changes the tables in the transaction. On MySQL, where that would end it, the change is left for the commit.
    async fn change_tables(
        &self,
        transaction: &DatabaseTransaction,
        plan: &ChangePlan,
        definitions: DefinitionChange,
    ) -> Result<Option<TableChange>> {
        if self.inner.database.dialect() == Dialect::MySql {
            let statements: Vec<String> = plan.sql().map(str::to_owned).collect();
            return Ok((!statements.is_empty()).then(|| TableChange::new(statements, definitions)));
        }
        for statement in plan.sql() {
            transaction.execute_unprepared(statement).await?;
        }
        Ok(None)
    }
}

/// A change that is made but not in force yet. No request touches content while it exists.
#[derive(Debug)]
pub struct Change {
    model: Model,
    plan: ChangePlan,
    generation: Generation,
    transaction: DatabaseTransaction,
    tables: Option<TableChange>,
    _gate: OwnedRwLockWriteGuard<()>,
}

impl Change {
    /// What was done.
    pub fn plan(&self) -> &ChangePlan {
        &self.plan
    }

    /// The transaction, for what belongs to the change.
    pub fn transaction(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Puts the change in force.
    pub async fn commit(self) -> Result<Generation> {
        if let Some(tables) = self.tables {
            tables.run(&self.model.inner.database).await?;
            table_change::forget(&self.transaction).await?;
        }
        self.transaction.commit().await?;
        self.model.inner.generation.store(Arc::new(self.generation.clone()));
        Ok(self.generation)
    }
}

/// Reads the revision first: should the definitions be newer, the next look at the revision finds that out.
async fn stored(database: &Database) -> Result<Generation> {
    let revision = revisions::read_all(database.read()).await?.content_types;
    let catalog = Arc::new(content_types::load(database.read()).await?);
    Ok(Generation { catalog, revision })
}

/// The catalog after an edit.
fn edited(current: &Catalog, edit: Edit) -> Result<Catalog> {
    let definitions = match edit {
        Edit::Replace(definitions) => definitions,
        Edit::Put(definitions) => {
            let is_put = |name: &str| definitions.iter().any(|definition| definition.singular == name);
            let kept: Vec<Definition> =
                current.definitions().filter(|definition| !is_put(&definition.singular)).cloned().collect();
            kept.into_iter().chain(definitions).collect()
        }
        Edit::Delete(singular) => {
            if current.definition(&singular).is_none() {
                return Err(Error::not_found("There is no content type of this name"));
            }
            current.definitions().filter(|definition| definition.singular != singular).cloned().collect()
        }
    };
    let after = Catalog::build(definitions).map_err(Error::violations)?.with_locales(current.locales().clone());
    let obstacles = ChangePlan::obstacles(current, &after);
    if obstacles.is_empty() { Ok(after) } else { Err(Error::violations(obstacles)) }
}

fn refuse_losses(plan: &ChangePlan, consent: Consent) -> Result<()> {
    let losses = plan.losses();
    if losses.is_empty() || consent.data_loss {
        return Ok(());
    }
    let steps: Vec<String> = losses.iter().map(|loss| loss.message.clone()).collect();
    let message = format!("The change loses stored data and was not confirmed: {}", steps.join("; "));
    Err(Error::new(Code::BadUserInput, message).with_detail("losses", steps))
}

#[cfg(test)]
mod tests;
