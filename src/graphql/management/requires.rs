//! The directives by which the schema shows who may use a root field.
//!
//! They inform; they check nothing. What cannot be forgotten is the proof that the field's use case takes, and the
//! argument of [`requires`] is written from the same operation type, so the two cannot drift apart by a typing error.

use async_graphql::TypeDirective;

use crate::access::management::Operation;

/// The session's administrator needs this permission.
#[TypeDirective(location = "FieldDefinition")]
pub fn requires(#[graphql(desc = "The permission in text form, such as api-tokens.create.")] permission: String) {}

/// Any administrator with a living session may use the field.
#[TypeDirective(location = "FieldDefinition", name = "signedIn")]
pub fn signed_in() {}

/// The field needs no session.
#[TypeDirective(location = "FieldDefinition")]
pub fn open() {}

/// The text form of the permission that an operation requires.
pub fn permission_of<P: Operation>() -> String {
    P::PERMISSION.as_str().to_owned()
}
