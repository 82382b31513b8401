//! What a token opens, as an administrator may look at it.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, InputObject, Object, SimpleObject};

use super::context::RequestContext;
use super::grants::{self, ContentAction, GrantInput};
use super::permissions::{ContentTypeKind, Route};
use super::requires::{permission_of, requires};
use super::tokens::ApiTokenType;
use crate::access::PermissionSet;
use crate::access::management::{CreateApiToken, ReadApiTokens};
use crate::error::Result;
use crate::graphql::content;
use crate::service::Services;
use crate::service::permission_catalog::{self, OpenedAction, OpenedField};
use crate::service::tokens::{self, TokenView, WantedPermissions};

/// What the holder of a token finds in the content API, as far as the caller may do it as well.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ApiTokenView {
    /// What the token opens, action by action.
    operations: Vec<TokenOperation>,
    /// What the token opens and the caller may not do, or not all of, as texts such as article:find(price). The view
    /// leaves it out, as nobody sees more through a token than they may see themselves.
    beyond: Vec<String>,
    #[graphql(skip)]
    permissions: PermissionSet,
}

#[ComplexObject]
impl ApiTokenView {
    /// The GraphQL schema of the content API, in the schema definition language.
    #[expect(clippy::unused_async, reason = "the schema's macro asks for async functions")]
    async fn sdl(&self, ctx: &Context<'_>) -> Result<String> {
        ctx.data_unchecked::<Arc<content::Endpoint>>().sdl(&self.permissions)
    }
}

impl ApiTokenView {
    fn of(services: &Services, view: TokenView) -> Self {
        let opened = permission_catalog::opened(services, &view.permissions);
        Self {
            operations: opened.into_iter().map(TokenOperation::from).collect(),
            beyond: view.beyond.iter().map(ToString::to_string).collect(),
            permissions: view.permissions,
        }
    }
}

/// One action that a token opens.
#[derive(SimpleObject)]
pub struct TokenOperation {
    /// The singular name of the content type.
    content_type: String,
    /// Many entries, or one.
    kind: ContentTypeKind,
    /// The action.
    action: ContentAction,
    /// The fields that can be selected or set; empty where the action is about whole entries.
    fields: Vec<OpenField>,
    /// The REST routes.
    routes: Vec<Route>,
    /// The GraphQL root fields.
    operations: Vec<String>,
}

/// A field that a token opens.
#[derive(SimpleObject)]
pub struct OpenField {
    /// The name.
    name: String,
    /// Whether it is a value, without fields of its own.
    scalar: bool,
    /// The content type that a relation leads to.
    target: Option<String>,
}

impl From<OpenedAction> for TokenOperation {
    fn from(opened: OpenedAction) -> Self {
        Self {
            content_type: opened.singular,
            kind: opened.kind.into(),
            action: opened.on.action.into(),
            fields: opened.fields.into_iter().map(OpenField::from).collect(),
            routes: opened.on.routes.into_iter().map(Route::from).collect(),
            operations: opened.on.operations,
        }
    }
}

impl From<OpenedField> for OpenField {
    fn from(field: OpenedField) -> Self {
        Self { name: field.name, scalar: field.scalar, target: field.target }
    }
}

/// What a token that is not made yet is to open.
#[derive(InputObject)]
pub struct PreviewApiTokenInput {
    /// What the token may do with content.
    #[graphql(name = "type")]
    token_type: ApiTokenType,
    /// What a token of type CUSTOM may do; this or permissions. The list may be empty.
    grants: Option<Vec<GrantInput>>,
    /// The same as texts, such as article:find(title,slug).
    permissions: Option<Vec<String>>,
    /// Whether a token of type `READ_ONLY` reads drafts too.
    #[graphql(default)]
    read_drafts: bool,
}

/// Looking through tokens.
#[derive(Default)]
pub struct TokenViewQueries;

#[Object]
impl TokenViewQueries {
    /// What a token opens, whether it works at present or not. The content API itself can be read through it at
    /// /admin/view-as/ and its id, with the same session.
    #[graphql(directive = requires::apply(permission_of::<ReadApiTokens>()))]
    async fn api_token_view(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The token's id.")] id: ID,
    ) -> Result<ApiTokenView> {
        let view = tokens::view(ctx.services(), &ctx.granted::<ReadApiTokens>()?, &id).await?;
        Ok(ApiTokenView::of(ctx.services(), view))
    }

    /// What a token would open, without making it. No more than the caller could give it.
    #[graphql(directive = requires::apply(permission_of::<CreateApiToken>()))]
    #[expect(clippy::unused_async, reason = "the schema's macro asks for async functions")]
    async fn preview_api_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the token is to open.")] input: PreviewApiTokenInput,
    ) -> Result<ApiTokenView> {
        let granted = ctx.granted::<CreateApiToken>()?;
        let wanted = WantedPermissions {
            token_type: input.token_type.into(),
            grants: input.grants.map(grants::read).transpose()?,
            permissions: input.permissions,
            read_drafts: input.read_drafts,
        };
        Ok(ApiTokenView::of(ctx.services(), tokens::preview(ctx.services(), &granted, wanted)?))
    }
}
