//! Requests for content that were refused: what to look at first when a client does not work.
//!
//! Each server keeps those that it refused itself, in memory and in bounded numbers; alike ones are counted together. A
//! refusal costs a short look through a list, and a request that is not refused nothing. Nothing of a request is kept but
//! what the server knows anyway: the template of its path and the permission that it lacked.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::Services;
use crate::access::management::{Granted, ReadApiTokens};
use crate::auth::authenticator::{DISABLED, EXPIRED};
use crate::auth::{Credential, Principal, PrincipalKind};
use crate::clock::Timestamp;
use crate::error::{Code, Error, Result};
use crate::store::tokens;

/// How many different refusals of tokens are kept, and as many of everybody else: so guesses push no token out.
const KEPT: usize = 100;

/// Why a request was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It presented no credential, and nothing is public.
    NoCredential,
    /// Nobody knows what it presented.
    UnknownCredential,
    /// The time of its token is over.
    Expired,
    /// Its token is switched off.
    Disabled,
    /// It asked for something that it has no permission for.
    MissingPermission,
}

/// Which API was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Door {
    /// GraphQL, at its one path.
    Graphql,
    /// REST, at a route such as `GET /api/articles/:documentId`.
    Rest {
        /// Method and path, with parameters in place of values.
        route: String,
    },
}

/// Refusals that are alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// Where.
    pub door: Door,
    /// The id of the token, where it was one that is known.
    pub token_id: Option<String>,
    /// The permission that was missing, such as `article:find(price)`.
    pub missing: Option<String>,
}

/// How often something was refused, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What.
    pub refusal: Refusal,
    /// How often.
    pub count: u64,
    /// The first time.
    pub first_at: Timestamp,
    /// The last time.
    pub last_at: Timestamp,
}

/// The server's memory of what it refused. Clones share it.
#[derive(Clone, Debug)]
pub struct Refusals {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    since: Timestamp,
    unauthenticated: AtomicU64,
    forbidden: AtomicU64,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    of_tokens: Vec<Counted>,
    of_others: Vec<Counted>,
}

/// What the server refused since it started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// When it started.
    pub since: Timestamp,
    /// How many requests had no good credential.
    pub unauthenticated: u64,
    /// How many permissions were missing.
    pub forbidden: u64,
    /// What is kept of both, the latest first, each with the token's name while there is such a token.
    pub recent: Vec<(Counted, Option<String>)>,
}

impl Refusals {
    /// An empty memory, from this moment on.
    pub fn new(since: Timestamp) -> Self {
        let (unauthenticated, forbidden) = (AtomicU64::new(0), AtomicU64::new(0));
        Self { inner: Arc::new(Inner { since, unauthenticated, forbidden, kept: Mutex::default() }) }
    }

    /// Counts one refusal.
    pub fn note(&self, refusal: Refusal, now: Timestamp) {
        let total = match refusal.reason {
            Reason::MissingPermission => &self.inner.forbidden,
            _ => &self.inner.unauthenticated,
        };
        total.fetch_add(1, Ordering::Relaxed);
        let mut kept = self.inner.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let list = if refusal.token_id.is_some() { &mut kept.of_tokens } else { &mut kept.of_others };
        count(list, refusal, now);
    }

    fn latest_first(&self) -> Vec<Counted> {
        let kept = self.inner.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = [kept.of_tokens.as_slice(), kept.of_others.as_slice()].concat();
        drop(kept);
        all.sort_by_key(|counted| std::cmp::Reverse(counted.last_at));
        all
    }
}

/// Counts it with its like, or in the place of what was refused longest ago.
fn count(list: &mut Vec<Counted>, refusal: Refusal, now: Timestamp) {
    if let Some(known) = list.iter_mut().find(|counted| counted.refusal == refusal) {
        known.count += 1;
        known.last_at = now;
        return;
    }
    if list.len() >= KEPT
        && let Some(oldest) = (0..list.len()).min_by_key(|&index| list[index].last_at)
    {
        list.swap_remove(oldest);
    }
    list.push(Counted { refusal, count: 1, first_at: now, last_at: now });
}

/// Notes that a credential was refused with `error`; other errors are nobody's refusal.
pub fn note_credential(services: &Services, credential: &Credential, error: &Error, door: Door) {
    if error.code() != Code::Unauthenticated {
        return;
    }
    let reason = match (credential, error.public().message.as_ref()) {
        (Credential::Absent, _) => Reason::NoCredential,
        (_, EXPIRED) => Reason::Expired,
        (_, DISABLED) => Reason::Disabled,
        _ => Reason::UnknownCredential,
    };
    let token_id = services.authenticator.remembered_token(credential);
    services.refusals.note(Refusal { reason, door, token_id, missing: None }, services.clock.now());
}

/// Notes that `principal` lacked a permission. Administrators see for themselves what they may not.
pub fn note_missing(services: &Services, principal: &Principal, missing: Option<&str>, door: Door) {
    let token_id = match &principal.kind {
        PrincipalKind::Token { id } => Some(id.clone()),
        PrincipalKind::Public => None,
        PrincipalKind::Administrator(_) => return,
    };
    let (reason, missing) = (Reason::MissingPermission, missing.map(str::to_owned));
    services.refusals.note(Refusal { reason, door, token_id, missing }, services.clock.now());
}

/// What this server refused since it started.
pub async fn recent(services: &Services, _granted: &Granted<ReadApiTokens>) -> Result<Report> {
    let counted = services.refusals.latest_first();
    let ids: Vec<&str> = counted.iter().filter_map(|counted| counted.refusal.token_id.as_deref()).collect();
    let names = tokens::names(services.database.read(), &ids).await?;
    let recent = counted.into_iter().map(|counted| {
        let name = counted.refusal.token_id.as_ref().and_then(|id| names.get(id).cloned());
        (counted, name)
    });
    let inner = &services.refusals.inner;
    Ok(Report {
        since: inner.since,
        unauthenticated: inner.unauthenticated.load(Ordering::Relaxed),
        forbidden: inner.forbidden.load(Ordering::Relaxed),
        recent: recent.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lacking(token_id: Option<&str>, missing: &str) -> Refusal {
        Refusal {
            reason: Reason::MissingPermission,
            door: Door::Graphql,
            token_id: token_id.map(str::to_owned),
            missing: Some(missing.to_owned()),
        }
    }

    #[test]
    fn alike_refusals_are_counted_together_with_their_first_and_last_moment() {
        let refusals = Refusals::new(Timestamp(0));
        for (missing, at) in [("article:find", 1), ("article:create", 2), ("article:find", 3)] {
            refusals.note(lacking(Some("t"), missing), Timestamp(at));
        }
        let found = refusals.latest_first();
        let told: Vec<_> = found.iter().map(|each| (each.count, each.first_at.0, each.last_at.0)).collect();
        assert_eq!(told, [(2, 1, 3), (1, 2, 2)]);
        assert_eq!(refusals.inner.forbidden.load(Ordering::Relaxed), 3);
    }

    #[test]
    fn a_flood_keeps_its_bounds_and_pushes_out_its_own_kind_only() {
        let refusals = Refusals::new(Timestamp(0));
        refusals.note(lacking(Some("t"), "article:find"), Timestamp(1));
        for at in 0..1_000 {
            refusals.note(lacking(None, &format!("type-{at}:find")), Timestamp(2 + at));
        }
        let found = refusals.latest_first();
        assert_eq!(found.len(), KEPT + 1);
        assert_eq!(found.last().unwrap().refusal, lacking(Some("t"), "article:find"));
        assert_eq!(found[0].refusal, lacking(None, "type-999:find"), "the latest stay");
    }
}
