//! HTTP: the one port that everything is served on.
//!
//! Turns connections into requests for the endpoints of `graphql` and `rest` and their answers into responses. It knows no schema,
//! no permission and no database. Start at [`router`], which is every path on one page.

pub mod admission;
mod body;
mod bundle;
mod cors;
mod envelope;
mod explorer;
mod graphql;
mod layers;
mod panel;
pub mod rest;
pub mod router;
pub mod server;
mod uploads;
