//! Administrators.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, SimpleObject};

use super::context::RequestContext;
use super::date_time::DateTime;
use super::input::{or_empty, required};
use super::page::{Page, PaginationInput, listing};
use super::payload::DeletePayload;
use super::requires::{open, permission_of, requires};
use crate::access::management::{CreateUser, DeleteUser, ReadUsers, UpdateUser};
use crate::error::Result;
use crate::service::administrators::{self, Account, AccountChanges, NewAccount};
use crate::service::setup::{self, FirstAdministrator};

/// A role as far as any administrator may see it.
#[derive(Clone, Debug, SimpleObject)]
pub struct RoleName {
    /// Identifies the role.
    id: ID,
    /// The role's name.
    name: String,
    /// A stable identifier, such as super-admin.
    code: String,
}

/// A person who manages the server.
#[derive(Clone, Debug, SimpleObject)]
pub struct AdminUser {
    /// Identifies the administrator.
    id: ID,
    /// What the person logs in with, in lower case.
    email: String,
    /// How the person is called; may be empty.
    name: String,
    /// Whether the person may log in.
    enabled: bool,
    /// The person's roles, by name.
    roles: Vec<RoleName>,
    /// When the account was made.
    created_at: DateTime,
    /// When the account was last changed.
    updated_at: DateTime,
    /// When the person last logged in.
    last_login_at: Option<DateTime>,
    /// Counts the changes of the account by administrators.
    revision: i64,
}

impl From<Account> for AdminUser {
    fn from(account: Account) -> Self {
        let roles = account.roles.into_iter();
        Self {
            id: account.id.into(),
            email: account.email,
            name: account.name,
            enabled: account.enabled,
            roles: roles.map(|role| RoleName { id: role.id.into(), name: role.name, code: role.code }).collect(),
            created_at: account.created_at.into(),
            updated_at: account.updated_at.into(),
            last_login_at: account.last_login_at.map(DateTime),
            revision: account.revision,
        }
    }
}

/// An administrator to be made.
#[derive(InputObject)]
pub struct CreateAdminUserInput {
    /// What the person logs in with; unique in whatever case.
    email: String,
    /// How the person is called.
    name: Option<String>,
    /// At least 8 characters, among them a lower-case letter, an upper-case letter and a digit.
    #[graphql(secret)]
    password: String,
    /// Whether the person may log in.
    #[graphql(default = true)]
    enabled: bool,
    /// The ids of the roles; at least one, and together no more than the caller holds.
    roles: Vec<ID>,
}

/// The first administrator, to be made.
#[derive(InputObject)]
pub struct SetUpAdministratorInput {
    /// What the person logs in with.
    email: String,
    /// How the person is called.
    name: Option<String>,
    /// At least 8 characters, among them a lower-case letter, an upper-case letter and a digit.
    #[graphql(secret)]
    password: String,
}

/// What to change about an administrator. Absent fields keep their value.
#[derive(InputObject)]
pub struct UpdateAdminUserInput {
    /// What the person logs in with; unique in whatever case.
    email: MaybeUndefined<String>,
    /// How the person is called; null empties it.
    name: MaybeUndefined<String>,
    /// A new password, as for a new account. Ends the person's sessions.
    #[graphql(secret)]
    password: MaybeUndefined<String>,
    /// Whether the person may log in. Switching off ends their sessions.
    enabled: MaybeUndefined<bool>,
    /// The ids of all roles that the person is to have; at least one, and together no more than the caller holds.
    roles: MaybeUndefined<Vec<ID>>,
    /// The revision of the account that was looked at; CONFLICT where somebody changed it since.
    expected_revision: Option<i64>,
}

/// What a change of an administrator answers.
#[derive(SimpleObject)]
pub struct AdminUserPayload {
    /// The administrator after the change.
    user: AdminUser,
}

/// Reading administrators.
#[derive(Default)]
pub struct AdministratorQueries;

#[Object]
impl AdministratorQueries {
    /// The administrators, a page at a time.
    #[graphql(directive = requires::apply(permission_of::<ReadUsers>()))]
    async fn admin_users(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Part of the email or the name, in whatever case.")] search: Option<String>,
        #[graphql(
            desc = "Keys such as email or createdAt:desc, the first the strongest: email, name, createdAt, updatedAt, lastLoginAt."
        )]
        sort: Option<Vec<String>>,
        #[graphql(desc = "Which page; the first one with 25 entries when absent.")] pagination: Option<PaginationInput>,
    ) -> Result<Page<AdminUser>> {
        let granted = ctx.granted::<ReadUsers>()?;
        let listing = listing(search, sort, pagination);
        Ok(Page::of(administrators::list(ctx.services(), &granted, &listing).await?, AdminUser::from))
    }

    /// One administrator; null when there is none with this id.
    #[graphql(directive = requires::apply(permission_of::<ReadUsers>()))]
    async fn admin_user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The administrator's id.")] id: ID,
    ) -> Result<Option<AdminUser>> {
        let granted = ctx.granted::<ReadUsers>()?;
        Ok(administrators::find(ctx.services(), &granted, &id).await?.map(AdminUser::from))
    }
}

/// Changing administrators.
#[derive(Default)]
pub struct AdministratorMutations;

#[Object]
impl AdministratorMutations {
    /// Makes the first administrator, a Super Admin, with the code of the link that the server printed when it started. The
    /// code works once. After five wrong ones, refused for five minutes.
    #[graphql(directive = open::apply())]
    async fn set_up_administrator(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The code.", secret)] code: String,
        #[graphql(desc = "The first administrator.")] input: SetUpAdministratorInput,
    ) -> Result<AdminUserPayload> {
        let SetUpAdministratorInput { email, name, password } = input;
        let first = FirstAdministrator { email, name: name.unwrap_or_default(), password };
        let account = setup::set_up(ctx.services(), &code, first, &ctx.caller().origin()).await?;
        Ok(AdminUserPayload { user: account.into() })
    }

    /// Makes an administrator.
    #[graphql(directive = requires::apply(permission_of::<CreateUser>()))]
    async fn create_admin_user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The administrator to be made.")] input: CreateAdminUserInput,
    ) -> Result<AdminUserPayload> {
        let granted = ctx.granted::<CreateUser>()?;
        let new = NewAccount {
            email: input.email,
            name: input.name.unwrap_or_default(),
            password: input.password,
            enabled: input.enabled,
            role_ids: input.roles.into_iter().map(|id| id.0).collect(),
        };
        Ok(AdminUserPayload { user: administrators::create(ctx.services(), &granted, new).await?.into() })
    }

    /// Changes an administrator who holds no more than the caller. The last enabled Super Admin stays one.
    #[graphql(directive = requires::apply(permission_of::<UpdateUser>()))]
    async fn update_admin_user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The administrator's id.")] id: ID,
        #[graphql(desc = "What to change; absent fields keep their value.")] input: UpdateAdminUserInput,
    ) -> Result<AdminUserPayload> {
        let granted = ctx.granted::<UpdateUser>()?;
        let roles = required("roles", input.roles)?;
        let changes = AccountChanges {
            email: required("email", input.email)?,
            name: or_empty(input.name),
            password: required("password", input.password)?,
            enabled: required("enabled", input.enabled)?,
            role_ids: roles.map(|ids| ids.into_iter().map(|id| id.0).collect()),
            expected_revision: input.expected_revision,
        };
        Ok(AdminUserPayload { user: administrators::update(ctx.services(), &granted, &id, changes).await?.into() })
    }

    /// Deletes an administrator who holds no more than the caller. The last enabled Super Admin stays.
    #[graphql(directive = requires::apply(permission_of::<DeleteUser>()))]
    async fn delete_admin_user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The administrator's id.")] id: ID,
    ) -> Result<DeletePayload> {
        administrators::delete(ctx.services(), &ctx.granted::<DeleteUser>()?, &id).await?;
        Ok(DeletePayload { id })
    }
}
