//! `keyway content`

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde_json::json;

use super::arguments::Settings;
use super::failure::{Failure, Outcome};
use super::output;
use super::progress::ProgressBar;
use crate::app;
use crate::service::Services;
use crate::service::transfer::{self, Import, Imported, Options, Progress, Stage};

/// What to do with content.
#[derive(Subcommand)]
pub enum Command {
    /// Write every entry as a line of JSON, drafts and private attributes included; no passwords.
    Export(Export),
    /// Store the entries of such a file. A run that was cut off is taken up by the next run of the same file.
    Import(ImportFile),
}

/// The flags of `export`.
#[derive(Args)]
pub struct Export {
    /// The file to make; - for standard output
    file: PathBuf,
    /// Only entries of this content type, by its singular name; may be given several times
    #[arg(long = "type", value_name = "NAME")]
    types: Vec<String>,
}

/// The flags of `import`.
#[derive(Args)]
pub struct ImportFile {
    /// The file
    file: PathBuf,
    /// Overwrite entries that are there already
    #[arg(long)]
    replace: bool,
    /// Begin anew although an earlier run of this file was cut off
    #[arg(long)]
    restart: bool,
}

/// Runs the command.
pub async fn run(settings: &Settings, command: Command) -> Outcome {
    let config = settings.load()?;
    match command {
        Command::Export(export) => self::export(settings, &app::open_services(&config).await?, &export).await,
        Command::Import(import) => {
            // Before a database is made for a file that is not there.
            let file = open(&import.file)?;
            self::import(settings, &app::open_services(&config).await?, file, &import).await
        }
    }
}

async fn export(settings: &Settings, services: &Services, export: &Export) -> Outcome {
    let mut bar = ProgressBar::of_entries();
    let mut progress = |done, total| bar.show("exporting", done, total);
    if export.file == Path::new("-") {
        let mut out = BufWriter::new(io::stdout().lock());
        transfer::export(services, &export.types, &mut out, &mut progress).await?;
        return Ok(());
    }
    // Whoever finds the file under its name finds all of it.
    let partial = partial(&export.file);
    let written = async {
        let mut out = BufWriter::new(File::create(&partial).map_err(|error| named(&partial, &error))?);
        let entries = transfer::export(services, &export.types, &mut out, &mut progress).await?;
        out.into_inner().map_err(io::IntoInnerError::into_error).and_then(|file| file.sync_all())?;
        fs::rename(&partial, &export.file).map_err(|error| named(&export.file, &error))?;
        Ok::<u64, Failure>(entries)
    };
    let entries = written.await.inspect_err(|_| drop(fs::remove_file(&partial)))?;
    bar.end();
    if settings.json {
        return output::json(&json!({ "entries": entries }));
    }
    output::line(&format!("Wrote {entries} entries to {}.", export.file.display()))
}

async fn import(settings: &Settings, services: &Services, file: File, import: &ImportFile) -> Outcome {
    let size = file.metadata()?.len();
    let options = Options { replace: import.replace, restart: import.restart };
    let mut bar = ProgressBar::of_bytes();
    let show = |progress: Progress| bar.show(name(progress.stage), progress.bytes, size);
    let Imported { entries, resumed } = Import::new(services, BufReader::new(file), options, show).run().await?;
    bar.end();
    if settings.json {
        return output::json(&json!({ "entries": entries, "resumed": resumed.is_some() }));
    }
    if let Some((stage, line)) = resumed {
        output::line(&format!(
            "An earlier run had stopped after line {line} of {}; this one went on there.",
            name(stage)
        ))?;
    }
    output::line(&format!("Imported {entries} entries."))
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Checking => "checking",
        Stage::Rows => "storing",
        Stage::Contents => "linking",
    }
}

fn open(path: &Path) -> Result<File, Failure> {
    let file = File::open(path).map_err(|error| named(path, &error))?;
    if file.metadata()?.is_file() {
        return Ok(file);
    }
    Err(Failure::of_input(format!("{} is no file; an import reads its file several times", path.display())))
}

fn partial(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn named(path: &Path, error: &io::Error) -> Failure {
    Failure::of_input(format!("{}: {error}", path.display()))
}
