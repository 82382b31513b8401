//! From bytes that were received to files in the storage, with all that their rows will say of them.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::Files;
use crate::error::{Code, Error, Result};
use crate::media::image::{self, Form, Picture};
use crate::media::kind::{self, HEAD_BYTES, Kind};
use crate::media::name;
use crate::query::value::Value;
use crate::service::Services;
use crate::storage::Content;

/// A file that was received: its bytes on disk without a name, so that they are gone once this is dropped.
#[derive(Debug)]
pub struct Received {
    /// What the client calls it.
    pub name: String,
    /// Its bytes.
    pub bytes: File,
    /// How many.
    pub size: u64,
}

/// A file in the storage, and the columns of its row.
pub(super) struct Stored {
    pub(super) columns: Vec<(String, Value)>,
    names: Vec<String>,
}

impl Stored {
    /// The names under which the file and its smaller forms are stored.
    pub(super) fn names(&self) -> Vec<String> {
        self.names.clone()
    }

    /// What a row says anew when its bytes are replaced: the name stays, unless something else is said.
    pub(super) fn changed(&self, info: &[(String, Value)]) -> Vec<(String, Value)> {
        let renamed = info.iter().any(|(column, _)| column == "name");
        self.columns.iter().filter(|(column, _)| renamed || column != "name").cloned().collect()
    }
}

/// What is said about a file, by column.
type Info = Vec<(String, Value)>;

/// A file whose type is known and allowed.
struct Accepted {
    received: Received,
    info: Info,
    shown: String,
    kind: Kind,
}

/// Stores files: all of them, or none. None is touched before the types of all are known to be allowed.
pub(super) async fn store(services: &Services, new: Vec<(Received, Info)>) -> Result<Vec<Stored>> {
    let files = &services.files;
    let mut accepted = Vec::new();
    for (received, info) in new {
        accepted.push(accept(files, received, info).await?);
    }
    let mut stored = Vec::new();
    for file in accepted {
        let mut written = Vec::new();
        match store_one(services, file, &mut written).await {
            Ok(file) => stored.push(file),
            Err(error) => {
                written.extend(super::names(&stored));
                files.discard(&written).await;
                return Err(error);
            }
        }
    }
    Ok(stored)
}

async fn accept(files: &Files, mut received: Received, info: Info) -> Result<Accepted> {
    let shown = name::shown(&received.name);
    let named = shown.clone();
    let (received, kind) = run(move || {
        let mut head = Vec::new();
        received.bytes.rewind()?;
        (&received.bytes).take(HEAD_BYTES as u64).read_to_end(&mut head)?;
        Ok((received, Kind::of(&head, &named)))
    })
    .await?;
    let is_any = |patterns: &[String]| patterns.iter().any(|pattern| kind::matches(pattern, &kind.mime));
    if is_any(&files.rules.denied) || !is_any(&files.rules.allowed) {
        let message = format!("Files of type {} are not allowed", kind.mime);
        return Err(Error::new(Code::BadUserInput, message).with_detail("mime", kind.mime));
    }
    Ok(Accepted { received, info, shown, kind })
}

/// Stores one file with its smaller forms. The names of all that may have been stored are in `written`, also on failure.
async fn store_one(services: &Services, file: Accepted, written: &mut Vec<String>) -> Result<Stored> {
    let Accepted { received, info, shown, kind } = file;
    let storage = &services.files.storage;
    let hash = name::stored(&shown, &services.entropy);
    let own = format!("{hash}{}", kind.extension);
    let (received, picture) = read_picture(&services.files, received, &kind.mime).await?;
    let mut columns = columns(&shown, &hash, &kind, &received, picture.as_ref());
    columns.push(("url".to_owned(), Value::Text(storage.url(&own))));
    columns.push(("provider".to_owned(), Value::Text(storage.provider().to_owned())));
    let mut forms = Map::new();
    for form in picture.map(|picture| picture.forms).unwrap_or_default() {
        let hash = format!("{}_{hash}", form.name);
        let name = format!("{hash}{}", form.extension);
        written.push(name.clone());
        forms.insert(form.name.to_owned(), described(&form, &shown, &hash, &storage.url(&name)));
        storage.put(&name, form.mime, Content::Bytes(form.bytes)).await?;
    }
    written.push(own.clone());
    storage.put(&own, &kind.mime, Content::File(received.bytes)).await?;
    let forms = if forms.is_empty() { Value::Null } else { Value::Json(Json::Object(forms).to_string()) };
    columns.push(("formats".to_owned(), forms));
    columns.retain(|(column, _)| !info.iter().any(|(said, _)| said == column));
    columns.extend(info);
    Ok(Stored { columns, names: std::mem::take(written) })
}

fn columns(shown: &str, hash: &str, kind: &Kind, received: &Received, picture: Option<&Picture>) -> Info {
    let text = |text: &str| Value::Text(text.to_owned());
    let pixels = |pixels: Option<u32>| pixels.map_or(Value::Null, |pixels| Value::Integer(pixels.into()));
    let columns = [
        ("name", text(shown)),
        ("hash", text(hash)),
        ("ext", text(&kind.extension)),
        ("mime", text(&kind.mime)),
        ("size", Value::Real(kilobytes(received.size))),
        ("width", pixels(picture.map(|picture| picture.width))),
        ("height", pixels(picture.map(|picture| picture.height))),
    ];
    columns.map(|(column, value)| (column.to_owned(), value)).into()
}

/// A smaller form as the row of its file describes it.
fn described(form: &Form, shown: &str, hash: &str, url: &str) -> Json {
    json!({
        "name": format!("{}_{shown}", form.name),
        "hash": hash,
        "ext": form.extension,
        "mime": form.mime,
        "path": null,
        "width": form.width,
        "height": form.height,
        "size": kilobytes(form.bytes.len() as u64),
        "sizeInBytes": form.bytes.len(),
        "url": url,
    })
}

/// Thousands of bytes with two decimals, in which Strapi counts.
#[expect(clippy::cast_precision_loss, reason = "files are far smaller than what a floating-point number tells apart")]
fn kilobytes(bytes: u64) -> f64 {
    (bytes as f64 / 10.0).round() / 100.0
}

/// The image that a file is, if it is one. Where reading it fails in whichever way, the file is stored without.
async fn read_picture(files: &Files, received: Received, mime: &str) -> Result<(Received, Option<Picture>)> {
    if !mime.starts_with("image/") {
        return Ok((received, None));
    }
    let _turn = files.readers.acquire().await.map_err(Error::internal)?;
    let (most_pixels, mime) = (files.rules.most_pixels, mime.to_owned());
    let bytes = Arc::new(received.bytes);
    let readable = Arc::clone(&bytes);
    let picture = tokio::task::spawn_blocking(move || {
        (&*readable).rewind().ok()?;
        image::read(BufReader::new(&*readable), &mime, most_pixels)
    });
    let picture = picture.await.unwrap_or_default();
    let bytes = Arc::into_inner(bytes).ok_or_else(|| Error::internal("a file is still being read"))?;
    Ok((Received { bytes, ..received }, picture))
}

/// Runs what waits for a disk.
async fn run<T: Send + 'static>(work: impl FnOnce() -> std::io::Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?.map_err(Error::internal)
}
