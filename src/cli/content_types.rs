//! `keyway content-types`

use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::arguments::Settings;
use super::failure::{Failure, Outcome};
use super::output;
use crate::access::management::Granted;
use crate::app;
use crate::catalog::diff::ChangePlan;
use crate::catalog::{Catalog, ContentType};
use crate::service::model::{Consent, Edit};
use crate::service::{Services, content_types, schema_files};

/// What to do with content types.
#[derive(Subcommand)]
pub enum Command {
    /// Make the schema.json files of a folder the content model; shows what that does to the tables.
    Apply(Apply),
    /// Write the content model to a folder as schema.json files.
    Pull {
        /// The folder; made if missing
        directory: PathBuf,
    },
    /// List the content types and components.
    List,
    /// Check the schema.json files of a folder together; touches no database.
    Check {
        /// The folder
        directory: PathBuf,
    },
}

/// The flags of `apply`.
#[derive(Args)]
pub struct Apply {
    /// The folder; its files are the whole content model
    directory: PathBuf,
    /// Show the plan and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Go ahead although stored values are lost
    #[arg(long)]
    confirm_data_loss: bool,
}

/// Runs the command.
pub async fn run(settings: &Settings, command: Command) -> Outcome {
    let config = settings.load()?;
    if let Command::Check { directory } = &command {
        return print_types(settings, &schema_files::check(directory)?);
    }
    let services = app::open_services(&config).await?;
    match command {
        Command::Apply(apply) => self::apply(settings, &services, &apply).await,
        Command::Pull { directory } => {
            let written = schema_files::write(&directory, &services.model.current())?;
            let written = written.iter().map(|file| file.display().to_string()).collect::<Vec<_>>();
            if settings.json {
                return output::json(&json!({ "written": written }));
            }
            output::text(&lines(&written))
        }
        Command::List | Command::Check { .. } => print_types(settings, &services.model.current()),
    }
}

async fn apply(settings: &Settings, services: &Services, apply: &Apply) -> Outcome {
    let definitions = schema_files::read(&apply.directory)?;
    let revision = services.model.generation().revision;
    let plan = services.model.plan(Edit::Replace(definitions.clone()))?;
    let losses = plan.losses().len();
    let applies = !apply.dry_run && (losses == 0 || apply.confirm_data_loss);
    if applies {
        // What is done is what was planned, or nothing.
        let consent = Consent { data_loss: apply.confirm_data_loss, expected_revision: Some(revision) };
        content_types::replace(services, &Granted::operator(), definitions, consent).await?;
    }
    print_plan(settings, &plan, applies)?;
    if applies || apply.dry_run {
        return Ok(());
    }
    Err(Failure::of_input(format!(
        "nothing was changed: {losses} of the steps lose stored values; --confirm-data-loss goes ahead"
    )))
}

fn print_plan(settings: &Settings, plan: &ChangePlan, applied: bool) -> Outcome {
    if settings.json {
        let steps = plan
            .steps
            .iter()
            .map(|step| json!({ "description": step.description, "losesData": step.loses_data, "sql": step.sql }));
        return output::json(&json!({
            "created": plan.created,
            "changed": plan.changed,
            "deleted": plan.deleted,
            "steps": steps.collect::<Vec<Value>>(),
            "applied": applied,
        }));
    }
    if plan.is_empty() {
        return output::line("Nothing changes.");
    }
    let sections = [("create", &plan.created), ("change", &plan.changed), ("delete", &plan.deleted)];
    let types = sections.iter().flat_map(|(verb, names)| names.iter().map(move |name| format!("{verb}  {name}")));
    let steps = plan.steps.iter().map(|step| {
        let mark = if step.loses_data { "LOSES DATA  " } else { "" };
        format!("  {mark}{}", step.description)
    });
    output::text(&lines(&types.chain(steps).collect::<Vec<_>>()))?;
    if applied { output::line("Applied.") } else { Ok(()) }
}

fn lines(lines: &[String]) -> String {
    lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
}

fn print_types(settings: &Settings, catalog: &Catalog) -> Outcome {
    if settings.json {
        let types = defined(catalog).map(|content_type| {
            json!({
                "singularName": content_type.singular,
                "pluralName": content_type.plural,
                "uid": content_type.uid,
                "kind": content_type.kind.name(),
                "draftAndPublish": content_type.draft_and_publish,
                "attributes": content_type.attributes.keys().collect::<Vec<_>>(),
            })
        });
        return output::json(&types.collect::<Vec<Value>>());
    }
    let rows = defined(catalog).map(|content_type| {
        let drafts = if content_type.draft_and_publish { "drafts" } else { "" };
        [
            content_type.singular.clone(),
            content_type.kind.name().to_owned(),
            drafts.to_owned(),
            content_type.table.clone(),
        ]
    });
    output::table(["NAME", "KIND", "DRAFTS", "TABLE"], &rows.collect::<Vec<_>>())
}

/// What people define, without the types that the program brings along.
fn defined(catalog: &Catalog) -> impl Iterator<Item = &ContentType> {
    catalog.models().map(Arc::as_ref).filter(|content_type| !content_type.is_built_in())
}
