//! What administrators may do to the server itself, and the proof that they may.
//!
//! A management use case takes a [`Granted`] of its operation. Only this module can make one, after checking the
//! permission, so a forgotten check does not compile:
//!
//! ```compile_fail
//! use keyway::access::management::{CreateApiToken, Granted};
//! let forged: Granted<CreateApiToken> = Granted { operation: std::marker::PhantomData };
//! ```

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;

use super::PermissionSet;
use crate::error::{Error, Result};

/// Declares each permission once: its variant, its text, and the operation that requires it.
macro_rules! permissions {
    ($($variant:ident = $text:literal, $operation:ident: $doc:literal;)*) => {
        /// One thing that an administrator may do to the server. A closed list; its text form is what roles store and
        /// what the schema shows.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ManagementPermission {
            $(#[doc = $doc] $variant,)*
        }

        impl ManagementPermission {
            /// Every permission.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The text form, such as `api-tokens.read`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }
        }

        $(
            #[doc = $doc]
            #[derive(Clone, Copy, Debug)]
            pub struct $operation;

            impl Operation for $operation {
                const PERMISSION: ManagementPermission = ManagementPermission::$variant;
            }
        )*
    };
}

permissions! {
    ApiTokensRead = "api-tokens.read", ReadApiTokens: "See the list of tokens and each token.";
    ApiTokensCreate = "api-tokens.create", CreateApiToken: "Make tokens.";
    ApiTokensUpdate = "api-tokens.update", UpdateApiToken: "Change tokens, and switch them off and on.";
    ApiTokensRegenerate = "api-tokens.regenerate", RegenerateApiToken: "Replace the secrets of tokens.";
    ApiTokensDelete = "api-tokens.delete", DeleteApiToken: "Delete tokens.";
    PublicPermissionsRead = "public-permissions.read", ReadPublicPermissions: "See what is open without a token.";
    PublicPermissionsUpdate = "public-permissions.update", UpdatePublicPermissions: "Change what is open without a token.";
    UsersRead = "users.read", ReadUsers: "See the administrators.";
    UsersCreate = "users.create", CreateUser: "Make administrators.";
    UsersUpdate = "users.update", UpdateUser: "Change administrators, their passwords and roles.";
    UsersDelete = "users.delete", DeleteUser: "Delete administrators.";
    RolesRead = "roles.read", ReadRoles: "See the roles.";
    RolesCreate = "roles.create", CreateRole: "Make roles.";
    RolesUpdate = "roles.update", UpdateRole: "Change roles.";
    RolesDelete = "roles.delete", DeleteRole: "Delete roles.";
    ContentTypesRead = "content-types.read", ReadContentTypes: "See the content types.";
    ContentTypesCreate = "content-types.create", CreateContentType: "Make content types.";
    ContentTypesUpdate = "content-types.update", UpdateContentType: "Change content types.";
    ContentTypesDelete = "content-types.delete", DeleteContentType: "Delete content types and their entries.";
    LocalesRead = "locales.read", ReadLocales: "See the locales.";
    LocalesCreate = "locales.create", CreateLocale: "Make locales.";
    LocalesUpdate = "locales.update", UpdateLocale: "Rename locales, and choose the default one.";
    LocalesDelete = "locales.delete", DeleteLocale: "Delete locales and the entries in them.";
    AuditRead = "audit.read", ReadAudit: "See who did what.";
}

impl ManagementPermission {
    /// The permission of this text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|permission| permission.as_str() == text)
    }

    /// Every permission, as a set.
    pub fn all() -> BTreeSet<Self> {
        Self::ALL.iter().copied().collect()
    }
}

impl fmt::Display for ManagementPermission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A management operation and what it requires.
pub trait Operation {
    /// The permission without which it is refused.
    const PERMISSION: ManagementPermission;
}

/// A person with a live session, and the sum of what their roles allow.
#[derive(Clone, Debug)]
pub struct Administrator {
    /// The id of the account.
    pub id: String,
    /// The email of the account, normalized.
    pub email: String,
    /// The session that vouches for them.
    pub session_id: String,
    /// What they may do to the server.
    pub permissions: BTreeSet<ManagementPermission>,
    /// What they may do with content; also the most that they can give to a token.
    pub content: PermissionSet,
}

impl Administrator {
    /// Whether the operation is allowed; for what only shows or hides.
    pub fn may<P: Operation>(&self) -> bool {
        self.permissions.contains(&P::PERMISSION)
    }

    /// The proof that this administrator may do `P`, or FORBIDDEN naming the permission.
    pub fn grant<P: Operation>(&self) -> Result<Granted<P>> {
        if !self.may::<P>() {
            return Err(Error::forbidden(P::PERMISSION.as_str()));
        }
        Ok(Granted {
            actor: Actor::Administrator { id: self.id.clone(), email: self.email.clone() },
            address: None,
            content: self.content.clone(),
            permissions: self.permissions.clone(),
            operation: PhantomData,
        })
    }
}

/// Who acts, as the audit log remembers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person with a session.
    Administrator {
        /// The id of the account.
        id: String,
        /// The email of the account at that time.
        email: String,
    },
    /// Whoever runs commands on the server's own machine, and so owns its data anyway.
    Operator,
}

impl Actor {
    /// The id of the administrator, where it is one.
    pub fn administrator_id(&self) -> Option<&str> {
        match self {
            Self::Administrator { id, .. } => Some(id),
            Self::Operator => None,
        }
    }
}

/// The proof that somebody may do `P`, and who it is.
#[derive(Clone, Debug)]
pub struct Granted<P> {
    actor: Actor,
    address: Option<String>,
    content: PermissionSet,
    permissions: BTreeSet<ManagementPermission>,
    operation: PhantomData<P>,
}

impl<P: Operation> Granted<P> {
    /// The proof for the local command line, which may do everything. Not for anything that came over the network.
    pub fn operator() -> Self {
        Self {
            actor: Actor::Operator,
            address: None,
            content: PermissionSet::full_access(),
            permissions: ManagementPermission::all(),
            operation: PhantomData,
        }
    }

    /// Notes the network address that the request came from, for the audit log.
    #[must_use]
    pub fn from_address(mut self, address: Option<String>) -> Self {
        self.address = address;
        self
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The network address that the request came from, where there is one.
    pub fn address(&self) -> Option<&str> {
        self.address.as_deref()
    }

    /// The most that this actor can give to others on content.
    pub fn content_ceiling(&self) -> &PermissionSet {
        &self.content
    }

    /// The most that this actor can give to others on the server itself.
    pub fn management_ceiling(&self) -> &BTreeSet<ManagementPermission> {
        &self.permissions
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    fn administrator(permissions: &[ManagementPermission]) -> Administrator {
        Administrator {
            id: "id".into(),
            email: "ada@example.com".into(),
            session_id: "session".into(),
            permissions: permissions.iter().copied().collect(),
            content: PermissionSet::read_only(false),
        }
    }

    #[test]
    fn every_permission_reads_back_from_its_text() {
        for permission in ManagementPermission::ALL {
            assert_eq!(ManagementPermission::parse(permission.as_str()), Some(*permission));
        }
        assert_eq!(ManagementPermission::all().len(), ManagementPermission::ALL.len());
        assert_eq!(ManagementPermission::parse("api-tokens.READ"), None);
    }

    #[test]
    fn a_missing_permission_is_refused_by_name() {
        let error = administrator(&[ManagementPermission::ApiTokensRead]).grant::<CreateApiToken>().unwrap_err();
        assert_eq!(error.code(), Code::Forbidden);
        assert_eq!(error.public().details["missing"], "api-tokens.create");
    }

    #[test]
    fn a_proof_carries_who_acts_and_their_ceilings() {
        let ada = administrator(&[ManagementPermission::ApiTokensCreate]);
        let granted = ada.grant::<CreateApiToken>().unwrap().from_address(Some("192.0.2.1".into()));
        assert_eq!(granted.actor().administrator_id(), Some("id"));
        assert_eq!(granted.address(), Some("192.0.2.1"));
        assert_eq!(granted.content_ceiling(), &PermissionSet::read_only(false));
        assert_eq!(granted.management_ceiling(), &ada.permissions);
    }
}
