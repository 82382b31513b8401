//! New documents.

use super::cast;
use super::components::{self, Owner};
use super::input::GivenRelation;
use super::links::SourceRow;
use super::prepare::{Entry, ScalarWrite};
use super::rows::{self, DocumentRows};
use super::session::Session;
use super::validate::Published;
use super::{links, publish, stored, targets};
use crate::catalog::{ContentType, Join, ScalarType};
use crate::error::Result;
use crate::query::syntax::Syntax;
use crate::query::value::Value;

/// Makes a document and answers its id.
pub async fn create(session: &Session<'_>, entry: &Entry<'_>) -> Result<String> {
    let content_type = entry.content_type();
    if !content_type.draft_and_publish {
        let components = stored::given(content_type, &entry.parts, true);
        publish::check(session, entry, None, &complete(content_type, &entry.scalars, &broken(entry)), &components)
            .await?;
    }
    let document = session.new_document_id();
    let row = insert(session, entry, &document, defaults(content_type, &entry.scalars)).await?;
    attach(session, entry, SourceRow { row, document: &document }).await?;
    if entry.publish {
        publish::publish(session, entry, &document, DocumentRows { draft: Some(row), published: None }).await?;
    }
    Ok(document)
}

/// Inserts the row of a new entry, with these columns besides those that the request sets, and answers its id.
pub async fn insert(
    session: &Session<'_>,
    entry: &Entry<'_>,
    document: &str,
    others: Vec<(&str, Value)>,
) -> Result<i64> {
    let content_type = entry.content_type();
    let now = Value::DateTime(session.now());
    let published_at = if content_type.draft_and_publish { Value::Null } else { now.clone() };
    let mut columns = vec![
        ("document_id", Value::Text(document.to_owned())),
        ("created_at", now.clone()),
        ("updated_at", now),
        ("published_at", published_at),
    ];
    columns.extend(entry.locale.clone().map(|code| ("locale", Value::Text(code))));
    columns.extend(entry.columns());
    columns.extend(others);
    rows::insert(session, content_type, &columns).await
}

/// Writes the relations and components of `entry` on a row.
pub async fn attach(session: &Session<'_>, entry: &Entry<'_>, row: SourceRow<'_>) -> Result<()> {
    let owner = Owner { view: &entry.view, row, drafts: entry.content_type().draft_and_publish };
    relate(session, owner, &entry.relations).await?;
    components::compose(session, owner, &entry.parts).await
}

/// Writes relations of an entry's row, or of a component in it.
pub async fn relate(session: &Session<'_>, owner: Owner<'_, '_>, relations: &[GivenRelation<'_>]) -> Result<()> {
    for given in relations {
        let target = given.target.content_type();
        let join = Join { source: owner.view.content_type(), relation: given.relation, target };
        let placed = targets::resolve(session, join, given, owner).await?;
        links::set(session, join, owner.row, &placed).await?;
    }
    Ok(())
}

/// What the definition gives to attributes that the request leaves out, by column.
pub fn defaults<'v>(content_type: &'v ContentType, given: &[ScalarWrite<'_>]) -> Vec<(&'v str, Value)> {
    let absent = content_type.scalars().filter(|(attribute, scalar)| {
        scalar.scalar != ScalarType::Password && !given.iter().any(|given| given.attribute.name == attribute.name)
    });
    absent
        .filter_map(|(attribute, scalar)| {
            let value = cast::cast(attribute, scalar, scalar.default.as_ref()?, Syntax::Rest);
            Some((scalar.column.as_str(), value.ok()?))
        })
        .collect()
}

/// The attributes of an entry whose values break a rule already.
pub fn broken<'e>(entry: &'e Entry<'_>) -> Vec<&'e str> {
    entry.violations.iter().filter_map(|violation| violation.path.first().map(String::as_str)).collect()
}

/// Every scalar of a type or component with what a new row will hold, but for those that are `broken` already.
pub fn complete<'v>(content_type: &'v ContentType, scalars: &[ScalarWrite<'v>], broken: &[&str]) -> Vec<Published<'v>> {
    let defaults = defaults(content_type, scalars);
    let sound = content_type.scalars().filter(|(attribute, _)| !broken.contains(&attribute.name.as_str()));
    sound
        .map(|(attribute, scalar)| {
            let given = scalars.iter().find(|given| given.attribute.name == attribute.name);
            let default = || defaults.iter().find(|(column, _)| *column == scalar.column).map(|(_, value)| value);
            let value = given.map(|given| &given.value).or_else(default).cloned();
            Published { attribute, scalar, value, given: given.is_some() }
        })
        .collect()
}
