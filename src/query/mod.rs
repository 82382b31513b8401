//! Content requests, shared by every surface: a request becomes a plan without touching the database, then the plan runs.
//!
//! Planning is pure: [`filter`], [`search`], [`order`], [`page`] and [`publication`] resolve what a request asks for into a
//! [`request`], and [`plan`] makes the statements. Only [`read`] touches a database.

pub mod filter;
pub mod name;
pub mod order;
pub mod page;
pub mod plan;
pub mod publication;
pub mod read;
pub mod request;
pub mod search;
pub mod sql;
pub mod syntax;
pub mod transfer;
pub mod value;
pub mod write;
