//! Digests of secrets, and the ring of keys they are made with.
//!
//! A secret has 256 random bits, so a fast keyed hash is right: guessing is hopeless with or without the key, and the
//! key makes a stolen table useless for checking a found secret.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::secret::Secret;
use crate::error::{Code, Error, Result};
use crate::id::Entropy;

/// A keyed digest of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Lower-case hexadecimal, the stored form.
    pub fn to_hex(self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }
}

/// One of the server's keys.
#[derive(Clone)]
pub(super) struct ServerKey {
    id: String,
    bytes: Zeroizing<[u8; 32]>,
}

impl ServerKey {
    fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        // The id is derived, so that a key has the same one wherever it is configured; it tells nothing about the key.
        let id = blake3::Hash::from_bytes(blake3::derive_key("keyway 2026-11 key id", bytes.as_slice())).to_hex();
        Self { id: id[..16].to_owned(), bytes }
    }

    /// Stored beside what the key was used for.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// A key for another purpose, from which this one cannot be found.
    pub(super) fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(blake3::derive_key(purpose, self.bytes.as_slice()))
    }
}

/// The server's keys: the first makes new digests, the others still recognise old ones. Clones share them.
#[derive(Clone)]
pub struct KeyRing {
    keys: Arc<[ServerKey]>,
}

impl KeyRing {
    /// A ring with one new key.
    pub fn generate(entropy: &Entropy) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        entropy.fill(bytes.as_mut());
        Self { keys: [ServerKey::new(bytes)].into() }
    }

    /// Reads keys of 64 hexadecimal digits, separated by blanks, line ends or commas; the key in use comes first.
    pub fn parse(text: &str) -> Result<Self> {
        let words = text.split([',', ' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
        let keys = words.map(parse_key).collect::<Option<Vec<_>>>().filter(|keys| !keys.is_empty());
        keys.map(|keys| Self { keys: keys.into() }).ok_or_else(|| {
            Error::new(Code::BadUserInput, "A token key is 64 hexadecimal digits; several are separated by commas")
        })
    }

    /// The text form of the key in use, for its file.
    pub(crate) fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("{}\n", blake3::Hash::from_bytes(*self.current().bytes).to_hex()))
    }

    /// The id of the key that makes new digests.
    pub fn current_id(&self) -> &str {
        self.current().id()
    }

    /// The ids of all keys.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(ServerKey::id)
    }

    pub(super) fn current(&self) -> &ServerKey {
        // `parse` and `generate` make no empty ring.
        &self.keys[0]
    }

    pub(super) fn all(&self) -> &[ServerKey] {
        &self.keys
    }

    /// The digest under the key in use.
    pub fn digest(&self, secret: &Secret) -> Digest {
        digest(self.current(), secret.expose())
    }

    /// The stored forms that a secret can have: one for each key.
    pub fn stored_digests(&self, secret: &Secret) -> Vec<String> {
        self.keys.iter().map(|key| digest(key, secret.expose()).to_hex()).collect()
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.ids()).finish()
    }
}

fn digest(key: &ServerKey, text: &str) -> Digest {
    Digest(*blake3::keyed_hash(&key.bytes, text.as_bytes()).as_bytes())
}

fn parse_key(word: &str) -> Option<ServerKey> {
    let bytes = Zeroizing::new(*blake3::Hash::from_hex(word).ok()?.as_bytes());
    Some(ServerKey::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_ring_reads_back_and_keeps_its_ids() {
        let ring = KeyRing::generate(&Entropy::seeded(1));
        let again = KeyRing::parse(&ring.to_text()).unwrap();
        assert_eq!(ring.current_id(), again.current_id());
        assert!(!format!("{ring:?}").contains(ring.to_text().trim()));
    }

    #[test]
    fn a_retired_key_still_recognises_its_digests() {
        let secret = Secret::generate(&Entropy::seeded(2));
        let old = KeyRing::generate(&Entropy::seeded(3));
        let new = KeyRing::generate(&Entropy::seeded(4));
        let ring = KeyRing::parse(&format!("{},{}", new.to_text().as_str(), old.to_text().as_str())).unwrap();
        assert_eq!(ring.digest(&secret), new.digest(&secret));
        assert!(ring.stored_digests(&secret).contains(&old.digest(&secret).to_hex()));
        assert_ne!(old.digest(&secret), new.digest(&secret));
    }

    #[test]
    fn what_is_no_key_is_refused_without_being_shown() {
        for text in ["", " \n", "planted", &"f".repeat(63), &format!("{},planted", "f".repeat(64))] {
            let error = KeyRing::parse(text).unwrap_err();
            assert!(!format!("{error:?}").contains("planted"));
        }
    }
}
