//! Generators of grants for property tests: few names, so that grants overlap often.

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::select;

use super::{Action, Fields, Grant, Locales, TypeSelector};

/// The content types that generated grants name.
pub(super) const NAMES: [&str; 3] = ["article", "author", "home-page"];

/// The locales that generated grants name.
pub(super) const CODES: [&str; 3] = ["en", "fr", "pt-BR"];

fn locales() -> impl Strategy<Value = Locales> {
    prop_oneof![
        1 => Just(Locales::All),
        1 => btree_set(select(CODES.to_vec()), 1..3).prop_map(Locales::only),
    ]
}

fn fields() -> impl Strategy<Value = Fields> {
    prop_oneof![
        1 => Just(Fields::All),
        3 => btree_set(select(vec!["a", "b", "publishDate", "x_1"]), 0..4).prop_map(Fields::only),
    ]
}

/// One grant.
pub(super) fn grant() -> impl Strategy<Value = Grant> {
    let content_type = prop_oneof![
        1 => Just(TypeSelector::Every),
        2 => select(NAMES.to_vec()).prop_map(|name| TypeSelector::Named(name.to_owned())),
    ];
    let actions = btree_set(select(Action::ALL.to_vec()), 1..4);
    let grant = (content_type, actions, fields(), any::<bool>(), locales());
    grant.prop_map(|(content_type, actions, fields, drafts, locales)| Grant {
        content_type,
        actions,
        fields,
        drafts,
        locales,
    })
}

/// A list of grants, the empty one included.
pub(super) fn grants() -> impl Strategy<Value = Vec<Grant>> {
    vec(grant(), 0..6)
}
