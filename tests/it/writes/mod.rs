//! Creating, updating, publishing and deleting entries, on real tables.

mod checks;
mod drafts;
pub mod laboratory;
mod permissions;
mod random;
mod relations;
mod rows;
mod rules;
mod safety;
