//! `keyway config`

use super::arguments::Settings;
use super::failure::Outcome;
use super::output;

/// Prints the effective configuration, secrets masked.
pub fn run(settings: &Settings) -> Outcome {
    let config = settings.load()?;
    if settings.json { output::json(&config) } else { output::text(&config.to_toml()) }
}
