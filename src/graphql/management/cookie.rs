//! The cookie that carries a browser's refresh token.
//!
//! Scripts cannot read it (`HttpOnly`), other sites cannot make a browser send it (`SameSite=Strict`), and it goes to the
//! management plane only (`Path=/admin`); where the server is reached by HTTPS, never without it (`Secure`).

use async_graphql::Context;
use http::header::SET_COOKIE;

use crate::auth::RefreshToken;
use crate::clock::Timestamp;

/// The cookie's name.
pub const REFRESH_COOKIE: &str = "keyway_refresh";

const ATTRIBUTES: &str = "Path=/admin; HttpOnly; SameSite=Strict";

/// How cookies are set.
#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    /// Whether browsers are to send them over HTTPS only.
    pub secure: bool,
}

/// Gives the browser a refresh token that works until `expires_at`.
pub fn set(ctx: &Context<'_>, refresh_token: &RefreshToken, now: Timestamp, expires_at: Timestamp) {
    let max_age_seconds = (expires_at.0 - now.0).max(0) / 1000;
    append(ctx, &format!("{REFRESH_COOKIE}={}; Max-Age={max_age_seconds}; {ATTRIBUTES}", refresh_token.expose()));
}

/// Takes the refresh token from the browser.
pub fn clear(ctx: &Context<'_>) {
    append(ctx, &format!("{REFRESH_COOKIE}=; Max-Age=0; {ATTRIBUTES}"));
}

fn append(ctx: &Context<'_>, cookie: &str) {
    let secure = if ctx.data_unchecked::<Cookies>().secure { "; Secure" } else { "" };
    ctx.append_http_header(SET_COOKIE, format!("{cookie}{secure}"));
}
