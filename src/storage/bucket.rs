//! A bucket that speaks S3.

use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::{ClientOptions, ObjectStore, RetryConfig};

use crate::error::{Error, Result};

/// For how long a request may be repeated, so that whoever waits gets an answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// For how long the bucket may say nothing.
const SILENCE: Duration = Duration::from_secs(30);

/// Which bucket, and how to get in. No `Debug`, as it holds a secret.
pub struct Bucket {
    /// The bucket's name.
    pub name: String,
    /// Such as `eu-central-1`.
    pub region: String,
    /// The address of a service that is not Amazon's, without a slash at its end.
    pub endpoint: Option<String>,
    /// The access key and its secret; without, what the machine itself is given.
    pub key: Option<(String, String)>,
    /// What stands before every name: empty, or with a slash at its end.
    pub prefix: String,
    /// Where browsers find the bucket, without a slash at its end; its own address where there is none.
    pub public_url: Option<String>,
}

impl Bucket {
    /// Where browsers find the bucket, with a slash at its end.
    pub(super) fn url(&self) -> String {
        match (&self.public_url, &self.endpoint) {
            (Some(url), _) => format!("{url}/"),
            (None, Some(endpoint)) => format!("{endpoint}/{}/", self.name),
            (None, None) => format!("https://{}.s3.{}.amazonaws.com/", self.name, self.region),
        }
    }

    pub(super) fn connect(&self) -> Result<Arc<dyn ObjectStore>> {
        // Its client is built without a default of its own. Where the process has one already, that does as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let plain = self.endpoint.as_ref().is_some_and(|endpoint| endpoint.starts_with("http://"));
        let client = ClientOptions::new().with_allow_http(plain).with_timeout_disabled().with_read_timeout(SILENCE);
        let retry = RetryConfig { max_retries: 3, retry_timeout: PATIENCE, ..RetryConfig::default() };
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(&self.name)
            .with_region(&self.region)
            .with_client_options(client)
            .with_retry(retry)
            // Not everything that speaks S3 can delete many at a time.
            .with_disable_bulk_delete(true);
        if let Some(endpoint) = &self.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        if let Some((key, secret)) = &self.key {
            builder = builder.with_access_key_id(key).with_secret_access_key(secret);
        }
        Ok(Arc::new(builder.build().map_err(Error::internal)?))
    }
}
