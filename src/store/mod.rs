//! The system tables: connections and statements. No rules live here, and nothing here decides who may do what.
//!
//! Start at [`database`]. A function that writes takes the transaction that it belongs to.

pub mod administrators;
pub mod audit;
mod built_in;
pub mod content_types;
pub mod database;
pub mod indexes;
pub mod locales;
pub mod page;
pub mod revisions;
pub mod roles;
pub mod server;
pub mod sessions;
pub mod settings;
mod sqlite;
pub mod table_change;
pub mod tokens;

pub use database::Database;
pub use revisions::{Counter, Revisions};
