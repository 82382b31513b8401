//! How absent, null and given input fields become changes.

use async_graphql::MaybeUndefined;

use crate::error::{Error, Result};

/// A field that may be absent but not null.
pub fn required<T>(field: &str, given: MaybeUndefined<T>) -> Result<Option<T>> {
    match given {
        MaybeUndefined::Undefined => Ok(None),
        MaybeUndefined::Null => Err(Error::bad_input(field, format!("{field} cannot be null"))),
        MaybeUndefined::Value(value) => Ok(Some(value)),
    }
}

/// A field whose null means empty.
pub fn or_empty<T: Default>(given: MaybeUndefined<T>) -> Option<T> {
    match given {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(T::default()),
        MaybeUndefined::Value(value) => Some(value),
    }
}
