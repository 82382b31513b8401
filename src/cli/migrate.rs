//! `keyway migrate`

use clap::{Args, Subcommand};
use serde_json::json;

use super::arguments::Settings;
use super::failure::Outcome;
use super::output;
use crate::app;
use crate::store::Database;

/// What to do; bringing the tables up to date when nothing is said.
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Clone, Copy, Subcommand)]
enum Command {
    /// Run the migrations that have not run yet.
    Up,
    /// List the migrations that have not run yet; changes nothing.
    Status,
}

/// Runs the command.
pub async fn run(settings: &Settings, arguments: &Arguments) -> Outcome {
    let config = settings.load()?;
    let status = matches!(arguments.command, Some(Command::Status));
    let database = if status {
        Database::open_existing(&config.database_url()).await?
    } else {
        app::open_database(&config).await?
    };
    let pending = database.pending_migrations().await?;
    if !status {
        database.migrate().await?;
    }
    database.close().await;
    let heading = if status { "pending" } else { "applied" };
    if settings.json {
        return output::json(&json!({ heading: pending }));
    }
    match pending.as_slice() {
        [] => output::line("The system tables are up to date."),
        names => output::table([heading], &names.iter().map(|name| [name.clone()]).collect::<Vec<_>>()),
    }
}
