//! The plain text of an API token. It exists only where it is made or read from a request, and is wiped afterwards.

use std::fmt;

use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::id::Entropy;

/// What every secret that the server makes starts with.
pub const PREFIX: &str = "kw_";

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// 43 characters of 62 carry 256 bits.
const RANDOM: usize = 43;
const CHECKSUM: usize = 6;
/// The least that a supplied secret must have, and the most that is ever looked at.
const SUPPLIED: std::ops::RangeInclusive<usize> = 32..=512;

/// The plain text of a token. `Debug` shows nothing of it, it cannot be serialized, and it is wiped when dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A new secret: `kw_`, 43 random characters, and a checksum of both.
    pub fn generate(entropy: &Entropy) -> Self {
        Self(checked_text(PREFIX, entropy))
    }

    /// Reads a secret that the server made. A typo is noticed here, without any look-up.
    pub fn parse(text: &str) -> Option<Self> {
        is_checked_text(PREFIX, text).then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// Accepts a secret that somebody chose: 32 to 512 visible ASCII characters that cannot be taken for anything else.
    pub fn supplied(text: &str) -> Result<Self> {
        let refused = |message: &str| Err(Error::bad_input("secret", message));
        if !is_supplied_form(text) {
            return refused("secret must be 32 to 512 characters of visible ASCII");
        }
        if text.starts_with(PREFIX) && Self::parse(text).is_none() {
            return refused("secret must not start with kw_, which is kept for secrets that the server makes");
        }
        if super::credential::has_jwt_form(text) {
            return refused("secret must not have the form of a JSON Web Token");
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// Wraps a text of [`checked_text`], for other kinds of bearer text that are kept like secrets.
    pub(super) fn from_checked(text: Zeroizing<String>) -> Self {
        Self(text)
    }

    /// What a request presents, if it can be a supplied secret at all.
    pub(super) fn presented(text: &str) -> Option<Self> {
        is_supplied_form(text).then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The plain text. For showing it once, and for making its digest.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The first and the last four characters, without the prefix: enough to tell tokens apart, too little to use one.
    pub fn hint(&self) -> String {
        let body = self.0.strip_prefix(PREFIX).unwrap_or(&self.0);
        format!("{}…{}", &body[..4], &body[body.len() - 4..])
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

fn is_supplied_form(text: &str) -> bool {
    SUPPLIED.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// A prefix, 256 random bits, and the CRC32 of both, all of them single words on double-click.
pub(super) fn checked_text(prefix: &str, entropy: &Entropy) -> Zeroizing<String> {
    // The capacity is exact, so that no copy is left behind by growing.
    let mut text = Zeroizing::new(String::with_capacity(prefix.len() + RANDOM + CHECKSUM));
    text.push_str(prefix);
    let mut pool = Zeroizing::new([0_u8; 64]);
    while text.len() < prefix.len() + RANDOM {
        entropy.fill(pool.as_mut());
        for &byte in pool.iter() {
            // Rejecting the tail of the byte's range keeps every character equally likely.
            if text.len() < prefix.len() + RANDOM && byte < 248 {
                text.push(char::from(ALPHABET[usize::from(byte) % 62]));
            }
        }
    }
    let checksum = checksum(&text);
    text.extend(checksum.iter().copied().map(char::from));
    text
}

/// Whether `text` could have come from [`checked_text`].
pub(super) fn is_checked_text(prefix: &str, text: &str) -> bool {
    let Some(body) = text.strip_prefix(prefix) else { return false };
    if body.len() != RANDOM + CHECKSUM || !body.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let (start, end) = text.split_at(text.len() - CHECKSUM);
    checksum(start) == end.as_bytes()
}

fn checksum(text: &str) -> [u8; CHECKSUM] {
    let mut rest = crc32fast::hash(text.as_bytes());
    let mut digits = [0; CHECKSUM];
    for digit in digits.iter_mut().rev() {
        *digit = ALPHABET[(rest % 62) as usize];
        rest /= 62;
    }
    digits
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_generated_secret_has_its_form_and_reads_back() {
        let secret = Secret::generate(&Entropy::seeded(1));
        assert_eq!(secret.expose().len(), 52);
        assert_eq!(Secret::parse(secret.expose()).unwrap().expose(), secret.expose());
        assert_eq!(secret.hint().chars().count(), 9);
        assert!(secret.expose()[3..].starts_with(&secret.hint()[..4]));
        assert_ne!(Secret::generate(&Entropy::system()).expose(), Secret::generate(&Entropy::system()).expose());
    }

    #[test]
    fn the_checksum_is_the_documented_one() {
        let start = format!("kw_{}", "0".repeat(43));
        let mut crc = crc32fast::hash(start.as_bytes());
        let mut digits = Vec::new();
        for _ in 0..6 {
            digits.push(ALPHABET[(crc % 62) as usize]);
            crc /= 62;
        }
        digits.reverse();
        assert!(Secret::parse(&format!("{start}{}", String::from_utf8(digits).unwrap())).is_some());
    }

    #[test]
    fn any_single_typo_is_refused() {
        let secret = Secret::generate(&Entropy::seeded(2));
        for position in 0..52 {
            let mut typo = secret.expose().as_bytes().to_vec();
            typo[position] = if typo[position] == b'x' { b'y' } else { b'x' };
            assert!(Secret::parse(std::str::from_utf8(&typo).unwrap()).is_none(), "position {position}");
        }
    }

    #[test]
    fn a_supplied_secret_needs_32_visible_characters() {
        assert!(Secret::supplied(&"s".repeat(32)).is_ok());
        for refused in [
            "s".repeat(31),
            "s".repeat(513),
            format!("{} {}", "s".repeat(20), "s".repeat(20)),
            format!("{}é", "s".repeat(40)),
            format!("kw_{}", "s".repeat(40)),
            format!("{0}.{0}.{0}", "s".repeat(12)),
        ] {
            let error = Secret::supplied(&refused).unwrap_err();
            assert_eq!(error.public().violations[0].path, ["secret"]);
            assert!(!format!("{error:?}").contains(&refused));
        }
    }

    #[test]
    fn debug_shows_nothing() {
        let secret = Secret::generate(&Entropy::seeded(3));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    proptest! {
        #[test]
        fn any_text_is_parsed_or_refused(text in "(kw_)?.{0,60}") {
            if let Some(secret) = Secret::parse(&text) {
                prop_assert_eq!(secret.expose(), text);
            }
        }

        #[test]
        fn every_generated_secret_reads_back(seed in any::<u64>()) {
            prop_assert!(Secret::parse(Secret::generate(&Entropy::seeded(seed)).expose()).is_some());
        }
    }
}
