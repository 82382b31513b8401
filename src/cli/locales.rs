//! `keyway locales`

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::arguments::Settings;
use super::failure::Outcome;
use super::output;
use crate::access::management::Granted;
use crate::app;
use crate::service::locales::{self, Locale, LocaleChanges};

/// What to do with locales.
#[derive(Subcommand)]
pub enum Command {
    /// List the locales.
    List,
    /// Add a locale.
    Add {
        /// The code, such as fr or pt-BR
        code: String,
        /// The name for people; the code if missing
        #[arg(long)]
        name: Option<String>,
    },
    /// Make a locale the one that is meant where a request names none.
    Default {
        /// The code
        code: String,
    },
    /// Remove a locale with the entries in it.
    Remove(Remove),
}

/// The flags of `remove`.
#[derive(Args)]
pub struct Remove {
    /// The code
    code: String,
    /// Go ahead although there are entries in the locale
    #[arg(long)]
    confirm_data_loss: bool,
}

/// Runs the command.
pub async fn run(settings: &Settings, command: Command) -> Outcome {
    let services = app::open_services(&settings.load()?).await?;
    match command {
        Command::List => print(settings, &locales::list(&services, &Granted::operator()).await?),
        Command::Add { code, name } => {
            print(settings, &[locales::create(&services, &Granted::operator(), &code, name.as_deref()).await?])
        }
        Command::Default { code } => {
            let changes = LocaleChanges { name: None, make_default: true };
            print(settings, &[locales::update(&services, &Granted::operator(), &code, changes).await?])
        }
        Command::Remove(Remove { code, confirm_data_loss }) => {
            locales::delete(&services, &Granted::operator(), &code, confirm_data_loss).await?;
            if settings.json { output::json(&json!({ "deleted": code })) } else { output::line("Removed.") }
        }
    }
}

fn print(settings: &Settings, locales: &[Locale]) -> Outcome {
    if settings.json {
        let locales = locales
            .iter()
            .map(|Locale { code, name, is_default }| json!({ "code": code, "name": name, "isDefault": is_default }));
        return output::json(&locales.collect::<Vec<Value>>());
    }
    let rows = locales.iter().map(|Locale { code, name, is_default }| {
        [code.clone(), name.clone(), if *is_default { "yes" } else { "" }.to_owned()]
    });
    output::table(["CODE", "NAME", "DEFAULT"], &rows.collect::<Vec<_>>())
}
