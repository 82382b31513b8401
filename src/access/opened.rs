//! The fields that one action opens, locale by locale.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fields, Locales};

/// Two layers, as a permission set has them for types: what holds in every locale, and what named locales have beyond
/// that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Opened {
    everywhere: Option<Fields>,
    named: BTreeMap<String, Fields>,
}

impl Opened {
    /// The fields in one locale; without one, those of types that have none.
    pub(super) fn at(&self, locale: Option<&str>) -> Option<Fields> {
        let named = locale.and_then(|code| self.named.get(code));
        sum(self.everywhere.iter().chain(named))
    }

    /// The fields in every locale.
    pub(super) fn everywhere(&self) -> Option<&Fields> {
        self.everywhere.as_ref()
    }

    /// What is opened in any locale at all.
    pub(super) fn somewhere(&self) -> impl Iterator<Item = &Fields> {
        self.everywhere.iter().chain(self.named.values())
    }

    /// The locales that have more than all others.
    pub(super) fn named(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.everywhere.is_none() && self.named.is_empty()
    }

    pub(super) fn add(&mut self, locales: &Locales, fields: &Fields) {
        match locales {
            Locales::All => self.everywhere = sum(self.everywhere.iter().chain([fields])),
            Locales::Only(codes) => codes.iter().for_each(|code| self.add_at(code, fields)),
        }
    }

    fn add_at(&mut self, code: &str, fields: &Fields) {
        let sum = self.named.get(code).map_or_else(|| fields.clone(), |present| present.union(fields));
        self.named.insert(code.to_owned(), sum);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        if let Some(fields) = &other.everywhere {
            self.add(&Locales::All, fields);
        }
        for (code, fields) in &other.named {
            self.add_at(code, fields);
        }
    }

    /// What both open.
    pub(super) fn intersect(&self, other: &Self) -> Self {
        let both = |locale| Some(self.at(locale)?.intersect(&other.at(locale)?));
        let codes = self.named().chain(other.named()).collect::<BTreeSet<_>>();
        let named = codes.into_iter().filter_map(|code| Some((code.to_owned(), both(Some(code))?)));
        Self { everywhere: both(None), named: named.collect() }
    }

    /// Drops what `base` has anyway, and from named locales what holds in every one.
    pub(super) fn subtract(&mut self, base: &Self) {
        let everywhere = self.everywhere.take();
        self.named.retain(|code, fields| {
            let base = base.at(Some(code));
            match beyond(fields, sum(base.iter().chain(&everywhere)).as_ref()) {
                Some(rest) => {
                    *fields = rest;
                    true
                }
                None => false,
            }
        });
        self.everywhere = everywhere.and_then(|fields| beyond(&fields, base.everywhere.as_ref()));
    }

    /// This without the locales whose fields `other` has all.
    pub(super) fn unless_within(&self, other: &Self) -> Self {
        let within = |locale, fields: &Fields| other.at(locale).is_some_and(|others| fields.is_subset(&others));
        let named = self.named.iter().filter(|(code, fields)| !within(Some(code), fields));
        Self {
            everywhere: self.everywhere.clone().filter(|fields| !within(None, fields)),
            named: named.map(|(code, fields)| (code.clone(), fields.clone())).collect(),
        }
    }

    /// Locales with the fields that they have, those with the same fields together.
    pub(super) fn parts(&self) -> Vec<(Locales, &Fields)> {
        let mut parts: Vec<(Locales, &Fields)> = self.everywhere.iter().map(|fields| (Locales::All, fields)).collect();
        for (code, fields) in &self.named {
            let same = parts.iter_mut().find_map(|(locales, present)| match locales {
                Locales::Only(codes) if present == &fields => Some(codes),
                _ => None,
            });
            match same {
                Some(codes) => drop(codes.insert(code.clone())),
                None => parts.push((Locales::only([code]), fields)),
            }
        }
        parts
    }
}

/// What any of these opens; nothing where there is none.
pub(super) fn sum<'f>(fields: impl IntoIterator<Item = &'f Fields>) -> Option<Fields> {
    let mut fields = fields.into_iter();
    let first = fields.next()?.clone();
    Some(fields.fold(first, |sum, fields| sum.union(fields)))
}

/// What of `fields` `base` does not have, if anything.
fn beyond(fields: &Fields, base: Option<&Fields>) -> Option<Fields> {
    match (base, fields) {
        (None, fields) => Some(fields.clone()),
        (Some(Fields::All), _) => None,
        (Some(Fields::Only(_)), Fields::All) => Some(Fields::All),
        (Some(Fields::Only(base)), Fields::Only(names)) => {
            let rest = names - base;
            (!rest.is_empty()).then_some(Fields::Only(rest))
        }
    }
}
