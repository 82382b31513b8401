//! The content API through the whole server: what it answers, and to whom.

pub mod authorization;
mod bad_input;
mod concealment;
mod connections;
mod disclosure;
mod errors;
mod filters;
mod generations;
mod kinds;
pub mod matrix;
mod merging;
mod mutations;
mod pagination;
mod persisted;
mod reads;
mod refusals;
mod relations;
mod scalars;
mod slow_reads;
mod sort;
mod statements;
mod surfaces;
mod variables;
pub mod world;
