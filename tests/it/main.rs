//! Integration tests of the whole server: one binary, a file or folder for each capability.

#![recursion_limit = "256"]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod cli;
mod components;
mod content;
mod databases;
mod demo;
mod durability;
mod indexes;
mod layers;
mod locales;
mod management;
mod media;
mod rest;
mod testkit;
mod transfer;
mod writes;
