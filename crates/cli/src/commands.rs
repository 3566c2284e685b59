//! The commands, one file each.

mod completions;
mod holidays;
mod say;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use std::process::ExitCode;

/// Runs a command; findings are exit code 1, failures the caller prints.
///
/// # Errors
/// When the command could not do its work.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    match arguments.command {
        Command::Holidays(arguments) => holidays::run(&arguments),
        Command::Say(arguments) => say::run(&arguments),
        Command::Completions { shell } => completions::run(shell),
        other => Err(Failure::Usage(format!("{other:?}"))),
    }
}
