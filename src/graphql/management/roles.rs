//! Roles.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, SimpleObject};

use super::context::RequestContext;
use super::date_time::DateTime;
use super::grants::{self, Grant, GrantInput};
use super::input::{or_empty, required};
use super::page::{Page, PaginationInput, listing};
use super::payload::DeletePayload;
use super::permissions::parse_management;
use super::requires::{permission_of, requires};
use crate::access::management::{CreateRole, DeleteRole, ReadRoles, UpdateRole};
use crate::error::Result;
use crate::service::roles::{self, NewRole, RoleChanges};

/// What administrators may manage and what they may do with content.
#[derive(Clone, Debug, SimpleObject)]
pub struct Role {
    /// Identifies the role.
    id: ID,
    /// The name, unique in whatever case.
    name: String,
    /// A stable identifier, such as super-admin.
    code: String,
    /// Free text; empty when none was given.
    description: String,
    /// Whether the role came with the server and cannot be deleted.
    built_in: bool,
    /// The management permissions, such as api-tokens.read.
    permissions: Vec<String>,
    /// What the role lets its administrators do with content.
    grants: Vec<Grant>,
    /// How many administrators have the role.
    user_count: i64,
    /// When the role was made.
    created_at: DateTime,
    /// When the role was last changed.
    updated_at: DateTime,
    /// Counts the changes of the role.
    revision: i64,
}

impl From<roles::Role> for Role {
    fn from(role: roles::Role) -> Self {
        Self {
            id: role.id.into(),
            name: role.name,
            code: role.code,
            description: role.description,
            built_in: role.built_in,
            permissions: role.holdings.management.iter().map(|permission| permission.as_str().to_owned()).collect(),
            grants: grants::shown(&role.holdings.content.grants()),
            user_count: role.holders,
            created_at: role.created_at.into(),
            updated_at: role.updated_at.into(),
            revision: role.revision,
        }
    }
}

/// A role to be made.
#[derive(InputObject)]
pub struct CreateRoleInput {
    /// The name, 1 to 100 characters, unique in whatever case.
    name: String,
    /// Free text, at most 1,000 characters.
    description: Option<String>,
    /// Management permissions, such as api-tokens.read.
    permissions: Option<Vec<String>>,
    /// What the role lets its administrators do with content.
    grants: Option<Vec<GrantInput>>,
}

/// What to change about a role. Absent fields keep their value.
#[derive(InputObject)]
pub struct UpdateRoleInput {
    /// The name, 1 to 100 characters, unique in whatever case.
    name: MaybeUndefined<String>,
    /// Free text, at most 1,000 characters; null empties it.
    description: MaybeUndefined<String>,
    /// All management permissions that the role is to have; null takes them all away.
    permissions: MaybeUndefined<Vec<String>>,
    /// All content grants that the role is to have; null takes them all away.
    grants: MaybeUndefined<Vec<GrantInput>>,
    /// The revision of the role that was looked at; CONFLICT where somebody changed it since.
    expected_revision: Option<i64>,
}

/// What a change of a role answers.
#[derive(SimpleObject)]
pub struct RolePayload {
    /// The role after the change.
    role: Role,
}

/// Reading roles.
#[derive(Default)]
pub struct RoleQueries;

#[Object]
impl RoleQueries {
    /// The roles, a page at a time.
    #[graphql(directive = requires::apply(permission_of::<ReadRoles>()))]
    async fn roles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Part of the name or the description, in whatever case.")] search: Option<String>,
        #[graphql(desc = "Keys such as name or createdAt:desc, the first the strongest: name, createdAt, updatedAt.")]
        sort: Option<Vec<String>>,
        #[graphql(desc = "Which page; the first one with 25 entries when absent.")] pagination: Option<PaginationInput>,
    ) -> Result<Page<Role>> {
        let listing = listing(search, sort, pagination);
        Ok(Page::of(roles::list(ctx.services(), &ctx.granted::<ReadRoles>()?, &listing).await?, Role::from))
    }

    /// One role; null when there is none with this id.
    #[graphql(directive = requires::apply(permission_of::<ReadRoles>()))]
    async fn role(&self, ctx: &Context<'_>, #[graphql(desc = "The role's id.")] id: ID) -> Result<Option<Role>> {
        Ok(roles::find(ctx.services(), &ctx.granted::<ReadRoles>()?, &id).await?.map(Role::from))
    }
}

/// Changing roles.
#[derive(Default)]
pub struct RoleMutations;

#[Object]
impl RoleMutations {
    /// Makes a role that gives no more than the caller holds.
    #[graphql(directive = requires::apply(permission_of::<CreateRole>()))]
    async fn create_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The role to be made.")] input: CreateRoleInput,
    ) -> Result<RolePayload> {
        let granted = ctx.granted::<CreateRole>()?;
        let new = NewRole {
            name: input.name,
            description: input.description.unwrap_or_default(),
            permissions: parse_management(input.permissions.unwrap_or_default())?,
            grants: grants::read(input.grants.unwrap_or_default())?,
        };
        Ok(RolePayload { role: roles::create(ctx.services(), &granted, new).await?.into() })
    }

    /// Changes a role. Super Admin cannot be changed.
    #[graphql(directive = requires::apply(permission_of::<UpdateRole>()))]
    async fn update_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The role's id.")] id: ID,
        #[graphql(desc = "What to change; absent fields keep their value.")] input: UpdateRoleInput,
    ) -> Result<RolePayload> {
        let granted = ctx.granted::<UpdateRole>()?;
        let changes = RoleChanges {
            name: required("name", input.name)?,
            description: or_empty(input.description),
            permissions: or_empty(input.permissions).map(parse_management).transpose()?,
            grants: or_empty(input.grants).map(grants::read).transpose()?,
            expected_revision: input.expected_revision,
        };
        Ok(RolePayload { role: roles::update(ctx.services(), &granted, &id, changes).await?.into() })
    }

    /// Deletes a role that is not built in and that no administrator has.
    #[graphql(directive = requires::apply(permission_of::<DeleteRole>()))]
    async fn delete_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The role's id.")] id: ID,
    ) -> Result<DeletePayload> {
        roles::delete(ctx.services(), &ctx.granted::<DeleteRole>()?, &id).await?;
        Ok(DeletePayload { id })
    }
}
