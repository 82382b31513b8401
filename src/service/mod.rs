//! The use cases: one function each, which checks the rules, writes what it changes together with its audit event, and
//! makes every server notice before it answers. No GraphQL, no HTTP.
//!
//! A management use case takes a [`crate::access::Granted`], so it cannot be reached without its permission. Start at
//! [`tokens`].

pub mod administrators;
pub mod audit;
mod change;
pub mod content;
pub mod content_model;
pub mod content_types;
pub mod files;
pub mod grants;
pub mod holdings;
#[cfg(test)]
pub(crate) mod kit;
pub mod listing;
pub mod locales;
mod login_attempts;
pub mod model;
pub mod permission_catalog;
pub mod public_permissions;
pub mod refusals;
pub mod roles;
pub mod schema_files;
pub mod sessions;
pub mod setup;
mod text;
pub mod tokens;
pub mod transfer;

use std::sync::Arc;

use crate::auth::session::SessionKeys;
use crate::auth::{Authenticator, KeyRing, Passwords};
use crate::clock::Clock;
use crate::error::Result;
use crate::id::Entropy;
use crate::store::Database;
use content::ContentStore;
use files::Files;
use model::Model;
use refusals::Refusals;

/// What use cases work with. Clones share everything.
#[derive(Clone)]
pub struct Services {
    /// The system tables, and the content.
    pub database: Database,
    /// The present moment.
    pub clock: Clock,
    /// Ids and secrets.
    pub entropy: Entropy,
    /// The server's keys.
    pub keys: KeyRing,
    /// The keys of sessions, derived from the server's.
    pub session_keys: SessionKeys,
    /// Password hashes.
    pub passwords: Passwords,
    /// Who is who.
    pub authenticator: Authenticator,
    /// The content model in force.
    pub model: Model,
    /// The entries.
    pub content: Arc<ContentStore>,
    /// The bytes of uploaded files.
    pub files: Arc<Files>,
    /// What was refused lately.
    pub refusals: Refusals,
}

impl Services {
    /// The use cases' surroundings, over a migrated database.
    pub async fn open(database: Database, clock: Clock, entropy: Entropy, keys: KeyRing, files: Files) -> Result<Self> {
        let model = Model::load(database.clone(), clock.now()).await?;
        let content = Arc::new(ContentStore::open(database.clone(), clock.clone(), entropy.clone())?);
        let authenticator = Authenticator::open(database.clone(), clock.clone(), keys.clone()).await?;
        let session_keys = SessionKeys::new(&keys);
        let (passwords, refusals) = (Passwords::default(), Refusals::new(clock.now()));
        let files = Arc::new(files);
        Ok(Self {
            database,
            clock,
            entropy,
            keys,
            session_keys,
            passwords,
            authenticator,
            model,
            content,
            files,
            refusals,
        })
    }
}
