//! The arrows between the parts of the program, kept true by reading its sources.
//!
//! A part may use what stands below it in [`LAYERS`], never what stands above or beside it; [`NEIGHBOURS`] lists the
//! few arrows inside a layer. What runs only under test is not looked at.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

/// Highest first.
const LAYERS: [&[&str]; 12] = [
    &["main"],
    &["cli"],
    &["app"],
    &["telemetry"],
    &["config"],
    &["http"],
    &["graphql", "rest"],
    &["service"],
    &["query", "auth", "store", "storage"],
    &["catalog", "access"],
    &["media"],
    &["error", "id", "clock"],
];

/// Who may use whom within a layer.
const NEIGHBOURS: [(&str, &str); 3] = [("auth", "store"), ("query", "store"), ("catalog", "access")];

/// What a part must not touch of the libraries.
const FORBIDDEN: [(&str, &[&str]); 9] = [
    ("access", &["tokio", "sea_orm", "rusqlite", "axum", "http", "async_graphql", "entity", "migration"]),
    ("catalog", &["tokio", "sea_orm", "rusqlite", "axum", "http", "async_graphql", "entity", "migration"]),
    ("http", &["sea_orm", "rusqlite", "entity", "migration"]),
    ("graphql", &["sea_orm", "rusqlite", "entity", "migration"]),
    ("rest", &["sea_orm", "rusqlite", "entity", "migration"]),
    ("service", &["axum", "async_graphql"]),
    ("store", &["axum", "async_graphql"]),
    ("storage", &["sea_orm", "rusqlite", "axum", "async_graphql", "entity", "migration"]),
    (
        "media",
        &["tokio", "sea_orm", "rusqlite", "axum", "http", "async_graphql", "object_store", "entity", "migration"],
    ),
];

/// Parts that compute and nothing else. Of `query` everything does but what reads and writes.
const PURE: [&str; 4] = ["access", "catalog", "media", "query"];
const IMPURE: [&str; 5] =
    ["query/read", "query/write", "query/transfer/export", "query/transfer/import", "query/transfer/known"];

const MOST_LINES: usize = 500;

struct Source {
    path: PathBuf,
    part: String,
    code: String,
}

#[test]
fn every_part_uses_only_what_stands_below_it() {
    let used = Regex::new(r"\bcrate::(?:\{([^}]*)\}|(\w+))").unwrap();
    let mut wrong = String::new();
    for source in sources() {
        for found in used.captures_iter(&source.code) {
            let names = found.get(1).or(found.get(2)).unwrap().as_str();
            for name in names.split(',').filter_map(|name| name.trim().split("::").next()) {
                if layer(name).is_some() && !may_use(&source.part, name) {
                    writeln!(wrong, "{}: `{}` may not use `{name}`", source.path.display(), source.part).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "arrows go down only (see ARCHITECTURE.md):\n{wrong}");
}

#[test]
fn libraries_stay_in_the_parts_that_may_touch_them() {
    let mut wrong = String::new();
    for source in sources() {
        for (_, libraries) in FORBIDDEN.iter().filter(|(part, _)| *part == source.part) {
            for library in *libraries {
                let used = Regex::new(&format!(r"(?m)(?:^use |[^:\w]){library}::")).unwrap();
                if used.is_match(&source.code) {
                    writeln!(wrong, "{}: `{}` may not touch `{library}`", source.path.display(), source.part).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "some libraries belong elsewhere (see ARCHITECTURE.md):\n{wrong}");
}

#[test]
fn pure_parts_never_wait() {
    let runs = |source: &Source| IMPURE.iter().any(|place| source.path.to_string_lossy().contains(place));
    for source in sources().iter().filter(|source| PURE.contains(&source.part.as_str()) && !runs(source)) {
        let waits = source.code.contains("async ") || source.code.contains(".await");
        assert!(!waits, "{}: `{}` is pure: no async", source.path.display(), source.part);
    }
}

#[test]
fn every_part_has_its_place_in_the_layers() {
    for source in sources() {
        let known = source.part == "lib" || layer(&source.part).is_some();
        assert!(
            known,
            "{}: give `{}` a place in tests/it/layers.rs and ARCHITECTURE.md",
            source.path.display(),
            source.part
        );
    }
}

#[test]
fn a_file_can_be_read_in_one_sitting() {
    for source in sources() {
        let lines = fs::read_to_string(&source.path).unwrap().lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines; {MOST_LINES} is the most", source.path.display());
    }
}

fn layer(part: &str) -> Option<usize> {
    LAYERS.iter().position(|parts| parts.contains(&part))
}

fn may_use(user: &str, other: &str) -> bool {
    user == other || layer(user) < layer(other) || NEIGHBOURS.contains(&(user, other))
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    assert!(!files.is_empty());
    files.into_iter().map(|path| read(&root, path)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn read(root: &Path, path: PathBuf) -> Source {
    let text = fs::read_to_string(&path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let code = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let first = path.strip_prefix(root).unwrap().components().next().unwrap();
    let part = Path::new(first.as_os_str()).file_stem().unwrap().to_string_lossy().into_owned();
    Source { path, part, code }
}
