//! Components and dynamic zones: in the content model, in what is read and written, and to whom they are open.

mod access;
mod changes;
mod files;
mod filters;
pub mod model;
mod random;
mod reads;
mod rows;
pub mod sdl;
mod writes;
