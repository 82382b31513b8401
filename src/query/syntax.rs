//! The dialect of a request's values and operators.

/// Which surface a request came through; they differ in how lenient and how rich they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// Strict scalars, enumeration members by their GraphQL names, bare operators, relations as `ID` or `[ID]`.
    GraphQl,
    /// Lenient scalars, enumeration members as stored, operators with `$`, relations also as objects.
    Rest,
}
