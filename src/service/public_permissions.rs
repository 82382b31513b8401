//! What is open without a token: a list of grants, empty at first.

use serde_json::json;

use super::audit::{self, Event};
use super::holdings::require_content_within;
use super::{Services, change, grants};
use crate::access::management::{Granted, ReadPublicPermissions, UpdatePublicPermissions};
use crate::access::{Grant, PermissionSet};
use crate::error::{Error, Result};
use crate::store::revisions::Counter;
use crate::store::settings;

/// The grants in force.
pub async fn find(services: &Services, _granted: &Granted<ReadPublicPermissions>) -> Result<Vec<Grant>> {
    read(services.database.read()).await
}

/// Puts these grants, in either form, in the place of all others. What is opened anew is no more than whoever acts holds.
pub async fn replace(
    services: &Services,
    granted: &Granted<UpdatePublicPermissions>,
    given: Option<Vec<Grant>>,
    permissions: Option<Vec<String>>,
) -> Result<Vec<Grant>> {
    let new = grants::written(&services.model.current(), given, permissions)?;
    let new =
        new.ok_or_else(|| Error::bad_input("grants", "Give either grants or permissions; the list may be empty"))?;
    let transaction = change::begin(services, Counter::Tokens).await?;
    let canonical = PermissionSet::from_grants(&new);
    let present = PermissionSet::from_grants(&read(&transaction).await?);
    require_content_within(&canonical, &granted.content_ceiling().union(&present))?;
    let list = canonical.grants();
    settings::set(&transaction, settings::PUBLIC_PERMISSIONS, grants::to_json(&list)).await?;
    let event = Event {
        action: "public-permissions.update",
        target_kind: "public-permissions",
        target_id: None,
        target_name: None,
        details: json!({"permissions": list.iter().map(ToString::to_string).collect::<Vec<_>>()}),
    };
    audit::record(&transaction, services, granted, event).await?;
    change::finish(services, transaction).await?;
    Ok(list)
}

async fn read(db: &impl sea_orm::ConnectionTrait) -> Result<Vec<Grant>> {
    match settings::get(db, settings::PUBLIC_PERMISSIONS).await? {
        Some(stored) => serde_json::from_str(&stored).map_err(Error::internal),
        None => Ok(Vec::new()),
    }
}
