//! The first administrator, made over the network by whoever has the one-time code that the server printed when it
//! started.
//!
//! The code opens this and nothing else, only its digest is kept, and it is gone once it was used. Start at [`set_up`].

use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::json;
use zeroize::Zeroizing;

use super::administrators::{self, Account, Checked};
use super::audit::{self, Agent, Event};
use super::sessions::Origin;
use super::{Services, change, login_attempts};
use crate::error::{Code, Error, Result};
use crate::store::revisions::Counter;
use crate::store::{administrators as administrator_store, sessions as session_store, settings};

/// What tries are counted under, whoever makes them. No email is like it.
const TRIES: &str = "setup";

/// Who the first administrator is to be.
#[derive(Clone, PartialEq)]
pub struct FirstAdministrator {
    /// What the person logs in with.
    pub email: String,
    /// How the person is called; may be empty.
    pub name: String,
    /// In plain text; only its hash is kept.
    pub password: String,
}

/// A new one-time code to make the first administrator with, or nothing where there is one already. A code that was made
/// before works no more.
pub async fn new_code(services: &Services) -> Result<Option<Zeroizing<String>>> {
    let transaction = services.database.begin().await?;
    if administrator_store::count(&transaction).await? > 0 {
        return Ok(None);
    }
    let code = Zeroizing::new(format!("{}{}", services.entropy.id(), services.entropy.id()));
    settings::set(&transaction, settings::SETUP_CODE, digest(&code).to_hex().to_string()).await?;
    transaction.commit().await?;
    Ok(Some(code))
}

/// Makes the first administrator, a Super Admin, for whoever has the code, which works once. The refusal is the same
/// whether the code is wrong, was used, or there is an administrator already.
pub async fn set_up(services: &Services, code: &str, first: FirstAdministrator, origin: &Origin) -> Result<Account> {
    admit(services, code, origin).await?;
    let checked = Checked::new(services, &first.email, &first.name, &first.password).await?;
    let transaction = change::begin(services, Counter::Roles).await?;
    // The code may have been used while the password was hashed.
    if !opens(&transaction, code).await? {
        return Err(refusal());
    }
    settings::remove(&transaction, settings::SETUP_CODE).await?;
    let agent = Agent::unknown(origin.address.clone());
    let account = administrators::insert_first(services, &transaction, agent, checked).await?;
    change::finish(services, transaction).await?;
    Ok(account)
}

/// Lets the right code through, before anything is done with the rest of the input. The right one clears the count of
/// tries, so that a password which breaks the rules can be corrected.
async fn admit(services: &Services, code: &str, origin: &Origin) -> Result<()> {
    login_attempts::admit(services, TRIES).await?;
    let transaction = services.database.begin().await?;
    let right = opens(&transaction, code).await?;
    if right {
        session_store::clear_attempts(&transaction, TRIES).await?;
    } else {
        record_refusal(services, &transaction, origin).await?;
    }
    transaction.commit().await?;
    if right { Ok(()) } else { Err(refusal()) }
}

/// Whether this code makes the first administrator at this moment. How long that takes says nothing about the digest.
async fn opens(db: &impl ConnectionTrait, code: &str) -> Result<bool> {
    let Some(kept) = settings::get(db, settings::SETUP_CODE).await? else { return Ok(false) };
    let kept = blake3::Hash::from_hex(kept).map_err(Error::internal)?;
    Ok(kept == digest(code) && administrator_store::count(db).await? == 0)
}

fn digest(code: &str) -> blake3::Hash {
    blake3::hash(code.as_bytes())
}

async fn record_refusal(services: &Services, transaction: &DatabaseTransaction, origin: &Origin) -> Result<()> {
    let event =
        Event { action: "setup.refuse", target_kind: "setup", target_id: None, target_name: None, details: json!({}) };
    audit::record(transaction, services, Agent::unknown(origin.address.clone()), event).await
}

fn refusal() -> Error {
    Error::new(Code::Forbidden, "The setup code is wrong or no longer works")
}
