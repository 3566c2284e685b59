//! The commands, one file each.

mod audit;
mod call;
mod check;
mod completions;
mod demo;
mod explain;
mod fmt;
mod graph;
mod holidays;
mod hours;
mod kpi;
mod lock;
mod new;
mod prompts;
mod replay;
mod say;
mod serve;
mod test;
mod transcript;

pub use prompts::store_failure;
pub use serve::read_config;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;
use std::process::ExitCode;

/// Runs a command; findings are exit code 1, failures the caller prints.
///
/// # Errors
/// When the command could not do its work.
pub fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    match arguments.command {
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Lock { paths } => lock::run(&paths),
        Command::Outdated { paths } => lock::outdated(&paths),
        Command::Holidays(arguments) => holidays::run(&arguments),
        Command::Hours(arguments) => hours::run(&arguments),
        Command::Say(arguments) => say::run(&arguments),
        Command::Prompts(command) => prompts::run(&command),
        Command::Call(arguments) => call::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Replay(arguments) => replay::run(&arguments),
        Command::Kpi(arguments) => kpi::run(&arguments),
        Command::Transcript { journals } => transcript::run(&journals),
        Command::Graph(arguments) => graph::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Completions { shell } => completions::run(shell),
    }
}
