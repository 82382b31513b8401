//! Turns a credential into a principal: from memory when warm, by one indexed statement when cold.
//!
//! What is remembered carries the *epoch* it was looked up in, read before the look-up began. A change to tokens, roles
//! or sessions advances the epoch after its commit and before its answer, so a request that starts after the answer
//! finds nothing that was looked up before it. Changes that other servers make show in the database's revisions; when
//! those cannot be read for longer than the lease, nothing that is remembered counts any more.

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use arc_swap::ArcSwapOption;
use quick_cache::sync::Cache;

use super::credential::Credential;
use super::digest::{Digest, KeyRing};
use super::last_used::{LastUsed, Note};
use super::principal::{Principal, PrincipalKind, session_principal, stored_grants, token_permissions};
use super::secret::Secret;
use super::session::{SessionKeys, SessionToken};
use crate::access::PermissionSet;
use crate::clock::{Clock, Timestamp};
use crate::error::{Code, Error, Result};
use crate::store::{Database, Revisions, administrators, revisions, sessions, settings, tokens};

/// How long what is remembered counts without a word from the database.
const LEASE_MILLIS: i64 = 5_000;
/// How long an unknown secret stays refused without a look-up.
const UNKNOWN_MILLIS: i64 = 2_000;
/// How often the database is asked what other servers changed: well within the second that the contract gives.
const POLL: Duration = Duration::from_millis(400);
/// How many polls pass between two flushes of last uses: about 20 seconds.
const POLLS_PER_FLUSH: u32 = 50;

/// What is said of a token whose time is over.
pub const EXPIRED: &str = "Token expired";
/// What is said of a token that is switched off.
pub const DISABLED: &str = "Token disabled";
const REFUSED: &str = "Missing or invalid credentials";

/// Knows who is who. Clones share one memory.
#[derive(Clone)]
pub struct Authenticator {
    inner: Arc<Inner>,
}

struct Inner {
    database: Database,
    clock: Clock,
    keys: KeyRing,
    session_keys: SessionKeys,
    epoch: AtomicU64,
    confirmed: AtomicI64,
    revisions: tokio::sync::Mutex<Revisions>,
    tokens: Cache<Digest, Remembered<Arc<KnownToken>>>,
    unknown: Cache<Digest, Remembered<Timestamp>>,
    sessions: Cache<String, Remembered<Arc<KnownSession>>>,
    public: ArcSwapOption<Remembered<Arc<Principal>>>,
    last_used: LastUsed,
}

/// Something looked up, and the epoch that it belongs to.
#[derive(Clone)]
struct Remembered<T> {
    epoch: u64,
    value: T,
}

struct KnownToken {
    principal: Arc<Principal>,
    enabled: bool,
    expires_at: Option<Timestamp>,
    /// When this secret stops working, which can be before its token does.
    secret_expires_at: Option<Timestamp>,
    note: Arc<Note>,
}

struct KnownSession {
    principal: Arc<Principal>,
    expires_at: Timestamp,
}

impl Authenticator {
    /// An authenticator with nothing in memory, after a first word with the database.
    pub async fn open(database: Database, clock: Clock, keys: KeyRing) -> Result<Self> {
        let asked = clock.now();
        let revisions = revisions::read_all(database.read()).await?;
        let inner = Inner {
            session_keys: SessionKeys::new(&keys),
            epoch: AtomicU64::new(0),
            confirmed: AtomicI64::new(asked.0),
            revisions: tokio::sync::Mutex::new(revisions),
            tokens: Cache::new(20_000),
            // Apart from the known ones, so that guesses never push real tokens out.
            unknown: Cache::new(10_000),
            sessions: Cache::new(5_000),
            public: ArcSwapOption::empty(),
            last_used: LastUsed::default(),
            database,
            clock,
            keys,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Who presents this credential. No credential is the public principal, whose permissions may be empty; one that is
    /// not good is UNAUTHENTICATED with one of the contract's texts.
    pub async fn authenticate(&self, credential: &Credential) -> Result<Arc<Principal>> {
        match credential {
            Credential::Absent => self.public().await,
            Credential::Token(secret) => self.token(secret).await,
            Credential::Session(token) => self.session(token).await,
            Credential::Malformed => Err(Error::unauthenticated(REFUSED)),
        }
    }

    /// The id of the token that a credential belonged to when it was last looked up, for telling about its refusal.
    pub fn remembered_token(&self, credential: &Credential) -> Option<String> {
        let Credential::Token(secret) = credential else { return None };
        let remembered = self.inner.tokens.get(&self.inner.keys.digest(secret))?;
        match &remembered.value.principal.kind {
            PrincipalKind::Token { id } => Some(id.clone()),
            PrincipalKind::Public | PrincipalKind::Administrator(_) => None,
        }
    }

    /// Ends the life of everything remembered. To be called after the commit of a change to tokens, roles, sessions or
    /// public permissions, and before its answer.
    pub fn advance_epoch(&self) {
        self.inner.epoch.fetch_add(1, Ordering::SeqCst);
    }

    /// Advances the epoch when dropped: also when the request that makes a change is abandoned while it commits.
    #[must_use = "the epoch advances when this is dropped"]
    pub fn advance_on_drop(&self) -> EpochAdvance<'_> {
        EpochAdvance { authenticator: self }
    }

    /// Asks the database what other servers changed, and renews the lease.
    pub async fn poll(&self) -> Result<()> {
        // One at a time, so that an old answer never passes for a newer one.
        let mut known = self.inner.revisions.lock().await;
        let asked = self.inner.clock.now();
        let current = revisions::read_all(self.inner.database.read()).await?;
        if (current.tokens, current.roles) != (known.tokens, known.roles) {
            self.advance_epoch();
        }
        *known = current;
        self.inner.confirmed.fetch_max(asked.0, Ordering::SeqCst);
        Ok(())
    }

    /// Says in the log which server keys are gone: the tokens whose digests they made are refused like unknown ones,
    /// which nobody would understand without a word about it. To be called once the log has begun.
    pub async fn warn_of_missing_keys(&self) -> Result<()> {
        for id in tokens::key_ids(self.inner.database.read()).await? {
            if !self.inner.keys.ids().any(|known| known == id) {
                tracing::warn!(
                    key = id,
                    "tokens are refused, as the server key that their digests were made with is missing"
                );
            }
        }
        Ok(())
    }

    /// Writes when tokens were last used. To be called at shutdown; while running, [`Authenticator::maintain`] does it.
    pub async fn flush_last_used(&self) -> Result<()> {
        self.inner.last_used.flush(&self.inner.database).await
    }

    /// Polls and flushes for as long as the server runs. What fails is tried again at the next turn; the log tells when
    /// failing begins and ends.
    pub async fn maintain(&self) {
        let mut turns = tokio::time::interval(POLL);
        turns.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut failing = false;
        for turn in 1_u32.. {
            turns.tick().await;
            let mut outcome = self.poll().await;
            if outcome.is_ok() && turn.is_multiple_of(POLLS_PER_FLUSH) {
                outcome = self.flush_last_used().await;
            }
            match (&outcome, failing) {
                (Err(error), false) => tracing::error!(?error, "the database does not answer"),
                (Ok(()), true) => tracing::info!("the database answers again"),
                _ => {}
            }
            failing = outcome.is_err();
        }
    }

    async fn token(&self, secret: &Secret) -> Result<Arc<Principal>> {
        let digest = self.inner.keys.digest(secret);
        let now = self.inner.clock.now();
        let remembered = self.inner.tokens.get(&digest).and_then(|found| self.in_force(found, now));
        let known = match remembered {
            Some(known) => known,
            None => self.look_up_token(secret, digest, now).await?,
        };
        known.check(now)?;
        self.inner.last_used.note(&known.note, now);
        Ok(known.principal.clone())
    }

    async fn look_up_token(&self, secret: &Secret, digest: Digest, now: Timestamp) -> Result<Arc<KnownToken>> {
        let refused_until = self.inner.unknown.get(&digest).and_then(|found| self.in_force(found, now));
        if refused_until.is_some_and(|until| now < until) {
            return Err(Error::unauthenticated(REFUSED));
        }
        let epoch = self.epoch();
        let digests = self.inner.keys.stored_digests(secret);
        let found = tokens::by_digest(self.inner.database.read(), digests).await.map_err(unreachable_database)?;
        let Some((secret, token)) = found else {
            self.inner.unknown.insert(digest, Remembered { epoch, value: now.plus_millis(UNKNOWN_MILLIS) });
            return Err(Error::unauthenticated(REFUSED));
        };
        let kind = PrincipalKind::Token { id: token.id.clone() };
        let known = Arc::new(KnownToken {
            principal: Arc::new(Principal::new(kind, token_permissions(&token)?)),
            enabled: token.enabled,
            expires_at: token.expires_at.map(Timestamp),
            secret_expires_at: secret.expires_at.map(Timestamp),
            note: Note::new(&token.id, &secret.id),
        });
        self.inner.tokens.insert(digest, Remembered { epoch, value: known.clone() });
        Ok(known)
    }

    async fn session(&self, token: &SessionToken) -> Result<Arc<Principal>> {
        let refused = || Error::unauthenticated(REFUSED);
        let now = self.inner.clock.now();
        let claims = self.inner.session_keys.verify(token, now).ok_or_else(refused)?;
        let remembered = self.inner.sessions.get(&claims.sid).and_then(|found| self.in_force(found, now));
        let known = match remembered {
            Some(known) if known.expires_at > now => known,
            // Renewed since, perhaps: that is no change that ends what is remembered.
            _ => self.look_up_session(claims.sid).await?.ok_or_else(refused)?,
        };
        let same_person = known.principal.administrator().is_some_and(|administrator| administrator.id == claims.sub);
        if !same_person || known.expires_at <= now {
            return Err(refused());
        }
        Ok(known.principal.clone())
    }

    async fn look_up_session(&self, id: String) -> Result<Option<Arc<KnownSession>>> {
        let epoch = self.epoch();
        let connection = self.inner.database.read();
        let found = sessions::with_administrator(connection, &id).await.map_err(unreachable_database)?;
        let Some((session, administrator)) = found else { return Ok(None) };
        if session.revoked_at.is_some() || !administrator.enabled {
            return Ok(None);
        }
        let roles = administrators::roles_of(connection, &[&administrator.id]).await.map_err(unreachable_database)?;
        let roles = roles.get(&administrator.id).map_or(&[][..], Vec::as_slice);
        let known = Arc::new(KnownSession {
            expires_at: Timestamp(session.expires_at),
            principal: Arc::new(session_principal(session, administrator, roles)?),
        });
        self.inner.sessions.insert(id, Remembered { epoch, value: known.clone() });
        Ok(Some(known))
    }

    async fn public(&self) -> Result<Arc<Principal>> {
        let now = self.inner.clock.now();
        let remembered = self.inner.public.load_full();
        if let Some(principal) = remembered.and_then(|found| self.in_force(found.as_ref().clone(), now)) {
            return Ok(principal);
        }
        let epoch = self.epoch();
        let stored = settings::get(self.inner.database.read(), settings::PUBLIC_PERMISSIONS).await;
        let grants = stored.map_err(unreachable_database)?.as_deref().map_or_else(|| Ok(Vec::new()), stored_grants)?;
        let principal = Arc::new(Principal::new(PrincipalKind::Public, PermissionSet::from_grants(&grants)));
        self.inner.public.store(Some(Arc::new(Remembered { epoch, value: principal.clone() })));
        Ok(principal)
    }

    fn epoch(&self) -> u64 {
        self.inner.epoch.load(Ordering::SeqCst)
    }

    /// What is remembered, if it still counts.
    fn in_force<T>(&self, remembered: Remembered<T>, now: Timestamp) -> Option<T> {
        let confirmed = self.inner.confirmed.load(Ordering::SeqCst);
        let leased = now.0.saturating_sub(confirmed) <= LEASE_MILLIS;
        (leased && remembered.epoch == self.epoch()).then_some(remembered.value)
    }
}

/// See [`Authenticator::advance_on_drop`].
pub struct EpochAdvance<'a> {
    authenticator: &'a Authenticator,
}

impl Drop for EpochAdvance<'_> {
    fn drop(&mut self) {
        self.authenticator.advance_epoch();
    }
}

impl KnownToken {
    fn check(&self, now: Timestamp) -> Result<()> {
        if self.secret_expires_at.is_some_and(|at| at <= now) {
            return Err(Error::unauthenticated(REFUSED));
        }
        if self.expires_at.is_some_and(|at| at <= now) {
            return Err(Error::unauthenticated(EXPIRED));
        }
        if !self.enabled {
            return Err(Error::unauthenticated(DISABLED));
        }
        Ok(())
    }
}

/// A database that does not answer is no fault of the credential, and no reason to accept it.
fn unreachable_database(error: Error) -> Error {
    match error.code() {
        Code::Internal => error.with_public(Code::ServiceUnavailable, "The database is not available at present"),
        _ => error,
    }
}
