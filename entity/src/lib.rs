//! The system tables (prefix `keyway_`) as SeaORM entities, one module per table. Data only: no rules, no statements.
//!
//! Ids are texts of 24 characters, moments are milliseconds since 1970 in UTC, JSON is kept as text, so that the same
//! entities work on SQLite, PostgreSQL and MySQL. The tables themselves are made by the `migration` crate.

pub mod administrator;
pub mod administrator_role;
pub mod api_token;
pub mod audit_event;
pub mod content_type;
pub mod login_attempt;
pub mod revision;
pub mod role;
pub mod session;
pub mod setting;
pub mod token_secret;
