//! Reads the configuration's sources and says in one line what is wrong with them.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use figment::error::Kind;
use figment::providers::{Env, Serialized};
use figment::value::{Dict, Map};
use figment::{Figment, Metadata, Profile, Provider};
use tracing_subscriber::EnvFilter;

use super::Config;
use crate::auth::KeyRing;
use crate::store::database::FEWEST_CONNECTIONS;

/// The file that is read when none is named, if it is there.
pub const DEFAULT_FILE: &str = "keyway.toml";

/// Environment variables of these beginnings are set by container platforms for a service called keyway.
const FOREIGN_VARIABLES: [&str; 2] = ["SERVICE_", "PORT"];

/// What the command line sets, by key; text as it was typed.
pub type Overrides = BTreeMap<&'static str, String>;

/// Why there is no configuration: one line that names the source, the key and what was expected.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError(String);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

impl Config {
    /// Reads every source. `file` must exist when it is named; [`DEFAULT_FILE`] may be absent.
    pub fn load(file: Option<&Path>, overrides: &Overrides) -> Result<Self, ConfigError> {
        let mut figment = Figment::new();
        if let Some(file) = ConfigFile::read(file)? {
            figment = figment.merge(file);
        }
        figment = figment.merge(environment()).merge(CommandLine(overrides));
        let config: Self = figment.extract().map_err(|error| explain(&error))?;
        config.check().map_err(|(key, expected)| {
            let place = figment.find_metadata(key).map_or_else(|| key.to_owned(), |source| place(source, key));
            ConfigError(format!("{place}: {expected}"))
        })?;
        Ok(config)
    }

    /// The first rule between or beyond types that is broken: its key and what was expected.
    fn check(&self) -> Result<(), (&'static str, String)> {
        self.limits.check()?;
        self.graphql.check()?;
        self.rest.check()?;
        self.upload.check()?;
        if EnvFilter::try_new(&self.log.level).is_err() {
            return Err(("log.level", "expected error, warn, info, debug, trace or a filter of these".to_owned()));
        }
        if self.token_key.as_ref().is_some_and(|keys| KeyRing::parse(keys.expose()).is_err()) {
            return Err((
                "token_key",
                "expected 64 hexadecimal digits; several keys are separated by commas".to_owned(),
            ));
        }
        if self.public_url.as_deref().is_some_and(|url| after_scheme(url).is_none_or(|rest| rest.ends_with('/'))) {
            return Err((
                "public_url",
                "expected an address such as https://example.com, without a slash at its end".to_owned(),
            ));
        }
        let is_origin = |text: &String| text == "*" || after_scheme(text).is_some_and(|rest| !rest.contains('/'));
        if !self.cors_origins.iter().all(is_origin) {
            return Err(("cors_origins", "expected \"*\" or origins such as https://example.com".to_owned()));
        }
        if self.database_connections < FEWEST_CONNECTIONS {
            return Err(("database_connections", format!("expected {FEWEST_CONNECTIONS} or more")));
        }
        match &self.database_url {
            Some(url) if !is_database_url(url.expose()) => Err((
                "database_url",
                "expected an address that begins with sqlite://, postgres:// or mysql://".to_owned(),
            )),
            _ => Ok(()),
        }
    }
}

/// What follows the scheme of a web address, where that is one and has a host.
pub(super) fn after_scheme(url: &str) -> Option<&str> {
    let rest = url
        .split_once("://")
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))?
        .1;
    (!rest.starts_with('/') && !rest.is_empty() && !rest.contains(char::is_whitespace)).then_some(rest)
}

fn is_database_url(url: &str) -> bool {
    ["sqlite:", "postgres://", "postgresql://", "mysql://", "mariadb://"].iter().any(|scheme| url.starts_with(scheme))
}

/// A configuration file, read and parsed.
struct ConfigFile {
    path: PathBuf,
    table: toml::Table,
}

impl ConfigFile {
    fn read(named: Option<&Path>) -> Result<Option<Self>, ConfigError> {
        let path = named.unwrap_or(Path::new(DEFAULT_FILE));
        if named.is_none() && !path.exists() {
            return Ok(None);
        }
        let wrong = |what: String| ConfigError(format!("{}: {what}", path.display()));
        let bytes = std::fs::read(path).map_err(|error| wrong(format!("cannot be read: {}", io_reason(&error))))?;
        let text = String::from_utf8(bytes).map_err(|_| wrong("expected UTF-8 text".to_owned()))?;
        let table = text.parse().map_err(|error: toml::de::Error| {
            let line = error.span().map_or(1, |span| text[..span.start].lines().count().max(1));
            let reason = error.message().lines().collect::<Vec<_>>().join("; ");
            wrong(format!("line {line}: expected TOML: {reason}"))
        })?;
        Ok(Some(Self { path: path.to_owned(), table }))
    }
}

/// What the operating system says, without its error number.
fn io_reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}

impl Provider for ConfigFile {
    fn metadata(&self) -> Metadata {
        Metadata::from("file", self.path.as_path())
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Serialized::defaults(&self.table).data()
    }
}

fn environment() -> Env {
    Env::prefixed("KEYWAY_")
        .filter(|name| {
            let name = name.as_str().to_ascii_uppercase();
            name != "CONFIG" && !FOREIGN_VARIABLES.iter().any(|foreign| name.starts_with(foreign))
        })
        .split("__")
}

struct CommandLine<'o>(&'o Overrides);

impl Provider for CommandLine<'_> {
    fn metadata(&self) -> Metadata {
        Metadata::named("command line")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        let mut dict = Dict::new();
        for (key, value) in self.0 {
            let (section, key) = key.split_once('.').map_or((None, *key), |(section, key)| (Some(section), key));
            let value = figment::value::Value::from(value.as_str());
            match section {
                None => _ = dict.insert(key.to_owned(), value),
                Some(section) => {
                    let nested = Dict::from([(key.to_owned(), value)]);
                    match dict.get_mut(section) {
                        Some(figment::value::Value::Dict(_, present)) => present.extend(nested),
                        _ => _ = dict.insert(section.to_owned(), nested.into()),
                    }
                }
            }
        }
        Ok(Map::from([(Profile::Default, dict)]))
    }
}

fn explain(error: &figment::Error) -> ConfigError {
    let mut path = error.path.clone();
    let expected = match &error.kind {
        Kind::UnknownField(name, known) => {
            if path.last() != Some(name) {
                path.push(name.clone());
            }
            format!("there is no such setting; there are {}", known.join(", "))
        }
        Kind::InvalidType(found, expected) | Kind::InvalidValue(found, expected) => {
            let expected =
                if matches!(expected.as_str(), "u32" | "u64" | "usize") { "a whole number" } else { expected };
            format!("expected {expected}, found {found}")
        }
        Kind::UnknownVariant(found, known) => format!("expected one of {}, found \"{found}\"", known.join(", ")),
        other => other.to_string(),
    };
    let key = path.join(".");
    let expected = expected.lines().collect::<Vec<_>>().join(" ").replace('`', "\"");
    match &error.metadata {
        Some(source) => ConfigError(format!("{}: {expected}", place(source, &key))),
        None => ConfigError(format!("{key}: {expected}")),
    }
}

/// Names a key the way its source writes it.
fn place(source: &Metadata, key: &str) -> String {
    if let Some(figment::Source::File(path)) = &source.source {
        return format!("{}: {key}", path.display());
    }
    if source.name == "command line" {
        return format!("--{}", key.replace(['.', '_'], "-"));
    }
    format!("KEYWAY_{}", key.replace('.', "__").to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn load(toml: &str, overrides: &[(&'static str, &str)]) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("keyway.toml");
        fs::write(&file, toml).unwrap();
        let overrides = overrides.iter().map(|(key, value)| (*key, (*value).to_owned())).collect();
        Config::load(Some(&file), &overrides)
            .map_err(|error| error.to_string().replace(&format!("{}/", folder.path().display()), ""))
    }

    #[test]
    fn the_command_line_is_stronger_than_the_file_and_the_file_than_the_defaults() {
        let file = "listen = \"127.0.0.1:2000\"\nadmin_listen = \"off\"\n[limits]\ndepth = 7\n";
        let config =
            load(file, &[("listen", "127.0.0.1:3000"), ("log.level", "debug"), ("log.format", "json")]).unwrap();
        assert_eq!(config.listen.port(), 3000);
        assert_eq!(config.admin_listen, super::super::AdminListen::Off);
        assert_eq!(config.limits.depth, 7);
        assert_eq!(config.limits.page_size_default, 10);
        assert_eq!(config.log.level, "debug");
    }

    #[test]
    fn what_is_wrong_is_said_in_one_line_with_file_key_and_expectation() {
        let cases = [
            ("listen = \"nowhere\"", "keyway.toml: listen: expected an address such as"),
            ("[limits]\ndepth = \"deep\"", "keyway.toml: limits.depth: expected a whole number, found string \"deep\""),
            ("[limits]\ndepht = 3", "keyway.toml: limits.depht: there is no such setting; there are body_bytes,"),
            ("colour = 1", "keyway.toml: colour: there is no such setting; there are data_dir,"),
            ("a = 1\nb = = 2", "keyway.toml: line 2: expected TOML:"),
            ("concealment = \"some\"", "keyway.toml: concealment: expected one of named, strict, found \"some\""),
            ("admin_listen = \"here\"", "keyway.toml: admin_listen: \"here\" is not \"same\""),
            ("[limits]\npage_size_default = 200", "keyway.toml: limits.page_size_default: expected at most"),
            ("[limits]\ncost = 0", "keyway.toml: limits.cost: expected a number above 0"),
            ("[graphql]\nendpoint = \"graphql\"", "keyway.toml: graphql.endpoint: expected a path such as /graphql"),
            ("[graphql]\nendpoint = \"/\"", "keyway.toml: graphql.endpoint: expected a path such as /graphql"),
            ("[graphql]\nendpoint = \"/a/../b\"", "keyway.toml: graphql.endpoint: expected a path such as /graphql"),
            ("[graphql]\nendpoint = \"/{all}\"", "keyway.toml: graphql.endpoint: expected a path such as /graphql"),
            ("[graphql]\nendpoint = \"/API/gql\"", "keyway.toml: graphql.endpoint: expected a path outside /api"),
            ("[rest]\npage_size_default = 0", "keyway.toml: rest.page_size_default: expected a number above 0"),
            ("database_url = \"oracle://x\"", "keyway.toml: database_url: expected an address that begins with"),
            ("token_key = \"planted\"", "keyway.toml: token_key: expected 64 hexadecimal digits; several keys"),
            ("public_url = \"example.com\"", "keyway.toml: public_url: expected an address such as"),
            ("public_url = \"https://example.com/\"", "keyway.toml: public_url: expected an address such as"),
            ("cors_origins = [\"*\", \"ftp://a\"]", "keyway.toml: cors_origins: expected \"*\" or origins"),
            ("cors_origins = [\"https://a/b\"]", "keyway.toml: cors_origins: expected \"*\" or origins"),
            ("[limits]\ndocument_nesting = 129", "keyway.toml: limits.document_nesting: expected at most 128"),
            ("[log]\nlevel = \"loud=?\"", "keyway.toml: log.level: expected error, warn"),
        ];
        for (file, expected) in cases {
            let message = load(file, &[]).unwrap_err();
            assert!(message.starts_with(expected), "{message}");
            assert_eq!(message.lines().count(), 1, "{message}");
            assert!(!message.contains("planted"), "{message}");
        }
    }

    #[test]
    fn a_wrong_flag_is_named_as_a_flag() {
        let message = load("", &[("listen", "nowhere")]).unwrap_err();
        assert!(message.starts_with("--listen: expected"), "{message}");
    }

    #[test]
    fn the_public_address_tells_whether_browsers_come_by_https() {
        for (file, expected) in
            [("", false), ("public_url = \"http://https.example\"", false), ("public_url = \"HTTPS://x\"", true)]
        {
            assert_eq!(load(file, &[]).unwrap().is_public_over_https(), expected, "{file}");
        }
    }

    #[test]
    fn a_named_file_must_be_there() {
        let error = Config::load(Some(Path::new("/nowhere/keyway.toml")), &Overrides::new()).unwrap_err();
        assert_eq!(error.to_string(), "/nowhere/keyway.toml: cannot be read: no such file or directory");
    }

    #[test]
    fn what_is_printed_reads_back_as_the_same_configuration() {
        let printed = Config::default().to_toml();
        assert_eq!(load(&printed, &[]).unwrap().to_toml(), printed);
    }
}
