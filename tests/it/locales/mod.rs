//! Entries in several locales: reading and writing them on both surfaces, and what a token for one locale cannot find out
//! about another.

mod attacks;
mod grants;
mod installed;
mod model;
mod reads;
mod relations;
mod schema;
mod switching;
mod writes;
