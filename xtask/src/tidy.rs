//! What tools do not check: who depends on whom, how long files are, whether copies are equal and cases are run.

mod edges;
mod files;

use std::process::ExitCode;

/// Runs all checks and prints each fault with its place.
pub fn run() -> ExitCode {
    let root = crate::root();
    let mut faults = Vec::new();
    faults.extend(edges::check(&root));
    faults.extend(files::check(&root));
    for fault in &faults {
        println!("{fault}");
    }
    println!("tidy: {} fault{}", faults.len(), if faults.len() == 1 { "" } else { "s" });
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
