//! Builds the web applications, `explorer/` and `admin/`, when npm is there, and packs their files for the binary.
//!
//! It works in `OUT_DIR` only, on a copy of the sources, with the versions of `package-lock.json`, and builds an
//! application again only when its sources have changed. Without npm, or when npm fails, the server is built all the same
//! and says in place of the page how to get it. `EXPLORER_BUNDLE=skip` and `PANEL_BUNDLE=skip` leave one out, `require`
//! makes a missing one an error.

// Cargo takes a build script's directives from standard output.
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, io};

use flate2::Compression;
use flate2::write::GzEncoder;

/// A web application: its folder in the repository, and what it is called elsewhere.
struct Bundle {
    folder: &'static str,
    name: &'static str,
    variable: &'static str,
    pages: &'static [&'static str],
}

const BUNDLES: [Bundle; 2] = [
    Bundle {
        folder: "explorer",
        name: "explorer",
        variable: "EXPLORER_BUNDLE",
        pages: &["index.html", "reference.html"],
    },
    Bundle { folder: "admin", name: "panel", variable: "PANEL_BUNDLE", pages: &["index.html"] },
];

/// What every application is made from, besides its pages.
const SOURCES: [&str; 6] = [".npmrc", "package-lock.json", "package.json", "src", "tsconfig.json", "vite.config.ts"];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let repository = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    BUNDLES.iter().try_for_each(|bundle| bundle.embed(&repository, &out))
}

impl Bundle {
    /// Leaves the table of the application's files in `out`.
    fn embed(&self, repository: &Path, out: &Path) -> Result<()> {
        let folder = repository.join(self.folder);
        for source in self.sources() {
            println!("cargo::rerun-if-changed={}", folder.join(source).display());
        }
        println!("cargo::rerun-if-env-changed={}", self.variable);

        let wish = env::var(self.variable).unwrap_or_default();
        if wish == "skip" {
            return self.write_table(&[], "skipped", out);
        }
        let stamp = self.fingerprint(&folder)?;
        if fs::read_to_string(self.stamp_file(out)).is_ok_and(|built| built == stamp) {
            return Ok(());
        }
        match self.build(&folder, &out.join(self.name)) {
            Ok(files) => self.write_table(&files, &stamp, out),
            Err(error) if wish == "require" => Err(error),
            Err(error) => {
                println!("cargo::warning=The server is built without its {}: {error}", self.name);
                self.write_table(&[], "failed", out)
            }
        }
    }

    /// Compresses `files` and writes the Rust table that embeds them, and last of all what they were made from.
    fn write_table(&self, files: &[PathBuf], stamp: &str, out: &Path) -> Result<()> {
        let mut table = String::from("&[\n");
        for file in files {
            let name = file.file_name().and_then(|name| name.to_str()).ok_or("a file's name is text")?;
            let packed = format!("{}-{name}", self.name);
            pack(&fs::read(file)?, &out.join(&packed))?;
            let included = |coding| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{packed}.{coding}\"))");
            let (gzip, brotli) = (included("gz"), included("br"));
            writeln!(table, "    super::bundle::Asset {{ name: {name:?}, gzip: {gzip}, brotli: {brotli} }},")?;
        }
        table.push(']');
        fs::write(out.join(format!("{}_assets.rs", self.name)), table)?;
        fs::write(self.stamp_file(out), stamp)?;
        Ok(())
    }

    fn stamp_file(&self, out: &Path) -> PathBuf {
        out.join(format!("{}.stamp", self.name))
    }

    fn sources(&self) -> impl Iterator<Item = &'static str> {
        SOURCES.into_iter().chain(self.pages.iter().copied())
    }

    /// Identifies everything that the application and its table are made from.
    fn fingerprint(&self, folder: &Path) -> Result<String> {
        let mut hasher = DefaultHasher::new();
        fs::read("build.rs")?.hash(&mut hasher);
        for source in self.sources() {
            for file in files_below(&folder.join(source))? {
                file.hash(&mut hasher);
                fs::read(&file)?.hash(&mut hasher);
            }
        }
        Ok(format!("{:016x}", hasher.finish()))
    }

    /// Runs the npm build on a copy of `folder` in `workshop` and gives back the files that came out of it.
    fn build(&self, folder: &Path, workshop: &Path) -> Result<Vec<PathBuf>> {
        if workshop.exists() {
            fs::remove_dir_all(workshop)?;
        }
        for source in self.sources() {
            copy(&folder.join(source), &workshop.join(source))?;
        }
        npm(&["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"], workshop)?;
        npm(&["run", "build"], workshop)?;
        // Over a hundred megabytes that nothing needs any more.
        fs::remove_dir_all(workshop.join("node_modules"))?;
        entries_of(&workshop.join("dist"))
    }
}

/// Writes `content` once for browsers, which know Brotli, and once for everybody.
fn pack(content: &[u8], target: &Path) -> Result<()> {
    let mut gzip = GzEncoder::new(File::create(target.with_added_extension("gz"))?, Compression::best());
    gzip.write_all(content)?;
    gzip.finish()?;
    let mut brotli = brotli::CompressorWriter::new(File::create(target.with_added_extension("br"))?, 1 << 16, 11, 22);
    brotli.write_all(content)?;
    drop(brotli.into_inner());
    Ok(())
}

fn files_below(path: &Path) -> Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let below = entries_of(path)?.iter().map(|entry| files_below(entry)).collect::<Result<Vec<_>>>()?;
    Ok(below.concat())
}

fn entries_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        fs::create_dir_all(to.parent().ok_or("a file is in a folder")?)?;
        fs::copy(from, to)?;
        return Ok(());
    }
    for entry in entries_of(from)? {
        copy(&entry, &to.join(entry.file_name().ok_or("an entry has a name")?))?;
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
    let says_something = |line: &&str| !line.trim().is_empty() && !line.starts_with("npm warn");
    let last_words = said.lines().rfind(says_something).unwrap_or_default();
    Err(format!("npm {} failed: {last_words}", arguments.join(" ")).into())
}
