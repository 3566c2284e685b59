//! The command line of Rufplan.
//!
//! Exit codes: 0 fine · 1 something was found in scripts, tests or journals · 2 wrong arguments, missing files, bad
//! configuration · 3 the environment: port taken, disk full, missing audio.

mod arguments;
mod commands;
mod compilation;
mod deep;
mod failure;
mod lock;
mod machines;
mod moment;
mod project;
mod shipped;
mod sound_files;
mod terminal;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = match arguments::Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // a closed pipe is no reason to complain
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    terminal::log_to_standard_error();
    terminal::speak(match arguments.messages {
        arguments::Messages::En => rufplan_diag::Language::English,
        arguments::Messages::De => rufplan_diag::Language::German,
    });
    match commands::run(arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("rufplan: {failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}
