//! `rufplan graph FILE`: a script as a picture.

mod layout;
mod picture;
mod svg;
mod text;

use crate::arguments::{Graph, GraphFormat};
use crate::compilation::{Compilation, compile_paths, print_errors};
use crate::failure::Failure;
use picture::{Highlight, picture};
use rufplan_machine::script::Machine;
use rufplan_runtime::Program;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Prints the picture of a script's clients.
///
/// # Errors
/// When the script or the journal cannot be read, or the file not be written.
pub fn run(arguments: &Graph) -> Result<ExitCode, Failure> {
    let today = crate::moment::day(arguments.today.as_deref())?;
    let compilations = compile_paths(std::slice::from_ref(&arguments.script), today)?;
    if print_errors(&compilations) {
        return Ok(ExitCode::FAILURE);
    }
    let machines: Vec<&Machine> = compilations.iter().flat_map(Compilation::wanted_machines).collect();
    let Some(machine) = machines.first() else {
        return Err(Failure::Usage(format!("{}: has no client", arguments.script.display())));
    };
    let highlight = match &arguments.journal {
        Some(journal) => taken(machine, journal)?,
        None => Highlight::default(),
    };
    let picture = picture(machine, arguments.level, &highlight);
    let text = match arguments.format {
        GraphFormat::Mermaid => text::mermaid(&picture),
        GraphFormat::Dot => text::dot(&picture),
        GraphFormat::Svg => svg::svg(&picture),
    };
    match &arguments.out {
        Some(path) => std::fs::write(path, text).map_err(|e| Failure::write(path, &e))?,
        None => crate::terminal::print(&text),
    }
    Ok(ExitCode::SUCCESS)
}

/// The states that a recorded call has passed.
fn taken(machine: &Machine, path: &Path) -> Result<Highlight, Failure> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::read(path, &e))?;
    let journal =
        rufplan_journal::read(&text).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))?;
    let program = Program::load(Arc::new(machine.clone())).map_err(|e| Failure::Usage(e.to_string()))?;
    let (states, _) = rufplan_sim::path_of(&program, &journal.lines());
    Ok(Highlight { states })
}
