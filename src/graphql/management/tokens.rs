//! API tokens.

use async_graphql::{Context, Enum, ID, InputObject, MaybeUndefined, Object, SimpleObject};

use super::context::RequestContext;
use super::date_time::DateTime;
use super::grants::{self, Grant, GrantInput};
use super::input::{or_empty, required};
use super::page::{Page, PaginationInput, listing};
use super::payload::DeletePayload;
use super::requires::{permission_of, requires};
use crate::access::PermissionSet;
use crate::access::management::{CreateApiToken, DeleteApiToken, ReadApiTokens, RegenerateApiToken, UpdateApiToken};
use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::service::tokens::{
    self, Expiry, Lifespan, NewApiToken, Overlap, TokenChange, TokenFilter, TokenStatus, TokenType, TokenWithSecret,
};

/// What a token may do with content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "TokenType")]
pub enum ApiTokenType {
    /// Read every content type, future ones included.
    ReadOnly,
    /// Do everything with every content type, future ones included.
    FullAccess,
    /// Do what its grants say.
    Custom,
}

/// Whether a token works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "TokenStatus")]
pub enum ApiTokenStatus {
    /// It works.
    Active,
    /// Its time is over.
    Expired,
    /// An administrator switched it off.
    Disabled,
}

/// How long a token works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum TokenLifespan {
    /// 7 days.
    #[graphql(name = "DAYS_7")]
    Days7,
    /// 30 days.
    #[graphql(name = "DAYS_30")]
    Days30,
    /// 90 days.
    #[graphql(name = "DAYS_90")]
    Days90,
    /// Until it is deleted.
    Unlimited,
}

/// A token for the content API. Its secret is shown when it is made and when it is regenerated, and never again.
#[derive(Clone, Debug, SimpleObject)]
pub struct ApiToken {
    /// Identifies the token.
    id: ID,
    /// The name, unique in whatever case.
    name: String,
    /// Free text; empty when none was given.
    description: String,
    /// What the token may do with content.
    #[graphql(name = "type")]
    token_type: ApiTokenType,
    /// Whether the token works.
    status: ApiTokenStatus,
    /// The duration that was chosen; null where it was another one or a date.
    lifespan: Option<TokenLifespan>,
    /// When the token stops working; null for never.
    expires_at: Option<DateTime>,
    /// When the token was made.
    created_at: DateTime,
    /// When an administrator last changed the token.
    updated_at: DateTime,
    /// When a request last used the token, right within a minute.
    last_used_at: Option<DateTime>,
    /// When the secret was last replaced.
    last_regenerated_at: Option<DateTime>,
    /// The beginning and the end of the secret, so that people can tell tokens apart.
    hint: String,
    /// Secrets that were replaced and still work for a while, the newest first.
    former_secrets: Vec<FormerSecret>,
    /// Counts the changes of the token.
    revision: i64,
    /// Whether a token of type `READ_ONLY` reads drafts too.
    read_drafts: bool,
    /// What a token of type CUSTOM may do; null for the other types.
    grants: Option<Vec<Grant>>,
    /// What the token may do, as texts such as article:find(title,slug).
    permissions: Vec<String>,
    /// The id of the administrator who made the token; null when it was made on the command line.
    created_by: Option<ID>,
}

/// A secret that was replaced and still works.
#[derive(Clone, Debug, SimpleObject)]
pub struct FormerSecret {
    /// The beginning and the end of the secret.
    hint: String,
    /// When the secret stops working, if its token does not before.
    expires_at: DateTime,
    /// When a request last used the secret, right within a minute.
    last_used_at: Option<DateTime>,
}

impl From<tokens::FormerSecret> for FormerSecret {
    fn from(secret: tokens::FormerSecret) -> Self {
        let last_used_at = secret.last_used_at.map(DateTime);
        Self { hint: secret.hint, expires_at: secret.expires_at.into(), last_used_at }
    }
}

impl From<tokens::ApiToken> for ApiToken {
    fn from(token: tokens::ApiToken) -> Self {
        Self {
            permissions: permissions(&token),
            id: token.id.into(),
            name: token.name,
            description: token.description,
            token_type: token.token_type.into(),
            status: token.status.into(),
            lifespan: token.lifespan.and_then(TokenLifespan::of),
            expires_at: token.expires_at.map(DateTime),
            created_at: token.created_at.into(),
            updated_at: token.updated_at.into(),
            last_used_at: token.last_used_at.map(DateTime),
            last_regenerated_at: token.last_regenerated_at.map(DateTime),
            hint: token.hint,
            former_secrets: token.former_secrets.into_iter().map(FormerSecret::from).collect(),
            revision: token.revision,
            read_drafts: token.read_drafts,
            grants: (token.token_type == TokenType::Custom).then(|| grants::shown(&token.grants)),
            created_by: token.created_by.map(ID),
        }
    }
}

fn permissions(token: &tokens::ApiToken) -> Vec<String> {
    let grants = match token.token_type {
        TokenType::ReadOnly => PermissionSet::read_only(token.read_drafts).grants(),
        TokenType::FullAccess => PermissionSet::full_access().grants(),
        TokenType::Custom => return token.grants.iter().map(ToString::to_string).collect(),
    };
    grants.iter().map(ToString::to_string).collect()
}

impl TokenLifespan {
    const ALL: [Self; 4] = [Self::Days7, Self::Days30, Self::Days90, Self::Unlimited];

    fn to_service(self) -> Lifespan {
        match self {
            Self::Days7 => Lifespan::days(7),
            Self::Days30 => Lifespan::days(30),
            Self::Days90 => Lifespan::days(90),
            Self::Unlimited => Lifespan::Unlimited,
        }
    }

    fn of(lifespan: Lifespan) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.to_service() == lifespan)
    }
}

/// A token to be made.
#[derive(InputObject)]
pub struct CreateApiTokenInput {
    /// The name, 1 to 100 characters, unique in whatever case.
    name: String,
    /// Free text, at most 1,000 characters.
    description: Option<String>,
    /// What the token may do with content.
    #[graphql(name = "type")]
    token_type: ApiTokenType,
    /// How long the token works; this or expiresAt, and unlimited without either.
    lifespan: Option<TokenLifespan>,
    /// When the token stops working; in the future.
    expires_at: Option<DateTime>,
    /// What a token of type CUSTOM may do; this or permissions. The list may be empty.
    grants: Option<Vec<GrantInput>>,
    /// The same as texts, such as article:find(title,slug).
    permissions: Option<Vec<String>>,
    /// Whether a token of type `READ_ONLY` reads drafts too.
    #[graphql(default)]
    read_drafts: bool,
}

/// What to change about a token. Absent fields keep their value.
#[derive(InputObject)]
pub struct UpdateApiTokenInput {
    /// The name, 1 to 100 characters, unique in whatever case.
    name: MaybeUndefined<String>,
    /// Free text, at most 1,000 characters; null empties it.
    description: MaybeUndefined<String>,
    /// What the token may do with content. A token that becomes CUSTOM needs grants or permissions along with it.
    #[graphql(name = "type")]
    token_type: MaybeUndefined<ApiTokenType>,
    /// How long the token works from now; this or expiresAt.
    lifespan: MaybeUndefined<TokenLifespan>,
    /// When the token stops working, in the future; null for never.
    expires_at: MaybeUndefined<DateTime>,
    /// All that a token of type CUSTOM may do; this or permissions. Null takes everything away.
    grants: MaybeUndefined<Vec<GrantInput>>,
    /// The same as texts, such as article:find(title,slug).
    permissions: MaybeUndefined<Vec<String>>,
    /// Whether a token of type `READ_ONLY` reads drafts too.
    read_drafts: MaybeUndefined<bool>,
    /// The revision of the token that was looked at; CONFLICT where somebody changed it since.
    expected_revision: Option<i64>,
}

/// What a change of a token answers.
#[derive(SimpleObject)]
pub struct ApiTokenPayload {
    /// The token after the change.
    token: ApiToken,
}

/// A token and its secret, which is shown this once.
#[derive(SimpleObject)]
pub struct ApiTokenSecretPayload {
    /// The token.
    token: ApiToken,
    /// The secret, for the header Authorization, after the word Bearer. It is stored nowhere and not shown again.
    secret: String,
}

impl From<TokenWithSecret> for ApiTokenSecretPayload {
    fn from(made: TokenWithSecret) -> Self {
        Self { secret: made.secret.expose().to_owned(), token: made.token.into() }
    }
}

/// Reading tokens.
#[derive(Default)]
pub struct TokenQueries;

#[Object]
impl TokenQueries {
    /// The tokens, a page at a time; never a secret.
    #[graphql(directive = requires::apply(permission_of::<ReadApiTokens>()))]
    async fn api_tokens(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Part of the name, in whatever case.")] search: Option<String>,
        #[graphql(name = "type", desc = "Only tokens of this type.")] token_type: Option<ApiTokenType>,
        #[graphql(desc = "Only tokens of this status.")] status: Option<ApiTokenStatus>,
        #[graphql(
            desc = "Keys such as name or createdAt:desc, the first the strongest: name, type, createdAt, updatedAt, lastUsedAt, expiresAt."
        )]
        sort: Option<Vec<String>>,
        #[graphql(desc = "Which page; the first one with 25 entries when absent.")] pagination: Option<PaginationInput>,
    ) -> Result<Page<ApiToken>> {
        let granted = ctx.granted::<ReadApiTokens>()?;
        let filter = TokenFilter { token_type: token_type.map(Into::into), status: status.map(Into::into) };
        let listing = listing(search, sort, pagination);
        Ok(Page::of(tokens::list(ctx.services(), &granted, &filter, &listing).await?, ApiToken::from))
    }

    /// One token; null when there is none with this id. Never its secret.
    #[graphql(directive = requires::apply(permission_of::<ReadApiTokens>()))]
    async fn api_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token's id.")] id: ID,
    ) -> Result<Option<ApiToken>> {
        let granted = ctx.granted::<ReadApiTokens>()?;
        Ok(tokens::find(ctx.services(), &granted, &id).await?.map(ApiToken::from))
    }
}

/// Changing tokens. Every change takes effect on the next request.
#[derive(Default)]
pub struct TokenMutations;

#[Object]
impl TokenMutations {
    /// Makes a token that may do no more than the caller, and shows its secret this once.
    #[graphql(directive = requires::apply(permission_of::<CreateApiToken>()))]
    async fn create_api_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token to be made.")] input: CreateApiTokenInput,
    ) -> Result<ApiTokenSecretPayload> {
        let granted = ctx.granted::<CreateApiToken>()?;
        let new = NewApiToken {
            name: input.name,
            description: input.description,
            token_type: input.token_type.into(),
            lifespan: input.lifespan.map(TokenLifespan::to_service),
            expires_at: input.expires_at.map(|moment| moment.0),
            grants: input.grants.map(grants::read).transpose()?,
            permissions: input.permissions,
            read_drafts: input.read_drafts,
            secret: None,
        };
        Ok(tokens::create(ctx.services(), &granted, new).await?.into())
    }

    /// Changes a token.
    #[graphql(directive = requires::apply(permission_of::<UpdateApiToken>()))]
    async fn update_api_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token's id.")] id: ID,
        #[graphql(desc = "What to change; absent fields keep their value.")] input: UpdateApiTokenInput,
    ) -> Result<ApiTokenPayload> {
        let granted = ctx.granted::<UpdateApiToken>()?;
        let change = input.into_change()?;
        Ok(ApiTokenPayload { token: tokens::update(ctx.services(), &granted, &id, change).await?.into() })
    }

    /// Replaces the secret of a token. The former one stops at once, or goes on working for `overlapSeconds`. An expired
    /// token needs a new lifespan along with it, and has nothing to overlap.
    #[graphql(directive = requires::apply(permission_of::<RegenerateApiToken>()))]
    async fn regenerate_api_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token's id.")] id: ID,
        #[graphql(desc = "How long the token works from now; this or expiresAt, unchanged without either.")]
        lifespan: Option<TokenLifespan>,
        #[graphql(desc = "When the token stops working; in the future.")] expires_at: Option<DateTime>,
        #[graphql(desc = "How long the former secret goes on working, in seconds: 0, as when absent, to 604800.")]
        overlap_seconds: Option<i64>,
    ) -> Result<ApiTokenSecretPayload> {
        let granted = ctx.granted::<RegenerateApiToken>()?;
        let overlap = overlap_seconds.map(Overlap::of_seconds).transpose()?.unwrap_or_default();
        let expiry = match (lifespan, expires_at) {
            (Some(_), Some(_)) => {
                return Err(Error::bad_input("expiresAt", "Give either lifespan or expiresAt, not both"));
            }
            (Some(lifespan), None) => Some(Expiry::Lifespan(lifespan.to_service())),
            (None, Some(moment)) => Some(Expiry::At(moment.0)),
            (None, None) => None,
        };
        Ok(tokens::regenerate(ctx.services(), &granted, &id, expiry, overlap).await?.into())
    }

    /// Switches a token off, or on again.
    #[graphql(directive = requires::apply(permission_of::<UpdateApiToken>()))]
    async fn set_api_token_enabled(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token's id.")] id: ID,
        #[graphql(desc = "Whether it is to work.")] enabled: bool,
    ) -> Result<ApiTokenPayload> {
        let granted = ctx.granted::<UpdateApiToken>()?;
        Ok(ApiTokenPayload { token: tokens::set_enabled(ctx.services(), &granted, &id, enabled).await?.into() })
    }

    /// Deletes a token for good.
    #[graphql(directive = requires::apply(permission_of::<DeleteApiToken>()))]
    async fn delete_api_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token's id.")] id: ID,
    ) -> Result<DeletePayload> {
        let id = tokens::delete(ctx.services(), &ctx.granted::<DeleteApiToken>()?, &id).await?;
        Ok(DeletePayload { id: id.into() })
    }
}

impl UpdateApiTokenInput {
    fn into_change(self) -> Result<TokenChange> {
        let (lifespan, expires_at) = expiry_change(required("lifespan", self.lifespan)?, self.expires_at);
        Ok(TokenChange {
            name: required("name", self.name)?,
            description: or_empty(self.description),
            token_type: required("type", self.token_type)?.map(Into::into),
            lifespan,
            expires_at,
            grants: or_empty(self.grants).map(grants::read).transpose()?,
            permissions: required("permissions", self.permissions)?,
            read_drafts: required("readDrafts", self.read_drafts)?,
            expected_revision: self.expected_revision,
        })
    }
}

/// A date of null is the lifespan UNLIMITED, unless a lifespan is given.
fn expiry_change(
    lifespan: Option<TokenLifespan>,
    expires_at: MaybeUndefined<DateTime>,
) -> (Option<Lifespan>, Option<Timestamp>) {
    let lifespan = lifespan.map(TokenLifespan::to_service);
    match expires_at {
        MaybeUndefined::Null => (lifespan.or(Some(Lifespan::Unlimited)), None),
        MaybeUndefined::Undefined => (lifespan, None),
        MaybeUndefined::Value(moment) => (lifespan, Some(moment.0)),
    }
}
