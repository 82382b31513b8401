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

/// What is open, and how often that was changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PublicPermissions {
    /// The grants, in canonical form.
    pub grants: Vec<Grant>,
    /// Counts the changes.
    pub revision: i64,
}

/// What to open in the place of all that is open; one of the two.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replacement {
    /// The grants.
    pub grants: Option<Vec<Grant>>,
    /// The same as texts.
    pub permissions: Option<Vec<String>>,
    /// The revision that was looked at; a conflict where there is a newer one.
    pub expected_revision: Option<i64>,
}

/// The permissions in force.
pub async fn find(services: &Services, _granted: &Granted<ReadPublicPermissions>) -> Result<PublicPermissions> {
    read(services.database.read()).await
}

/// Puts other grants in the place of all that there are. What is opened anew is no more than whoever acts holds.
pub async fn replace(
    services: &Services,
    granted: &Granted<UpdatePublicPermissions>,
    replacement: Replacement,
) -> Result<PublicPermissions> {
    let new = grants::written(&services.model.current(), replacement.grants, replacement.permissions)?;
    let new =
        new.ok_or_else(|| Error::bad_input("grants", "Give either grants or permissions; the list may be empty"))?;
    let transaction = change::begin(services, Counter::Tokens).await?;
    let canonical = PermissionSet::from_grants(&new);
    let present = read(&transaction).await?;
    change::require_revision(replacement.expected_revision, present.revision, "public permissions")?;
    let kept = PermissionSet::from_grants(&present.grants);
    require_content_within(&canonical, &granted.content_ceiling().union(&kept))?;
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
    Ok(PublicPermissions { grants: list, revision: present.revision + 1 })
}

async fn read(db: &impl sea_orm::ConnectionTrait) -> Result<PublicPermissions> {
    match settings::find(db, settings::PUBLIC_PERMISSIONS).await? {
        Some(stored) => {
            let grants = serde_json::from_str(&stored.value).map_err(Error::internal)?;
            Ok(PublicPermissions { grants, revision: stored.revision })
        }
        None => Ok(PublicPermissions::default()),
    }
}
