//! The rules of attributes that hold components, in the same two stages.

use serde_json::Value as Json;

use super::{Published, cast};
use crate::catalog::{Attribute, Components, ContentType, Member};
use crate::error::Violation;
use crate::query::write::input::GivenComponents;

/// The components of one attribute in an entry that is about to be published.
#[derive(Clone, Debug)]
pub struct PublishedComponents<'v> {
    /// The attribute.
    pub attribute: &'v Attribute,
    /// How it holds components.
    pub held: Components<'v>,
    /// What the published entry will hold; absent where a new entry leaves it out.
    pub items: Option<Vec<PublishedComponent<'v>>>,
}

/// A component of an entry that is about to be published.
#[derive(Clone, Debug)]
pub struct PublishedComponent<'v> {
    /// What it is to the attribute.
    pub member: &'v Member,
    /// What it is.
    pub content_type: &'v ContentType,
    /// Its scalars.
    pub scalars: Vec<Published<'v>>,
    /// The components that it holds itself.
    pub components: Vec<PublishedComponents<'v>>,
}

/// The rules that drafts keep too.
pub fn draft(given: &[GivenComponents<'_>]) -> Vec<Violation> {
    let mut violations = Vec::new();
    for GivenComponents { attribute, held, items } in given {
        let items = match items {
            Ok(items) => items,
            Err(violation) => {
                violations.push(violation.clone());
                continue;
            }
        };
        violations.extend(too_many(&attribute.name, *held, items.len()));
        for (index, item) in items.iter().enumerate() {
            let broken = super::draft(&item.data.scalars).into_iter().chain(draft(&item.data.components));
            violations.extend(broken.map(|violation| placed(violation, &attribute.name, *held, index)));
        }
    }
    violations
}

/// The rules that a published row keeps in addition.
pub fn publish(entry: &[PublishedComponents<'_>]) -> Vec<Violation> {
    entry.iter().flat_map(broken).collect()
}

fn broken(PublishedComponents { attribute, held, items }: &PublishedComponents<'_>) -> Vec<Violation> {
    let name = attribute.name.as_str();
    let Some(items) = items else {
        let absent = attribute.required.then(|| Violation::at(name, format!("{name} must be defined.")));
        return absent.into_iter().collect();
    };
    if items.is_empty() && attribute.required && !held.form.is_list() {
        return vec![Violation::at(name, cast::not_a(name, "object", &Json::Null))];
    }
    let mut violations = too_few(attribute, *held, items.len()).into_iter().collect::<Vec<_>>();
    for (index, item) in items.iter().enumerate() {
        let inner = super::publish(&item.scalars).into_iter().chain(publish(&item.components));
        violations.extend(inner.map(|violation| placed(violation, name, *held, index)));
    }
    violations
}

/// The refusal of more components than a list may hold.
pub fn too_many(name: &str, held: Components<'_>, count: usize) -> Option<Violation> {
    let max = held.size.max.filter(|max| held.form.is_list() && count > *max)?;
    Some(Violation::at(name, format!("{name} field must have less than or equal to {max} items")))
}

/// An empty list may be left empty where nothing is required.
fn too_few(attribute: &Attribute, held: Components<'_>, count: usize) -> Option<Violation> {
    let counts = held.form.is_list() && (attribute.required || count > 0);
    let min = held.size.min.filter(|min| counts && count < *min)?;
    Some(Violation::at(&attribute.name, format!("{} field must have at least {min} items", attribute.name)))
}

/// A violation of a component as one of the entry that holds it.
pub fn placed(violation: Violation, name: &str, held: Components<'_>, index: usize) -> Violation {
    let violation = if held.form.is_list() { violation.inside(&index.to_string()) } else { violation };
    violation.inside(name)
}
