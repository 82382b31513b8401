//! What a token opens, as an administrator may see it: of a token that is there, or of one that is yet to be made.
//! Nothing is written, and nobody needs the secret.

use super::input::{self, WantedPermissions};
use super::store;
use crate::access::management::{CreateApiToken, Granted, ReadApiTokens};
use crate::access::{Grant, PermissionSet};
use crate::auth::principal::token_permissions;
use crate::error::{Error, Result};
use crate::service::Services;
use crate::service::holdings::{content_beyond, require_content_within};

/// What of a token's permissions an administrator may look at.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenView {
    /// What the token opens and the administrator may do as well; never more than either.
    pub permissions: PermissionSet,
    /// What the token opens beyond that, in full or in part.
    pub beyond: Vec<Grant>,
}

/// What a token opens, whether it works at present or not. Read anew each time, so it is never what it was before a
/// change.
pub async fn view(services: &Services, granted: &Granted<ReadApiTokens>, id: &str) -> Result<TokenView> {
    let stored = store::by_id(services.database.read(), id).await?;
    let (token, _) = stored.ok_or_else(|| Error::not_found("Token not found"))?;
    let opened = token_permissions(&token)?;
    let ceiling = granted.content_ceiling();
    let beyond = content_beyond(&opened, ceiling).collect();
    Ok(TokenView { permissions: opened.intersect(ceiling), beyond })
}

/// What a token would open. Refused where whoever asks could not make it.
pub fn preview(services: &Services, granted: &Granted<CreateApiToken>, wanted: WantedPermissions) -> Result<TokenView> {
    let permissions = input::check_wanted(&services.model.current(), wanted)?;
    require_content_within(&permissions, granted.content_ceiling())?;
    Ok(TokenView { permissions, beyond: Vec::new() })
}
