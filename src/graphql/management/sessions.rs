//! Sessions: logging in, renewing, ending, and who is logged in.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::administrators::AdminUser;
use super::context::RequestContext;
use super::cookie;
use super::date_time::DateTime;
use super::grants::{self, Grant};
use super::payload::DeletePayload;
use super::requires::{open, signed_in};
use crate::error::{Error, Result};
use crate::service::sessions::{self, OpenedSession};

/// What an administrator logs in with.
#[derive(InputObject)]
pub struct LoginInput {
    /// The administrator's email, in whatever case.
    email: String,
    /// The administrator's password.
    #[graphql(secret)]
    password: String,
}

/// A password and the one to replace it.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The password in force.
    #[graphql(secret)]
    current_password: String,
    /// At least 8 characters, among them a lower-case letter, an upper-case letter and a digit.
    #[graphql(secret)]
    new_password: String,
}

/// A session with the texts that open it.
#[derive(SimpleObject)]
pub struct SessionPayload {
    /// For the header Authorization, after the word Bearer.
    access_token: String,
    /// Works once, in refreshSession. A browser gets it in an `HttpOnly` cookie too and need not keep it.
    refresh_token: String,
    /// When the access token stops working.
    expires_at: DateTime,
    /// When the refresh token stops working.
    refresh_expires_at: DateTime,
    /// Who logged in.
    user: AdminUser,
}

/// One login of an administrator.
#[derive(SimpleObject)]
pub struct Session {
    /// Identifies the session.
    id: ID,
    /// Whether it is the session that asks.
    current: bool,
    /// When the person logged in.
    created_at: DateTime,
    /// When the session was last renewed.
    last_used_at: DateTime,
    /// When the session ends unless it is renewed.
    expires_at: DateTime,
    /// The network address that logged in.
    address: Option<String>,
    /// What the client called itself.
    user_agent: Option<String>,
}

impl From<sessions::Session> for Session {
    fn from(session: sessions::Session) -> Self {
        Self {
            id: session.id.into(),
            current: session.current,
            created_at: session.created_at.into(),
            last_used_at: session.last_used_at.into(),
            expires_at: session.expires_at.into(),
            address: session.origin.address,
            user_agent: session.origin.user_agent,
        }
    }
}

/// The administrator who asks, and what they may do.
#[derive(SimpleObject)]
pub struct Me {
    /// The account.
    user: AdminUser,
    /// The management permissions that the roles give, such as api-tokens.read.
    permissions: Vec<String>,
    /// What the roles let the administrator do with content; also the most that they can give to a token.
    grants: Vec<Grant>,
}

/// What ending the own session answers.
#[derive(SimpleObject)]
pub struct LogoutPayload {
    /// The id of the session that ended.
    session_id: ID,
}

/// What a changed password answers.
#[derive(SimpleObject)]
pub struct ChangePasswordPayload {
    /// The account after the change.
    user: AdminUser,
}

/// Reading sessions.
#[derive(Default)]
pub struct SessionQueries;

#[Object]
impl SessionQueries {
    /// The administrator who asks.
    #[graphql(directive = signed_in::apply())]
    async fn me(&self, ctx: &Context<'_>) -> Result<Me> {
        let administrator = ctx.administrator()?;
        Ok(Me {
            user: sessions::account(ctx.services(), administrator).await?.into(),
            permissions: administrator.permissions.iter().map(ToString::to_string).collect(),
            grants: grants::shown(&administrator.content.grants()),
        })
    }

    /// The living sessions of the administrator who asks, the last used first.
    #[graphql(directive = signed_in::apply())]
    async fn sessions(&self, ctx: &Context<'_>) -> Result<Vec<Session>> {
        let sessions = sessions::list(ctx.services(), ctx.administrator()?).await?;
        Ok(sessions.into_iter().map(Session::from).collect())
    }
}

/// Opening and ending sessions.
#[derive(Default)]
pub struct SessionMutations;

#[Object]
impl SessionMutations {
    /// Logs in with email and password. After five wrong passwords for an account, refused for five minutes.
    #[graphql(directive = open::apply())]
    async fn login(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who logs in.")] input: LoginInput,
    ) -> Result<SessionPayload> {
        let opened = sessions::login(ctx.services(), &input.email, &input.password, ctx.caller().origin()).await?;
        Ok(shown(ctx, opened))
    }

    /// Renews a session with its refresh token, which works once. A used one that comes back ends the session.
    #[graphql(directive = open::apply())]
    async fn refresh_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The refresh token; the one of the cookie when absent.", secret)] refresh_token: Option<
            String,
        >,
    ) -> Result<SessionPayload> {
        let presented = refresh_token.as_ref().or(ctx.caller().refresh_cookie.as_ref());
        let presented = presented.ok_or_else(|| Error::unauthenticated("Missing or invalid credentials"))?;
        let opened = sessions::refresh(ctx.services(), presented, &ctx.caller().origin()).await?;
        Ok(shown(ctx, opened))
    }

    /// Ends the session that asks.
    #[graphql(directive = signed_in::apply())]
    async fn logout(&self, ctx: &Context<'_>) -> Result<LogoutPayload> {
        let administrator = ctx.administrator()?;
        sessions::logout(ctx.services(), administrator, &ctx.caller().origin()).await?;
        cookie::clear(ctx);
        Ok(LogoutPayload { session_id: administrator.session_id.clone().into() })
    }

    /// Ends one of the sessions of the administrator who asks.
    #[graphql(directive = signed_in::apply())]
    async fn revoke_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session's id.")] id: ID,
    ) -> Result<DeletePayload> {
        sessions::revoke(ctx.services(), ctx.administrator()?, &id, &ctx.caller().origin()).await?;
        Ok(DeletePayload { id })
    }

    /// Changes the password of the administrator who asks, and ends their other sessions.
    #[graphql(directive = signed_in::apply())]
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The present and the new password.")] input: ChangePasswordInput,
    ) -> Result<ChangePasswordPayload> {
        let ChangePasswordInput { current_password, new_password } = input;
        let (administrator, origin) = (ctx.administrator()?, ctx.caller().origin());
        let account =
            sessions::change_password(ctx.services(), administrator, &current_password, &new_password, &origin).await?;
        Ok(ChangePasswordPayload { user: account.into() })
    }
}

fn shown(ctx: &Context<'_>, opened: OpenedSession) -> SessionPayload {
    cookie::set(ctx, &opened.refresh_token, ctx.services().clock.now(), opened.refresh_expires_at);
    SessionPayload {
        access_token: opened.access_token.expose().to_owned(),
        refresh_token: opened.refresh_token.expose().to_owned(),
        expires_at: opened.expires_at.into(),
        refresh_expires_at: opened.refresh_expires_at.into(),
        user: opened.account.into(),
    }
}
