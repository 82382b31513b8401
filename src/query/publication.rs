//! `publicationFilter` and `hasPublishedVersion`: questions about a document's other rows.
//!
//! Their answers tell what has happened to drafts, so asking needs the right to read drafts; and where they tell what has
//! happened in other locales, the right to read drafts in every locale.

use super::filter::{Filter, Publication};
use super::name::{Place, require_all_locales, require_drafts};
use crate::catalog::TypeView;
use crate::error::Result;

/// What `publicationFilter` tells apart, by its names.
pub const STATES: [(&str, Publication); 8] = [
    ("never-published", Publication::NeverPublished),
    ("has-published-version", Publication::HasPublishedVersion),
    ("modified", Publication::Modified),
    ("unmodified", Publication::Unmodified),
    ("never-published-document", Publication::NeverPublishedDocument),
    ("has-published-version-document", Publication::HasPublishedVersionDocument),
    ("published-without-draft", Publication::PublishedWithoutDraft),
    ("published-with-draft", Publication::PublishedWithDraft),
];

/// The condition that the two arguments stand for.
pub fn filter(view: &TypeView<'_>, asked: Option<Publication>, has_published: Option<bool>) -> Result<Filter> {
    if !view.content_type().draft_and_publish || (asked.is_none() && has_published.is_none()) {
        return Ok(Filter::everything());
    }
    let place = Place { source: "query", param: Some("publicationFilter") };
    let drafts = require_drafts(view);
    let open = match asked.filter(|asked| asked.is_about_document()) {
        Some(_) => drafts.and_then(|()| require_all_locales(view)),
        None => drafts,
    };
    open.map_err(|error| place.error::<&str>(&error, "publicationFilter", &[]))?;
    let asked = asked.map_or(Filter::everything(), Filter::Publication);
    Ok(match has_published {
        None => asked,
        Some(true) => asked.and(Filter::Publication(Publication::HasPublishedVersion)),
        Some(false) => asked.and(Filter::Publication(Publication::NeverPublished)),
    })
}
