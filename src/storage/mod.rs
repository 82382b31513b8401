//! Where the bytes of files are: in a directory of this machine, or in a bucket that speaks S3. It knows names and bytes,
//! no rows and no permissions. Start at [`Storage`].

mod bucket;

use std::fmt;
use std::path::Path as Directory;
use std::sync::Arc;

use object_store::buffered::BufWriter;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{Attribute, Attributes, ObjectStore, ObjectStoreExt};
use tokio::io::AsyncWriteExt;

pub use bucket::Bucket;

use crate::error::{Code, Error, Result};
use crate::media::kind::is_only_shown;

/// The path below which this server shows what is in its directory.
pub const LOCAL_PATH: &str = "/uploads";
/// For how long anybody may keep a file: what has changed has another name.
pub const CACHING: &str = "public, max-age=31536000, immutable";
/// How much of a file is in memory at a time; a smaller one is stored at once.
const BUFFER_BYTES: usize = 8 << 20;

/// A place for files. Clones share it.
#[derive(Clone)]
pub struct Storage {
    store: Arc<dyn ObjectStore>,
    place: Place,
}

#[derive(Clone)]
enum Place {
    Directory,
    /// A bucket: what stands before every name in it, and where it shows itself, with a slash at its end.
    Bucket {
        prefix: String,
        url: String,
    },
}

/// What is to be stored.
#[derive(Debug)]
pub enum Content {
    /// A whole file, from its beginning.
    File(std::fs::File),
    /// Bytes in memory.
    Bytes(Vec<u8>),
}

impl fmt::Debug for Storage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Storage({})", self.provider())
    }
}

impl Storage {
    /// A directory, made where it is missing.
    pub fn local(directory: &Directory) -> Result<Self> {
        std::fs::create_dir_all(directory).map_err(Error::internal)?;
        let store = LocalFileSystem::new_with_prefix(directory).map_err(Error::internal)?;
        Ok(Self { store: Arc::new(store), place: Place::Directory })
    }

    /// A bucket. It is not asked whether it is there.
    pub fn bucket(bucket: &Bucket) -> Result<Self> {
        let place = Place::Bucket { prefix: bucket.prefix.clone(), url: bucket.url() };
        Ok(Self { store: bucket.connect()?, place })
    }

    /// Any store that is like a bucket and shows its objects at `url`.
    pub fn like_a_bucket(store: Arc<dyn ObjectStore>, url: &str) -> Self {
        Self { store, place: Place::Bucket { prefix: String::new(), url: url.to_owned() } }
    }

    /// The place's name in a file's row, as Strapi calls it.
    pub fn provider(&self) -> &'static str {
        match self.place {
            Place::Directory => "local",
            Place::Bucket { .. } => "aws-s3",
        }
    }

    /// Where a browser finds a file: below this server's own address, or a whole address.
    pub fn url(&self, name: &str) -> String {
        match &self.place {
            Place::Directory => format!("{LOCAL_PATH}/{name}"),
            Place::Bucket { prefix, url } => format!("{url}{prefix}{name}"),
        }
    }

    /// Stores a file of type `mime`, all of it or nothing. A file of the same name is replaced.
    ///
    /// Errors: `ServiceUnavailable` where the place does not take it.
    pub async fn put(&self, name: &str, mime: &str, content: Content) -> Result<()> {
        let path = self.path(name)?;
        let mut writer = BufWriter::with_capacity(Arc::clone(&self.store), path, BUFFER_BYTES);
        if let Place::Bucket { .. } = self.place {
            writer = writer.with_attributes(attributes(mime));
        }
        let written = async {
            match content {
                Content::Bytes(bytes) => writer.write_all(&bytes).await?,
                Content::File(file) => {
                    let mut file = tokio::fs::File::from_std(file);
                    tokio::io::AsyncSeekExt::rewind(&mut file).await?;
                    tokio::io::copy(&mut file, &mut writer).await?;
                }
            }
            std::io::Result::Ok(())
        }
        .await;
        if let Err(error) = written {
            // Parts that have arrived are dropped; what remains of them is the place's to clear away.
            let _ = writer.abort().await;
            return Err(unavailable(error));
        }
        writer.shutdown().await.map_err(unavailable)
    }

    /// Removes a file. That there is none is no error.
    ///
    /// Errors: `ServiceUnavailable` where the place does not say that it is gone.
    pub async fn delete(&self, name: &str) -> Result<()> {
        match self.store.delete(&self.path(name)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// The place of a name, which is one step of a path and no way around.
    fn path(&self, name: &str) -> Result<Path> {
        if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\', '\0']) {
            return Err(Error::internal("a stored file has an impossible name"));
        }
        let prefix = match &self.place {
            Place::Directory => "",
            Place::Bucket { prefix, .. } => prefix,
        };
        Path::parse(format!("{prefix}{name}")).map_err(Error::internal)
    }
}

/// What a bucket tells browsers about a file, as this server does about those in its directory.
fn attributes(mime: &str) -> Attributes {
    let mut attributes = Attributes::new();
    attributes.insert(Attribute::ContentType, mime.to_owned().into());
    attributes.insert(Attribute::CacheControl, CACHING.into());
    if !is_only_shown(mime) {
        attributes.insert(Attribute::ContentDisposition, "attachment".into());
    }
    attributes
}

fn unavailable(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    tracing::error!(%error, "the place of files does not answer as it should");
    Error::internal(error).with_public(Code::ServiceUnavailable, "Files cannot be stored or removed at present")
}
