//! Publishing: the published row becomes what the draft is.
//!
//! It happens in place. The published row keeps its id, so that what links to it stays linked. Its components are new
//! copies of the draft's.

use super::links::Version;
use super::prepare::Entry;
use super::rows::{self, DocumentRows};
use super::session::Session;
use super::unique::Others;
use super::validate::{self, Published, PublishedComponents};
use super::{components, links, stored, unique};
use crate::access::Status;
use crate::error::{Error, Result, Violation};
use crate::query::value::Value;

/// What is said of rules that are broken in attributes which the caller may neither write nor read.
const UNNAMED: &str = "The entry breaks a rule of its type in a field that is not granted, and cannot be published";

/// Holds the entry against the rules of published rows. `document` is the entry's own, where it exists already.
pub async fn check(
    session: &Session<'_>,
    entry: &Entry<'_>,
    document: Option<&str>,
    published: &[Published<'_>],
    components: &[PublishedComponents<'_>],
) -> Result<()> {
    let mut broken = validate::publish(published);
    broken.extend(validate::publish_components(components));
    let others = Others { content_type: entry.content_type(), document, locale: entry.locale.as_deref() };
    broken.extend(unique::violations(session, others, published).await?);
    broken.extend(unique::component_violations(session, others, components).await?);
    let mut violations = entry.violations.clone();
    violations.extend(nameable(entry, broken));
    if violations.is_empty() { Ok(()) } else { Err(Error::violations(violations)) }
}

/// The violations as the caller may know of them: attributes that the grant does not open are not named.
fn nameable(entry: &Entry<'_>, broken: Vec<Violation>) -> Vec<Violation> {
    let is_known = |violation: &Violation| entry.view.is_known(&violation.path);
    let (mut named, unnamed) = broken.into_iter().partition::<Vec<_>, _>(is_known);
    if !unnamed.is_empty() {
        named.push(Violation::broken(&[], UNNAMED));
    }
    named
}

/// Publishes the draft of a document in one locale as it stands in the database, and answers the published row.
pub async fn publish(session: &Session<'_>, entry: &Entry<'_>, document: &str, rows: DocumentRows) -> Result<i64> {
    let content_type = entry.content_type();
    let draft = rows.draft.ok_or_else(|| Error::internal("only a draft can be published"))?;
    let scalars = stored::scalars_of(session, content_type, draft, &entry.scalars).await?;
    let parts = stored::of_row(session, &entry.view, draft, &entry.parts).await?;
    check(session, entry, Some(document), &scalars, &parts).await?;
    let published = match rows.published {
        Some(published) => {
            rows::overwrite(session, content_type, draft, published).await?;
            components::clear(session, &entry.view, &[published]).await?;
            published
        }
        None => rows::copy(session, content_type, draft).await?,
    };
    rows::update(session, content_type, published, &[("published_at", Value::DateTime(session.now()))]).await?;
    let version = Version { status: Status::Published, locale: entry.locale.as_deref() };
    for join in entry.view.outgoing() {
        links::mirror(session, join, document, (draft, published), version).await?;
    }
    components::copy(session, &entry.view, document, (draft, published), version).await?;
    for join in entry.view.incoming() {
        let one_way = join.relation.inverse.is_none();
        if !join.source.draft_and_publish && one_way {
            links::follow(session, join, (draft, published), None).await?;
        } else if join.source.draft_and_publish && rows.published.is_none() {
            links::reveal(session, join, (draft, published)).await?;
        }
    }
    components::follow(session, &entry.view, (draft, published)).await?;
    Ok(published)
}
