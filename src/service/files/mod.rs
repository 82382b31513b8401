//! Uploaded files: their bytes and their rows, which come and go together.
//!
//! Bytes are stored before the row that names them, and removed before it: no row ever names what is not there, but one
//! whose bytes could not be removed, which stays and says so. What has begun ends, whether or not anybody still waits for
//! it. Who may do what is looked up in the view, as everywhere. Start at [`upload`].

mod attachment;
mod intake;

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Map, Value as Json};
use tokio::sync::Semaphore;

pub use attachment::Attachment;
pub use intake::Received;

use self::intake::Stored;
use super::Services;
use crate::access::{Action, Status};
use crate::catalog::built_in::{FILE, FILE_CONTENT};
use crate::catalog::{ContentType, TypeView, View};
use crate::error::{Error, Result};
use crate::query::name::refusal;
use crate::query::value::Value;
use crate::query::write::files::{self as rows, RowName, StoredFile};
use crate::query::write::session::Session;
use crate::storage::Storage;

/// What may be uploaded; the configuration's part in it.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Bytes of all files of one request together.
    pub most_bytes: u64,
    /// Pixels of an image that is read; a larger one is stored without smaller forms.
    pub most_pixels: u64,
    /// Types of which a file must be one, as patterns.
    pub allowed: Vec<String>,
    /// Types of which a file must not be one, as patterns. Stronger than `allowed`.
    pub denied: Vec<String>,
}

impl Default for Rules {
    fn default() -> Self {
        Self { most_bytes: 200 << 20, most_pixels: 50_000_000, allowed: vec!["*/*".to_owned()], denied: Vec::new() }
    }
}

/// The files of a server, their bytes.
pub struct Files {
    /// Where they are.
    pub storage: Storage,
    /// What may be uploaded.
    pub rules: Rules,
    /// A directory in which bytes wait until it is clear what becomes of them. They have no name there.
    pub waiting: PathBuf,
    /// Lets as many images be read at a time as there are processors to spare.
    readers: Semaphore,
}

impl Files {
    /// The files in `storage`.
    pub fn new(storage: Storage, rules: Rules, waiting: PathBuf) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self { storage, rules, waiting, readers: Semaphore::new((processors / 2).max(1)) }
    }

    /// Removes everything that these names stand for, or as much as the storage lets go.
    async fn remove(&self, names: &[String]) -> Result<()> {
        for name in names {
            self.storage.delete(name).await?;
        }
        Ok(())
    }

    /// Removes what no row names any more. What stays is lost to everybody, so that nobody needs to be told but the log.
    async fn discard(&self, names: &[String]) {
        for name in names {
            if self.storage.delete(name).await.is_err() {
                tracing::warn!(name, "a file that nothing refers to could not be removed");
            }
        }
    }
}

/// The files as one action may see them; `Forbidden` where it is not granted.
pub fn view(view: &View, action: Action) -> Result<TypeView<'_>> {
    view.content_type(FILE, action, Status::Published).map_err(refusal)
}

/// Refuses who may not replace the bytes of files.
pub fn require_replacement(view: &View) -> Result<()> {
    self::view(view, Action::Update)?.attribute(FILE_CONTENT).map(drop).map_err(refusal)
}

/// Stores files and makes their rows, all of them or none; answers the rows. What is said about each stands at its index.
pub async fn upload(
    services: &Services,
    view: &View,
    received: Vec<Received>,
    infos: &[Map<String, Json>],
    attachment: Option<Attachment>,
) -> Result<Vec<i64>> {
    let create = self::view(view, Action::Create)?;
    let mut new = Vec::new();
    for (index, file) in received.into_iter().enumerate() {
        let info = infos.get(index).map_or_else(|| Ok(Vec::new()), |info| rows::info(&create, info))?;
        new.push((file, info));
    }
    let (services, content_type) = (services.clone(), Arc::clone(create.content_type()));
    to_its_end(async move {
        let stored = intake::store(&services, new).await?;
        let outcome = record(&services, &content_type, &stored, attachment.as_ref()).await;
        if outcome.is_err() {
            services.files.discard(&names(&stored)).await;
        }
        outcome
    })
    .await
}

async fn record(
    services: &Services,
    content_type: &ContentType,
    stored: &[Stored],
    attachment: Option<&Attachment>,
) -> Result<Vec<i64>> {
    // The tables of files never change; those of what they are attached to do, so they are held for this while.
    let model = services.model.reading().await;
    if let Some(attachment) = attachment {
        attachment.require_unchanged(model.catalog())?;
    }
    let transaction = services.database.begin().await?;
    let session = Session::new(&transaction, services.clock.now(), &services.entropy);
    let mut made = Vec::new();
    for file in stored {
        made.push(rows::insert(&session, content_type, &borrowed(&file.columns)).await?);
    }
    if let Some(attachment) = attachment {
        attachment.make(&session, &made).await?;
    }
    transaction.commit().await?;
    Ok(made)
}

/// Changes what is said about a file and, where there is one, replaces its bytes, by which it gets another address.
/// Answers its row.
pub async fn update(
    services: &Services,
    view: &View,
    name: &RowName,
    info: &Map<String, Json>,
    received: Option<Received>,
) -> Result<i64> {
    let update = self::view(view, Action::Update)?;
    let info = rows::info(&update, info)?;
    if received.is_some() {
        require_replacement(view)?;
    }
    let (services, content_type) = (services.clone(), Arc::clone(update.content_type()));
    let present = existing(&services, &content_type, name).await?;
    to_its_end(async move {
        let new = match received {
            Some(received) => intake::store(&services, vec![(received, info.clone())]).await?.pop(),
            None => None,
        };
        let columns = new.as_ref().map_or_else(|| info.clone(), |new| new.changed(&info));
        match change(&services, &content_type, present.row, &columns).await {
            Ok(replaced) if new.is_some() => services.files.discard(&own_names(&services, &replaced)).await,
            Ok(_) => {}
            Err(error) => {
                services.files.discard(&new.iter().flat_map(Stored::names).collect::<Vec<_>>()).await;
                return Err(error);
            }
        }
        Ok(present.row)
    })
    .await
}

/// Changes columns of a file's row; answers what it was until then.
async fn change(
    services: &Services,
    content_type: &ContentType,
    row: i64,
    columns: &[(String, Value)],
) -> Result<StoredFile> {
    let transaction = services.database.begin().await?;
    let session = Session::new(&transaction, services.clock.now(), &services.entropy);
    let present = rows::find(&session, content_type, &RowName::Row(row)).await?.ok_or_else(not_found)?;
    rows::update(&session, content_type, row, &borrowed(columns)).await?;
    transaction.commit().await?;
    Ok(present)
}

/// Removes a file: its bytes, then its row and with it whatever it is attached to. Where the storage fails the row stays,
/// and the file can be removed again.
pub async fn delete(services: &Services, view: &View, name: &RowName) -> Result<()> {
    let (services, content_type) = (services.clone(), Arc::clone(self::view(view, Action::Delete)?.content_type()));
    let present = existing(&services, &content_type, name).await?;
    to_its_end(async move {
        let removed = own_names(&services, &present);
        services.files.remove(&removed).await?;
        let last = take(&services, &content_type, present.row).await?;
        // Somebody may have replaced the bytes meanwhile.
        let rest = last.map(|last| own_names(&services, &last)).unwrap_or_default();
        services.files.discard(&rest.into_iter().filter(|name| !removed.contains(name)).collect::<Vec<_>>()).await;
        Ok(())
    })
    .await
}

/// Removes the row of a file; answers what it was at last.
async fn take(services: &Services, content_type: &ContentType, row: i64) -> Result<Option<StoredFile>> {
    let transaction = services.database.begin().await?;
    let session = Session::new(&transaction, services.clock.now(), &services.entropy);
    let last = rows::find(&session, content_type, &RowName::Row(row)).await?;
    rows::delete(&session, content_type, row).await?;
    transaction.commit().await?;
    Ok(last)
}

async fn existing(services: &Services, content_type: &ContentType, name: &RowName) -> Result<StoredFile> {
    let transaction = services.database.begin().await?;
    let session = Session::new(&transaction, services.clock.now(), &services.entropy);
    rows::find(&session, content_type, name).await?.ok_or_else(not_found)
}

/// What the present storage has of a file. The bytes of files that another place has are that one's business.
fn own_names(services: &Services, file: &StoredFile) -> Vec<String> {
    let own = services.files.storage.provider();
    if file.provider == own {
        return file.names();
    }
    tracing::warn!(file = file.name, provider = file.provider, "the bytes of a removed file stay where they are");
    Vec::new()
}

fn names(stored: &[Stored]) -> Vec<String> {
    stored.iter().flat_map(Stored::names).collect()
}

fn borrowed(columns: &[(String, Value)]) -> Vec<(&str, Value)> {
    columns.iter().map(|(column, value)| (column.as_str(), value.clone())).collect()
}

fn not_found() -> Error {
    Error::not_found("file.notFound")
}

/// Runs something that must not stop half-way, such as because its client has gone.
async fn to_its_end<T: Send + 'static>(work: impl Future<Output = Result<T>> + Send + 'static) -> Result<T> {
    use tracing::Instrument;

    tokio::spawn(work.in_current_span()).await.map_err(Error::internal)?
}
