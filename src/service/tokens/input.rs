//! The rules of what is written about a token, all of them checked before the first is reported.

use entity::api_token::{self, TokenType};

use super::super::{grants, text};
use crate::access::{Grant, PermissionSet};
use crate::auth::Secret;
use crate::auth::principal::permissions_of;
use crate::catalog::Catalog;
use crate::clock::Timestamp;
use crate::error::{Error, Result, Violation};

/// The last moment that can be shown: the end of the year 9999.
const LAST_MOMENT: Timestamp = Timestamp(253_402_300_799_999);
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// The longest that a replaced secret may go on working: 7 days.
const LONGEST_OVERLAP_SECONDS: i64 = 7 * 24 * 60 * 60;

/// How long a token lives from the moment at which that is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifespan {
    /// For ever.
    Unlimited,
    /// For so many milliseconds.
    Millis(i64),
}

impl Lifespan {
    /// So many days of 24 hours.
    pub fn days(days: i64) -> Self {
        Self::Millis(days.saturating_mul(DAY_MILLIS))
    }

    /// What was chosen for a stored token; nothing where a date was.
    pub(super) fn of(token: &api_token::Model) -> Option<Self> {
        match (token.lifespan, token.expires_at) {
            (Some(millis), _) => Some(Self::Millis(millis)),
            (None, None) => Some(Self::Unlimited),
            (None, Some(_)) => None,
        }
    }
}

/// How long a token lives: a lifespan, or a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// From now on for so long.
    Lifespan(Lifespan),
    /// Until a moment in the future.
    At(Timestamp),
}

/// How long a replaced secret goes on working, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overlap(i64);

impl Overlap {
    /// So many seconds: 0, which is not at all, to 7 days.
    pub fn of_seconds(seconds: i64) -> Result<Self> {
        if (0..=LONGEST_OVERLAP_SECONDS).contains(&seconds) {
            return Ok(Self(seconds));
        }
        Err(Error::bad_input("overlapSeconds", "overlapSeconds must be 0 to 604800, which is 7 days"))
    }

    /// How long, in seconds.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// Until when the secret works; nothing where it stops at once. Those of an expired token have stopped already, and a
    /// new expiry does not bring them back.
    pub(super) fn until(self, now: Timestamp, is_expired: bool) -> Result<Option<Timestamp>> {
        match self.0 {
            0 => Ok(None),
            _ if is_expired => Err(Error::bad_input(
                "overlapSeconds",
                "The token has expired, so its former secret cannot go on working",
            )),
            seconds => Ok(Some(now.plus_seconds(seconds))),
        }
    }
}

/// What a token is to open, and nothing else about it.
#[derive(Clone, Debug)]
pub struct WantedPermissions {
    /// See [`NewApiToken::token_type`].
    pub token_type: TokenType,
    /// See [`NewApiToken::grants`].
    pub grants: Option<Vec<Grant>>,
    /// See [`NewApiToken::permissions`].
    pub permissions: Option<Vec<String>>,
    /// See [`NewApiToken::read_drafts`].
    pub read_drafts: bool,
}

/// A token to be made.
#[derive(Clone, Debug)]
pub struct NewApiToken {
    /// 1 to 100 characters, unique in whatever case.
    pub name: String,
    /// At most 1,000 characters.
    pub description: Option<String>,
    /// What it may do with content.
    pub token_type: TokenType,
    /// How long it lives; without this and `expires_at`, for ever.
    pub lifespan: Option<Lifespan>,
    /// Until when it lives; not together with `lifespan`.
    pub expires_at: Option<Timestamp>,
    /// What a custom token may do; required for those unless `permissions` is there, refused for others.
    pub grants: Option<Vec<Grant>>,
    /// The same in text form; not together with `grants`.
    pub permissions: Option<Vec<String>>,
    /// Whether a read-only token reads drafts too; refused for others.
    pub read_drafts: bool,
    /// A secret that somebody chose, instead of a generated one.
    pub secret: Option<Secret>,
}

/// What to change about a token; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct TokenChange {
    /// See [`NewApiToken::name`].
    pub name: Option<String>,
    /// See [`NewApiToken::description`].
    pub description: Option<String>,
    /// See [`NewApiToken::token_type`]. A token that becomes custom needs grants along with it.
    pub token_type: Option<TokenType>,
    /// See [`NewApiToken::lifespan`]; counted from now.
    pub lifespan: Option<Lifespan>,
    /// See [`NewApiToken::expires_at`].
    pub expires_at: Option<Timestamp>,
    /// See [`NewApiToken::grants`].
    pub grants: Option<Vec<Grant>>,
    /// See [`NewApiToken::permissions`].
    pub permissions: Option<Vec<String>>,
    /// See [`NewApiToken::read_drafts`].
    pub read_drafts: Option<bool>,
    /// Refused where the token has another revision by now.
    pub expected_revision: Option<i64>,
}

/// Input that keeps every rule.
pub(super) struct Checked {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) token_type: TokenType,
    pub(super) grants: Vec<Grant>,
    pub(super) read_drafts: bool,
    /// Nothing where the expiry stays as it is.
    pub(super) expiry: Option<CheckedExpiry>,
}

/// An expiry as it is stored.
#[derive(Clone, Copy)]
pub(super) struct CheckedExpiry {
    lifespan: Option<i64>,
    expires_at: Option<i64>,
}

impl CheckedExpiry {
    pub(super) fn write(self, token: &mut api_token::Model) {
        token.lifespan = self.lifespan;
        token.expires_at = self.expires_at;
    }
}

/// Checks the input of a new token.
pub(super) fn check_new(catalog: &Catalog, new: NewApiToken, now: Timestamp) -> Result<Checked> {
    let mut broken = Broken::default();
    let name = broken.gather(text::name("name", &new.name));
    let description = broken.gather(text::description("description", new.description.as_deref().unwrap_or_default()));
    let expiry = broken.gather(chosen_expiry(new.lifespan, new.expires_at, now));
    let drafts = broken.gather(drafts_fit(new.token_type, new.read_drafts));
    let grants = broken.gather(
        grants::written(catalog, new.grants, new.permissions)
            .and_then(|given| fitting_grants(new.token_type, given, None)),
    );
    match (name, description, expiry, drafts, grants) {
        (Some(name), Some(description), Some(expiry), Some(read_drafts), Some(grants)) => {
            let unlimited = CheckedExpiry { lifespan: None, expires_at: None };
            let expiry = Some(expiry.unwrap_or(unlimited));
            Ok(Checked { name, description, token_type: new.token_type, grants, read_drafts, expiry })
        }
        _ => Err(broken.into_error()),
    }
}

/// Checks what a token is to open, and gives the sum of it.
pub(super) fn check_wanted(catalog: &Catalog, wanted: WantedPermissions) -> Result<PermissionSet> {
    let mut broken = Broken::default();
    let drafts = broken.gather(drafts_fit(wanted.token_type, wanted.read_drafts));
    let grants = broken.gather(
        grants::written(catalog, wanted.grants, wanted.permissions)
            .and_then(|given| fitting_grants(wanted.token_type, given, None)),
    );
    match (drafts, grants) {
        (Some(read_drafts), Some(grants)) => Ok(permissions_of(wanted.token_type, read_drafts, &grants)),
        _ => Err(broken.into_error()),
    }
}

/// Checks a change against the token as it is.
pub(super) fn check_change(
    catalog: &Catalog,
    change: TokenChange,
    token: &api_token::Model,
    now: Timestamp,
) -> Result<Checked> {
    let mut broken = Broken::default();
    let token_type = change.token_type.unwrap_or(token.token_type);
    let present = if token.token_type == TokenType::Custom {
        Some(crate::auth::principal::stored_grants(&token.grants)?)
    } else {
        None
    };
    let name = broken.gather(change.name.map_or_else(|| Ok(token.name.clone()), |name| text::name("name", &name)));
    let description = broken.gather(
        change
            .description
            .map_or_else(|| Ok(token.description.clone()), |given| text::description("description", &given)),
    );
    let expiry = broken.gather(chosen_expiry(change.lifespan, change.expires_at, now));
    // A type that cannot read drafts drops the choice, unless it is made anew.
    let kept_drafts = token.read_drafts && token_type == TokenType::ReadOnly;
    let drafts = broken.gather(drafts_fit(token_type, change.read_drafts.unwrap_or(kept_drafts)));
    let grants = broken.gather(
        grants::written(catalog, change.grants, change.permissions)
            .and_then(|given| fitting_grants(token_type, given, present)),
    );
    match (name, description, expiry, drafts, grants) {
        (Some(name), Some(description), Some(expiry), Some(read_drafts), Some(grants)) => {
            Ok(Checked { name, description, token_type, grants, read_drafts, expiry })
        }
        _ => Err(broken.into_error()),
    }
}

/// Checks an expiry that is chosen now.
pub(super) fn check_expiry(expiry: Expiry, now: Timestamp) -> Result<CheckedExpiry> {
    match expiry {
        Expiry::Lifespan(Lifespan::Unlimited) => Ok(CheckedExpiry { lifespan: None, expires_at: None }),
        Expiry::Lifespan(Lifespan::Millis(millis)) => {
            let at = now.plus_millis(millis);
            if millis <= 0 || at > LAST_MOMENT {
                return Err(Error::bad_input("lifespan", "lifespan must be positive and end before the year 10000"));
            }
            Ok(CheckedExpiry { lifespan: Some(millis), expires_at: Some(at.0) })
        }
        Expiry::At(at) if at <= now => Err(Error::bad_input("expiresAt", "expiresAt must be in the future")),
        Expiry::At(at) if at > LAST_MOMENT => {
            Err(Error::bad_input("expiresAt", "expiresAt must be before the year 10000"))
        }
        Expiry::At(at) => Ok(CheckedExpiry { lifespan: None, expires_at: Some(at.0) }),
    }
}

fn chosen_expiry(
    lifespan: Option<Lifespan>,
    expires_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<Option<CheckedExpiry>> {
    let expiry = match (lifespan, expires_at) {
        (None, None) => return Ok(None),
        (Some(lifespan), None) => Expiry::Lifespan(lifespan),
        (None, Some(at)) => Expiry::At(at),
        (Some(_), Some(_)) => {
            return Err(Error::bad_input("expiresAt", "Give either lifespan or expiresAt, not both"));
        }
    };
    check_expiry(expiry, now).map(Some)
}

fn drafts_fit(token_type: TokenType, read_drafts: bool) -> Result<bool> {
    if read_drafts && token_type != TokenType::ReadOnly {
        return Err(Error::bad_input("readDrafts", "readDrafts is for READ_ONLY tokens only"));
    }
    Ok(read_drafts)
}

/// Custom tokens have grants, possibly none at all but said so; other types have no say in theirs.
fn fitting_grants(token_type: TokenType, given: Option<Vec<Grant>>, present: Option<Vec<Grant>>) -> Result<Vec<Grant>> {
    match (token_type, given) {
        (TokenType::Custom, given) => given
            .or(present)
            .ok_or_else(|| Error::bad_input("grants", "grants are required for CUSTOM tokens; the list may be empty")),
        (_, Some(given)) if !given.is_empty() => Err(Error::bad_input("grants", "grants are for CUSTOM tokens only")),
        _ => Ok(Vec::new()),
    }
}

/// The rules found broken so far.
#[derive(Default)]
struct Broken {
    violations: Vec<Violation>,
}

impl Broken {
    fn gather<T>(&mut self, outcome: Result<T>) -> Option<T> {
        outcome.map_err(|error| self.violations.extend(error.public().violations.iter().cloned())).ok()
    }

    fn into_error(self) -> Error {
        Error::violations(self.violations)
    }
}
