//! What a published row will hold of components: as a request gives it, or as the draft has it.

use super::components::{member, present};
use super::create;
use super::prepare::{Part, Parts, ScalarWrite};
use super::rows;
use super::session::Session;
use super::validate::{Published, PublishedComponent, PublishedComponents};
use crate::catalog::{ContentType, TypeView};
use crate::error::Result;
use crate::query::value::Value;

/// What a request gives. Of a new entry or component, everything; of one that is there, only what the request names.
pub fn given<'v>(content_type: &'v ContentType, parts: &[Parts<'v>], new: bool) -> Vec<PublishedComponents<'v>> {
    let attributes = content_type.component_attributes().filter_map(|(attribute, held)| {
        let given = parts.iter().find(|parts| parts.attribute.name == attribute.name);
        if given.is_none() && !new {
            return None;
        }
        let items = given.map(|given| given.items.iter().map(of_part).collect());
        Some(PublishedComponents { attribute, held, items })
    });
    attributes.collect()
}

fn of_part<'v>(part: &Part<'v>) -> PublishedComponent<'v> {
    let content_type = part.view.content_type();
    let new = part.id.is_none();
    let scalars = if new {
        create::complete(content_type, &part.scalars, &part.broken)
    } else {
        part.scalars.iter().map(ScalarWrite::published).collect()
    };
    PublishedComponent { member: part.member, content_type, scalars, components: given(content_type, &part.parts, new) }
}

/// What a row has. Where the request has just set a value, the rules are about what it said.
pub async fn of_row<'v>(
    session: &Session<'_>,
    view: &TypeView<'v>,
    row: i64,
    given: &[Parts<'v>],
) -> Result<Vec<PublishedComponents<'v>>> {
    let rows = present(session, view, row).await?;
    let mut published = Vec::new();
    for (attribute, held) in view.content_type().component_attributes() {
        let given = given.iter().find(|parts| parts.attribute.name == attribute.name);
        let mut items = Vec::new();
        for present in rows.iter().filter(|present| present.field == attribute.name) {
            let Some(member) = member(view, present) else { continue };
            let part = given.and_then(|given| given.items.get(items.len()));
            let component = view.component(member);
            let scalars = part.map(|part| part.scalars.as_slice()).unwrap_or_default();
            let parts = part.map(|part| part.parts.as_slice()).unwrap_or_default();
            items.push(PublishedComponent {
                member,
                content_type: component.content_type(),
                scalars: scalars_of(session, component.content_type(), present.component, scalars).await?,
                components: Box::pin(of_row(session, &component, present.component, parts)).await?,
            });
        }
        published.push(PublishedComponents { attribute, held, items: Some(items) });
    }
    Ok(published)
}

/// The scalars of a row. Of a password that the request has not set only the hash is known.
pub async fn scalars_of<'v>(
    session: &Session<'_>,
    content_type: &'v ContentType,
    row: i64,
    given: &[ScalarWrite<'v>],
) -> Result<Vec<Published<'v>>> {
    let values: Vec<Value> = rows::scalars(session, content_type, row).await?;
    let scalars = content_type.scalars().zip(values);
    let scalars = scalars.map(|((attribute, scalar), stored)| {
        match given.iter().find(|given| given.attribute.name == attribute.name) {
            Some(given) => given.published(),
            None => Published { attribute, scalar, value: Some(stored), given: false },
        }
    });
    Ok(scalars.collect())
}
