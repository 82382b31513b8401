//! The tree from which permissions are chosen, and what is open without a token.

use std::collections::BTreeSet;

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};

use super::context::RequestContext;
use super::grants::{self, ContentAction, Grant, GrantInput};
use super::requires::{permission_of, requires, signed_in};
use crate::access::management::{ManagementPermission, ReadPublicPermissions, UpdatePublicPermissions};
use crate::catalog::Kind;
use crate::error::Result;
use crate::service::permission_catalog::{self, ActionPermissions, FieldPermissions, TypePermissions};
use crate::service::public_permissions::{self, Replacement};

/// Whether a content type has many entries, one, or is a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Kind")]
pub enum ContentTypeKind {
    /// Many entries.
    Collection,
    /// One entry.
    Single,
    /// No entries of its own: a group of fields that is part of entries.
    Component,
}

/// Everything that can be granted.
#[derive(SimpleObject)]
pub struct PermissionCatalog {
    /// The content types, each with its actions and fields.
    content_types: Vec<ContentTypePermissions>,
    /// The management permissions that roles can give.
    management: Vec<ManagementPermissionInfo>,
}

/// A management permission.
#[derive(SimpleObject)]
pub struct ManagementPermissionInfo {
    /// The text form, such as api-tokens.read.
    permission: String,
    /// Whether the administrator who asks has it, and so can give it.
    held: bool,
}

/// What can be granted on one content type.
#[derive(SimpleObject)]
pub struct ContentTypePermissions {
    /// The singular name, as grants write it.
    content_type: String,
    /// Such as `api::article.article`.
    uid: String,
    /// The name for people.
    display_name: String,
    /// Many entries, or one.
    kind: ContentTypeKind,
    /// Whether documents have drafts.
    has_drafts: bool,
    /// Whether documents have locales, to some of which a grant can be narrowed.
    has_locales: bool,
    /// What can be done with entries.
    actions: Vec<ActionInfo>,
    /// What can be granted field by field.
    fields: Vec<FieldInfo>,
}

/// One action on a content type and what it opens.
#[derive(SimpleObject)]
pub struct ActionInfo {
    /// The action.
    action: ContentAction,
    /// The grant of this action as text, such as article:find.
    permission: String,
    /// The REST routes that the action opens.
    routes: Vec<Route>,
    /// The GraphQL root fields that the action opens.
    operations: Vec<String>,
}

/// A REST route.
#[derive(SimpleObject)]
pub struct Route {
    /// The HTTP method.
    method: String,
    /// The path, with parameters such as :documentId.
    path: String,
}

impl From<permission_catalog::Route> for Route {
    fn from(route: permission_catalog::Route) -> Self {
        Self { method: route.method.to_owned(), path: route.path }
    }
}

/// One field of a content type.
#[derive(SimpleObject)]
pub struct FieldInfo {
    /// The name, as grants write it.
    name: String,
    /// The content type that a relation leads to; seeing it there needs find on that type.
    target: Option<String>,
    /// Whether the field can be output and filtered by.
    readable: bool,
    /// Whether the field can be set.
    writable: bool,
}

impl From<TypePermissions> for ContentTypePermissions {
    fn from(on: TypePermissions) -> Self {
        let actions = on.actions.into_iter().map(|action| ActionInfo::of(&on.singular, action)).collect();
        Self {
            content_type: on.singular,
            uid: on.uid,
            display_name: on.display_name,
            kind: on.kind.into(),
            has_drafts: on.has_drafts,
            has_locales: on.has_locales,
            actions,
            fields: on.fields.into_iter().map(FieldInfo::from).collect(),
        }
    }
}

impl ActionInfo {
    fn of(content_type: &str, on: ActionPermissions) -> Self {
        Self {
            action: on.action.into(),
            permission: format!("{content_type}:{}", on.action),
            routes: on.routes.into_iter().map(Route::from).collect(),
            operations: on.operations,
        }
    }
}

impl From<FieldPermissions> for FieldInfo {
    fn from(field: FieldPermissions) -> Self {
        Self { name: field.name, target: field.target, readable: field.readable, writable: field.writable }
    }
}

/// What is open without a token.
#[derive(SimpleObject)]
pub struct PublicPermissions {
    /// The grants, in canonical form.
    grants: Vec<Grant>,
    /// The same as texts, such as article:find(title).
    permissions: Vec<String>,
    /// Counts the changes; 0 where there was none.
    revision: i64,
}

impl From<public_permissions::PublicPermissions> for PublicPermissions {
    fn from(open: public_permissions::PublicPermissions) -> Self {
        let permissions = open.grants.iter().map(ToString::to_string).collect();
        Self { grants: grants::shown(&open.grants), permissions, revision: open.revision }
    }
}

/// What is to be open without a token: grants or permissions.
#[derive(InputObject)]
pub struct SetPublicPermissionsInput {
    /// The grants.
    grants: Option<Vec<GrantInput>>,
    /// The same as texts, such as article:find(title).
    permissions: Option<Vec<String>>,
    /// The revision that was looked at; CONFLICT where somebody changed the permissions since.
    expected_revision: Option<i64>,
}

/// What a change of the public permissions answers.
#[derive(SimpleObject)]
pub struct PublicPermissionsPayload {
    /// What is open without a token after the change.
    public_permissions: PublicPermissions,
}

/// Reading what can be granted and what is granted to everybody.
#[derive(Default)]
pub struct PermissionQueries;

#[Object]
impl PermissionQueries {
    /// Everything that can be granted: content types with their actions, fields, routes and operations.
    #[graphql(directive = signed_in::apply())]
    #[expect(clippy::unused_async, reason = "the schema's macro asks for async functions")]
    async fn permission_catalog(&self, ctx: &Context<'_>) -> Result<PermissionCatalog> {
        let administrator = ctx.administrator()?;
        let content_types = permission_catalog::tree(ctx.services(), administrator);
        let management = ManagementPermission::ALL.iter().map(|permission| ManagementPermissionInfo {
            permission: permission.to_string(),
            held: administrator.permissions.contains(permission),
        });
        Ok(PermissionCatalog {
            content_types: content_types.into_iter().map(ContentTypePermissions::from).collect(),
            management: management.collect(),
        })
    }

    /// What is open without a token.
    #[graphql(directive = requires::apply(permission_of::<ReadPublicPermissions>()))]
    async fn public_permissions(&self, ctx: &Context<'_>) -> Result<PublicPermissions> {
        let granted = ctx.granted::<ReadPublicPermissions>()?;
        Ok(public_permissions::find(ctx.services(), &granted).await?.into())
    }
}

/// Changing what is granted to everybody.
#[derive(Default)]
pub struct PermissionMutations;

#[Object]
impl PermissionMutations {
    /// Puts these public permissions in the place of all others. What they open anew is no more than the caller holds.
    #[graphql(directive = requires::apply(permission_of::<UpdatePublicPermissions>()))]
    async fn set_public_permissions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "All that is to be open without a token.")] input: SetPublicPermissionsInput,
    ) -> Result<PublicPermissionsPayload> {
        let granted = ctx.granted::<UpdatePublicPermissions>()?;
        let replacement = Replacement {
            grants: input.grants.map(grants::read).transpose()?,
            permissions: input.permissions,
            expected_revision: input.expected_revision,
        };
        let open = public_permissions::replace(ctx.services(), &granted, replacement).await?;
        Ok(PublicPermissionsPayload { public_permissions: open.into() })
    }
}

/// Reads management permissions; all that do not exist are named with their place.
pub fn parse_management(texts: Vec<String>) -> Result<BTreeSet<ManagementPermission>> {
    let permissions = grants::collect("permissions", texts, |text| {
        ManagementPermission::parse(&text).ok_or_else(|| format!("there is no management permission \"{text}\""))
    })?;
    Ok(permissions.into_iter().collect())
}
