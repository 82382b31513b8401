//! Passwords of administrators: Argon2id, on the blocking pool, a few at a time.

use std::fmt;
use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::error::{Error, Result, Violation};
use crate::id::Entropy;

/// The most characters of a password that are accepted.
const LONGEST: usize = 256;

/// What an unknown account is checked against, so that it takes as long as a known one. No password has this hash.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A password in plain text. `Debug` shows nothing of it, and it is wiped when dropped.
#[derive(Clone)]
pub struct Password(Zeroizing<String>);

impl Password {
    /// A password that somebody logs in with: any text.
    pub fn presented(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// A password that somebody chooses; `field` is its place in the input. At least 8 characters, a lower-case letter,
    /// an upper-case letter and a digit.
    pub fn chosen(field: &str, text: &str) -> Result<Self> {
        let length = text.chars().count();
        let rules = [
            (length >= 8, "must be at least 8 characters"),
            (length <= LONGEST, "must be at most 256 characters"),
            (text.contains(char::is_lowercase), "must contain at least one lowercase character"),
            (text.contains(char::is_uppercase), "must contain at least one uppercase character"),
            (text.contains(|c: char| c.is_ascii_digit()), "must contain at least one number"),
        ];
        let broken = rules.iter().filter(|(kept, _)| !kept);
        let violations = broken.map(|(_, rule)| Violation::at(field, format!("{field} {rule}"))).collect::<Vec<_>>();
        if violations.is_empty() { Ok(Self::presented(text)) } else { Err(Error::violations(violations)) }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// A password that is made instead of chosen. It keeps the rules and has over 120 random bits.
pub fn new_password(entropy: &Entropy) -> Zeroizing<String> {
    Zeroizing::new(format!("K{}7", entropy.id()))
}

/// Makes and checks password hashes. Clones share one queue, as each computation takes 19 MiB and a core.
#[derive(Clone, Debug)]
pub struct Passwords {
    permits: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { permits: Arc::new(Semaphore::new(cores)) }
    }
}

impl Passwords {
    /// The stored form (PHC) of a password.
    pub async fn hash(&self, password: Password, entropy: &Entropy) -> Result<String> {
        let mut salt = [0; 16];
        entropy.fill(&mut salt);
        self.compute(move || Argon2::default().hash_password_with_salt(password.0.as_bytes(), &salt))
            .await?
            .map(|hash| hash.to_string())
            .map_err(Error::internal)
    }

    /// Whether `password` has the stored form `hash`. Without a hash, as for an account that does not exist, the answer
    /// is no, after the same work.
    pub async fn verify(&self, password: Password, hash: Option<&str>) -> Result<bool> {
        let known = hash.is_some();
        let hash = hash.unwrap_or(NOBODY).to_owned();
        let matches = self.compute(move || matches(&password, &hash)).await?;
        Ok(known && matches)
    }

    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let permit = self.permits.clone().acquire_owned().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || {
            // Held by the work and not by the waiting request, which a client can abandon.
            let _permit = permit;
            work()
        })
        .await
        .map_err(Error::internal)
    }
}

fn matches(password: &Password, hash: &str) -> bool {
    let short_enough = password.0.chars().count() <= LONGEST;
    let text = if short_enough { password.0.as_bytes() } else { b"" };
    Argon2::default().verify_password(text, hash).is_ok() && short_enough
}

#[cfg(test)]
mod tests {
    use argon2::Params;
    use argon2::password_hash::phc::PasswordHash;

    use super::*;

    #[tokio::test]
    async fn the_right_password_is_accepted_and_any_other_refused() {
        let passwords = Passwords::default();
        let hash = passwords.hash(Password::presented("Correct1horse"), &Entropy::seeded(1)).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(passwords.verify(Password::presented("Correct1horse"), Some(&hash)).await.unwrap());
        for wrong in ["", "correct1horse", "Correct1horse "] {
            assert!(!passwords.verify(Password::presented(wrong), Some(&hash)).await.unwrap());
        }
        assert!(!passwords.verify(Password::presented("Correct1horse"), None).await.unwrap());
        assert!(!passwords.verify(Password::presented(""), Some("not a hash")).await.unwrap());
    }

    #[test]
    fn an_unknown_account_costs_as_much_as_a_known_one() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        let current = Params::default();
        let params = Params::try_from(&nobody).unwrap();
        assert_eq!(
            (params.m_cost(), params.t_cost(), params.p_cost()),
            (current.m_cost(), current.t_cost(), current.p_cost())
        );
        assert_eq!(nobody.hash.unwrap().as_bytes().len(), Params::DEFAULT_OUTPUT_LEN);
    }

    #[test]
    fn a_password_that_is_made_keeps_every_rule() {
        assert!(Password::chosen("password", &new_password(&Entropy::seeded(1))).is_ok());
    }

    #[test]
    fn a_chosen_password_keeps_every_rule() {
        assert!(Password::chosen("password", "Abcdefg1").is_ok());
        for (text, rule) in [
            ("Abcdef1", "password must be at least 8 characters"),
            ("ABCDEFG1", "password must contain at least one lowercase character"),
            ("abcdefg1", "password must contain at least one uppercase character"),
            ("Abcdefgh", "password must contain at least one number"),
            (&format!("A1{}", "b".repeat(255)), "password must be at most 256 characters"),
        ] {
            assert_eq!(Password::chosen("password", text).unwrap_err().public().message, rule);
        }
        assert_eq!(Password::chosen("password", "").unwrap_err().public().violations.len(), 4);
        assert_eq!(format!("{:?}", Password::presented("planted")), "Password(…)");
    }
}
