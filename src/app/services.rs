//! The use cases' surroundings, opened from a configuration.

use std::path::PathBuf;

use super::open_database;
use crate::auth::keys;
use crate::clock::Clock;
use crate::config::{Concealment, Config, MaskedText, Provider};
use crate::error::{Code, Error, Result};
use crate::graphql::content;
use crate::id::Entropy;
use crate::rest;
use crate::service::Services;
use crate::service::files::Files;
use crate::storage::Storage;

/// Opens everything that use cases need, on the system's clock and randomness.
pub async fn open_services(config: &Config) -> Result<Services> {
    services_with(config, Clock::system(), Entropy::system()).await
}

/// Opens everything that use cases need, on this clock and this randomness.
pub async fn services_with(config: &Config, clock: Clock, entropy: Entropy) -> Result<Services> {
    let database = open_database(config).await?;
    if config.migrate {
        database.migrate().await?;
    } else if let [first, ..] = database.pending_migrations().await?.as_slice() {
        let message = format!("The system tables are not up to date ({first} has not run); run: keyway migrate up");
        return Err(Error::new(Code::ServiceUnavailable, message));
    }
    let configured = config.token_key.as_ref().map(MaskedText::expose);
    let keys = keys::load(&config.data_dir, configured, &entropy)?;
    Services::open(database, clock, entropy, keys, files(config)?).await
}

/// The bytes of uploaded files, in the configured place.
fn files(config: &Config) -> Result<Files> {
    let storage = match config.upload.provider {
        Provider::Local => Storage::local(&uploads_directory(config))?,
        Provider::S3 => Storage::bucket(&config.upload.s3.bucket())?,
    };
    Ok(Files::new(storage, config.upload.rules(), config.data_dir.clone()))
}

/// Where the bytes of files are that this machine keeps itself.
pub(super) fn uploads_directory(config: &Config) -> PathBuf {
    config.data_path("uploads")
}

/// The content API in GraphQL over these services.
pub fn content_endpoint(config: &Config, services: &Services) -> content::Endpoint {
    let settings = content::Settings {
        limits: config.limits.document(),
        pages: config.limits.pages(),
        cost: config.limits.cost,
        conceal: config.concealment == Concealment::Strict,
        introspection: config.introspection,
    };
    content::Endpoint::new(services.clone(), settings)
}

/// The content API in REST over these services.
pub fn rest_endpoint(config: &Config, services: &Services) -> rest::Endpoint {
    let settings = rest::Settings {
        pages: config.rest.pages(&config.limits),
        cost: config.limits.cost,
        conceal: config.concealment == Concealment::Strict,
        strict: config.rest.strict_params,
        count: config.rest.with_count,
    };
    rest::Endpoint::new(services.clone(), settings)
}
