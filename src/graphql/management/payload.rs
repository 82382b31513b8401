//! Payloads that several subjects share.

use async_graphql::{ID, SimpleObject};

/// What a deletion answers.
#[derive(SimpleObject)]
pub struct DeletePayload {
    /// The id of what was deleted.
    pub id: ID,
}
