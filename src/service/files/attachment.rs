//! The entry that new files are attached to.

use std::sync::Arc;

use crate::access::{Action, Status};
use crate::catalog::{Catalog, ContentType, Join, NameError, Reach, RelationAttribute, View};
use crate::error::{Code, Error, Result};
use crate::query::name::{Place, refusal};
use crate::query::write::files::{self as rows, RowName};
use crate::query::write::session::Session;

/// Where the names stand in a request.
const BODY: Place = Place { source: "body", param: None };

/// An attribute of an entry that new files go to. Made by a look-up in the caller's view.
pub struct Attachment {
    content_type: Arc<ContentType>,
    files: Arc<ContentType>,
    relation: RelationAttribute,
    reach: Reach,
    owner: RowName,
    /// The permission to publish, where the caller lacks it.
    cannot_publish: Option<NameError>,
}

impl Attachment {
    /// The attribute `field` of the entry `owner` of the type with the uid `of`, which the caller must be able to update. Of
    /// a type with locales it is in the default one.
    pub fn find(view: &View, of: &str, owner: &str, field: &str) -> Result<Self> {
        let update = view.content_type_of(of, Action::Update, Status::Published).map_err(refusal)?;
        let join = update.media(field).map_err(|error| BODY.error::<&str>(&error, field, &[]))?;
        let singular = &update.content_type().singular;
        let publishing = view.content_type(singular, Action::Publish, Status::Published);
        Ok(Self {
            content_type: Arc::clone(join.source),
            files: Arc::clone(join.target),
            relation: join.relation.clone(),
            reach: update.reach().clone(),
            owner: RowName::parse(owner),
            cannot_publish: publishing.err(),
        })
    }

    /// Refuses where the type has become another one since it was looked up.
    pub(super) fn require_unchanged(&self, catalog: &Catalog) -> Result<()> {
        match catalog.get(&self.content_type.singular) {
            Some(present) if Arc::ptr_eq(present, &self.content_type) => Ok(()),
            _ => Err(Error::new(Code::Conflict, "The content types have changed meanwhile; upload the files again")),
        }
    }

    /// Attaches files. A draft is changed by who may update it, a published entry by who may publish as well.
    pub(super) async fn make(&self, session: &Session<'_>, files: &[i64]) -> Result<()> {
        let owner = rows::find_owner(session, &self.content_type, &self.reach, &self.owner).await?;
        let owner = owner.ok_or_else(|| Error::not_found("Not Found"))?;
        if let Some(error) = self.cannot_publish.clone().filter(|_| is_public(&self.content_type, owner.status)) {
            return Err(refusal(error));
        }
        let join = Join { source: &self.content_type, relation: &self.relation, target: &self.files };
        rows::attach(session, join, &owner, files).await
    }
}

/// Whether a row is what publishing made of a draft. On a type without drafts, updating is all there is.
fn is_public(content_type: &ContentType, status: Status) -> bool {
    content_type.draft_and_publish && status == Status::Published
}
