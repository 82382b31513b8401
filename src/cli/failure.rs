//! What goes wrong, as one line on standard error and an exit code: 2 for bad input, 1 for everything else.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::error::ErrorKind;

use super::output;
use crate::config::ConfigError;
use crate::error::{Code, Error, Violation};

/// What a command comes to.
pub type Outcome = Result<(), Failure>;

/// Why a command failed.
#[derive(Debug)]
pub struct Failure {
    line: String,
    exit: u8,
}

impl Failure {
    /// Something other than the input is wrong.
    pub fn of(line: impl Into<String>) -> Self {
        Self { line: line.into(), exit: 1 }
    }

    /// The input is wrong.
    pub fn of_input(line: impl Into<String>) -> Self {
        Self { line: line.into(), exit: 2 }
    }

    /// Prints the line and gives the exit code.
    pub fn report(&self) -> ExitCode {
        let line = self.line.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        // Where standard error is closed there is nobody left to tell.
        let _ = writeln!(io::stderr(), "error: {line}");
        ExitCode::from(self.exit)
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::of_input(error.to_string())
    }
}

impl From<Error> for Failure {
    /// The command line is the operator's own, so it shows the cause that a client would never see.
    fn from(error: Error) -> Self {
        let public = error.public();
        match (public.code, error.cause()) {
            (Code::BadUserInput | Code::Conflict | Code::NotFound | Code::Application | Code::Unauthenticated, _) => {
                Self::of_input(input_line(&public.message, &public.violations))
            }
            (Code::Internal, Some(cause)) => Self::of(cause.to_string()),
            _ => Self::of(public.message.clone()),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::of(error.to_string())
    }
}

fn input_line(message: &str, violations: &[Violation]) -> String {
    if violations.is_empty() {
        return message.to_owned();
    }
    let lines = violations.iter().map(|violation| match violation.path.last() {
        // Many messages begin with the name of their field.
        Some(field) if !violation.message.contains(field.as_str()) => {
            format!("{}: {}", violation.path.join("."), violation.message)
        }
        _ => violation.message.clone(),
    });
    lines.collect::<Vec<_>>().join("; ")
}

/// Help and version are data; every other message of the parser is cut down to its first paragraph.
pub fn from_clap(error: &clap::Error) -> Outcome {
    let text = error.render().to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => output::text(&text),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Err(Failure::of_input("a command is missing; --help lists them"))
        }
        _ => {
            let first = text.lines().take_while(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(" ");
            let line = first.split_whitespace().collect::<Vec<_>>().join(" ");
            Err(Failure::of_input(line.trim_start_matches("error: ").to_owned()))
        }
    }
}
