//! Builds the program from a configuration: database, keys, services, endpoints, router, background tasks.
//!
//! The commands use the parts they need; a running server is all of them. Start at [`open_services`] and [`Server`].

mod admission;
mod background;
mod database;
pub mod demo;
mod server;
mod services;

pub use database::open_database;
pub use server::{Server, routers};
pub use services::{content_endpoint, open_services, rest_endpoint, services_with};
