//! `keyway serve`

use super::arguments::Settings;
use super::failure::Outcome;
use super::output;
use crate::app::{self, Server};
use crate::http::server::stop_signal;
use crate::service::setup;
use crate::telemetry;

/// Serves until the operating system asks the program to end.
pub async fn run(settings: &Settings) -> Outcome {
    let config = settings.load()?;
    let services = app::open_services(&config).await?;
    let server = Server::bind(&config, services).await?;
    // What stops a server from starting is said in one line; the log begins when it is up.
    telemetry::start(&config.log);
    if let Some(url) = server.admin_url()
        && let Some(code) = setup::new_code(server.services()).await?
    {
        output::line(&format!("No administrator yet. Make the first one at {url}/admin/setup?code={}", code.as_str()))?;
        output::line("(works once), or with: keyway admin create --email you@example.com")?;
    }
    tracing::info!(url = server.url(), "serving");
    Ok(server.run(stop_signal()).await?)
}
