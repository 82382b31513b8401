//! What the locales of a document have in common: an attribute that is not localized has one value in all of them.
//!
//! The rows of a document are in step with each other: a new locale begins with what the others share, and what is set in
//! one locale is copied to the rows of the same status in the others.

use std::collections::BTreeMap;

use super::create::{self, attach, defaults};
use super::links::{self, SourceRow, Version};
use super::prepare::{Entry, ScalarWrite};
use super::rows::{self, DocumentRows};
use super::session::Session;
use super::validate::Published;
use super::{components, publish, stored};
use crate::access::{Action, Status};
use crate::catalog::Attribute;
use crate::error::{Error, Result};
use crate::query::value::Value;

/// The rows of a document in locales, other than the one that is written.
pub type Locales = BTreeMap<Option<String>, DocumentRows>;

/// Adds the locale of `entry` to a document that has others. Where the caller may know of none of those, the document
/// does not exist for them.
pub async fn add(session: &Session<'_>, entry: &Entry<'_>, document: &str, others: &Locales) -> Result<()> {
    let content_type = entry.content_type();
    let known = others.iter().find(|(locale, rows)| is_known(entry, locale.as_deref(), **rows));
    let (_, rows) = known.ok_or_else(|| Error::not_found("Not Found"))?;
    let source = rows.draft.or(rows.published).ok_or_else(|| Error::internal("a document without rows"))?;
    let shared = shared_scalars(session, entry, source).await?;
    if !content_type.draft_and_publish {
        check_only_row(session, entry, document, &shared).await?;
    }
    let is_shared = |column: &str| shared.iter().any(|write| write.scalar.column == column);
    let defaults = defaults(content_type, &entry.scalars).into_iter().filter(|(column, _)| !is_shared(column));
    let columns = shared.iter().map(|write| (write.scalar.column.as_str(), write.stored.clone())).chain(defaults);
    let row = create::insert(session, entry, document, columns.collect()).await?;
    let copied = |attribute: &Attribute| content_type.shares(attribute) && !entry.sets(&attribute.name);
    let version = Version { status: status_of(entry), locale: entry.locale.as_deref() };
    share_attached(session, entry, document, (source, row), copied, version).await?;
    attach(session, entry, SourceRow { row, document }).await?;
    share_given(session, entry, document, row, others).await?;
    if entry.publish {
        let rows = DocumentRows { draft: Some(row), published: None };
        let published = publish::publish(session, entry, document, rows).await?;
        share_published(session, entry, document, published, others).await?;
    }
    Ok(())
}

/// Whether the caller may know of a document by its rows in a locale: they read one of them, or write there.
fn is_known(entry: &Entry<'_>, locale: Option<&str>, rows: DocumentRows) -> bool {
    let Some(locale) = locale else { return false };
    let may = |action, status| entry.view.allows(action, status, locale);
    let reads = |status| may(Action::Find, status) || may(Action::FindOne, status);
    rows.published.is_some() && reads(Status::Published)
        || rows.draft.is_some() && reads(Status::Draft)
        || may(Action::Update, Status::Published)
        || may(Action::Delete, Status::Published)
}

/// What the locales share and the request leaves as it is, as a row has it.
async fn shared_scalars<'v>(session: &Session<'_>, entry: &Entry<'v>, source: i64) -> Result<Vec<ScalarWrite<'v>>> {
    let content_type = entry.content_type();
    let values = rows::scalars(session, content_type, source).await?;
    let shared = content_type
        .scalars()
        .zip(values)
        .filter(|((attribute, _), _)| content_type.shares(attribute) && !entry.sets(&attribute.name));
    let write =
        |((attribute, scalar), value): ((_, _), Value)| ScalarWrite { attribute, scalar, stored: value.clone(), value };
    Ok(shared.map(write).collect())
}

/// Holds an entry of a type without drafts against the rules, with what it shares.
async fn check_only_row(
    session: &Session<'_>,
    entry: &Entry<'_>,
    document: &str,
    shared: &[ScalarWrite<'_>],
) -> Result<()> {
    let content_type = entry.content_type();
    let mut scalars = create::complete(content_type, &entry.scalars, &create::broken(entry));
    for published in &mut scalars {
        if let Some(write) = shared.iter().find(|write| write.attribute.name == published.attribute.name) {
            *published = Published { value: Some(write.value.clone()), given: false, ..published.clone() };
        }
    }
    let mut components = stored::given(content_type, &entry.parts, true);
    components.retain(|held| !content_type.shares(held.attribute) || entry.sets(&held.attribute.name));
    publish::check(session, entry, Some(document), &scalars, &components).await
}

/// Copies what the request sets and the locales share to the rows of the others that correspond to `row`.
pub async fn share_given(
    session: &Session<'_>,
    entry: &Entry<'_>,
    document: &str,
    row: i64,
    others: &Locales,
) -> Result<()> {
    let content_type = entry.content_type();
    let shared = |attribute: &Attribute| content_type.shares(attribute) && entry.sets(&attribute.name);
    if !content_type.attributes.values().any(shared) {
        return Ok(());
    }
    for (locale, rows) in others {
        let other = if content_type.draft_and_publish { rows.draft } else { rows.published };
        let Some(other) = other else { continue };
        let version = Version { status: status_of(entry), locale: locale.as_deref() };
        share(session, entry, document, (row, other), shared, version).await?;
    }
    Ok(())
}

/// Copies what the locales share from a draft that was set as a whole to the drafts of the other locales.
pub async fn share_draft(
    session: &Session<'_>,
    entry: &Entry<'_>,
    document: &str,
    draft: i64,
    others: &Locales,
) -> Result<()> {
    let shared = |attribute: &Attribute| entry.content_type().shares(attribute);
    for (locale, rows) in others {
        let Some(other) = rows.draft else { continue };
        let version = Version { status: Status::Draft, locale: locale.as_deref() };
        share(session, entry, document, (draft, other), shared, version).await?;
    }
    Ok(())
}

/// Copies what the locales share from a row that has just been published to those of the other locales in which the
/// caller may publish.
pub async fn share_published(
    session: &Session<'_>,
    entry: &Entry<'_>,
    document: &str,
    published: i64,
    others: &Locales,
) -> Result<()> {
    let shared = |attribute: &Attribute| entry.content_type().shares(attribute);
    for (locale, rows) in others {
        let (Some(other), Some(locale)) = (rows.published, locale.as_deref()) else { continue };
        if entry.view.allows(Action::Publish, Status::Published, locale) {
            let version = Version { status: Status::Published, locale: Some(locale) };
            share(session, entry, document, (published, other), shared, version).await?;
        }
    }
    Ok(())
}

/// The rows that a write is about first: the drafts, or of a type without drafts the only ones.
fn status_of(entry: &Entry<'_>) -> Status {
    if entry.content_type().draft_and_publish { Status::Draft } else { Status::Published }
}

async fn share(
    session: &Session<'_>,
    entry: &Entry<'_>,
    document: &str,
    (from, to): (i64, i64),
    takes: impl Fn(&Attribute) -> bool + Copy,
    version: Version<'_>,
) -> Result<()> {
    let content_type = entry.content_type();
    let (ours, theirs) =
        (rows::scalars(session, content_type, from).await?, rows::scalars(session, content_type, to).await?);
    let mut columns = content_type
        .scalars()
        .zip(ours.into_iter().zip(theirs))
        .filter(|((attribute, _), (ours, theirs))| takes(attribute) && ours != theirs)
        .map(|((_, scalar), (ours, _))| (scalar.column.as_str(), ours))
        .collect::<Vec<_>>();
    let attached = share_attached(session, entry, document, (from, to), takes, version).await?;
    if attached || !columns.is_empty() {
        columns.push(("updated_at", Value::DateTime(session.now())));
        rows::update(session, content_type, to, &columns).await?;
    }
    Ok(())
}

/// Files and components, in place of those that are there. Answers whether there are any on either row.
async fn share_attached(
    session: &Session<'_>,
    entry: &Entry<'_>,
    document: &str,
    (from, to): (i64, i64),
    takes: impl Fn(&Attribute) -> bool + Copy,
    version: Version<'_>,
) -> Result<bool> {
    let content_type = entry.content_type();
    let is_taken = |name: &str| content_type.attributes.get(name).is_some_and(takes);
    let mut changed = false;
    for join in entry.view.outgoing().filter(|join| join.relation.media) {
        let link = &join.relation.link;
        let field = link.slot.as_ref().map(|slot| slot.field.as_str()).unwrap_or_default();
        if is_taken(field) && links::targets(session, link, from).await? != links::targets(session, link, to).await? {
            links::mirror(session, join, document, (from, to), version).await?;
            changed = true;
        }
    }
    changed |= components::clear_fields(session, &entry.view, to, is_taken).await?;
    changed |= components::copy_fields(session, &entry.view, document, (from, to), version, is_taken).await?;
    Ok(changed)
}
