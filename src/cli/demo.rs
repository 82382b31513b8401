//! `keyway demo`

use std::path::PathBuf;

use serde_json::json;

use super::arguments::Settings;
use super::failure::{Failure, Outcome};
use super::output;
use crate::app::Server;
use crate::app::demo::{self, Credentials};
use crate::config::{Config, LogFormat};
use crate::http::server::stop_signal;
use crate::telemetry;

/// Serves the example content until the operating system asks the program to end.
pub async fn run(settings: &Settings) -> Outcome {
    let config = configuration(settings)?;
    let (services, credentials) = demo::open(&config).await?;
    let server = Server::bind(&config, services).await?;
    telemetry::start(&config.log);
    announce(settings, &config, server.url(), &credentials)?;
    Ok(server.run(stop_signal()).await?)
}

/// The configuration with a data directory and a database that only flags choose, so that a demo never touches the data
/// of a server that is configured where it is tried out.
fn configuration(settings: &Settings) -> Result<Config, Failure> {
    if settings.database_url.is_some() {
        return Err(Failure::of_input("--database-url: the demo keeps its content in its data directory"));
    }
    let mut config = settings.load()?;
    config.database_url = None;
    config.token_key = None;
    config.data_dir = settings.data_dir.clone().unwrap_or_else(|| PathBuf::from("./keyway-demo"));
    // What a visitor should see is the announcement, not a line for each request.
    if settings.log_level.is_none() && config.log.format == LogFormat::Auto && config.log.level == "info" {
        "warn".clone_into(&mut config.log.level);
    }
    Ok(config)
}

fn announce(settings: &Settings, config: &Config, url: &str, credentials: &Credentials) -> Outcome {
    if settings.json {
        return output::json(&json!({ "url": url, "admin": credentials.admin, "tokens": credentials.tokens }));
    }
    let Credentials { admin, tokens } = credentials;
    let content = format!("{url}{}", config.graphql.endpoint);
    let curl = |query: &str| {
        format!(
            "  curl -s {content} \\\n    -H 'Authorization: Bearer {}' -H 'Content-Type: application/json' \\\n    \
             -d '{{\"query\":\"{query}\"}}'\n",
            tokens.custom
        )
    };
    output::text(&format!(
        "Keyway serves its demo at {url}\n\n\
         Administrator    {}  {}\n\n\
         Read only        {}\n\
         Full access      {}\n\
         Blog front end   {}\n\
         Expired          {}\n\n\
         \"Blog front end\" may read the titles and authors of articles:\n\n{}\n\
         and not their prices (FORBIDDEN, with the missing permission):\n\n{}\n\
         Explorer: {content}   Secrets are kept in {}\n\
         Stop with Ctrl-C; the same content and tokens are here next time.\n",
        admin.email,
        admin.password,
        tokens.read_only,
        tokens.full_access,
        tokens.custom,
        tokens.expired,
        curl("{ articles(pagination: {limit: 2}) { title author { name } categories { name } } }"),
        curl("{ articles { title price } }"),
        demo::file(&config.data_dir).display(),
    ))
}
