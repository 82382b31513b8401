//! Log lines on standard error: text on a terminal, JSON elsewhere.
//!
//! Spans carry what the parts below put into them (id, method, path without its query, status, duration, principal);
//! headers and bodies never get into one.

use std::io::{IsTerminal, stderr};
use std::panic;

use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// Starts logging for the whole process. A second call changes nothing.
pub fn start(log: &Log) {
    // The configuration has checked the filter; the fallback only covers a configuration made in code.
    let filter = EnvFilter::try_new(&log.level).unwrap_or_else(|_| EnvFilter::new("info"));
    let json = match log.format {
        LogFormat::Auto => !stderr().is_terminal(),
        LogFormat::Text => false,
        LogFormat::Json => true,
    };
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    let started = if json {
        lines.json().flatten_event(true).with_span_list(false).try_init()
    } else {
        lines.with_target(false).with_ansi(stderr().is_terminal()).try_init()
    };
    if started.is_ok() {
        log_panics();
    }
}

/// Logs where a panic happened. Its message stays out: it may quote what a request brought along.
fn log_panics() {
    panic::set_hook(Box::new(|panic| {
        let location = panic.location().map(ToString::to_string);
        tracing::error!(location, "a panic was caught");
    }));
}
