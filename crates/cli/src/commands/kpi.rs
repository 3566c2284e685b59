//! `rufplan kpi SCRIPT JOURNAL…`

use crate::arguments::Kpi as Arguments;
use crate::compilation::{compile_paths, print_errors};
use crate::failure::Failure;
use rufplan_calendar::Zone;
use rufplan_journal::figures::{Facts, Figure, Unit, fold, unit};
use rufplan_machine::script::{Kpi, Machine, Measure, Period};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Prints the figures of scripts over journals. A target that is missed is no failure: it is a figure.
///
/// # Errors
/// When a script or a journal cannot be read.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let today = crate::moment::day(arguments.today.as_deref())?;
    let compilations = compile_paths(std::slice::from_ref(&arguments.script), today)?;
    if print_errors(&compilations) {
        return Ok(ExitCode::FAILURE);
    }
    let machines: Vec<Machine> = compilations.into_iter().flat_map(|c| c.compiled.machines).collect();
    let mut calls: Vec<(String, Facts)> = Vec::new();
    for path in journals(&arguments.journals)? {
        let text = std::fs::read_to_string(&path).map_err(|e| Failure::read(&path, &e))?;
        let journal =
            rufplan_journal::read(&text).map_err(|e| Failure::Usage(format!("{}: {e}", path.display())))?;
        calls.push((journal.header.client.clone(), Facts::of(&journal)));
    }
    for machine in &machines {
        let own: Vec<Facts> = calls
            .iter()
            .filter(|(client, _)| *client == machine.client)
            .map(|(_, facts)| facts.clone())
            .collect();
        print!("{}", table(machine, &own));
    }
    Ok(ExitCode::SUCCESS)
}

/// The files that are named, and those in the folders that are named, in the order of their names.
fn journals(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let entries = std::fs::read_dir(path).map_err(|e| Failure::read(path, &e))?;
            let mut inside: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
            inside.retain(|file| is_journal(file));
            inside.sort();
            found.extend(inside);
        } else {
            found.push(path.clone());
        }
    }
    Ok(found)
}

fn is_journal(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|extension| extension == "jsonl")
}

/// All figures of a client: one line for each stretch of time.
fn table(machine: &Machine, calls: &[Facts]) -> String {
    let count = calls.len();
    let mut text = format!("{}: {count} {}\n", machine.client, if count == 1 { "call" } else { "calls" });
    if machine.kpis.is_empty() {
        text.push_str("  the script has no `kpi`\n");
    }
    let zone = Zone::named(&machine.zone).unwrap_or_else(Zone::utc);
    for (name, kpi) in &machine.kpis {
        let stretch = |at_ms| stretch(&zone, kpi.per, at_ms);
        let after_work = |queue: &str| machine.queues.get(queue).map_or(0, |queue| queue.after_work_ms);
        text.push_str(&format!("  {name}{}\n", aim(kpi)));
        for (when, figure) in fold(kpi, calls, &stretch, &after_work) {
            text.push_str(&format!("    {when}  {}\n", line(kpi, &figure)));
        }
    }
    text
}

fn aim(kpi: &Kpi) -> String {
    let label = kpi.label.as_ref().map(|label| format!(" \"{label}\"")).unwrap_or_default();
    match kpi.target.and_then(|target| u64::try_from(target).ok()) {
        Some(target) => format!("{label}, target {}", shown(&kpi.measure, target)),
        None => label,
    }
}

fn line(kpi: &Kpi, figure: &Figure) -> String {
    let value = figure.value(&kpi.measure).map_or("–".to_string(), |value| shown(&kpi.measure, value));
    let of = match (unit(&kpi.measure), figure.of) {
        (_, None) => String::new(),
        (Unit::Time, Some(of)) => format!("  over {of}"),
        (_, Some(of)) => format!("  {} of {of}", figure.part),
    };
    let met = match kpi.target.and_then(|target| figure.meets(&kpi.measure, target)) {
        Some(true) => "  met",
        Some(false) => "  missed",
        None => "",
    };
    format!("{value:>8}{of}{met}")
}

fn shown(measure: &Measure, value: u64) -> String {
    match unit(measure) {
        Unit::Share => format!("{}.{} %", value / 10, value % 10),
        Unit::Time => format!("{}.{} s", value / 1000, value % 1000 / 100),
        Unit::Count => value.to_string(),
    }
}

/// The stretch of time in which a moment lies, by the client's clock.
fn stretch(zone: &Zone, per: Period, at_ms: i64) -> String {
    let local = zone.to_local(at_ms);
    let (year, month, day) = (local.date.year(), local.date.month(), local.date.day());
    match per {
        Period::Month => format!("{year:04}-{month:02}"),
        Period::Day => format!("{year:04}-{month:02}-{day:02}"),
        Period::Hour => format!("{year:04}-{month:02}-{day:02} {:02}:00", local.hour),
    }
}
