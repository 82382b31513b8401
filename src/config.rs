//! Every setting of the program, with its unit and its default.
//!
//! Sources, strongest first: command-line flags, `KEYWAY_*` environment variables (`__` between a section and its key:
//! `KEYWAY_LIMITS__DEPTH`), the configuration file, the defaults below. Only composition reads this module: the parts
//! below get the values they need handed over. Start at [`Config`]; [`source`] reads and explains what is wrong.

mod graphql;
mod limits;
mod rest;
mod secret;
pub mod source;
mod upload;

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::store::database::CONNECTIONS;

pub use graphql::Graphql;
pub use limits::Limits;
pub use rest::Rest;
pub use secret::{DatabaseUrl, MaskedText};
pub use source::{ConfigError, Overrides};
pub use upload::{Provider, S3, Upload};

/// The effective configuration.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Folder of the database file and the server's keys. Default `./data`.
    pub data_dir: PathBuf,
    /// `sqlite://…`, `postgres://…` or `mysql://…`. Default: the SQLite file `keyway.db` in `data_dir`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<DatabaseUrl>,
    /// Connections to a PostgreSQL or MySQL server at most; 8 or more. Default 20.
    pub database_connections: u32,
    /// Address and port of the server. Default `127.0.0.1:1337`; port 0 takes a free one.
    #[serde(deserialize_with = "address")]
    pub listen: SocketAddr,
    /// Where the management API answers: `same` as `listen`, `off`, or an address of its own. Default `same`.
    pub admin_listen: AdminListen,
    /// Base of the links that are printed, without a trailing slash. Default: made from `listen`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// Whether `serve` brings the system tables up to date itself. Default true.
    pub migrate: bool,
    /// What a name that exists but is not granted answers. Default `named`.
    pub concealment: Concealment,
    /// Whether `__schema` and `__type` are answered; either way they only ever show what the caller may use.
    /// Default true.
    pub introspection: bool,
    /// Origins whose pages may call the content API: `*` for all, or a list such as `https://example.com`. Default `*`.
    pub cors_origins: Vec<String>,
    /// The key of token digests, 64 hexadecimal digits, instead of the key file in `data_dir`; older keys that are still
    /// recognised follow after commas. Default: the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_key: Option<MaskedText>,
    /// How the GraphQL content API is served.
    pub graphql: Graphql,
    /// How the REST content API behaves.
    pub rest: Rest,
    /// What may be uploaded, and where it goes.
    pub upload: Upload,
    /// Bounds on a single request.
    pub limits: Limits,
    /// What is written to standard error.
    pub log: Log,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("./data"),
            database_url: None,
            database_connections: CONNECTIONS,
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 1337),
            admin_listen: AdminListen::Same,
            public_url: None,
            migrate: true,
            concealment: Concealment::Named,
            introspection: true,
            cors_origins: vec!["*".to_owned()],
            token_key: None,
            graphql: Graphql::default(),
            rest: Rest::default(),
            upload: Upload::default(),
            limits: Limits::default(),
            log: Log::default(),
        }
    }
}

impl Config {
    /// The database's address, the default included.
    pub fn database_url(&self) -> String {
        match &self.database_url {
            Some(url) => url.expose().to_owned(),
            None => format!("sqlite://{}", self.data_dir.join("keyway.db").display()),
        }
    }

    /// Whether browsers reach the server by HTTPS, as far as the public address tells.
    pub fn is_public_over_https(&self) -> bool {
        let scheme = self.public_url.as_deref().and_then(|url| url.split_once("://"));
        scheme.is_some_and(|(scheme, _)| scheme.eq_ignore_ascii_case("https"))
    }

    /// The database's file, where it is the default one in the data directory.
    pub fn own_database_file(&self) -> Option<PathBuf> {
        self.database_url.is_none().then(|| self.data_dir.join("keyway.db"))
    }

    /// A path below the data directory.
    pub fn data_path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.data_dir.join(name)
    }

    /// The configuration as TOML, secrets masked.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("a configuration consists of texts, numbers and tables")
    }
}

fn address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SocketAddr, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| D::Error::custom(format!("expected an address such as 127.0.0.1:1337, found \"{text}\"")))
}

/// What a name that exists but is not granted answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Concealment {
    /// FORBIDDEN, with the permission that is missing.
    Named,
    /// The very answer of a name that does not exist.
    Strict,
}

/// What is written to standard error, and how.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// `text`, `json`, or `auto`: text on a terminal and JSON elsewhere. Default `auto`.
    pub format: LogFormat,
    /// `error`, `warn`, `info`, `debug`, `trace`, or a filter such as `info,keyway::http=debug`. Default `info`.
    pub level: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Auto, level: "info".to_owned() }
    }
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Text on a terminal, JSON elsewhere.
    Auto,
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Where the management API answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum AdminListen {
    /// Where the content API answers too.
    Same,
    /// Nowhere.
    Off,
    /// At an address of its own, and nowhere else.
    At(SocketAddr),
}

impl FromStr for AdminListen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "same" => Ok(Self::Same),
            "off" => Ok(Self::Off),
            address => address
                .parse()
                .map(Self::At)
                .map_err(|_| format!("\"{address}\" is not \"same\", \"off\" or an address such as 127.0.0.1:1338")),
        }
    }
}

impl TryFrom<String> for AdminListen {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for AdminListen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => f.write_str("same"),
            Self::Off => f.write_str("off"),
            Self::At(address) => address.fmt(f),
        }
    }
}

impl Serialize for AdminListen {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
