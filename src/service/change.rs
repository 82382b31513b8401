//! How a change to the system tables begins and ends, so that every server notices it before it is answered.

use sea_orm::DatabaseTransaction;

use super::Services;
use crate::error::{Error, Result};
use crate::store::revisions::{self, Counter};

/// Begins a change that other servers have to notice. The count comes first: changes of one kind wait for each other at
/// its row, so that what a change reads and checks is still so when it commits, on every database.
pub async fn begin(services: &Services, counter: Counter) -> Result<DatabaseTransaction> {
    let transaction = services.database.begin().await?;
    revisions::bump(&transaction, counter).await?;
    Ok(transaction)
}

/// Refuses a change of a `noun` that was looked at in another revision than it has by now.
pub fn require_revision(expected: Option<i64>, present: i64, noun: &str) -> Result<()> {
    if expected.is_some_and(|expected| expected != present) {
        let message = format!("Somebody else has changed the {noun} meanwhile");
        return Err(Error::conflict("expectedRevision", message));
    }
    Ok(())
}

/// Commits the change. From here on this server honours nothing that it remembered from before.
pub async fn finish(services: &Services, transaction: DatabaseTransaction) -> Result<()> {
    let _advance = services.authenticator.advance_on_drop();
    Ok(transaction.commit().await?)
}
