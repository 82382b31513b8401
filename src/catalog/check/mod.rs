//! The rules that definitions must keep before anything is made of them. All broken rules are reported at once.
//!
//! Here: the names of types and attributes. [`scalars`], [`relations`], [`media`] and [`components`] have the rules of one
//! attribute, [`indexes`] and [`localization`] those of what `pluginOptions` and `indexes` say, [`graphql`] and [`tables`] those of the names that come out in the end.

mod components;
mod graphql;
mod indexes;
mod localization;
mod media;
mod relations;
mod scalars;
mod tables;

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

pub(super) use tables::table_collisions;

use super::{AttributeDefinition, AttributeDefinitionKind, Definition, Kind, built_in, names};
use crate::error::Violation;

/// The most content types and components that one catalog may have.
pub const MAX_TYPES: usize = 200;
/// The most attributes that one type may have.
pub const MAX_ATTRIBUTES: usize = 200;
/// The longest name of a type, a table or an attribute, in characters.
pub const MAX_NAME_LENGTH: usize = 100;
/// The longest text of a definition that is for people, in characters.
const MAX_TEXT_LENGTH: usize = 1000;

const RESERVED_TYPES: [&str; 7] = ["boolean", "date", "date_time", "time", "upload", "document", "then"];
/// In snake case. `meta` is not among them: only Strapi's editor refuses it, its server does not.
const RESERVED_ATTRIBUTES: [&str; 12] = [
    "id",
    "document_id",
    "created_at",
    "updated_at",
    "published_at",
    "created_by",
    "created_by_id",
    "updated_by",
    "updated_by_id",
    "entry_id",
    "localizations",
    "locale",
];
/// What every type has, and may hide.
const SYSTEM_ATTRIBUTES: [&str; 7] =
    ["createdAt", "updatedAt", "publishedAt", "createdBy", "updatedBy", "locale", "localizations"];

static KEBAB_CASE: LazyLock<Regex> = LazyLock::new(|| fixed("^[a-z][a-z0-9]*(-[a-z0-9]+)*$"));
static TABLE_NAME: LazyLock<Regex> = LazyLock::new(|| fixed("^[A-Za-z][A-Za-z0-9_-]*$"));
static ATTRIBUTE_NAME: LazyLock<Regex> = LazyLock::new(|| fixed("^[A-Za-z][A-Za-z0-9_]*$"));

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of this program compiles")
}

/// Definitions that keep all rules, and those of the built-in types.
pub(super) struct Checked {
    definitions: Vec<Definition>,
}

impl Checked {
    pub(super) fn into_definitions(self) -> Vec<Definition> {
        self.definitions
    }
}

/// What was found, in the order of the definitions.
#[derive(Default)]
struct Findings(Vec<Violation>);

impl Findings {
    /// Notes a broken rule; `problem` goes on from the path.
    fn add(&mut self, path: &[&str], problem: &str) {
        self.0.push(Violation::broken(path, problem));
    }
}

pub(super) fn check(definitions: Vec<Definition>) -> Result<Checked, Vec<Violation>> {
    let mut findings = Findings::default();
    if definitions.len() > MAX_TYPES {
        findings.add(
            &[],
            &format!("There are {} content types and components; at most {MAX_TYPES} are allowed", definitions.len()),
        );
        return Err(findings.0);
    }
    let built_in = built_in::definitions();
    let first = built_in.len();
    let all = [built_in, definitions].concat();
    let (definitions, by_uid) = (&all[first..], by_uid(&all));
    for definition in definitions {
        check_type(definition, &by_uid, &mut findings);
    }
    check_type_names_differ(definitions, &mut findings);
    components::check_circles(definitions, &by_uid, &mut findings);
    graphql::check(&all, &mut findings);
    if findings.0.is_empty() { Ok(Checked { definitions: all }) } else { Err(findings.0) }
}

/// Definitions by their uids.
pub(super) type ByUid<'a> = HashMap<String, &'a Definition>;

pub(super) fn by_uid(definitions: &[Definition]) -> ByUid<'_> {
    definitions.iter().map(|definition| (definition.uid(), definition)).collect()
}

fn check_type(definition: &Definition, by_uid: &ByUid<'_>, findings: &mut Findings) {
    let singular = definition.singular.as_str();
    if definition.kind == Kind::Component {
        components::check_name(definition, findings);
    } else {
        check_type_name(singular, "singularName", singular, findings);
        check_type_name(singular, "pluralName", &definition.plural, findings);
    }
    check_table_name(definition, findings);
    check_texts(definition, findings);
    localization::check(definition, findings);
    indexes::check(definition, findings);
    if !TABLE_NAME.is_match(&definition.api) || definition.api.len() > MAX_NAME_LENGTH {
        findings.add(&[singular, "uid"], "has an API name other than letters, digits, - and _ after a letter");
    }
    if definition.attributes.len() > MAX_ATTRIBUTES {
        let count = definition.attributes.len();
        findings.add(&[singular, "attributes"], &format!("are {count}; at most {MAX_ATTRIBUTES} are allowed"));
        return;
    }
    check_attribute_names(definition, findings);
    for (name, attribute) in &definition.attributes {
        check_attribute(definition, name, attribute, by_uid, findings);
    }
}

fn check_type_name(singular: &str, key: &str, name: &str, findings: &mut Findings) {
    let path = [singular, "info", key];
    if !KEBAB_CASE.is_match(name) {
        findings.add(&path, "must be words of lower-case letters and digits, joined by - and beginning with a letter");
    }
    if name.len() > MAX_NAME_LENGTH {
        findings.add(&path, &format!("is longer than {MAX_NAME_LENGTH} characters"));
    }
    let snake = names::snake_case(name);
    if RESERVED_TYPES.contains(&snake.as_str()) || name.starts_with("strapi") {
        findings.add(&path, &format!("{name:?} is reserved"));
    }
}

fn check_table_name(definition: &Definition, findings: &mut Findings) {
    let path = [definition.singular.as_str(), "collectionName"];
    let Some(name) = definition.collection_name.as_deref() else { return };
    if !TABLE_NAME.is_match(name) {
        findings.add(&path, "must be letters, digits, - and _, beginning with a letter");
    }
    if name.len() > MAX_NAME_LENGTH {
        findings.add(&path, &format!("is longer than {MAX_NAME_LENGTH} characters"));
    }
}

fn check_texts(definition: &Definition, findings: &mut Findings) {
    let description = definition.description.as_deref().unwrap_or_default();
    for (key, text) in [("displayName", definition.display_name.as_str()), ("description", description)] {
        if text.chars().count() > MAX_TEXT_LENGTH {
            let problem = format!("is longer than {MAX_TEXT_LENGTH} characters");
            findings.add(&[&definition.singular, "info", key], &problem);
        }
    }
    for name in definition.private_attributes.iter().flatten() {
        if !definition.attributes.contains_key(name) && !SYSTEM_ATTRIBUTES.contains(&name.as_str()) {
            let path = [definition.singular.as_str(), "options", "privateAttributes"];
            findings.add(&path, &format!("names {name:?}, which is not an attribute of the type"));
        }
    }
}

/// No two types may share a name, neither singular nor plural: routes and permissions are made from them.
fn check_type_names_differ(definitions: &[Definition], findings: &mut Findings) {
    let mut taken: HashMap<&str, String> = HashMap::new();
    for definition in definitions {
        if definition.kind == Kind::Component {
            if taken.insert(&definition.singular, String::new()).is_some() {
                findings.add(&[&definition.singular], "is defined twice");
            }
            continue;
        }
        for (key, name) in [("singularName", &definition.singular), ("pluralName", &definition.plural)] {
            let role = format!("the {key} of {:?}", definition.singular);
            if let Some(other) = taken.get(name.as_str()) {
                findings.add(&[&definition.singular, "info", key], &format!("{name:?} is already {other}"));
            } else {
                taken.insert(name, role);
            }
        }
    }
}

fn check_attribute_names(definition: &Definition, findings: &mut Findings) {
    let mut taken: HashMap<String, &str> = HashMap::new();
    for name in definition.attributes.keys() {
        let path = [definition.singular.as_str(), "attributes", name];
        if !ATTRIBUTE_NAME.is_match(name) {
            findings.add(&path, "must be named with letters, digits and _, beginning with a letter");
            continue;
        }
        if name.len() > MAX_NAME_LENGTH {
            findings.add(&path, &format!("has a name longer than {MAX_NAME_LENGTH} characters"));
        }
        let snake = names::snake_case(name);
        if is_reserved(&snake, definition.has_drafts()) {
            findings.add(&path, "has a reserved name");
        }
        if let Some(other) = taken.insert(names::column(name), name) {
            findings.add(&path, &format!("would have the same column as {other:?}"));
        }
    }
}

fn is_reserved(snake: &str, has_drafts: bool) -> bool {
    RESERVED_ATTRIBUTES.contains(&snake) || snake.starts_with("strapi") || (has_drafts && snake == "status")
}

fn check_attribute(
    definition: &Definition,
    name: &str,
    attribute: &AttributeDefinition,
    by_uid: &ByUid<'_>,
    findings: &mut Findings,
) {
    match &attribute.kind {
        AttributeDefinitionKind::Scalar(scalar) => scalars::check(definition, name, scalar, findings),
        AttributeDefinitionKind::Relation(relation) => relations::check(definition, name, relation, by_uid, findings),
        AttributeDefinitionKind::Media(media) => media::check(definition, name, media, findings),
        held => components::check_attribute(definition, name, held, by_uid, findings),
    }
}

#[cfg(test)]
mod tests;
