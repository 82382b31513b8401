//! The permission set: a principal's grants summed into one canonical value.
//!
//! Canonical means that two sets which allow the same are equal and share a [`Fingerprint`], however their grants were
//! written. A set is two layers: what holds for every type, and what named types have beyond that. Within each, an action
//! has two layers of locales in the same way.

use std::collections::{BTreeMap, BTreeSet};

use super::opened::{Opened, sum};
use super::{Action, Fields, Grant, Locales, Status, TypeSelector};

/// Identifies a permission set by its content: the key of everything that is shaped by permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// Another fingerprint, for what is shaped by the same permissions in another way.
    #[must_use]
    pub fn variant(self, name: &str) -> Self {
        Self(*blake3::Hasher::new().update(&self.0).update(name.as_bytes()).finalize().as_bytes())
    }
}

/// What may be done on one content type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct TypeAccess {
    /// Every granted action and the fields it opens. For the reads: in published entries.
    actions: BTreeMap<Action, Opened>,
    /// The read actions that also show drafts, and the fields there. Never more than `actions` has.
    drafts: BTreeMap<Action, Opened>,
}

/// The sum of a principal's grants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PermissionSet {
    every: TypeAccess,
    named: BTreeMap<String, TypeAccess>,
}

impl PermissionSet {
    /// Allows nothing.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Allows `find` and `findOne` on every type; drafts only on request.
    pub fn read_only(drafts: bool) -> Self {
        Self::from_grants([&Grant {
            content_type: TypeSelector::Every,
            actions: Action::ALL.into_iter().filter(|action| action.is_read()).collect(),
            fields: Fields::All,
            drafts,
            locales: Locales::All,
        }])
    }

    /// Allows every action on every type, drafts included.
    pub fn full_access() -> Self {
        Self::from_grants([&Grant {
            content_type: TypeSelector::Every,
            actions: Action::ALL.into_iter().collect(),
            fields: Fields::All,
            drafts: true,
            locales: Locales::All,
        }])
    }

    /// The sum of these grants.
    pub fn from_grants<'g>(grants: impl IntoIterator<Item = &'g Grant>) -> Self {
        let mut set = Self::empty();
        for grant in grants {
            let access = match &grant.content_type {
                TypeSelector::Every => &mut set.every,
                TypeSelector::Named(name) => set.named.entry(name.clone()).or_default(),
            };
            access.add(grant);
        }
        set.canonical()
    }

    /// The fields that `action` opens on a type in a locale, or nothing where it is not granted. Without a locale, on a
    /// type that has none. `status` matters to reads only.
    pub fn allowed(&self, content_type: &str, action: Action, status: Status, locale: Option<&str>) -> Option<Fields> {
        let here = self.opened(content_type, action, status).filter_map(|opened| opened.at(locale));
        here.reduce(|one, other| one.union(&other))
    }

    /// The locales in which `action` is granted on a type, with the fields that it opens in every one of them.
    pub fn allowed_throughout(&self, content_type: &str, action: Action, status: Status) -> Option<(Locales, Fields)> {
        let opened = || self.opened(content_type, action, status);
        if let Some(fields) = sum(opened().filter_map(Opened::everywhere)) {
            return Some((Locales::All, fields));
        }
        let codes = opened().flat_map(Opened::named).collect::<BTreeSet<_>>();
        let fields = codes.iter().filter_map(|code| self.allowed(content_type, action, status, Some(code)));
        let fields = fields.reduce(|one, other| one.intersect(&other))?;
        Some((Locales::only(codes), fields))
    }

    /// The fields that `action` opens on a type in any locale at all. For what only describes, never for what reads.
    pub fn allowed_somewhere(&self, content_type: &str, action: Action, status: Status) -> Option<Fields> {
        sum(self.opened(content_type, action, status).flat_map(Opened::somewhere))
    }

    fn opened(&self, content_type: &str, action: Action, status: Status) -> impl Iterator<Item = &Opened> {
        let layers = [Some(&self.every), self.named.get(content_type)];
        layers.into_iter().flatten().filter_map(move |access| access.opened(action, status))
    }

    /// Whether nothing is allowed.
    pub fn is_empty(&self) -> bool {
        self == &Self::empty()
    }

    /// What either set allows.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self::from_grants(&[self.grants(), other.grants()].concat())
    }

    /// What both sets allow.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        let named = self.named.keys().chain(other.named.keys());
        let named = named.map(|name| (name.clone(), self.at(name).intersect(&other.at(name)))).collect();
        Self { every: self.every.intersect(&other.every), named }.canonical()
    }

    /// Whether `other` allows everything that this set allows.
    pub fn is_subset(&self, other: &Self) -> bool {
        &self.intersect(other) == self
    }

    /// The set as grants without repetition, in a fixed order; the inverse of [`PermissionSet::from_grants`].
    pub fn grants(&self) -> Vec<Grant> {
        let every = self.every.grants(&TypeSelector::Every);
        let named = self.named.iter().flat_map(|(name, access)| access.grants(&TypeSelector::Named(name.clone())));
        every.into_iter().chain(named).collect()
    }

    /// The digest of the canonical form.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut hasher = blake3::Hasher::new();
        for grant in self.grants() {
            hasher.update(grant.to_string().as_bytes()).update(b"\n");
        }
        Fingerprint(*hasher.finalize().as_bytes())
    }

    fn at(&self, name: &str) -> TypeAccess {
        let mut access = self.every.clone();
        if let Some(here) = self.named.get(name) {
            access.merge(here);
        }
        access
    }

    /// Drops from named types what holds for every type anyway, and from named locales what holds in every locale.
    fn canonical(mut self) -> Self {
        self.every.subtract(&TypeAccess::default());
        for access in self.named.values_mut() {
            access.subtract(&self.every);
        }
        self.named.retain(|_, access| access != &TypeAccess::default());
        self
    }
}

impl TypeAccess {
    fn opened(&self, action: Action, status: Status) -> Option<&Opened> {
        match status {
            Status::Draft if action.is_read() => self.drafts.get(&action),
            _ => self.actions.get(&action),
        }
    }

    fn add(&mut self, grant: &Grant) {
        for &action in &grant.actions {
            self.actions.entry(action).or_default().add(&grant.locales, &grant.fields);
            if grant.drafts && action.is_read() {
                self.drafts.entry(action).or_default().add(&grant.locales, &grant.fields);
            }
        }
    }

    fn merge(&mut self, other: &Self) {
        for (&action, opened) in &other.actions {
            self.actions.entry(action).or_default().merge(opened);
        }
        for (&action, opened) in &other.drafts {
            self.drafts.entry(action).or_default().merge(opened);
        }
    }

    fn intersect(&self, other: &Self) -> Self {
        Self { actions: intersect(&self.actions, &other.actions), drafts: intersect(&self.drafts, &other.drafts) }
    }

    fn subtract(&mut self, every: &Self) {
        subtract(&mut self.actions, &every.actions);
        subtract(&mut self.drafts, &every.drafts);
    }

    /// Actions that open the same fields in the same locales share a grant. A draft grant implies its published twin, so
    /// a published grant is made only where it opens more.
    fn grants(&self, content_type: &TypeSelector) -> Vec<Grant> {
        let mut grants: Vec<Grant> = Vec::new();
        let mut push = |action: Action, locales: Locales, fields: &Fields, drafts: bool| match grants
            .iter_mut()
            .find(|grant| &grant.fields == fields && grant.locales == locales && grant.drafts == drafts)
        {
            Some(grant) => drop(grant.actions.insert(action)),
            None => grants.push(Grant {
                content_type: content_type.clone(),
                actions: [action].into(),
                fields: fields.clone(),
                drafts,
                locales,
            }),
        };
        for (&action, opened) in &self.actions {
            for (locales, fields) in self.beyond_drafts(action, opened).parts() {
                push(action, locales, fields, false);
            }
        }
        for (&action, opened) in &self.drafts {
            for (locales, fields) in opened.parts() {
                push(action, locales, fields, true);
            }
        }
        grants
    }

    /// What an action opens that its draft grants do not imply.
    fn beyond_drafts(&self, action: Action, opened: &Opened) -> Opened {
        self.drafts.get(&action).map_or_else(|| opened.clone(), |drafts| opened.unless_within(drafts))
    }
}

fn intersect(a: &BTreeMap<Action, Opened>, b: &BTreeMap<Action, Opened>) -> BTreeMap<Action, Opened> {
    let both = a.iter().filter_map(|(action, opened)| Some((*action, opened.intersect(b.get(action)?))));
    both.filter(|(_, opened)| !opened.is_empty()).collect()
}

fn subtract(here: &mut BTreeMap<Action, Opened>, everywhere: &BTreeMap<Action, Opened>) {
    let nothing = Opened::default();
    here.retain(|action, opened| {
        opened.subtract(everywhere.get(action).unwrap_or(&nothing));
        !opened.is_empty()
    });
}

/// The permission text that names what a refused request lacks: `article:find(price)`, `article:find+drafts`,
/// `page:find@fr`.
pub fn missing(
    content_type: &str,
    action: Action,
    field: Option<&str>,
    status: Status,
    locale: Option<&str>,
) -> String {
    let field = field.map(|name| format!("({name})")).unwrap_or_default();
    let drafts = if status == Status::Draft && action.is_read() { "+drafts" } else { "" };
    let locale = locale.map(|code| format!("@{code}")).unwrap_or_default();
    format!("{content_type}:{action}{field}{drafts}{locale}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::arbitrary::{CODES, NAMES, grants};
    use super::*;

    fn set(texts: &[&str]) -> PermissionSet {
        let grants = texts.iter().map(|text| Grant::parse(text).unwrap()).collect::<Vec<_>>();
        PermissionSet::from_grants(&grants)
    }

    /// The locales that can be asked for: those of the generator, one that no grant names, and none.
    fn locales() -> impl Iterator<Item = Option<&'static str>> {
        CODES.into_iter().chain(["xx"]).map(Some).chain([None])
    }

    /// Everything that can be asked, on the names that the generator uses and on one that no grant names.
    fn questions() -> impl Iterator<Item = (&'static str, Action, Status, Option<&'static str>)> {
        NAMES.into_iter().chain(["unheard-of"]).flat_map(|name| {
            Action::ALL.into_iter().flat_map(move |action| {
                [Status::Published, Status::Draft]
                    .into_iter()
                    .flat_map(move |status| locales().map(move |locale| (name, action, status, locale)))
            })
        })
    }

    #[test]
    fn sets_that_allow_the_same_are_equal_however_they_were_written() {
        for (one, other) in [
            (&["article:find(a)", "article:find(b)"][..], &["article:find(a,b)"][..]),
            (&["*:find", "article:find(a)"], &["*:find"]),
            (&["article:find+drafts", "article:find"], &["article:find+drafts"]),
            (&["*:find(a)", "article:find(a,b)"], &["*:find(a)", "article:find(b)"]),
            (&["article:create+drafts"], &["article:create"]),
            (&["page:find@en", "page:find@fr"], &["page:find@fr,en"]),
            (&["page:find", "page:find(a)@en"], &["page:find"]),
            (&["*:find(a)@en", "page:find(a,b)@en"], &["*:find(a)@en", "page:find(b)@en"]),
            (&["page:find+drafts@en", "page:find@en,fr"], &["page:find+drafts@en", "page:find@fr"]),
        ] {
            assert_eq!(set(one), set(other));
            assert_eq!(set(one).fingerprint(), set(other).fingerprint());
        }
    }

    #[test]
    fn drafts_are_closed_unless_granted() {
        let set = set(&["article:find(a)+drafts", "article:find(b)"]);
        assert_eq!(set.allowed("article", Action::Find, Status::Draft, None), Some(Fields::only(["a"])));
        assert_eq!(set.allowed("article", Action::Find, Status::Published, None), Some(Fields::only(["a", "b"])));
        assert_eq!(PermissionSet::read_only(false).allowed("article", Action::Find, Status::Draft, None), None);
    }

    #[test]
    fn a_grant_for_locales_opens_these_and_neither_others_nor_types_without() {
        let set = set(&["page:find(a)@en", "page:find(a,b)@fr", "*:find(c)@fr"]);
        let at = |locale| set.allowed("page", Action::Find, Status::Published, locale);
        assert_eq!(at(Some("en")), Some(Fields::only(["a"])));
        assert_eq!(at(Some("fr")), Some(Fields::only(["a", "b", "c"])));
        assert_eq!((at(Some("de")), at(None)), (None, None));
        let throughout = set.allowed_throughout("page", Action::Find, Status::Published);
        assert_eq!(throughout, Some((Locales::only(["en", "fr"]), Fields::only(["a"]))));
        assert_eq!(set.allowed_somewhere("tag", Action::Find, Status::Published), Some(Fields::only(["c"])));
        assert_eq!(set.allowed_throughout("page", Action::Find, Status::Draft), None);
    }

    #[test]
    fn the_built_in_sets_contain_each_other_in_order() {
        let (read, drafts) = (PermissionSet::read_only(false), PermissionSet::read_only(true));
        assert!(read.is_subset(&drafts) && !drafts.is_subset(&read));
        assert!(drafts.is_subset(&PermissionSet::full_access()));
        assert!(PermissionSet::empty().is_subset(&PermissionSet::empty()));
    }

    proptest! {
        #[test]
        fn a_set_allows_what_one_of_its_grants_allows(grants in grants()) {
            let set = PermissionSet::from_grants(&grants);
            for (name, action, status, locale) in questions() {
                let opened = grants.iter().filter(|grant| {
                    (grant.content_type == TypeSelector::Every || grant.content_type == TypeSelector::Named(name.into()))
                        && grant.actions.contains(&action)
                        && (status == Status::Published || !action.is_read() || grant.drafts)
                        && grant.locales.contains(locale)
                });
                let expected = opened.map(|grant| grant.fields.clone()).reduce(|a, b| a.union(&b));
                prop_assert_eq!(set.allowed(name, action, status, locale), expected);
            }
        }

        #[test]
        fn what_is_allowed_throughout_is_allowed_in_each_of_its_locales_and_nowhere_else(grants in grants()) {
            let set = PermissionSet::from_grants(&grants);
            for (name, action, status, locale) in questions() {
                let here = set.allowed(name, action, status, locale);
                match set.allowed_throughout(name, action, status) {
                    Some((locales, fields)) if locales.contains(locale) => {
                        prop_assert!(here.is_some_and(|here| fields.is_subset(&here)));
                    }
                    _ => prop_assert_eq!(here, None),
                }
            }
        }

        #[test]
        fn what_is_allowed_somewhere_is_the_sum_over_the_locales(grants in grants()) {
            let set = PermissionSet::from_grants(&grants);
            for (name, action, status, _) in questions() {
                let each = locales().filter_map(|locale| set.allowed(name, action, status, locale));
                let expected = each.reduce(|one, other| one.union(&other));
                prop_assert_eq!(set.allowed_somewhere(name, action, status), expected);
            }
        }

        #[test]
        fn intersection_allows_what_both_allow(a in grants(), b in grants()) {
            let (a, b) = (PermissionSet::from_grants(&a), PermissionSet::from_grants(&b));
            for (name, action, status, locale) in questions() {
                let both = a.allowed(name, action, status, locale).zip(b.allowed(name, action, status, locale));
                let expected = both.map(|(a, b)| a.intersect(&b));
                prop_assert_eq!(a.intersect(&b).allowed(name, action, status, locale), expected);
            }
        }

        #[test]
        fn union_and_intersection_are_commutative_associative_and_idempotent(
            a in grants(), b in grants(), c in grants()
        ) {
            let [a, b, c] = [a, b, c].map(|grants| PermissionSet::from_grants(&grants));
            prop_assert_eq!(a.intersect(&b), b.intersect(&a));
            prop_assert_eq!(a.union(&b), b.union(&a));
            prop_assert_eq!(a.intersect(&b).intersect(&c), a.intersect(&b.intersect(&c)));
            prop_assert_eq!(a.union(&b).union(&c), a.union(&b.union(&c)));
            prop_assert_eq!(a.intersect(&a), a.clone());
            prop_assert_eq!(a.union(&a), a.clone());
            prop_assert_eq!(a.intersect(&PermissionSet::full_access()), a.clone());
            prop_assert_eq!(a.union(&PermissionSet::empty()), a);
        }

        #[test]
        fn subset_is_an_order_with_intersection_below_and_union_above(a in grants(), b in grants()) {
            let (a, b) = (PermissionSet::from_grants(&a), PermissionSet::from_grants(&b));
            prop_assert!(a.is_subset(&a));
            prop_assert!(a.intersect(&b).is_subset(&a));
            prop_assert!(a.is_subset(&a.union(&b)));
            prop_assert!(PermissionSet::empty().is_subset(&a));
            prop_assert_eq!(a.is_subset(&b) && b.is_subset(&a), a == b);
            prop_assert_eq!(a.is_subset(&b), a.union(&b) == b);
        }

        #[test]
        fn grants_of_a_set_make_the_set_again(grants in grants()) {
            let set = PermissionSet::from_grants(&grants);
            prop_assert_eq!(PermissionSet::from_grants(&set.grants()), set);
        }

        #[test]
        fn fingerprints_agree_exactly_when_sets_do(a in grants(), b in grants()) {
            let (a, b) = (PermissionSet::from_grants(&a), PermissionSet::from_grants(&b));
            prop_assert_eq!(a.fingerprint() == b.fingerprint(), a == b);
        }

        #[test]
        fn the_order_of_grants_does_not_matter(grants in grants()) {
            let mut reversed = grants.clone();
            reversed.reverse();
            let (one, other) = (PermissionSet::from_grants(&grants), PermissionSet::from_grants(&reversed));
            prop_assert_eq!(one.fingerprint(), other.fingerprint());
            prop_assert_eq!(one, other);
        }
    }
}
