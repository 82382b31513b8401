//! The flags that every command takes, and the configuration that they lead to.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::failure::Failure;
use crate::config::{AdminListen, Config, LogFormat, Overrides};

/// Flags that stand above the environment and the configuration file.
#[derive(Args)]
pub struct Settings {
    /// Configuration file [default: keyway.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE", env = "KEYWAY_CONFIG")]
    pub config: Option<PathBuf>,
    /// Folder of the database file and the keys [default: ./data; of the demo: ./keyway-demo]
    #[arg(long, global = true, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// sqlite://…, postgres://… or mysql://… [default: a SQLite file in the data directory]
    #[arg(long, global = true, value_name = "URL")]
    pub database_url: Option<String>,
    /// Address and port to listen at [default: 127.0.0.1:1337]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,
    /// Where the management API answers: same, off, or an address [default: same]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub admin_listen: Option<AdminListen>,
    /// error, warn, info, debug, trace, or a filter of these [default: info]
    #[arg(long, global = true, value_name = "FILTER")]
    pub log_level: Option<String>,
    /// Form of the log [default: text on a terminal, json elsewhere]
    #[arg(long, global = true, value_name = "FORM")]
    pub log_format: Option<LogFormat>,
    /// Print data as JSON
    #[arg(long, global = true)]
    pub json: bool,
}

impl Settings {
    /// The effective configuration.
    pub fn load(&self) -> Result<Config, Failure> {
        Ok(Config::load(self.config.as_deref(), &self.overrides()?)?)
    }

    fn overrides(&self) -> Result<Overrides, Failure> {
        let data_dir = match &self.data_dir {
            Some(path) => Some(path.to_str().ok_or_else(|| Failure::of_input("--data-dir: expected UTF-8 text"))?),
            None => None,
        };
        let flags = [
            ("data_dir", data_dir.map(ToOwned::to_owned)),
            ("database_url", self.database_url.clone()),
            ("listen", self.listen.map(|address| address.to_string())),
            ("admin_listen", self.admin_listen.map(|address| address.to_string())),
            ("log.level", self.log_level.clone()),
            ("log.format", self.log_format.map(|format| format!("{format:?}").to_lowercase())),
        ];
        Ok(flags.into_iter().filter_map(|(key, value)| Some((key, value?))).collect())
    }
}
