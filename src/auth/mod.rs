//! From bearer text to principal. No rules about what a principal may do: that is `access`; no use cases: that is
//! `service`.
//!
//! Start at [`credential`] (what a request presents) and [`authenticator`] (who it turns out to be).

pub mod authenticator;
pub mod credential;
pub mod digest;
pub mod holdings;
pub mod keys;
pub mod last_used;
pub mod password;
pub mod principal;
pub mod secret;
pub mod session;

pub use authenticator::Authenticator;
pub use credential::Credential;
pub use digest::KeyRing;
pub use password::{Password, Passwords, new_password};
pub use principal::{Principal, PrincipalKind};
pub use secret::Secret;
pub use session::{RefreshToken, SessionToken};
