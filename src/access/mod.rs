//! Authorization as a subject of its own: what may be done, as pure data. No I/O, no async, no HTTP.
//!
//! Start at [`grant`] (what an administrator writes) and [`set`] (what a request is checked against); [`management`] is
//! about the server itself.

pub mod action;
#[cfg(test)]
mod arbitrary;
pub mod fields;
pub mod grant;
pub mod locales;
pub mod management;
mod opened;
pub mod set;

pub use action::{Action, DraftAction, Status};
pub use fields::Fields;
pub use grant::{Grant, GrantSyntaxError, TypeSelector};
pub use locales::{Locales, is_locale_code};
pub use management::{Actor, Administrator, Granted, ManagementPermission, Operation};
pub use set::{Fingerprint, PermissionSet, missing};
