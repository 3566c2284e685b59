//! `rufplan completions SHELL`

use crate::arguments::Arguments;
use crate::failure::Failure;
use clap::CommandFactory;
use std::process::ExitCode;

/// Writes completions for a shell to standard output.
///
/// # Errors
/// None today.
pub fn run(shell: clap_complete::Shell) -> Result<ExitCode, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "rufplan", &mut text);
    crate::terminal::print(&String::from_utf8_lossy(&text));
    Ok(ExitCode::SUCCESS)
}
