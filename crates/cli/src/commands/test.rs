//! `rufplan test PATH…`

mod coverage;
mod from_call;
mod report;

pub use from_call::told;

use crate::arguments::{CoverageReport, Test, TestReport};
use crate::compilation::{Compilation, compile_paths, print_errors};
use crate::failure::Failure;
use report::{Played, human, json, junit};
use rufplan_diag::Severity;

use rufplan_machine::scenario::Scenario;
use rufplan_machine::script::Machine;
use rufplan_runtime::Program;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

/// Plays the tests of scripts in virtual time: exit 1 when one fails, or when a script has errors.
///
/// # Errors
/// When a script cannot be read, or a journal not be written.
pub fn run(arguments: &Test) -> Result<ExitCode, Failure> {
    let today = crate::moment::day(arguments.today.as_deref())?;
    if let Some(journal) = &arguments.from_call {
        return from_call::run(journal, &arguments.paths, today);
    }
    let compilations = compile_paths(&arguments.paths, today)?;
    if print_errors(&compilations) {
        return Ok(ExitCode::FAILURE);
    }
    let mut played = Vec::new();
    let mut covered = Vec::new();
    let mut warned = false;
    for compilation in &compilations {
        let here = play_all(compilation, arguments.filter.as_deref())?;
        let met = coverage::covered(compilation, &here)?;
        if arguments.strict {
            warned |= warn(compilation, &met);
        }
        covered.extend(met);
        played.extend(here);
    }
    if let Some(filter) = arguments.filter.as_ref().filter(|_| played.is_empty()) {
        return Err(Failure::Usage(format!("no test has `{filter}` in its name")));
    }
    if let Some(folder) = &arguments.journals {
        let machines: Vec<Machine> = compilations.iter().flat_map(|c| c.compiled.machines.clone()).collect();
        crate::machines::write_beside(folder, &machines)?;
        write_journals(folder, &played)?;
    }
    let text = match arguments.format {
        TestReport::Human => human(&played),
        TestReport::Json => json(&played),
        TestReport::Junit => junit(&played),
    };
    // a report for programs stands alone
    if !matches!(arguments.coverage, Some(CoverageReport::Json | CoverageReport::Lcov)) {
        crate::terminal::print(&text);
    }
    match arguments.coverage {
        Some(CoverageReport::Text) => crate::terminal::print(&coverage::text(&covered)),
        Some(CoverageReport::Json) => crate::terminal::print(&coverage::json(&covered)),
        Some(CoverageReport::Lcov) => crate::terminal::print(&coverage::lcov(&covered)),
        None => {}
    }
    let share = coverage::share(&covered);
    let too_little = arguments.min_coverage.is_some_and(|least| share < usize::from(least) * 100);
    if too_little {
        eprintln!("rufplan: the tests meet {}.{:02} % of what can be met", share / 100, share % 100);
    }
    let failed = played.iter().any(|p| !p.outcome.passed());
    Ok(ExitCode::from(u8::from(failed || too_little || warned)))
}

/// Prints warnings as `--strict` wants them: those of the scripts, and arms that no test has met; true when there are any.
fn warn(compilation: &Compilation, met: &[coverage::Covered]) -> bool {
    let of_scripts = compilation.compiled.diagnostics.iter().filter(|d| d.severity == Severity::Warning);
    let mut warnings: Vec<_> = of_scripts.cloned().collect();
    warnings.extend(coverage::untested(compilation, met));
    if !warnings.is_empty() {
        eprintln!("{}", compilation.pages(&warnings, crate::terminal::colours()));
    }
    !warnings.is_empty()
}

fn play_all(compilation: &Compilation, filter: Option<&str>) -> Result<Vec<Played>, Failure> {
    let mut programs: BTreeMap<&str, Arc<Program>> = BTreeMap::new();
    for machine in &compilation.compiled.machines {
        let program = Program::load(Arc::new(machine.clone()));
        let program = program.map_err(|e| Failure::Usage(format!("client `{}`: {e}", machine.client)))?;
        programs.insert(&machine.client, Arc::new(program));
    }
    let wanted = |s: &&Scenario| {
        compilation.project.is_wanted(&s.path) && filter.is_none_or(|text| s.name.contains(text))
    };
    let play = |scenario: &Scenario| {
        let program = programs.get(scenario.client.as_str())?;
        let mut scenario = scenario.clone();
        for (path, reply) in scenario.replies() {
            // one that is not there fails the test, which says so
            *reply = std::fs::read_to_string(compilation.project.root.join(path)).ok();
        }
        let outcome = rufplan_sim::play(program.clone(), &scenario);
        Some(Played { scenario, outcome })
    };
    Ok(compilation.compiled.scenarios.iter().filter(wanted).filter_map(play).collect())
}

/// One journal a test, named by client and place in the file.
fn write_journals(folder: &Path, played: &[Played]) -> Result<(), Failure> {
    for one in played {
        let path = folder.join(format!("{}-line-{}.jsonl", one.scenario.client, one.scenario.line));
        let text: String = one.outcome.journal.iter().map(|line| format!("{line}\n")).collect();
        std::fs::write(&path, text).map_err(|e| Failure::write(&path, &e))?;
    }
    Ok(())
}
