//! The locales of localized types: which there are, which a request is about, and which rows those are.

use std::collections::BTreeSet;

/// The locales that there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstalledLocales {
    /// The code of the one that is meant where none is named.
    pub default: String,
    /// The codes of all.
    pub codes: BTreeSet<String>,
}

impl InstalledLocales {
    /// The only locale, and so the default one, of a new installation.
    pub const FIRST: &'static str = "en";

    /// These locales and the default one.
    pub fn new(default: &str, codes: impl IntoIterator<Item = String>) -> Self {
        let codes = codes.into_iter().chain([default.to_owned()]).collect();
        Self { default: default.to_owned(), codes }
    }
}

impl Default for InstalledLocales {
    fn default() -> Self {
        Self::new(Self::FIRST, [])
    }
}

/// Which locale of localized types a request is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum LocaleChoice {
    /// The default one.
    #[default]
    Default,
    /// The one of this code, whether there is such a locale or not.
    Code(String),
    /// Every one in which it is granted. Written `*`.
    Every,
    /// None: for what describes the types and reads no entry. Whatever is granted in any locale is seen.
    Nowhere,
}

impl LocaleChoice {
    /// The choice that a request's `locale` stands for.
    pub fn read(text: &str) -> Self {
        match text {
            "" => Self::Default,
            "*" => Self::Every,
            code => Self::Code(code.to_owned()),
        }
    }
}

/// The rows of a type, by their locales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every row: the type has no locales.
    Unlocalized,
    /// The rows in every locale.
    Every,
    /// The rows in these locales.
    Only(Vec<String>),
}

impl Reach {
    /// The locale that is meant, where it is exactly one.
    pub fn one(&self) -> Option<&str> {
        match self {
            Self::Only(codes) if codes.len() == 1 => Some(&codes[0]),
            _ => None,
        }
    }

    /// Whether rows in `locale` are among them.
    pub fn contains(&self, locale: &str) -> bool {
        match self {
            Self::Unlocalized | Self::Every => true,
            Self::Only(codes) => codes.iter().any(|code| code == locale),
        }
    }
}
