//! A change of the locales that there are, which is a change of the content model: views and schemas depend on them.

use std::sync::Arc;

use sea_orm::DatabaseTransaction;
use tokio::sync::OwnedRwLockWriteGuard;

use super::{Generation, Model};
use crate::catalog::Catalog;
use crate::clock::Timestamp;
use crate::error::Result;
use crate::store::content_types;
use crate::store::revisions::{self, Counter};
use crate::store::table_change;

/// A change that is being made and not in force yet. No request touches content while it exists.
#[derive(Debug)]
pub struct LocalesChange {
    model: Model,
    catalog: Arc<Catalog>,
    transaction: DatabaseTransaction,
    _gate: OwnedRwLockWriteGuard<()>,
}

impl Model {
    /// Begins a change of the locales. Dropping it undoes what was done in its transaction.
    pub async fn change_locales(&self, now: Timestamp) -> Result<LocalesChange> {
        let gate = self.inner.gate.clone().write_owned().await;
        table_change::resume(&self.inner.database, now).await?;
        let transaction = self.inner.database.begin().await?;
        revisions::bump(&transaction, Counter::ContentTypes).await?;
        let catalog = Arc::new(content_types::load(&transaction).await?);
        Ok(LocalesChange { model: self.clone(), catalog, transaction, _gate: gate })
    }
}

impl LocalesChange {
    /// The content types as they are, with the locales before the change.
    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// Where the change is made.
    pub fn transaction(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Puts the change in force.
    pub async fn commit(self) -> Result<()> {
        let revision = revisions::read_all(&self.transaction).await?.content_types;
        let catalog = Arc::new(content_types::load(&self.transaction).await?);
        self.transaction.commit().await?;
        self.model.inner.generation.store(Arc::new(Generation { catalog, revision }));
        Ok(())
    }
}
