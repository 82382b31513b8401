//! Creating, updating, publishing and deleting entries, for every surface.
//!
//! A write is prepared first (`prepare`: names, permissions, the rules that every row keeps; no database), then applied
//! in one transaction. Start at [`execute`]. What a document's rows, links and components must look like stands in
//! `rows`, `links` and `components`; nothing here decides what a caller may see: every name has passed the caller's view in [`input`].

mod blocks;
pub(super) mod cast;
pub(super) mod components;
mod create;
pub mod delete;
mod drafts;
pub mod files;
pub mod input;
pub(super) mod links;
mod localize;
pub(super) mod media;
mod password;
mod prepare;
mod publish;
pub(super) mod rows;
pub mod session;
mod stored;
mod targets;
pub(super) mod unique;
mod update;
pub(super) mod validate;
pub(super) mod value;

use sea_orm::DatabaseTransaction;
use serde_json::{Map, Value as Json};

pub use super::syntax::Syntax;

use crate::access::{Action, DraftAction, Status};
use crate::catalog::{LocaleChoice, View};
use crate::clock::Clock;
use crate::error::Result;
use crate::id::Entropy;
use session::Session;

/// One change to one document.
#[derive(Clone, Copy, Debug)]
pub struct WriteRequest<'r> {
    /// The singular name of the type.
    pub content_type: &'r str,
    /// What to do.
    pub operation: Operation<'r>,
    /// In which locale; means nothing on types without locales.
    pub locale: &'r LocaleChoice,
}

/// What to do with a document.
#[derive(Clone, Copy, Debug)]
pub enum Operation<'r> {
    /// Make a new document.
    Create(Content<'r>),
    /// Change a document: the one of this id, or the document of a single type, which is made where it is absent. So is
    /// the entry in the locale of the request.
    Update(Option<&'r str>, Content<'r>),
    /// Remove a document, draft and published, in one or every locale: the one of this id, or that of a single type.
    Delete(Option<&'r str>),
    /// Change which rows a document has: the one of this id, or the document of a single type.
    Draft(DraftAction, Option<&'r str>),
}

/// What a client wants an entry to hold.
#[derive(Clone, Copy, Debug)]
pub struct Content<'r> {
    /// The attributes by name.
    pub data: &'r Map<String, Json>,
    /// How `data` is written.
    pub syntax: Syntax,
    /// `Published` publishes at once; it means nothing on types without drafts.
    pub status: Status,
}

/// What a write leaves behind. The entry itself is read back by the read path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The document.
    pub document_id: String,
}

/// Carries out `request` as the caller of `view` may. `begin` is called once the request is known to be sound, and its
/// transaction is committed on success; on any error nothing of the write remains.
///
/// Errors: `Forbidden` with the missing permission, `BadUserInput` with Strapi's message and violations, `NotFound` for
/// the update of an unknown document and for the deletion of a single type's document that does not exist, `Application`
/// for a draft that has nothing published to go back to.
pub async fn execute<B>(
    begin: impl FnOnce() -> B + Send,
    view: &View,
    clock: &Clock,
    entropy: &Entropy,
    request: &WriteRequest<'_>,
) -> Result<Written>
where
    B: Future<Output = Result<DatabaseTransaction>> + Send,
{
    let write = prepare::prepare(view, request).await?;
    let transaction = begin().await?;
    let session = Session::new(&transaction, clock.now(), entropy);
    let written = match &write {
        prepare::Write::Create(entry) => create::create(&session, entry).await,
        prepare::Write::Update(document, entry) => update::update(&session, document.as_deref(), entry).await,
        prepare::Write::Delete(document, view) => delete::delete(&session, document.as_deref(), view).await,
        prepare::Write::Draft(action, document, entry) => {
            drafts::change(&session, *action, document.as_deref(), entry).await
        }
    };
    let document_id = written?;
    transaction.commit().await?;
    Ok(Written { document_id })
}

impl Operation<'_> {
    /// The permission that the operation itself needs.
    pub fn action(&self) -> Action {
        match self {
            Self::Create(_) => Action::Create,
            Self::Update(..) => Action::Update,
            Self::Delete(_) => Action::Delete,
            Self::Draft(action, _) => action.action(),
        }
    }
}
