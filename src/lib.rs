//! Keyway: a content API gateway whose tokens open exactly what they say.
//!
//! `ARCHITECTURE.md` at the repository's root says how the parts fit together and which may use which.

pub mod access;
pub mod app;
pub mod auth;
pub mod catalog;
pub mod cli;
pub mod clock;
pub mod config;
pub mod error;
pub mod graphql;
pub mod http;
pub mod id;
pub mod media;
pub mod query;
pub mod rest;
pub mod service;
pub mod storage;
pub mod store;
pub mod telemetry;
