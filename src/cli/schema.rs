//! `keyway schema`

use clap::Args;

use super::arguments::Settings;
use super::failure::Outcome;
use super::{input, output};
use crate::access::PermissionSet;
use crate::app;
use crate::auth::Credential;
use crate::error::Result;
use crate::graphql::management;
use crate::service::Services;

/// Which schema; the content API's in full when nothing is said.
#[derive(Args)]
#[group(multiple = false)]
pub struct Arguments {
    /// The management API
    #[arg(long)]
    management: bool,
    /// The content API as a token sees it; - reads the secret from standard input
    #[arg(long, value_name = "SECRET", allow_hyphen_values = true)]
    token: Option<String>,
}

/// Runs the command.
pub async fn run(settings: &Settings, arguments: &Arguments) -> Outcome {
    if arguments.management {
        return print(&management::sdl());
    }
    let config = settings.load()?;
    let services = app::open_services(&config).await?;
    let permissions = match arguments.token.as_deref() {
        None => PermissionSet::full_access(),
        Some("-") => seen_by(&services, &input::secret_line("a token's secret")?).await?,
        Some(secret) => seen_by(&services, secret).await?,
    };
    print(&app::content_endpoint(&config, &services).sdl(&permissions)?)
}

async fn seen_by(services: &Services, secret: &str) -> Result<PermissionSet> {
    let credential = Credential::from_header(Some(&format!("Bearer {secret}")));
    Ok(PermissionSet::clone(&services.authenticator.authenticate(&credential).await?.permissions))
}

fn print(sdl: &str) -> Outcome {
    output::line(sdl.trim_end())
}
