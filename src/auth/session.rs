//! Administrators' sessions as bearer text: short-lived signed access tokens, and the refresh tokens that renew them.
//!
//! An access token proves who logged in; whether that session still lives is asked of the database (see
//! [`super::authenticator`]). Signing keys are derived from the key ring, so there is one thing to keep and to rotate.

use std::fmt;
use std::sync::Arc;

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::digest::{KeyRing, ServerKey};
use super::secret::{self, Secret};
use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::id::Entropy;

/// How long an access token works, in seconds.
pub const ACCESS_SECONDS: i64 = 15 * 60;
/// How long a refresh token works when it is not used, in seconds.
pub const REFRESH_SECONDS: i64 = 14 * 24 * 60 * 60;

const ISSUER: &str = "keyway";
const AUDIENCE: &str = "keyway-administrators";
const ALGORITHM: Algorithm = Algorithm::HS256;
const PURPOSE: &str = "keyway 2026-11 session signing";
const REFRESH_PREFIX: &str = "kwr_";

/// An access token in plain text. `Debug` shows nothing of it, and it is wiped when dropped.
#[derive(Clone)]
pub struct SessionToken(Zeroizing<String>);

impl SessionToken {
    /// Text that has the form of an access token; whether it is one shows when it is checked.
    pub(super) fn presented(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The plain text, for handing it to its owner.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(…)")
    }
}

/// A refresh token in plain text, redacted and wiped like every secret.
#[derive(Clone, Debug)]
pub struct RefreshToken(Secret);

impl RefreshToken {
    /// A new one.
    pub fn generate(entropy: &Entropy) -> Self {
        Self(Secret::from_checked(secret::checked_text(REFRESH_PREFIX, entropy)))
    }

    /// Reads one that a client presents; nothing where the text cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        secret::is_checked_text(REFRESH_PREFIX, text)
            .then(|| Self(Secret::from_checked(Zeroizing::new(text.to_owned()))))
    }

    /// The plain text, for handing it to its owner.
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// The stored form under the key in use.
    pub fn stored_digest(&self, keys: &KeyRing) -> String {
        keys.digest(&self.0).to_hex()
    }

    /// The stored forms that it can have: one for each key.
    pub fn stored_digests(&self, keys: &KeyRing) -> Vec<String> {
        keys.stored_digests(&self.0)
    }
}

/// What an access token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The id of the administrator.
    pub sub: String,
    /// The id of the session.
    pub sid: String,
    /// Who signed.
    iss: String,
    /// For whom.
    aud: String,
    /// When it was signed, in seconds.
    iat: i64,
    /// When it stops working, in seconds.
    pub exp: i64,
}

/// Signs and checks access tokens with every key of a ring.
#[derive(Clone)]
pub struct SessionKeys {
    keys: Arc<[SigningKey]>,
}

#[derive(Clone)]
struct SigningKey {
    id: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

impl SigningKey {
    fn derive(key: &ServerKey) -> Self {
        let bytes = key.derive(PURPOSE);
        Self {
            id: key.id().to_owned(),
            encoding: EncodingKey::from_secret(bytes.as_slice()),
            decoding: DecodingKey::from_secret(bytes.as_slice()),
        }
    }
}

impl SessionKeys {
    /// Derives a signing key from each key of the ring.
    pub fn new(ring: &KeyRing) -> Self {
        Self { keys: ring.all().iter().map(SigningKey::derive).collect() }
    }

    /// A new access token for a session, and when it stops working.
    pub fn issue(&self, administrator_id: &str, session_id: &str, now: Timestamp) -> Result<(SessionToken, Timestamp)> {
        let issued = now.0.div_euclid(1000);
        let claims = Claims {
            sub: administrator_id.to_owned(),
            sid: session_id.to_owned(),
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            iat: issued,
            exp: issued + ACCESS_SECONDS,
        };
        let key = &self.keys[0];
        let header = Header { kid: Some(key.id.clone()), ..Header::new(ALGORITHM) };
        let text = jsonwebtoken::encode(&header, &claims, &key.encoding).map_err(Error::internal)?;
        Ok((SessionToken(Zeroizing::new(text)), Timestamp(claims.exp * 1000)))
    }

    /// The claims of a token that one of the keys signed and that still works by the given time; no leeway, as the
    /// clock that checks is the one that issued.
    pub fn verify(&self, token: &SessionToken, now: Timestamp) -> Option<Claims> {
        let header = jsonwebtoken::decode_header(token.expose()).ok()?;
        let key = self.keys.iter().find(|key| Some(&key.id) == header.kid.as_ref())?;
        let mut validation = Validation::new(ALGORITHM);
        validation.set_issuer(&[ISSUER]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The library would read the system's clock.
        validation.validate_exp = false;
        let claims = jsonwebtoken::decode::<Claims>(token.expose(), &key.decoding, &validation).ok()?.claims;
        (now < Timestamp(claims.exp.saturating_mul(1000))).then_some(claims)
    }
}

impl fmt::Debug for SessionKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|key| &key.id)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000);

    fn keys(seed: u64) -> SessionKeys {
        SessionKeys::new(&KeyRing::generate(&Entropy::seeded(seed)))
    }

    #[test]
    fn an_access_token_works_for_fifteen_minutes_to_the_second() {
        let keys = keys(1);
        let (token, expires) = keys.issue("ada", "session", NOW).unwrap();
        assert_eq!(expires, NOW.plus_seconds(900));
        let claims = keys.verify(&token, NOW.plus_seconds(899)).unwrap();
        assert_eq!((claims.sub.as_str(), claims.sid.as_str()), ("ada", "session"));
        assert_eq!(keys.verify(&token, NOW.plus_seconds(900)), None);
    }

    #[test]
    fn a_token_of_another_key_algorithm_or_purpose_is_refused() {
        let ring = KeyRing::generate(&Entropy::seeded(1));
        let keys = SessionKeys::new(&ring);
        let (foreign, _) = self::keys(2).issue("ada", "session", NOW).unwrap();
        assert_eq!(keys.verify(&foreign, NOW), None);

        let (token, _) = keys.issue("ada", "session", NOW).unwrap();
        let payload = token.expose().split('.').nth(1).unwrap().to_owned();
        let none = format!("eyJhbGciOiJub25lIn0.{payload}.");
        assert_eq!(keys.verify(&SessionToken::presented(&none), NOW), None);

        let signing = &keys.keys[0];
        let signed = |algorithm, audience: &str| {
            let header = Header { kid: Some(signing.id.clone()), ..Header::new(algorithm) };
            let claims = Claims {
                sub: "ada".into(),
                sid: "session".into(),
                iss: ISSUER.into(),
                aud: audience.into(),
                iat: 0,
                exp: i64::MAX,
            };
            SessionToken::presented(&jsonwebtoken::encode(&header, &claims, &signing.encoding).unwrap())
        };
        assert!(keys.verify(&signed(Algorithm::HS256, AUDIENCE), NOW).is_some());
        assert_eq!(keys.verify(&signed(Algorithm::HS384, AUDIENCE), NOW), None);
        assert_eq!(keys.verify(&signed(Algorithm::HS256, "somebody-else"), NOW), None);
    }

    #[test]
    fn a_changed_token_and_any_garbage_are_refused() {
        let keys = keys(1);
        let (token, _) = keys.issue("ada", "session", NOW).unwrap();
        let changed = token.expose().replacen('.', ".e", 1);
        for text in ["", ".", "..", "a.b.c", changed.as_str()] {
            assert_eq!(keys.verify(&SessionToken::presented(text), NOW), None);
        }
    }

    #[test]
    fn a_retired_key_still_verifies() {
        let (old, new) = (KeyRing::generate(&Entropy::seeded(1)), KeyRing::generate(&Entropy::seeded(2)));
        let (token, _) = SessionKeys::new(&old).issue("ada", "session", NOW).unwrap();
        let ring = KeyRing::parse(&format!("{} {}", new.to_text().as_str(), old.to_text().as_str())).unwrap();
        assert!(SessionKeys::new(&ring).verify(&token, NOW).is_some());
    }

    #[test]
    fn refresh_tokens_read_back_and_are_no_api_secrets() {
        let token = RefreshToken::generate(&Entropy::seeded(1));
        assert_eq!(RefreshToken::parse(token.expose()).unwrap().expose(), token.expose());
        assert!(Secret::parse(token.expose()).is_none());
        assert!(!format!("{token:?}").contains(token.expose()));
    }
}
