//! What roles let an administrator do altogether.

use std::collections::BTreeSet;

use entity::role;

use super::principal::stored_grants;
use crate::access::{ManagementPermission, PermissionSet};
use crate::error::{Error, Result};

/// Management permissions and content permissions together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdings {
    /// What may be managed.
    pub management: BTreeSet<ManagementPermission>,
    /// What may be done with content.
    pub content: PermissionSet,
}

impl Holdings {
    /// Everything, now and in future versions.
    pub fn everything() -> Self {
        Self { management: ManagementPermission::all(), content: PermissionSet::full_access() }
    }

    /// What a stored role gives.
    pub fn of_role(role: &role::Model) -> Result<Self> {
        if role.code == role::SUPER_ADMIN {
            return Ok(Self::everything());
        }
        let texts: Vec<String> = serde_json::from_str(&role.permissions).map_err(Error::internal)?;
        // A permission of a newer version that this one does not know gives nothing.
        let management = texts.iter().filter_map(|text| ManagementPermission::parse(text)).collect();
        Ok(Self { management, content: PermissionSet::from_grants(&stored_grants(&role.grants)?) })
    }

    /// What several stored roles give together.
    pub fn of_roles(roles: &[role::Model]) -> Result<Self> {
        let mut sum = Self::default();
        for role in roles {
            let held = Self::of_role(role)?;
            sum.management.extend(held.management);
            sum.content = sum.content.union(&held.content);
        }
        Ok(sum)
    }
}
