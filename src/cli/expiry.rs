//! When a token ends, as flags: a duration, a moment, or never.

use clap::Args;

use super::failure::Failure;
use crate::clock::Timestamp;
use crate::service::tokens::{Expiry, Lifespan};

/// Units of a duration and their seconds.
const UNITS: [(char, i64); 5] = [('s', 1), ('m', 60), ('h', 3_600), ('d', 86_400), ('w', 604_800)];

/// The flags; at most one of them.
#[derive(Args)]
#[group(multiple = false)]
pub struct ExpiryFlags {
    /// How long the token lasts, such as 45s, 30m, 12h, 30d or 2w
    #[arg(long, value_name = "DURATION")]
    expires_in: Option<String>,
    /// The moment when the token ends, such as 2027-01-01T00:00:00Z
    #[arg(long, value_name = "TIME")]
    expires_at: Option<String>,
    /// The token lasts until it is deleted
    #[arg(long)]
    never_expires: bool,
}

impl ExpiryFlags {
    /// What was chosen; nothing where no flag was given.
    pub fn chosen(&self) -> Result<Option<Expiry>, Failure> {
        if self.never_expires {
            return Ok(Some(Expiry::Lifespan(Lifespan::Unlimited)));
        }
        if let Some(text) = &self.expires_in {
            let seconds = seconds("--expires-in", text)?;
            return Ok(Some(Expiry::Lifespan(Lifespan::Millis(seconds * 1000))));
        }
        let Some(text) = &self.expires_at else { return Ok(None) };
        let moment = Timestamp::parse(text).ok_or_else(|| {
            Failure::of_input(format!("--expires-at: expected a time such as 2027-01-01T00:00:00Z, found \"{text}\""))
        })?;
        Ok(Some(Expiry::At(moment)))
    }
}

/// What a flag with a duration says, in seconds.
pub fn seconds(flag: &str, text: &str) -> Result<i64, Failure> {
    let expected = || format!("{flag}: expected a duration such as 12h or 30d, found \"{text}\"");
    duration(text).ok_or_else(|| Failure::of_input(expected()))
}

/// `30d` in seconds; at most a thousand years, so that every sum with it is a date.
fn duration(text: &str) -> Option<i64> {
    let unit = text.chars().next_back()?;
    let (_, length) = UNITS.into_iter().find(|(sign, _)| *sign == unit)?;
    let digits = &text[..text.len() - 1];
    let count: i64 = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    count.checked_mul(length).filter(|seconds| (1..=31_557_600_000).contains(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_a_number_and_a_unit() {
        assert_eq!(duration("45s"), Some(45));
        assert_eq!(duration("30d"), Some(2_592_000));
        assert_eq!(duration("2w"), Some(1_209_600));
        for text in ["", "d", "30", "0d", "-1d", "+1d", "1.5h", "1 d", "30 days", "99999999999999999999d", "1é"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
