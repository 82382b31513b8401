//! Sets of locales, with "all, future ones included" as a member.

use std::collections::BTreeSet;

/// The locales that a grant is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Locales {
    /// Every locale, also those that are added later, and types without locales.
    All,
    /// These locales. Types without locales are in none of them.
    Only(BTreeSet<String>),
}

impl Locales {
    /// These locales.
    pub fn only<S: Into<String>>(codes: impl IntoIterator<Item = S>) -> Self {
        Self::Only(codes.into_iter().map(Into::into).collect())
    }

    /// Whether entries in `locale` are meant; without one, those of types that have no locales.
    pub fn contains(&self, locale: Option<&str>) -> bool {
        match self {
            Self::All => true,
            Self::Only(codes) => locale.is_some_and(|code| codes.contains(code)),
        }
    }
}

/// Whether `text` has the form of a locale's code: `en`, `pt-BR`, `zh-Hans-HK`.
pub fn is_locale_code(text: &str) -> bool {
    const LONGEST: usize = 35;
    let mut parts = text.split('-');
    let language = parts
        .next()
        .is_some_and(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_lowercase()));
    let part = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.len() <= LONGEST && language && parts.all(part)
}

#[cfg(test)]
mod tests {
    use super::is_locale_code;

    #[test]
    fn a_code_is_a_language_and_what_narrows_it() {
        for code in ["en", "fr-FR", "zh-Hans-HK", "es-419", "kab", "en-001", "sl-nedis"] {
            assert!(is_locale_code(code), "{code}");
        }
        for text in
            ["", "*", "e", "English", "EN", "en_US", "en-", "-en", "en--us", "en us", "en,fr", "en@x", "é", "e1"]
        {
            assert!(!is_locale_code(text), "{text}");
        }
    }
}
