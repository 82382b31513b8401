//! The command line: one file per command. Data goes to standard output, everything else to standard error.
//!
//! A command may use everything below it and makes no rules of its own: it turns arguments into a use case's input and
//! prints the answer. Start at [`run`]; [`failure`] decides the line and the exit code of what goes wrong.

mod admin;
mod arguments;
mod config;
mod content;
mod content_types;
mod demo;
mod expiry;
mod failure;
mod input;
mod locales;
mod migrate;
mod output;
mod progress;
mod schema;
mod serve;
mod token;

use std::future::Future;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

use arguments::Settings;
use failure::{Failure, Outcome};

/// A content API gateway whose tokens open exactly what they say.
#[derive(Parser)]
#[command(name = "keyway", version, max_term_width = 100, propagate_version = true, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve example content with an administrator and four tokens, ready to try.
    Demo,
    /// Serve the content and management APIs.
    Serve,
    /// Bring the system tables up to date, or show which migrations have run.
    Migrate(migrate::Arguments),
    /// Create and list administrators, and set their passwords.
    #[command(subcommand)]
    Admin(admin::Command),
    /// Manage API tokens.
    #[command(subcommand)]
    Token(token::Command),
    /// Take the content out as a file, and put such a file in.
    #[command(subcommand)]
    Content(content::Command),
    /// Apply, write and list content types as schema.json files.
    #[command(subcommand)]
    ContentTypes(content_types::Command),
    /// Manage the locales of the content.
    #[command(subcommand)]
    Locales(locales::Command),
    /// Print the SDL of an API.
    Schema(schema::Arguments),
    /// Print the effective configuration, secrets masked.
    Config,
}

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let outcome = match Cli::try_parse() {
        Ok(cli) => execute(cli),
        Err(error) => failure::from_clap(&error),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn execute(cli: Cli) -> Outcome {
    let settings = cli.settings;
    match cli.command {
        Command::Demo => block_on(demo::run(&settings)),
        Command::Serve => block_on(serve::run(&settings)),
        Command::Migrate(arguments) => block_on(migrate::run(&settings, &arguments)),
        Command::Admin(command) => block_on(admin::run(&settings, command)),
        Command::Token(command) => block_on(token::run(&settings, command)),
        Command::Content(command) => block_on(content::run(&settings, command)),
        Command::ContentTypes(command) => block_on(content_types::run(&settings, command)),
        Command::Locales(command) => block_on(locales::run(&settings, command)),
        Command::Schema(arguments) => block_on(schema::run(&settings, &arguments)),
        Command::Config => config::run(&settings),
    }
}

/// How long work that was cut off may take to notice it, before the process ends over its head.
const LAST_WORK: Duration = Duration::from_secs(1);

/// Runs a command on a runtime of its own. Short reads of content run on the workers, so there are more of them than
/// cores.
fn block_on(command: impl Future<Output = Outcome>) -> Outcome {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads((2 * cores).max(4))
        .enable_all()
        .build()
        .map_err(|error| Failure::of(format!("cannot start threads: {error}")))?;
    let outcome = runtime.block_on(command);
    runtime.shutdown_timeout(LAST_WORK);
    outcome
}
