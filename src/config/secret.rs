//! Settings that may hold a secret: they print, log and serialize masked.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

const MASK: &str = "***";

/// The address of a database, password included. `Debug` and `Serialize` show it without the password.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct DatabaseUrl(String);

impl From<String> for DatabaseUrl {
    fn from(url: String) -> Self {
        Self(url)
    }
}

impl DatabaseUrl {
    /// The address as it was written.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The address with everything masked that may be a password.
    pub fn masked(&self) -> String {
        let (scheme, rest) = self.0.split_once("://").unwrap_or(("", &self.0));
        let (main, query) = rest.split_once('?').map_or((rest, None), |(main, query)| (main, Some(query)));
        // The last `@` ends the credentials, even where a password holds unescaped signs of its own.
        let (credentials, place, query) = match (main.rsplit_once('@'), query.and_then(|query| query.rsplit_once('@')))
        {
            (_, Some((_, place))) => (Some(main), place, None),
            (Some((credentials, place)), None) => (Some(credentials), place, query),
            (None, None) => (None, main, query),
        };
        let credentials = credentials.map_or(String::new(), |credentials| match credentials.split_once(':') {
            Some((user, _)) => format!("{user}:{MASK}@"),
            None => format!("{credentials}@"),
        });
        let query = query.map_or(String::new(), |query| format!("?{}", masked_query(query)));
        format!("{scheme}://{credentials}{place}{query}")
    }
}

fn masked_query(query: &str) -> String {
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if name.to_ascii_lowercase().contains("password") => format!("{name}={MASK}"),
        _ => pair.to_owned(),
    });
    pairs.collect::<Vec<_>>().join("&")
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl Serialize for DatabaseUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.masked())
    }
}

/// A secret setting. `Debug` and `Serialize` show three stars.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct MaskedText(String);

impl MaskedText {
    /// The text as it was written.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MaskedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl Serialize for MaskedText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(MASK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_a_database_address_is_masked_however_it_is_written() {
        let cases = [
            ("postgres://kw:pa55@db:5432/kw", "postgres://kw:***@db:5432/kw"),
            ("postgres://kw:p@ss/w:rd@db/kw", "postgres://kw:***@db/kw"),
            ("postgres://kw:what?@db/kw", "postgres://kw:***@db/kw"),
            ("mysql://kw@db/kw?password=pa55&charset=utf8", "mysql://kw@db/kw?password=***&charset=utf8"),
            ("sqlite:///var/lib/keyway.db", "sqlite:///var/lib/keyway.db"),
            ("nonsense", "://nonsense"),
        ];
        for (written, shown) in cases {
            assert_eq!(DatabaseUrl(written.to_owned()).masked(), shown);
        }
    }

    #[test]
    fn debug_output_shows_no_secret() {
        let url = DatabaseUrl("postgres://kw:pa55@db/kw".to_owned());
        let key = MaskedText("pa55".to_owned());
        assert!(!format!("{url:?} {key:?}").contains("pa55"));
    }
}
