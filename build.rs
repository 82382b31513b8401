//! Builds the explorer from `explorer/` when npm is there, and packs its files for the binary.
//!
//! It works in `OUT_DIR` only, on a copy of the sources, with the versions of `package-lock.json`. Without npm, or when
//! npm fails, the server is built all the same and says in place of the page how to get it. `EXPLORER_BUNDLE=skip`
//! leaves the explorer out, `EXPLORER_BUNDLE=require` makes a missing one an error.

// Cargo takes a build script's directives from standard output.
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, io};

use flate2::Compression;
use flate2::write::GzEncoder;

const SOURCES: [&str; 7] =
    [".npmrc", "index.html", "package-lock.json", "package.json", "src", "tsconfig.json", "vite.config.ts"];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let sources = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("explorer");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", sources.join(source).display());
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=EXPLORER_BUNDLE");

    let wish = env::var("EXPLORER_BUNDLE").unwrap_or_default();
    let files = if wish == "skip" { Ok(Vec::new()) } else { build(&sources, &out.join("explorer")) };
    match files {
        Ok(files) => write_table(&files, &out),
        Err(error) if wish == "require" => Err(error),
        Err(error) => {
            println!("cargo::warning=The server is built without its explorer: {error}");
            write_table(&[], &out)
        }
    }
}

/// Runs the npm build on a copy of `sources` in `workshop` and gives back the files that came out of it.
fn build(sources: &Path, workshop: &Path) -> Result<Vec<PathBuf>> {
    if workshop.exists() {
        fs::remove_dir_all(workshop)?;
    }
    for source in SOURCES {
        copy(&sources.join(source), &workshop.join(source))?;
    }
    npm(&["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], workshop)?;
    npm(&["run", "build"], workshop)?;
    // Over a hundred megabytes that nothing needs any more.
    fs::remove_dir_all(workshop.join("node_modules"))?;
    let mut files = fs::read_dir(workshop.join("dist"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        fs::create_dir_all(to.parent().ok_or("a file is in a folder")?)?;
        fs::copy(from, to)?;
        return Ok(());
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

fn npm(arguments: &[&str], folder: &Path) -> Result<()> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("npm cannot be run ({error}); install Node.js 20 or newer"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let last_words = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    Err(format!("npm {} failed: {last_words}", arguments.join(" ")).into())
}

/// Compresses `files` and writes the Rust table that embeds them.
fn write_table(files: &[PathBuf], out: &Path) -> Result<()> {
    let mut table = String::from("&[\n");
    for file in files {
        let name = file.file_name().and_then(|name| name.to_str()).ok_or("a file's name is text")?;
        let packed = out.join(format!("{name}.gz"));
        let mut encoder = GzEncoder::new(File::create(&packed)?, Compression::best());
        encoder.write_all(&fs::read(file)?)?;
        encoder.finish()?;
        writeln!(
            table,
            "    Asset {{ name: {name:?}, gzip: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}.gz\")) }},"
        )?;
    }
    table.push(']');
    fs::write(out.join("explorer_assets.rs"), table)?;
    Ok(())
}
