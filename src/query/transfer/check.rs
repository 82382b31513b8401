//! The rules that a line's entry keeps, as far as they need no database. Pure.

use super::fields::{Fields, Part, Parts};
use crate::error::Violation;
use crate::query::value::Value;
use crate::query::write::validate::{
    Published, PublishedComponent, PublishedComponents, draft, placed, publish, publish_components, too_many,
};

/// The rules that `fields` break: those of a draft, and where it is `published` those of a published entry too.
pub fn violations(fields: &Fields<'_>, published: bool) -> Vec<Violation> {
    let mut violations = of_draft(fields);
    if published && violations.is_empty() {
        violations.extend(publish(&scalars(fields)));
        violations.extend(publish_components(&components(fields)));
    }
    violations
}

fn of_draft(fields: &Fields<'_>) -> Vec<Violation> {
    let mut violations = draft(&fields.scalars);
    for Parts { attribute, held, items } in &fields.parts {
        let items = items.as_deref().unwrap_or_default();
        violations.extend(too_many(&attribute.name, *held, items.len()));
        for (index, Part { fields, .. }) in items.iter().enumerate() {
            let broken = of_draft(fields).into_iter();
            violations.extend(broken.map(|violation| placed(violation, &attribute.name, *held, index)));
        }
    }
    violations
}

/// The scalars as the rules of published entries look at them.
pub fn scalars<'v>(fields: &Fields<'v>) -> Vec<Published<'v>> {
    let scalars = fields.scalars.iter().map(|given| Published {
        attribute: given.attribute,
        scalar: given.scalar,
        value: Some(given.value.clone().unwrap_or(Value::Null)),
        given: true,
    });
    scalars.collect()
}

/// The components as the rules of published entries look at them.
pub fn components<'v>(fields: &'v Fields<'v>) -> Vec<PublishedComponents<'v>> {
    let parts = fields.parts.iter().map(|parts| {
        let items = parts.items.as_ref().map(|items| {
            items.iter().map(|part| PublishedComponent {
                member: part.member,
                content_type: part.view.content_type(),
                scalars: scalars(&part.fields),
                components: components(&part.fields),
            })
        });
        PublishedComponents { attribute: parts.attribute, held: parts.held, items: items.map(Iterator::collect) }
    });
    parts.collect()
}
