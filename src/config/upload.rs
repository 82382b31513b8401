//! What may be uploaded, and where it goes.

use serde::{Deserialize, Serialize};

use super::MaskedText;
use crate::service::files::Rules;
use crate::storage::Bucket;

/// The table `upload` of the configuration.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Upload {
    /// Where files are: `local`, which is the folder `uploads` in `data_dir`, or `s3`. Default `local`.
    pub provider: Provider,
    /// Size of all files of a request together, in bytes. Default 209,715,200 (200 MiB).
    pub max_bytes: u64,
    /// Time for a request that uploads, in seconds, instead of `limits.request_seconds`. Default 600.
    pub request_seconds: u64,
    /// Pixels of an image up to which smaller forms of it are made. Default 50,000,000.
    pub max_pixels: u64,
    /// Types that may be uploaded: `image/png`, `image/*`, or `*/*` for all. Default `*/*`.
    pub allowed_types: Vec<String>,
    /// Types that may not, whatever `allowed_types` says. Default none.
    pub denied_types: Vec<String>,
    /// The bucket, where `provider` is `s3`.
    pub s3: S3,
}

/// Where files are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// The folder `uploads` in `data_dir`.
    Local,
    /// A bucket that speaks S3.
    S3,
}

/// The table `upload.s3` of the configuration.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct S3 {
    /// The bucket's name.
    pub bucket: String,
    /// Such as `eu-central-1`.
    pub region: String,
    /// The address of a service that is not Amazon's, without a slash at its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// Default: what the machine itself is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_key_id: Option<String>,
    /// The other half of the access key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_access_key: Option<MaskedText>,
    /// A folder in the bucket. Default none.
    pub prefix: String,
    /// Where browsers find the bucket, without a slash at its end. Default: its own address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
}

impl Default for Upload {
    fn default() -> Self {
        let rules = Rules::default();
        Self {
            provider: Provider::Local,
            max_bytes: rules.most_bytes,
            request_seconds: 600,
            max_pixels: rules.most_pixels,
            allowed_types: rules.allowed,
            denied_types: rules.denied,
            s3: S3::default(),
        }
    }
}

impl Upload {
    /// What may be uploaded.
    pub fn rules(&self) -> Rules {
        Rules {
            most_bytes: self.max_bytes,
            most_pixels: self.max_pixels,
            allowed: self.allowed_types.clone(),
            denied: self.denied_types.clone(),
        }
    }

    /// The first rule that is broken: its key and what was expected.
    pub(super) fn check(&self) -> Result<(), (&'static str, String)> {
        for (key, value) in [("upload.max_bytes", self.max_bytes), ("upload.request_seconds", self.request_seconds)] {
            if value == 0 {
                return Err((key, "expected a number above 0".to_owned()));
            }
        }
        for (key, types) in [("upload.allowed_types", &self.allowed_types), ("upload.denied_types", &self.denied_types)]
        {
            if !types.iter().all(|pattern| is_type(pattern)) {
                return Err((key, "expected types such as image/png, image/* or */*".to_owned()));
            }
        }
        if self.provider == Provider::S3 { self.s3.check() } else { Ok(()) }
    }
}

fn is_type(pattern: &str) -> bool {
    pattern.split_once('/').is_some_and(|(kind, sort)| {
        !kind.is_empty() && !sort.is_empty() && !sort.contains('/') && (kind != "*" || sort == "*")
    })
}

impl S3 {
    /// The bucket to connect to.
    pub fn bucket(&self) -> Bucket {
        let secret = self.secret_access_key.as_ref().map(|secret| secret.expose().to_owned());
        let prefix = self.prefix.trim_matches('/');
        Bucket {
            name: self.bucket.clone(),
            region: self.region.clone(),
            endpoint: self.endpoint.clone(),
            key: self.access_key_id.clone().zip(secret),
            prefix: if prefix.is_empty() { String::new() } else { format!("{prefix}/") },
            public_url: self.public_url.clone(),
        }
    }

    fn check(&self) -> Result<(), (&'static str, String)> {
        for (key, value) in [("upload.s3.bucket", &self.bucket), ("upload.s3.region", &self.region)] {
            if value.is_empty() {
                return Err((key, "expected a name, as upload.provider is s3".to_owned()));
            }
        }
        for (key, url) in [("upload.s3.endpoint", &self.endpoint), ("upload.s3.public_url", &self.public_url)] {
            if url.as_deref().is_some_and(|url| super::source::after_scheme(url).is_none_or(|rest| rest.ends_with('/')))
            {
                return Err((
                    key,
                    "expected an address such as https://example.com, without a slash at its end".to_owned(),
                ));
            }
        }
        if self.access_key_id.is_some() != self.secret_access_key.is_some() {
            let expected = "expected both halves of the access key: access_key_id and secret_access_key";
            return Err(("upload.s3.access_key_id", expected.to_owned()));
        }
        Ok(())
    }
}
