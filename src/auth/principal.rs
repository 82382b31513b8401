//! Who a credential turned out to be, with what they may do with content.

use std::sync::Arc;

use entity::api_token::{self, TokenType};
use entity::{administrator, role, session};

use super::holdings::Holdings;
use crate::access::{Administrator, Fingerprint, Grant, PermissionSet};
use crate::error::{Error, Result};

/// Who.
#[derive(Clone, Debug)]
pub enum PrincipalKind {
    /// Nobody in particular.
    Public,
    /// Whoever holds the secret of a token.
    Token {
        /// The id of the token.
        id: String,
    },
    /// A person with a session.
    Administrator(Arc<Administrator>),
}

/// Who a request comes from.
#[derive(Clone, Debug)]
pub struct Principal {
    /// Who.
    pub kind: PrincipalKind,
    /// What they may do with content.
    pub permissions: Arc<PermissionSet>,
    /// Identifies the permissions.
    pub fingerprint: Fingerprint,
}

impl Principal {
    /// A principal with these permissions.
    pub fn new(kind: PrincipalKind, permissions: PermissionSet) -> Self {
        let fingerprint = permissions.fingerprint();
        Self { kind, permissions: Arc::new(permissions), fingerprint }
    }

    /// The administrator, where it is one.
    pub fn administrator(&self) -> Option<&Arc<Administrator>> {
        match &self.kind {
            PrincipalKind::Administrator(administrator) => Some(administrator),
            PrincipalKind::Public | PrincipalKind::Token { .. } => None,
        }
    }
}

/// What a stored token may do with content.
pub fn token_permissions(token: &api_token::Model) -> Result<PermissionSet> {
    let grants = if token.token_type == TokenType::Custom { stored_grants(&token.grants)? } else { Vec::new() };
    Ok(permissions_of(token.token_type, token.read_drafts, &grants))
}

/// What a token of this type may do with content: a custom one what `grants` say, a read-only one perhaps with drafts.
pub fn permissions_of(token_type: TokenType, read_drafts: bool, grants: &[Grant]) -> PermissionSet {
    match token_type {
        TokenType::ReadOnly => PermissionSet::read_only(read_drafts),
        TokenType::FullAccess => PermissionSet::full_access(),
        TokenType::Custom => PermissionSet::from_grants(grants),
    }
}

/// Reads a stored list of grants.
pub fn stored_grants(json: &str) -> Result<Vec<Grant>> {
    serde_json::from_str(json).map_err(Error::internal)
}

/// The administrator of a living session, with what their roles allow together.
pub(super) fn session_principal(
    session: session::Model,
    administrator: administrator::Model,
    roles: &[role::Model],
) -> Result<Principal> {
    let held = Holdings::of_roles(roles)?;
    let administrator = Administrator {
        id: administrator.id,
        email: administrator.email,
        session_id: session.id,
        permissions: held.management,
        content: held.content.clone(),
    };
    Ok(Principal::new(PrincipalKind::Administrator(Arc::new(administrator)), held.content))
}
