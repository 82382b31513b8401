//! The rule that nobody hands out more than they hold.

use crate::access::management::{Granted, Operation};
use crate::access::{Grant, PermissionSet};
use crate::error::{Error, Result};

pub use crate::auth::holdings::Holdings;

impl Holdings {
    /// Refuses unless whoever acts holds all of this; the refusal names the first permission that they lack.
    pub fn require_within<P: Operation>(&self, granted: &Granted<P>) -> Result<()> {
        if let Some(lacking) =
            self.management.iter().find(|permission| !granted.management_ceiling().contains(permission))
        {
            return Err(Error::forbidden(lacking.as_str()));
        }
        require_content_within(&self.content, granted.content_ceiling())
    }
}

/// Refuses unless `ceiling` allows all of `content`; the refusal names the first action that it lacks.
pub fn require_content_within(content: &PermissionSet, ceiling: &PermissionSet) -> Result<()> {
    match content_beyond(content, ceiling).next() {
        Some(lacking) => Err(Error::forbidden(lacking.to_string())),
        None => Ok(()),
    }
}

/// What `content` allows and `ceiling` does not, or not all of: one grant for each action.
pub fn content_beyond(content: &PermissionSet, ceiling: &PermissionSet) -> impl Iterator<Item = Grant> {
    let single_actions = content.grants().into_iter().flat_map(|grant| {
        let actions = grant.actions.clone();
        actions.into_iter().map(move |action| Grant { actions: [action].into(), ..grant.clone() })
    });
    single_actions.filter(|grant| !PermissionSet::from_grants([grant]).is_subset(ceiling))
}
