//! The brake on guessing: five tries for an account in five minutes, whether or not the account exists, and as many for
//! the setup code.

use entity::login_attempt::ActiveModel;
use sea_orm::ActiveValue::Set;

use super::Services;
use crate::error::{Code, Error, Result};
use crate::store::sessions as store;

const MOST_ATTEMPTS: u64 = 5;
const WINDOW_SECONDS: i64 = 5 * 60;

/// Counts one try at `target`, or refuses it. Counted before the password is looked at, so that tries sent at the same moment cannot
/// pass together; the right password clears the count.
pub async fn admit(services: &Services, target: &str) -> Result<()> {
    let now = services.clock.now();
    let window_start = now.plus_seconds(-WINDOW_SECONDS);
    let transaction = services.database.begin().await?;
    store::forget_attempts_until(&transaction, window_start).await?;
    if store::attempts_since(&transaction, target, window_start).await? >= MOST_ATTEMPTS {
        return Err(Error::new(Code::RateLimited, "Too many attempts, please try again later"));
    }
    let attempt = ActiveModel { id: Set(services.entropy.id()), email: Set(target.to_owned()), at: Set(now.0) };
    store::insert_attempt(&transaction, attempt).await?;
    Ok(transaction.commit().await?)
}
