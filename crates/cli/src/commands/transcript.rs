//! `rufplan transcript JOURNAL…`

use crate::failure::Failure;
use std::path::PathBuf;
use std::process::ExitCode;

/// Prints journals for people, one event or effect a line; numbers of callers are masked.
///
/// # Errors
/// When a journal cannot be read.
pub fn run(journals: &[PathBuf]) -> Result<ExitCode, Failure> {
    for (number, path) in journals.iter().enumerate() {
        let text = std::fs::read_to_string(path).map_err(|e| Failure::read(path, &e))?;
        let journal =
            rufplan_journal::read(&text).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))?;
        if journals.len() > 1 {
            let gap = if number > 0 { "\n" } else { "" };
            crate::terminal::print(&format!("{gap}{}\n", path.display()));
        }
        crate::terminal::print(&rufplan_journal::transcript::transcript(&journal.lines()));
        if let Some(torn) = &journal.torn {
            crate::terminal::print(&format!("the last line is torn and was left out ({torn})\n"));
        }
    }
    Ok(ExitCode::SUCCESS)
}
