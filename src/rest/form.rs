//! A form with files, as it comes in: fields of text into memory, files into a directory where nobody sees them.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::Bytes;
use futures_util::{Stream, StreamExt, stream};
use multer::{Field, Multipart};
use tokio::io::AsyncWriteExt;

use crate::error::{Code, Error, Result};
use crate::service::files::Received;

/// Bytes of everything that is not in a file: texts, headers, boundaries, and what is on its way to one or the other.
const REST_BYTES: i64 = 2 << 20;
/// How much of a body is looked at at a time.
const CHUNK_BYTES: usize = 64 << 10;
/// Files and texts of one form.
const MOST_PARTS: usize = 100;
/// How much of a body that is too large is read and thrown away, so that whoever sends first and reads later gets to see
/// the answer instead of a broken connection.
const DRAINED_BYTES: u64 = 16 << 20;
/// The field with the files.
const FILES: &str = "files";

/// A form of which nothing has been read.
#[derive(Debug)]
pub struct Form {
    parts: Multipart<'static>,
    /// How many bytes may come that are in no file.
    allowance: Arc<AtomicI64>,
}

/// A form that has come in whole.
#[derive(Debug, Default)]
pub struct Filled {
    /// The files, in their order.
    pub files: Vec<Received>,
    /// The other fields, in their order.
    pub texts: Vec<(String, String)>,
}

impl Form {
    /// The form that `body` is, if `content_type` says that it is one.
    pub fn new<E>(content_type: &str, body: impl Stream<Item = Result<Bytes, E>> + Send + 'static) -> Option<Self>
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>> + Send + 'static,
    {
        let boundary = multer::parse_boundary(content_type).ok()?;
        let allowance = Arc::new(AtomicI64::new(REST_BYTES));
        Some(Self { parts: Multipart::new(measured(body, Arc::clone(&allowance)), boundary), allowance })
    }

    /// Reads the form to its end. Files that together have more than `most_bytes` are refused; the bytes are in
    /// `directory` under no name, and gone with what is answered.
    ///
    /// Errors: `PayloadTooLarge`; `BadRequest` where the form is none or breaks off.
    pub async fn read(mut self, directory: &Path, most_bytes: u64) -> Result<Filled> {
        let mut filled = Filled::default();
        let mut room = most_bytes;
        while let Some(part) = self.parts.next_field().await.map_err(|error| broken(&error))? {
            if filled.files.len() + filled.texts.len() == MOST_PARTS {
                return Err(Error::new(Code::BadUserInput, format!("A form has at most {MOST_PARTS} parts")));
            }
            // A file is sent under a name, or under the field that is for files.
            if part.file_name().is_some() || part.name() == Some(FILES) {
                let file = self.file(part, directory, room).await;
                if file.as_ref().is_err_and(|error| error.code() == Code::PayloadTooLarge) {
                    self.drain().await;
                }
                let file = file?;
                room -= file.size;
                filled.files.push(file);
            } else {
                let name = part.name().unwrap_or_default().to_owned();
                filled.texts.push((name, part.text().await.map_err(|error| broken(&error))?));
            }
        }
        Ok(filled)
    }

    async fn file(&self, mut part: Field<'static>, directory: &Path, room: u64) -> Result<Received> {
        if part.name() != Some(FILES) {
            let message = format!("Files are sent as \"{FILES}\", not as \"{}\"", part.name().unwrap_or_default());
            return Err(Error::new(Code::BadUserInput, message));
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let directory = directory.to_owned();
        let made = tokio::task::spawn_blocking(move || tempfile::tempfile_in(directory)).await;
        let mut file = tokio::fs::File::from_std(made.map_err(Error::internal)?.map_err(Error::internal)?);
        let mut size = 0;
        while let Some(chunk) = part.chunk().await.map_err(|error| broken(&error))? {
            self.allowance.fetch_add(i64::try_from(chunk.len()).unwrap_or(i64::MAX), Ordering::Relaxed);
            size += chunk.len() as u64;
            if size > room {
                return Err(too_large());
            }
            file.write_all(&chunk).await.map_err(Error::internal)?;
        }
        file.flush().await.map_err(Error::internal)?;
        Ok(Received { name, bytes: file.into_std().await, size })
    }

    async fn drain(&mut self) {
        let mut drained = 0;
        while let Ok(Some(mut part)) = self.parts.next_field().await {
            while let Ok(Some(chunk)) = part.chunk().await {
                self.allowance.fetch_add(i64::try_from(chunk.len()).unwrap_or(i64::MAX), Ordering::Relaxed);
                drained += chunk.len() as u64;
                if drained > DRAINED_BYTES {
                    return;
                }
            }
        }
    }
}

/// The body in small pieces, of which one at a time is ready, as the parser takes in whatever is, and looks for what it is
/// waiting for before it has seen the end. Goes on as long as no more than the allowance is of no file.
fn measured<E>(
    body: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    allowance: Arc<AtomicI64>,
) -> impl Stream<Item = Result<Bytes, Box<dyn std::error::Error + Send + Sync>>> + Send
where
    E: Into<Box<dyn std::error::Error + Send + Sync>> + Send + 'static,
{
    let mut first = true;
    let pieces = body.flat_map(|chunk| stream::iter(pieces(chunk))).then(move |piece| {
        let (allowance, follows) = (Arc::clone(&allowance), !std::mem::take(&mut first));
        async move {
            if follows {
                tokio::task::yield_now().await;
            }
            let piece = piece.map_err(Into::into)?;
            let length = i64::try_from(piece.len()).unwrap_or(i64::MAX);
            if allowance.fetch_sub(length, Ordering::Relaxed) < length { Err(Surplus.into()) } else { Ok(piece) }
        }
    });
    pieces.chain(stream::once(tokio::task::yield_now()).flat_map(|()| stream::empty()))
}

fn pieces<E>(chunk: Result<Bytes, E>) -> Vec<Result<Bytes, E>> {
    match chunk {
        Ok(mut rest) => {
            let mut pieces = Vec::new();
            while rest.len() > CHUNK_BYTES {
                pieces.push(Ok(rest.split_to(CHUNK_BYTES)));
            }
            pieces.push(Ok(rest));
            pieces
        }
        Err(error) => vec![Err(error)],
    }
}

/// There is too much in a form besides files.
#[derive(Debug)]
struct Surplus;

impl std::fmt::Display for Surplus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("too much besides files")
    }
}

impl std::error::Error for Surplus {}

fn broken(error: &multer::Error) -> Error {
    match error {
        multer::Error::StreamReadFailed(cause) if cause.is::<Surplus>() => too_large(),
        _ => Error::new(Code::BadRequest, "The request body is not a whole form"),
    }
}

fn too_large() -> Error {
    Error::new(Code::PayloadTooLarge, "The files are over the limit (upload.max_bytes)")
}
