//! What is done with the draft and the published row of a document as they stand.

use super::links::Version;
use super::prepare::Entry;
use super::rows::{self, DocumentRows};
use super::session::Session;
use super::{components, links, localize, media, publish};
use crate::access::{DraftAction, Status};
use crate::catalog::TypeView;
use crate::error::{Code, Error, Result};
use crate::query::value::Value;

/// Carries out `action` on a document and answers its id. Without an id it is the single type's.
pub async fn change(
    session: &Session<'_>,
    action: DraftAction,
    document: Option<&str>,
    entry: &Entry<'_>,
) -> Result<String> {
    let not_found = || Error::not_found("Not Found");
    let document = match document {
        Some(document) => document.to_owned(),
        None => rows::only_document(session, entry.content_type()).await?.ok_or_else(not_found)?,
    };
    let mut locales = rows::of_document(session, entry.content_type(), &document).await?;
    let rows = locales.remove(&entry.locale).ok_or_else(not_found)?;
    match action {
        DraftAction::Publish => {
            let draft = draft(session, &entry.view, &document, rows).await?;
            let rows = DocumentRows { draft: Some(draft), ..rows };
            let published = publish::publish(session, entry, &document, rows).await?;
            localize::share_published(session, entry, &document, published, &locales).await?;
        }
        DraftAction::Unpublish => unpublish(session, &entry.view, &document, rows).await?,
        DraftAction::Discard => {
            let draft = discard(session, &entry.view, &document, rows).await?;
            localize::share_draft(session, entry, &document, draft, &locales).await?;
        }
    }
    Ok(document)
}

/// The draft row of a document. Databases of other origin may hold a published row without its draft: the draft is
/// made from it.
pub async fn draft(session: &Session<'_>, view: &TypeView<'_>, document: &str, rows: DocumentRows) -> Result<i64> {
    match rows {
        DocumentRows { draft: Some(draft), .. } => Ok(draft),
        DocumentRows { draft: None, published: Some(published) } => {
            let draft = rows::copy(session, view.content_type(), published).await?;
            rows::update(session, view.content_type(), draft, &[("published_at", Value::Null)]).await?;
            take_over(session, view, document, (published, draft)).await?;
            Ok(draft)
        }
        DocumentRows { draft: None, published: None } => Err(Error::not_found("Not Found")),
    }
}

/// Removes the published row with what hangs on it. That there is none is no error.
async fn unpublish(session: &Session<'_>, view: &TypeView<'_>, document: &str, rows: DocumentRows) -> Result<()> {
    draft(session, view, document, rows).await?;
    let Some(published) = rows.published else { return Ok(()) };
    components::clear(session, view, &[published]).await?;
    media::detach(session, view.content_type(), &[published]).await?;
    rows::delete_row(session, view.content_type(), published).await
}

/// Makes the draft what the published row is, and answers it. It keeps its id, so that what links to it stays linked.
async fn discard(session: &Session<'_>, view: &TypeView<'_>, document: &str, rows: DocumentRows) -> Result<i64> {
    let Some(published) = rows.published else {
        return Err(Error::new(Code::Application, "The document has no published version to go back to"));
    };
    let draft = draft(session, view, document, rows).await?;
    rows::overwrite(session, view.content_type(), published, draft).await?;
    components::clear(session, view, &[draft]).await?;
    take_over(session, view, document, (published, draft)).await?;
    Ok(draft)
}

/// Gives the draft row what hangs on the published one, each target replaced by its own draft.
async fn take_over(
    session: &Session<'_>,
    view: &TypeView<'_>,
    document: &str,
    (published, draft): (i64, i64),
) -> Result<()> {
    let version = Version { status: Status::Draft, locale: view.reach().one() };
    for join in view.outgoing() {
        links::mirror(session, join, document, (published, draft), version).await?;
    }
    components::copy(session, view, document, (published, draft), version).await
}
