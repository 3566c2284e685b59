//! `rufplan replay JOURNAL…`

use crate::arguments::Replay;
use crate::compilation::{compile_paths, print_errors};
use crate::failure::Failure;
use rufplan_journal::Journal;
use rufplan_machine::script::Machine;
use rufplan_runtime::Program;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Runs journals through the machine again: on the one stored beside them, or on other scripts.
///
/// # Errors
/// When a journal or its machine cannot be read.
pub fn run(arguments: &Replay) -> Result<ExitCode, Failure> {
    let scripts = match scripts(arguments)? {
        Some(machines) => machines,
        None => return Ok(ExitCode::FAILURE),
    };
    let mut differing = 0;
    for path in &arguments.journals {
        let text = std::fs::read_to_string(path).map_err(|e| Failure::read(path, &e))?;
        let journal =
            rufplan_journal::read(&text).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))?;
        let program = program_of(path, &journal, &scripts)?;
        let replayed = rufplan_sim::replay(program, &journal);
        let events = replayed.events;
        let other = if replayed.same_machine { "" } else { ", on another machine than it was recorded on" };
        match &replayed.difference {
            None => println!("{}: {events} events, no difference{other}", path.display()),
            Some(difference) => {
                differing += 1;
                println!("{}: {events} events{other}\n{difference}", path.display());
            }
        }
        if let Some(torn) = &journal.torn {
            println!("{}: the last line is torn and was left out ({torn})", path.display());
        }
    }
    let all = arguments.journals.len();
    println!("{} of {all} replayed without a difference", all - differing);
    Ok(ExitCode::from(u8::from(differing > 0)))
}

/// The machines of `--scripts`; `None` when these have errors, which are printed.
fn scripts(arguments: &Replay) -> Result<Option<Vec<Machine>>, Failure> {
    if arguments.scripts.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let today = crate::moment::day(arguments.today.as_deref())?;
    let compilations = compile_paths(&arguments.scripts, today)?;
    if print_errors(&compilations) {
        return Ok(None);
    }
    Ok(Some(compilations.into_iter().flat_map(|c| c.compiled.machines).collect()))
}

fn program_of(path: &Path, journal: &Journal, scripts: &[Machine]) -> Result<Arc<Program>, Failure> {
    let machine = match scripts {
        [] => crate::machines::read_beside(path, &journal.header.machine)?,
        scripts => scripts.iter().find(|m| m.client == journal.header.client).cloned().ok_or_else(|| {
            Failure::Usage(format!(
                "{}: no script of client `{}` among --scripts",
                path.display(),
                journal.header.client
            ))
        })?,
    };
    Program::load(Arc::new(machine))
        .map(Arc::new)
        .map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))
}
