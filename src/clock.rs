//! Time as the program sees it: whole milliseconds, from a clock that tests can set.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, OffsetDateTime, PrimitiveDateTime};

/// Milliseconds since 1970-01-01T00:00:00Z. The only resolution that is ever stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Reads an RFC 3339 date-time, dropping what is finer than a millisecond.
    pub fn parse(text: &str) -> Option<Self> {
        let parsed = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        i64::try_from(parsed.unix_timestamp_nanos().div_euclid(1_000_000)).ok().map(Self)
    }

    /// Reads what [`Timestamp::parse`] reads, and a date or a date-time without a zone as UTC.
    pub fn parse_lenient(text: &str) -> Option<Self> {
        let midnight = || Date::parse(text, format_description!("[year]-[month]-[day]")).map(Date::midnight);
        let whole = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]");
        let fine = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond]");
        let zoneless = || {
            let moment = midnight()
                .or_else(|_| PrimitiveDateTime::parse(text, whole))
                .or_else(|_| PrimitiveDateTime::parse(text, fine))
                .ok()?;
            Some(Self::from_utc(moment))
        };
        Self::parse(text).or_else(zoneless)
    }

    /// `2026-11-23T20:01:25.002Z`. A value outside the years 0 to 9999 is clamped to them.
    pub fn to_iso(self) -> String {
        let mut text = Vec::with_capacity(24);
        self.write_iso(&mut text);
        String::from_utf8(text).expect("digits and signs are ASCII")
    }

    /// Appends the text of [`Timestamp::to_iso`]: digits by hand, as a date stands in every entry, and the generic
    /// formatter is many times slower.
    pub fn write_iso(self, text: &mut Vec<u8>) {
        let moment = self.to_utc();
        let year = moment.year().unsigned_abs();
        push_two(text, year / 100);
        push_two(text, year % 100);
        for (sign, number) in [
            (b'-', u8::from(moment.month())),
            (b'-', moment.day()),
            (b'T', moment.hour()),
            (b':', moment.minute()),
            (b':', moment.second()),
        ] {
            text.push(sign);
            push_two(text, number.into());
        }
        let millis = u32::from(moment.millisecond());
        text.extend([b'.', digit(millis / 100)]);
        push_two(text, millis % 100);
        text.push(b'Z');
    }

    /// The date and the time of day in UTC. A value outside the years 0 to 9999 is clamped to them.
    pub fn to_utc(self) -> PrimitiveDateTime {
        let clamped = self.0.clamp(-62_167_219_200_000, 253_402_300_799_999);
        let second = OffsetDateTime::from_unix_timestamp(clamped.div_euclid(1_000));
        let millis = u16::try_from(clamped.rem_euclid(1_000)).unwrap_or_default();
        let moment = second.ok().and_then(|second| second.replace_millisecond(millis).ok());
        let moment = moment.unwrap_or(OffsetDateTime::UNIX_EPOCH);
        PrimitiveDateTime::new(moment.date(), moment.time())
    }

    /// The moment at which it is this date and time of day in UTC, dropping what is finer than a millisecond.
    pub fn from_utc(moment: PrimitiveDateTime) -> Self {
        Self(moment.assume_utc().unix_timestamp() * 1_000 + i64::from(moment.millisecond()))
    }

    /// This moment and `millis` milliseconds.
    #[must_use]
    pub fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// This moment and `seconds` seconds.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        self.plus_millis(seconds.saturating_mul(1000))
    }
}

fn push_two(text: &mut Vec<u8>, number: u32) {
    text.extend([digit(number / 10), digit(number)]);
}

/// The last digit of a number.
fn digit(number: u32) -> u8 {
    b"0123456789"[number as usize % 10]
}

/// Where the program reads the time. Clones share one hand.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    fixed: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The operating system's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still until [`Clock::set`] moves it.
    pub fn fixed(at: Timestamp) -> Self {
        Self { fixed: Some(Arc::new(AtomicI64::new(at.0))) }
    }

    /// The present moment.
    pub fn now(&self) -> Timestamp {
        if let Some(hand) = &self.fixed {
            Timestamp(hand.load(Ordering::SeqCst))
        } else {
            let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Timestamp(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
        }
    }

    /// Moves a fixed clock; the system's clock is left alone.
    pub fn set(&self, at: Timestamp) {
        if let Some(hand) = &self.fixed {
            hand.store(at.0, Ordering::SeqCst);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_prints_as_it_is_read() {
        for text in [
            "2026-11-23T20:01:25.002Z",
            "1970-01-01T00:00:00.000Z",
            "1969-12-31T23:59:59.999Z",
            "9999-12-31T23:59:59.999Z",
            "0000-01-01T00:00:00.000Z",
        ] {
            let moment = Timestamp::parse(text).unwrap();
            assert_eq!(moment.to_iso(), text);
            assert_eq!(Timestamp::from_utc(moment.to_utc()), moment);
        }
    }

    #[test]
    fn a_zone_and_finer_fractions_are_reduced_to_utc_milliseconds() {
        assert_eq!(Timestamp::parse("2026-11-23T20:01:25.0029+01:00").unwrap().to_iso(), "2026-11-23T19:01:25.002Z");
    }
}
