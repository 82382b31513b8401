//! API tokens: making, listing, changing, replacing their secrets, stopping, deleting.
//!
//! Whoever acts can give a token no more than they may do themselves. What is written takes effect before the answer:
//! the next request, with whichever secret, meets the new state. The rules of what is written are in [`input`].

mod input;
#[cfg(test)]
mod tests;
mod view;

use entity::api_token;
use entity::token_secret::{self, DigestKind};
use sea_orm::{DatabaseTransaction, DbErr, Order, SqlErr};
use serde_json::{Value, json};

pub use entity::api_token::TokenType;
pub use input::{Expiry, Lifespan, NewApiToken, Overlap, TokenChange, WantedPermissions};
pub use view::{TokenView, preview, view};

use super::audit::{self, Event};
use super::holdings::require_content_within;
use super::listing::Listing;
use super::{Services, change, grants};
use crate::access::Grant;
use crate::access::management::{
    CreateApiToken, DeleteApiToken, Granted, Operation, ReadApiTokens, RegenerateApiToken, UpdateApiToken,
};
use crate::auth::Secret;
use crate::auth::principal::{stored_grants, token_permissions};
use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::store::page::Page;
use crate::store::revisions::Counter;
use crate::store::tokens::{self as store, StoredToken, TokenOrder};
use input::Checked;

pub use crate::store::tokens::{TokenFilter, TokenStatus};

const SORT_KEYS: [(&str, TokenOrder); 6] = [
    ("name", TokenOrder::Name),
    ("type", TokenOrder::Type),
    ("createdAt", TokenOrder::CreatedAt),
    ("updatedAt", TokenOrder::UpdatedAt),
    ("lastUsedAt", TokenOrder::LastUsedAt),
    ("expiresAt", TokenOrder::ExpiresAt),
];

/// A token as administrators see it; never its secret.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiToken {
    /// Identifies the token.
    pub id: String,
    /// Unique in whatever case.
    pub name: String,
    /// Free text; may be empty.
    pub description: String,
    /// What it may do with content.
    pub token_type: TokenType,
    /// What a custom token may do; empty for the others.
    pub grants: Vec<Grant>,
    /// Whether a read-only token reads drafts too.
    pub read_drafts: bool,
    /// Whether it can be used at present.
    pub status: TokenStatus,
    /// The duration that was chosen; nothing where a date was.
    pub lifespan: Option<Lifespan>,
    /// When it stops working by itself.
    pub expires_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When an administrator last changed it.
    pub updated_at: Timestamp,
    /// When a request last used it; right within a minute.
    pub last_used_at: Option<Timestamp>,
    /// When its secret was last replaced.
    pub last_regenerated_at: Option<Timestamp>,
    /// The id of the administrator who made it; nothing for the command line.
    pub created_by: Option<String>,
    /// The first and last characters of its newest secret.
    pub hint: String,
    /// Secrets that were replaced and still work for a while, the newest first.
    pub former_secrets: Vec<FormerSecret>,
    /// Counts its changes.
    pub revision: i64,
}

/// A secret that was replaced and still works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerSecret {
    /// Its first and last characters.
    pub hint: String,
    /// When it stops working, if its token does not before.
    pub expires_at: Timestamp,
    /// When a request last used it; right within a minute.
    pub last_used_at: Option<Timestamp>,
}

/// A token with its secret, which is shown this once.
#[derive(Clone, Debug)]
pub struct TokenWithSecret {
    /// The token.
    pub token: ApiToken,
    /// What opens it.
    pub secret: Secret,
}

impl ApiToken {
    fn from_stored((token, secrets): StoredToken, now: Timestamp) -> Result<Self> {
        // The present secret has no end of its own; those that it replaced have one.
        let (former, present): (Vec<_>, Vec<_>) = secrets.into_iter().partition(|secret| secret.expires_at.is_some());
        Ok(Self {
            status: TokenStatus::of(&token, now),
            grants: stored_grants(&token.grants)?,
            lifespan: Lifespan::of(&token),
            hint: present.into_iter().next().map_or_else(String::new, |secret| secret.hint),
            former_secrets: former.into_iter().filter_map(|secret| FormerSecret::living(secret, now)).collect(),
            id: token.id,
            name: token.name,
            description: token.description,
            token_type: token.token_type,
            read_drafts: token.read_drafts,
            expires_at: token.expires_at.map(Timestamp),
            created_at: Timestamp(token.created_at),
            updated_at: Timestamp(token.updated_at),
            last_used_at: token.last_used_at.map(Timestamp),
            last_regenerated_at: token.last_regenerated_at.map(Timestamp),
            created_by: token.created_by,
            revision: token.revision,
        })
    }
}

impl FormerSecret {
    fn living(secret: token_secret::Model, now: Timestamp) -> Option<Self> {
        let expires_at = secret.expires_at.map(Timestamp).filter(|at| *at > now)?;
        Some(Self { hint: secret.hint, expires_at, last_used_at: secret.last_used_at.map(Timestamp) })
    }
}

/// One page of the tokens; by name unless the listing says otherwise.
pub async fn list(
    services: &Services,
    _granted: &Granted<ReadApiTokens>,
    filter: &TokenFilter,
    listing: &Listing,
) -> Result<Page<ApiToken>> {
    let order = listing.order(&SORT_KEYS, (TokenOrder::Name, Order::Asc))?;
    let (search, request) = (listing.search_text()?, listing.page_request()?);
    let now = services.clock.now();
    let page = store::list(services.database.read(), filter, search, &order, request, now).await?;
    page.try_map(|stored| ApiToken::from_stored(stored, now))
}

/// One token, if there is such a one.
pub async fn find(services: &Services, _granted: &Granted<ReadApiTokens>, id: &str) -> Result<Option<ApiToken>> {
    let stored = store::by_id(services.database.read(), id).await?;
    stored.map(|stored| ApiToken::from_stored(stored, services.clock.now())).transpose()
}

/// Makes a token. Its secret is generated, unless the input brings one along.
pub async fn create(
    services: &Services,
    granted: &Granted<CreateApiToken>,
    new: NewApiToken,
) -> Result<TokenWithSecret> {
    let now = services.clock.now();
    let supplied = new.secret.clone();
    let checked = input::check_new(&services.model.current(), new, now)?;
    let mut token = api_token::Model {
        id: services.entropy.id(),
        name: String::new(),
        name_key: String::new(),
        description: String::new(),
        token_type: checked.token_type,
        lifespan: None,
        grants: String::new(),
        read_drafts: false,
        enabled: true,
        expires_at: None,
        created_at: now.0,
        updated_at: now.0,
        last_used_at: None,
        created_by: granted.actor().administrator_id().map(str::to_owned),
        last_regenerated_at: None,
        revision: 0,
    };
    write(&mut token, checked, now);
    require_content_within(&token_permissions(&token)?, granted.content_ceiling())?;
    let transaction = change::begin(services, Counter::Tokens).await?;
    require_free_name(&transaction, &token).await?;
    store::insert(&transaction, token.clone()).await.map_err(name_clash)?;
    let secret = supplied.unwrap_or_else(|| Secret::generate(&services.entropy));
    let stored = add_secret(services, &transaction, &token, &secret).await?;
    finish(services, transaction, granted, "api-token.create", &token, facts(&token)?).await?;
    Ok(TokenWithSecret { token: ApiToken::from_stored((token, vec![stored]), now)?, secret })
}

/// Changes a token; what is absent stays. Takes effect on the next request. To let it live longer is to give it anew, so
/// whoever does that must hold what it opens.
pub async fn update(
    services: &Services,
    granted: &Granted<UpdateApiToken>,
    id: &str,
    change: TokenChange,
) -> Result<ApiToken> {
    let now = services.clock.now();
    let catalog = services.model.current();
    let transaction = change::begin(services, Counter::Tokens).await?;
    let (mut token, secrets) = require(&transaction, id).await?;
    change::require_revision(change.expected_revision, token.revision, "token")?;
    let (present, former_expiry) = (token_permissions(&token)?, token.expires_at);
    let checked = input::check_change(&catalog, change, &token, now)?;
    write(&mut token, checked, now);
    let ceiling = granted.content_ceiling();
    let permissions = token_permissions(&token)?;
    if outlives(&token, former_expiry) {
        require_content_within(&permissions, ceiling)?;
    } else {
        // Keeping or narrowing what somebody else gave is not giving it.
        require_content_within(&permissions, &ceiling.union(&present))?;
    }
    require_free_name(&transaction, &token).await?;
    store::update(&transaction, token.clone()).await.map_err(name_clash)?;
    finish(services, transaction, granted, "api-token.update", &token, facts(&token)?).await?;
    ApiToken::from_stored((token, secrets), now)
}

/// Replaces the secret of a token; the former one stops at once, or works until the overlap is over. An expired token
/// needs a new expiry along with it. Whoever acts will hold the new secret, so they must hold what it opens.
pub async fn regenerate(
    services: &Services,
    granted: &Granted<RegenerateApiToken>,
    id: &str,
    expiry: Option<Expiry>,
    overlap: Overlap,
) -> Result<TokenWithSecret> {
    let now = services.clock.now();
    let transaction = change::begin(services, Counter::Tokens).await?;
    let (mut token, _) = require(&transaction, id).await?;
    require_content_within(&token_permissions(&token)?, granted.content_ceiling())?;
    let is_expired = TokenStatus::of(&token, now) == TokenStatus::Expired;
    let until = overlap.until(now, is_expired)?;
    match expiry {
        Some(expiry) => input::check_expiry(expiry, now)?.write(&mut token),
        None if is_expired => {
            return Err(Error::bad_input("lifespan", "The token has expired; give it a new lifespan to regenerate it"));
        }
        None => {}
    }
    token.last_regenerated_at = Some(now.0);
    touch(&mut token, now);
    store::end_secrets(&transaction, id, now, until).await?;
    store::update(&transaction, token.clone()).await?;
    let secret = Secret::generate(&services.entropy);
    add_secret(services, &transaction, &token, &secret).await?;
    let mut details = facts(&token)?;
    details["overlapSeconds"] = json!(overlap.seconds());
    let stored = require(&transaction, id).await?;
    finish(services, transaction, granted, "api-token.regenerate", &token, details).await?;
    Ok(TokenWithSecret { token: ApiToken::from_stored(stored, now)?, secret })
}

/// Stops a token, or lets it work again, for which whoever acts must hold what it opens.
pub async fn set_enabled(
    services: &Services,
    granted: &Granted<UpdateApiToken>,
    id: &str,
    enabled: bool,
) -> Result<ApiToken> {
    let now = services.clock.now();
    let transaction = change::begin(services, Counter::Tokens).await?;
    let (mut token, secrets) = require(&transaction, id).await?;
    if enabled {
        require_content_within(&token_permissions(&token)?, granted.content_ceiling())?;
    }
    token.enabled = enabled;
    touch(&mut token, now);
    store::update(&transaction, token.clone()).await?;
    let action = if enabled { "api-token.enable" } else { "api-token.disable" };
    finish(services, transaction, granted, action, &token, json!({})).await?;
    ApiToken::from_stored((token, secrets), now)
}

/// Removes a token for good, and gives its id back. The second time it is not there.
pub async fn delete(services: &Services, granted: &Granted<DeleteApiToken>, id: &str) -> Result<String> {
    let transaction = change::begin(services, Counter::Tokens).await?;
    let (token, _) = require(&transaction, id).await?;
    store::delete(&transaction, id).await?;
    finish(services, transaction, granted, "api-token.delete", &token, facts(&token)?).await?;
    Ok(token.id)
}

fn write(token: &mut api_token::Model, checked: Checked, now: Timestamp) {
    token.name_key = checked.name.to_lowercase();
    token.name = checked.name;
    token.description = checked.description;
    token.token_type = checked.token_type;
    token.grants = grants::to_json(&checked.grants);
    token.read_drafts = checked.read_drafts;
    if let Some(expiry) = checked.expiry {
        expiry.write(token);
    }
    touch(token, now);
}

/// Whether the token lives longer than it would have with its former expiry.
fn outlives(token: &api_token::Model, former_expiry: Option<i64>) -> bool {
    former_expiry.is_some_and(|before| token.expires_at.is_none_or(|after| after > before))
}

fn touch(token: &mut api_token::Model, now: Timestamp) {
    token.updated_at = now.0;
    token.revision += 1;
}

async fn require(transaction: &DatabaseTransaction, id: &str) -> Result<StoredToken> {
    store::by_id(transaction, id).await?.ok_or_else(|| Error::not_found("Token not found"))
}

async fn require_free_name(transaction: &DatabaseTransaction, token: &api_token::Model) -> Result<()> {
    if store::name_is_taken(transaction, &token.name_key, Some(&token.id)).await? {
        return Err(name_taken());
    }
    Ok(())
}

async fn add_secret(
    services: &Services,
    transaction: &DatabaseTransaction,
    token: &api_token::Model,
    secret: &Secret,
) -> Result<token_secret::Model> {
    if store::digest_is_taken(transaction, services.keys.stored_digests(secret)).await? {
        return Err(Error::conflict("secret", "This secret opens another token already"));
    }
    let row = token_secret::Model {
        id: services.entropy.id(),
        token_id: token.id.clone(),
        key_id: services.keys.current_id().to_owned(),
        digest: services.keys.digest(secret).to_hex(),
        digest_kind: DigestKind::Blake3,
        hint: secret.hint(),
        created_at: services.clock.now().0,
        expires_at: None,
        last_used_at: None,
    };
    store::insert_secret(transaction, row.clone()).await?;
    Ok(row)
}

fn name_taken() -> Error {
    Error::conflict("name", "Name already taken")
}

/// Where two servers write at once, the unique index has the last word.
fn name_clash(cause: DbErr) -> Error {
    match cause.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => name_taken(),
        _ => cause.into(),
    }
}

/// What the audit trail remembers about a token beyond its name.
fn facts(token: &api_token::Model) -> Result<Value> {
    let permissions = token_permissions(token)?.grants().iter().map(ToString::to_string).collect::<Vec<_>>();
    Ok(json!({
        "permissions": permissions,
        "expiresAt": token.expires_at.map(|at| Timestamp(at).to_iso()),
    }))
}

async fn finish<P: Operation>(
    services: &Services,
    transaction: DatabaseTransaction,
    granted: &Granted<P>,
    action: &'static str,
    token: &api_token::Model,
    details: Value,
) -> Result<()> {
    let event =
        Event { action, target_kind: "api-token", target_id: Some(&token.id), target_name: Some(&token.name), details };
    audit::record(&transaction, services, granted, event).await?;
    change::finish(services, transaction).await
}
