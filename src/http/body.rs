//! Reading a request's body up to a limit.

use axum::body::Body;
use futures_util::StreamExt;

use crate::error::{Code, Error, Result};

/// How much of a body that is too long is read and thrown away, so that a client that sends first and reads later gets
/// to see the answer instead of a broken connection.
const DRAINED_BYTES: usize = 16 << 20;

/// The whole body, of at most `limit_bytes`.
///
/// Errors: `PayloadTooLarge`; `BadRequest` where the connection broke.
pub(super) async fn read(body: Body, limit_bytes: usize) -> Result<Vec<u8>> {
    let mut chunks = body.into_data_stream();
    let mut whole = Vec::new();
    let mut length: usize = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Error::new(Code::BadRequest, "The request body could not be read to its end"))?;
        length = length.saturating_add(chunk.len());
        if length <= limit_bytes {
            whole.extend_from_slice(&chunk);
        } else if length > limit_bytes.saturating_add(DRAINED_BYTES) {
            break;
        }
    }
    if length <= limit_bytes {
        return Ok(whole);
    }
    let message = format!("The request body is over the limit of {limit_bytes} bytes (limits.body_bytes)");
    Err(Error::new(Code::PayloadTooLarge, message))
}
