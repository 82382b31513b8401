//! Changes to documents that exist.

use super::create::{self, attach};
use super::links::SourceRow;
use super::localize::{self, Locales};
use super::prepare::{Entry, ScalarWrite};
use super::rows::{self, DocumentRows};
use super::session::Session;
use super::{drafts, publish, stored};
use crate::error::Result;
use crate::query::value::Value;

/// Changes a document and answers its id. Without an id it is the single type's, made where it is absent.
pub async fn update(session: &Session<'_>, document: Option<&str>, entry: &Entry<'_>) -> Result<String> {
    let document = match document {
        Some(document) => document.to_owned(),
        None => match rows::only_document(session, entry.content_type()).await? {
            Some(document) => document,
            None => return create::create(session, entry).await,
        },
    };
    let mut locales = rows::of_document(session, entry.content_type(), &document).await?;
    let Some(rows) = locales.remove(&entry.locale) else {
        localize::add(session, entry, &document, &locales).await?;
        return Ok(document);
    };
    if entry.content_type().draft_and_publish {
        update_draft(session, entry, &document, rows, &locales).await?;
    } else if let Some(row) = rows.published {
        update_only_row(session, entry, SourceRow { row, document: &document }).await?;
        localize::share_given(session, entry, &document, row, &locales).await?;
    }
    Ok(document)
}

async fn update_draft(
    session: &Session<'_>,
    entry: &Entry<'_>,
    document: &str,
    rows: DocumentRows,
    locales: &Locales,
) -> Result<()> {
    let draft = drafts::draft(session, &entry.view, document, rows).await?;
    let mut columns = entry.columns().collect::<Vec<_>>();
    columns.push(("updated_at", Value::DateTime(session.now())));
    rows::update(session, entry.content_type(), draft, &columns).await?;
    attach(session, entry, SourceRow { row: draft, document }).await?;
    localize::share_given(session, entry, document, draft, locales).await?;
    if entry.publish {
        let published = publish::publish(session, entry, document, DocumentRows { draft: Some(draft), ..rows }).await?;
        localize::share_published(session, entry, document, published, locales).await?;
    }
    Ok(())
}

async fn update_only_row(session: &Session<'_>, entry: &Entry<'_>, source: SourceRow<'_>) -> Result<()> {
    let given = entry.scalars.iter().map(ScalarWrite::published).collect::<Vec<_>>();
    let components = stored::given(entry.content_type(), &entry.parts, false);
    publish::check(session, entry, Some(source.document), &given, &components).await?;
    let now = Value::DateTime(session.now());
    let mut columns = entry.columns().collect::<Vec<_>>();
    columns.extend([("updated_at", now.clone()), ("published_at", now)]);
    rows::update(session, entry.content_type(), source.row, &columns).await?;
    attach(session, entry, source).await
}
