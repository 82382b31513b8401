//! Passwords of entries, hashed as Strapi hashes them, so that either program can verify the other's.

use bcrypt::Version;

use crate::error::{Error, Result};

/// The work factor that Strapi uses.
const COST: u32 = 10;

/// The `$2a$10$…` hash of `plain`, of which at most the first 72 bytes count. Works off the asynchronous threads.
pub async fn hash(plain: String) -> Result<String> {
    let hashing = tokio::task::spawn_blocking(move || bcrypt::hash_with_result(plain, COST));
    let parts = hashing.await.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok(parts.format_for_version(Version::TwoA))
}
