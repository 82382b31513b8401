//! Administrators' sessions: logging in, renewing, ending.
//!
//! A session is a row and two texts: a short-lived access token, and a refresh token that works once. Whoever presents a
//! refresh token that was used already holds an old copy, so the whole session ends.

use entity::administrator::Model as AdministratorRow;
use entity::session::{ActiveModel, Model};
use sea_orm::{ActiveValue::Set, IntoActiveModel};
use serde_json::json;

use super::administrators::{self, Account};
use super::audit::{self, Agent, Event};
use super::{Services, change, login_attempts};
use crate::access::management::Administrator;
use crate::auth::session::REFRESH_SECONDS;
use crate::auth::{Password, RefreshToken, SessionToken};
use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::store::revisions::Counter;
use crate::store::{administrators as administrator_store, sessions as store};

/// How long a session lives however often it is renewed, in seconds.
const LONGEST_SECONDS: i64 = 90 * 24 * 60 * 60;

/// Where a request comes from, as far as it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The network address.
    pub address: Option<String>,
    /// What the client calls itself.
    pub user_agent: Option<String>,
}

/// A session with the texts that open it.
#[derive(Clone, Debug)]
pub struct OpenedSession {
    /// Goes into `Authorization: Bearer`.
    pub access_token: SessionToken,
    /// When the access token stops working.
    pub expires_at: Timestamp,
    /// Works once, for the next renewal.
    pub refresh_token: RefreshToken,
    /// When the refresh token stops working.
    pub refresh_expires_at: Timestamp,
    /// Who logged in.
    pub account: Account,
}

/// A session as its administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Identifies the session.
    pub id: String,
    /// Whether it is the one that asks.
    pub current: bool,
    /// When the person logged in.
    pub created_at: Timestamp,
    /// When it was last renewed.
    pub last_used_at: Timestamp,
    /// When it ends unless it is renewed.
    pub expires_at: Timestamp,
    /// Where it logged in from.
    pub origin: Origin,
}

/// Logs in. The refusal is the same, in text and in time, whether the email or the password is wrong or the account is
/// switched off.
pub async fn login(services: &Services, email: &str, password: &str, origin: Origin) -> Result<OpenedSession> {
    let email = administrators::normalized_email(email)?;
    login_attempts::admit(services, &email).await?;
    let row = administrator_store::find_by_email(services.database.read(), &email).await?;
    let hash = row.as_ref().map(|row| row.password_hash.as_str());
    let right = services.passwords.verify(Password::presented(password), hash).await?;
    match row.filter(|row| right && row.enabled) {
        Some(row) => open(services, row, origin).await,
        None => Err(refuse_login(services, &email, origin).await?),
    }
}

/// Renews a session: both texts are new, and the refresh token that was presented works no more.
pub async fn refresh(services: &Services, refresh_token: &str, origin: &Origin) -> Result<OpenedSession> {
    let presented = RefreshToken::parse(refresh_token).ok_or_else(invalid)?;
    let digests = presented.stored_digests(&services.keys);
    let transaction = services.database.begin().await?;
    let now = services.clock.now();
    let session = store::find_by_refresh_digest(&transaction, &digests).await?;
    let session = session.filter(|row| row.revoked_at.is_none() && row.expires_at > now.0).ok_or_else(invalid)?;
    let owner = administrator_store::find(&transaction, &session.administrator_id).await?;
    let owner = owner.filter(|row| row.enabled).ok_or_else(invalid)?;
    if !digests.contains(&session.refresh_digest) {
        drop(transaction);
        return Err(end_stolen(services, &session, &owner, origin).await?);
    }
    let refresh_token = RefreshToken::generate(&services.entropy);
    let expires_at = refresh_expiry(now, Timestamp(session.created_at));
    let previous = session.refresh_digest.clone();
    let mut renewed = session.into_active_model();
    renewed.previous_refresh_digest = Set(Some(previous));
    renewed.refresh_digest = Set(refresh_token.stored_digest(&services.keys));
    renewed.last_used_at = Set(now.0);
    renewed.expires_at = Set(expires_at.0);
    let session = store::update(&transaction, renewed).await?;
    transaction.commit().await?;
    opened(services, &session, refresh_token).await
}

/// Ends the session that asks.
pub async fn logout(services: &Services, administrator: &Administrator, origin: &Origin) -> Result<()> {
    end(services, administrator, &administrator.session_id, "session.logout", origin).await
}

/// Ends one of the administrator's sessions.
pub async fn revoke(services: &Services, administrator: &Administrator, id: &str, origin: &Origin) -> Result<()> {
    end(services, administrator, id, "session.revoke", origin).await
}

/// The administrator's living sessions, the last used first.
pub async fn list(services: &Services, administrator: &Administrator) -> Result<Vec<Session>> {
    let rows = store::of_administrator(services.database.read(), &administrator.id, services.clock.now()).await?;
    Ok(rows.into_iter().map(|row| shown(row, &administrator.session_id)).collect())
}

/// Whether the session that an access token speaks of still lives.
pub async fn is_living(services: &Services, administrator: &Administrator) -> Result<bool> {
    store::is_living(services.database.read(), &administrator.session_id, services.clock.now()).await
}

/// The administrator's own account.
pub async fn account(services: &Services, administrator: &Administrator) -> Result<Account> {
    administrators::account_of(services, &administrator.id).await?.ok_or_else(invalid)
}

/// Changes the administrator's own password and ends their other sessions.
pub async fn change_password(
    services: &Services,
    administrator: &Administrator,
    current: &str,
    new: &str,
    origin: &Origin,
) -> Result<Account> {
    login_attempts::admit(services, &administrator.email).await?;
    let row = administrator_store::find(services.database.read(), &administrator.id).await?.ok_or_else(invalid)?;
    if !services.passwords.verify(Password::presented(current), Some(&row.password_hash)).await? {
        return Err(Error::bad_input("currentPassword", "The current password is wrong"));
    }
    let hash = administrators::hashed(services, "newPassword", new).await?;
    let transaction = change::begin(services, Counter::Roles).await?;
    let now = services.clock.now();
    let mut changed = row.into_active_model();
    changed.password_hash = Set(hash);
    changed.updated_at = Set(now.0);
    administrator_store::update(&transaction, changed).await?;
    store::clear_attempts(&transaction, &administrator.email).await?;
    store::revoke_others(&transaction, &administrator.id, Some(&administrator.session_id), now).await?;
    let agent = Agent::of_session(administrator, origin.address.clone());
    let event = Event {
        action: "administrator.change-password",
        target_kind: "administrator",
        target_id: Some(&administrator.id),
        target_name: Some(&administrator.email),
        details: json!({}),
    };
    audit::record(&transaction, services, agent, event).await?;
    change::finish(services, transaction).await?;
    account(services, administrator).await
}

async fn open(services: &Services, owner: AdministratorRow, origin: Origin) -> Result<OpenedSession> {
    let now = services.clock.now();
    let refresh_token = RefreshToken::generate(&services.entropy);
    let agent = Agent::person(&owner.id, &owner.email, origin.address.clone());
    let session = ActiveModel {
        id: Set(services.entropy.id()),
        administrator_id: Set(owner.id.clone()),
        refresh_digest: Set(refresh_token.stored_digest(&services.keys)),
        previous_refresh_digest: Set(None),
        created_at: Set(now.0),
        expires_at: Set(refresh_expiry(now, now).0),
        last_used_at: Set(now.0),
        revoked_at: Set(None),
        user_agent: Set(origin.user_agent),
        address: Set(origin.address),
    };
    let transaction = services.database.begin().await?;
    let session = store::insert(&transaction, session).await?;
    store::clear_attempts(&transaction, &owner.email).await?;
    let mut seen = owner.into_active_model();
    seen.last_login_at = Set(Some(now.0));
    let owner = administrator_store::update(&transaction, seen).await?;
    audit::record(&transaction, services, agent, event("session.login", Some(&session.id), &owner.email)).await?;
    transaction.commit().await?;
    opened(services, &session, refresh_token).await
}

async fn opened(services: &Services, session: &Model, refresh_token: RefreshToken) -> Result<OpenedSession> {
    let account = administrators::account_of(services, &session.administrator_id).await?.ok_or_else(invalid)?;
    let now = services.clock.now();
    let (access_token, expires_at) = services.session_keys.issue(&session.administrator_id, &session.id, now)?;
    let refresh_expires_at = Timestamp(session.expires_at);
    Ok(OpenedSession { access_token, expires_at, refresh_token, refresh_expires_at, account })
}

async fn end(
    services: &Services,
    administrator: &Administrator,
    id: &str,
    action: &'static str,
    origin: &Origin,
) -> Result<()> {
    let transaction = change::begin(services, Counter::Roles).await?;
    if !store::revoke(&transaction, &administrator.id, id, services.clock.now()).await? {
        return Err(Error::not_found("Session not found"));
    }
    let agent = Agent::of_session(administrator, origin.address.clone());
    audit::record(&transaction, services, agent, event(action, Some(id), &administrator.email)).await?;
    change::finish(services, transaction).await
}

/// Ends a session whose used refresh token came back, and gives the refusal for whoever presented it.
async fn end_stolen(services: &Services, session: &Model, owner: &AdministratorRow, origin: &Origin) -> Result<Error> {
    let transaction = change::begin(services, Counter::Roles).await?;
    store::revoke(&transaction, &owner.id, &session.id, services.clock.now()).await?;
    let agent = Agent::unknown(origin.address.clone());
    audit::record(&transaction, services, agent, event("session.reuse", Some(&session.id), &owner.email)).await?;
    change::finish(services, transaction).await?;
    Ok(invalid())
}

async fn refuse_login(services: &Services, email: &str, origin: Origin) -> Result<Error> {
    let transaction = services.database.begin().await?;
    audit::record(&transaction, services, Agent::unknown(origin.address), event("session.refuse", None, email)).await?;
    transaction.commit().await?;
    Ok(Error::unauthenticated("Invalid email or password"))
}

fn event<'e>(action: &'static str, session_id: Option<&'e str>, email: &'e str) -> Event<'e> {
    Event { action, target_kind: "session", target_id: session_id, target_name: Some(email), details: json!({}) }
}

fn invalid() -> Error {
    Error::unauthenticated("Missing or invalid credentials")
}

fn shown(row: Model, current_id: &str) -> Session {
    Session {
        current: row.id == current_id,
        id: row.id,
        created_at: Timestamp(row.created_at),
        last_used_at: Timestamp(row.last_used_at),
        expires_at: Timestamp(row.expires_at),
        origin: Origin { address: row.address, user_agent: row.user_agent },
    }
}

fn refresh_expiry(now: Timestamp, logged_in_at: Timestamp) -> Timestamp {
    now.plus_seconds(REFRESH_SECONDS).min(logged_in_at.plus_seconds(LONGEST_SECONDS))
}
