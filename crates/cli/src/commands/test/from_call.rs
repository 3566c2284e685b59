//! `rufplan test --from-call JOURNAL`: a recorded call as a test.

use crate::compilation::{compile_paths, print_errors};
use crate::failure::Failure;
use rufplan_journal::Journal;
use rufplan_machine::scenario::WrittenTest;
use rufplan_machine::script::Machine;
use rufplan_runtime::Program;
use rufplan_sim::{play, retell, scenario_of};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Prints a recorded call as a `test` block and plays it: exit 1 when it does not play the same way.
///
/// # Errors
/// When the journal or its machine cannot be read.
pub fn run(path: &Path, scripts: &[PathBuf], today: rufplan_calendar::Date) -> Result<ExitCode, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::read(path, &e))?;
    let journal =
        rufplan_journal::read(&text).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))?;
    let machine = if scripts.is_empty() {
        crate::machines::read_beside(path, &journal.header.machine)?
    } else {
        let compilations = compile_paths(scripts, today)?;
        if print_errors(&compilations) {
            return Ok(ExitCode::FAILURE);
        }
        let mut machines = compilations.into_iter().flat_map(|c| c.compiled.machines);
        let client = &journal.header.client;
        machines
            .find(|m| m.client == *client)
            .ok_or_else(|| Failure::Usage(format!("{}: no script of client `{client}`", path.display())))?
    };
    let (test, passes) = told(machine, &journal, &title(&journal))?;
    crate::terminal::print(&test.text());
    Ok(ExitCode::from(u8::from(!passes)))
}

/// The test of a recorded call, and whether it passes; if not, says why on standard error.
///
/// # Errors
/// When the machine cannot be run.
pub fn told(machine: Machine, journal: &Journal, title: &str) -> Result<(WrittenTest, bool), Failure> {
    let program = Program::load(Arc::new(machine)).map_err(|e| Failure::Usage(e.to_string()))?;
    let program = Arc::new(program);
    let test = retell(&program, journal, title);
    // a test's clock has whole seconds
    let clock_ms = journal.header.started.div_euclid(1_000) * 1_000;
    let outcome = play(program.clone(), &scenario_of(&program, &test, clock_ms));
    if let Some(stumble) = &outcome.stumble {
        eprintln!("rufplan: the test does not play as the call did, at `{}`: {}", stumble.step, stumble.why);
    }
    Ok((test, outcome.passed()))
}

/// The title of a recorded call.
fn title(journal: &Journal) -> String {
    format!("Call {}", journal.header.call)
}
