//! The end of a document.

use super::session::Session;
use super::{components, media, rows};
use crate::catalog::TypeView;
use crate::error::{Error, Result};

/// Deletes a document, draft and published, and answers its id. Without an id it is the single type's. That a document
/// of a collection does not exist is no error: it is gone, as was asked.
pub async fn delete(session: &Session<'_>, document: Option<&str>, view: &TypeView<'_>) -> Result<String> {
    let content_type = view.content_type();
    let document = match document {
        Some(document) => document.to_owned(),
        None => {
            rows::only_document(session, content_type).await?.ok_or_else(|| Error::not_found("Document not found"))?
        }
    };
    let rows = rows::ids_of_document(session, content_type, &document).await?;
    components::clear(session, view, &rows).await?;
    media::detach(session, content_type, &rows).await?;
    rows::delete(session, content_type, &document).await?;
    Ok(document)
}
