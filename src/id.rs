//! Identifiers and the randomness they are made from.

use std::sync::{Arc, Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng, TryRng, rngs::SysRng};

/// Where the program draws randomness: the operating system, or a seed in tests.
#[derive(Clone, Default)]
pub struct Entropy {
    seeded: Option<Arc<Mutex<StdRng>>>,
}

impl Entropy {
    /// The operating system's generator.
    pub fn system() -> Self {
        Self::default()
    }

    /// A repeatable sequence, for tests.
    pub fn seeded(seed: u64) -> Self {
        Self { seeded: Some(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))) }
    }

    /// Fills `bytes`. Panics when the operating system has no randomness to give, as nothing safe can follow.
    pub fn fill(&self, bytes: &mut [u8]) {
        match &self.seeded {
            Some(rng) => rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes),
            None => SysRng.try_fill_bytes(bytes).expect("the operating system provides randomness"),
        }
    }

    /// An id of cuid2's shape: 24 characters, a letter first, then lower-case letters and digits (over 120 random bits).
    /// Used for documents and for system records alike.
    pub fn id(&self) -> String {
        const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
        let mut id = String::with_capacity(24);
        let mut pool = [0_u8; 64];
        while id.len() < 24 {
            self.fill(&mut pool);
            for &byte in &pool {
                let letters = if id.is_empty() { 26 } else { 36 };
                // Rejecting the tail of the byte's range keeps every character equally likely.
                if id.len() < 24 && usize::from(byte) < 256 - 256 % letters {
                    id.push(char::from(ALPHABET[usize::from(byte) % letters]));
                }
            }
        }
        id
    }
}
