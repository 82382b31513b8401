//! What files are: their names, their types by content, and smaller forms of images. Computes and nothing else: bytes are
//! handed over, stored by `storage`, and recorded by the use cases in `service::files`.

pub mod image;
pub mod kind;
pub mod name;
