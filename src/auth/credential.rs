//! What a request presents in its `Authorization` header, before anybody knows whether it is any good.

use super::secret::{PREFIX, Secret};
use super::session::SessionToken;

/// The credential of a request.
#[derive(Clone, Debug)]
pub enum Credential {
    /// No header, or one that is not `Bearer` and one word.
    Absent,
    /// The secret of an API token, perhaps.
    Token(Secret),
    /// The access token of an administrator's session, perhaps.
    Session(SessionToken),
    /// A bearer text that cannot be any of these; refused without a look-up.
    Malformed,
}

impl Credential {
    /// Reads the value of an `Authorization` header. The scheme's case does not matter.
    pub fn from_header(value: Option<&str>) -> Self {
        let mut words = value.unwrap_or_default().split_ascii_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some(scheme), Some(word), None) if scheme.eq_ignore_ascii_case("bearer") => Self::from_bearer(word),
            _ => Self::Absent,
        }
    }

    fn from_bearer(text: &str) -> Self {
        let secret = if text.starts_with(PREFIX) {
            Secret::parse(text)
        } else if has_jwt_form(text) {
            return Self::Session(SessionToken::presented(text));
        } else {
            Secret::presented(text)
        };
        secret.map_or(Self::Malformed, Self::Token)
    }
}

/// Whether a text is three words of base64url with dots between.
pub(super) fn has_jwt_form(text: &str) -> bool {
    let is_base64url =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let mut parts = text.split('.');
    let three = [parts.next(), parts.next(), parts.next()];
    parts.next().is_none() && three.iter().all(|part| part.is_some_and(|part| !part.is_empty() && is_base64url(part)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::Entropy;

    fn kind(value: &str) -> &'static str {
        match Credential::from_header(Some(value)) {
            Credential::Absent => "absent",
            Credential::Token(_) => "token",
            Credential::Session(_) => "session",
            Credential::Malformed => "malformed",
        }
    }

    #[test]
    fn a_header_that_is_not_bearer_and_one_word_is_no_credential() {
        assert!(matches!(Credential::from_header(None), Credential::Absent));
        for value in ["", " ", "Bearer", "Bearer ", "Basic dXNlcg==", "Bearer a b", "Bearera", "a"] {
            assert_eq!(kind(value), "absent", "{value:?}");
        }
    }

    #[test]
    fn the_scheme_is_read_in_any_case() {
        let secret = Secret::generate(&Entropy::seeded(1));
        for scheme in ["Bearer", "bearer", "BEARER", "bEaReR"] {
            assert_eq!(kind(&format!("{scheme} {}", secret.expose())), "token");
        }
    }

    #[test]
    fn the_form_of_the_word_says_what_it_can_be() {
        assert_eq!(kind("Bearer eyJh.eyJz.abc-_"), "session");
        assert_eq!(kind(&format!("Bearer {}", "s".repeat(32))), "token");
        for word in ["short", "kw_", "a.b", "a..b", "kw_0000000000000000000000000000000000000000000000000"] {
            assert_eq!(kind(&format!("Bearer {word}")), "malformed", "{word}");
        }
        assert_eq!(kind(&format!("Bearer {}", "s".repeat(100_000))), "malformed");
    }

    proptest! {
        #[test]
        fn any_header_is_read_without_a_panic(value in "([bB]earer |Basic )?(kw_)?[\\PC\\t .]{0,80}") {
            let shown = format!("{:?}", Credential::from_header(Some(&value)));
            prop_assert!(["Absent", "Malformed", "Token(Secret(…))", "Session(SessionToken(…))"].contains(&shown.as_str()));
        }
    }
}
