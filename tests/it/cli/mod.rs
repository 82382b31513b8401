//! The real program, run in folders of its own: what it prints, how it exits, and that bad input gets one clear line.

mod accounts;
pub mod program;
mod servers;

use std::fs;
use std::path::Path;

use serde_json::Value;

use program::Place;

/// The permission bits of a file.
fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn arguments_that_make_no_sense_get_one_line_and_exit_code_2() {
    let place = Place::new();
    let cases: [(&[&str], &str); 5] = [
        (&[], "a command is missing"),
        (&["bogus"], "unrecognized subcommand 'bogus'"),
        (&["config", "--listen", "nowhere"], "invalid value 'nowhere' for '--listen <ADDRESS>'"),
        (&["config", "--data-dir"], "a value is required for '--data-dir <DIR>'"),
        (&["migrate", "sideways"], "unrecognized subcommand 'sideways'"),
    ];
    for (arguments, expected) in cases {
        let line = place.run(arguments).refused(2);
        assert!(line.starts_with(expected), "{line}");
    }
}

#[test]
fn help_and_version_are_data() {
    let place = Place::new();
    assert!(place.run(&["--help"]).ok().contains("content-types"));
    assert!(place.run(&["--version"]).ok().starts_with("keyway "));
}

#[test]
fn the_effective_configuration_is_printed_with_secrets_masked() {
    let place = Place::new()
        .with_variable("KEYWAY_DATABASE_URL", "postgres://kw:pa55@db/kw")
        .with_variable("KEYWAY_LIMITS__DEPTH", "7");
    place.write("keyway.toml", "concealment = \"strict\"\n[limits]\ndepth = 5\n");
    let printed = place.run(&["config", "--listen", "127.0.0.1:4000", "--json"]).json();
    assert_eq!(printed["listen"], "127.0.0.1:4000");
    assert_eq!(printed["limits"]["depth"], 7);
    assert_eq!(printed["concealment"], "strict");
    assert_eq!(printed["database_url"], "postgres://kw:***@db/kw");
    assert!(!place.run(&["config"]).ok().contains("pa55"));
}

#[test]
fn a_configuration_that_cannot_be_used_is_explained_in_one_line() {
    let place = Place::new();
    assert_eq!(
        place.run(&["config", "--config", "other.toml"]).refused(2),
        "other.toml: cannot be read: no such file or directory"
    );
    place.write("keyway.toml", [0xFF, 0xFE, 0x00]);
    assert_eq!(place.run(&["serve"]).refused(2), "keyway.toml: expected UTF-8 text");
    place.write("keyway.toml", "colour = 1");
    assert!(place.run(&["migrate"]).refused(2).starts_with("keyway.toml: colour: there is no such setting"));
    let place = Place::new().with_variable("KEYWAY_LISTN", "127.0.0.1:1");
    assert!(place.run(&["config"]).refused(2).starts_with("KEYWAY_LISTN: there is no such setting"));
}

#[test]
fn variables_of_a_container_platform_are_left_alone() {
    let place = Place::new()
        .with_variable("KEYWAY_SERVICE_HOST", "10.0.0.1")
        .with_variable("KEYWAY_PORT_1337_TCP", "tcp://10.0.0.1:1337");
    place.run(&["config"]).ok();
}

#[test]
fn migrating_makes_a_database_for_its_owner_alone_and_a_second_time_does_nothing() {
    let place = Place::new();
    place.write("empty.db", "");
    let status = ["migrate", "status", "--database-url", "sqlite:empty.db", "--json"];
    assert!(!place.run(&status).json()["pending"].as_array().unwrap().is_empty());
    assert!(!place.run(&["migrate", "--json"]).json()["applied"].as_array().unwrap().is_empty());
    assert_eq!(place.run(&["migrate", "up", "--json"]).json()["applied"], Value::Array(Vec::new()));
    assert_eq!(place.run(&["migrate", "status"]).ok(), "The system tables are up to date.\n");
    assert_eq!((mode(&place.path("data")), mode(&place.path("data/keyway.db"))), (0o700, 0o600));
}

#[test]
fn the_status_of_migrations_makes_no_database() {
    let place = Place::new();
    for arguments in [["--data-dir", "new"], ["--database-url", "sqlite:new/keyway.db"]] {
        let line = place.run(&[&["migrate", "status"], arguments.as_slice()].concat()).refused(1);
        assert_eq!(line, "There is no database new/keyway.db");
        assert!(!place.path("new").exists());
    }
    fs::create_dir(place.path("new")).unwrap();
    place.run(&["migrate", "status", "--data-dir", "new"]).refused(1);
    assert!(fs::read_dir(place.path("new")).unwrap().next().is_none());
}

#[test]
fn a_file_that_is_no_database_is_named() {
    let place = Place::new();
    place.write("data/keyway.db", "These are notes, and surely not a database of any kind.");
    assert!(place.run(&["migrate"]).refused(1).ends_with("keyway.db is not an SQLite database"));
    let mut damaged = b"SQLite format 3\0".to_vec();
    damaged.resize(8192, 0xA5);
    place.write("data/keyway.db", damaged);
    assert!(place.run(&["migrate"]).refused(1).ends_with("is damaged or not an SQLite database"));
}

#[test]
fn a_data_directory_that_cannot_be_made_is_named() {
    let place = Place::new();
    place.write("data", "a file in the way");
    assert!(place.run(&["migrate"]).refused(1).contains("data"));
    let line = place.run(&["migrate", "--data-dir", "/proc/keyway"]).refused(1);
    assert!(line.starts_with("The data directory /proc/keyway cannot be made"), "{line}");
}
