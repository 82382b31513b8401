//! The management endpoint, asked as its clients ask it: documents and variables in, JSON out, over a database of its own.

mod administrators;
mod audit;
mod content_model;
mod content_types;
mod kit;
mod limits;
mod lists;
mod matrix;
mod permissions;
mod roles;
mod sdl;
mod sessions;
mod setup;
mod tokens;
