//! What the tests have met: reports, and the warnings about what they have not (W0907).

use super::report::Played;
use crate::compilation::Compilation;
use crate::failure::Failure;
use crate::terminal::said;
use rufplan_compiler::Diagnostic;
use rufplan_diag::Span;
use rufplan_machine::script::Place;
use rufplan_runtime::Program;
use rufplan_sim::{Coverage, Item, ItemKind};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

/// The coverage of one client, and where its parts stand.
pub struct Covered {
    /// What was met.
    pub coverage: Coverage,
    /// The place of each item, in their order.
    places: Vec<Option<Place>>,
}

/// What the tests of a compilation have met of each client asked for.
///
/// # Errors
/// When a machine cannot be run.
pub fn covered(compilation: &Compilation, played: &[Played]) -> Result<Vec<Covered>, Failure> {
    let mut all = Vec::new();
    for (machine, spans) in compilation.compiled.machines.iter().zip(&compilation.compiled.spans) {
        if !compilation.wants_client(&machine.client) {
            continue;
        }
        let program = Program::load(Arc::new(machine.clone())).map_err(|e| Failure::Usage(e.to_string()))?;
        let mut coverage = Coverage::of(machine);
        for one in played.iter().filter(|one| one.scenario.client == machine.client) {
            coverage.meet(&program, &one.outcome.journal);
        }
        let place = |item: &Item| match item.kind {
            ItemKind::State | ItemKind::Arm => spans.states.get(&item.at).cloned(),
            ItemKind::Variant => spans.prompts.get(&item.at).cloned(),
            ItemKind::HoursLine => None,
        };
        let places = coverage.items().map(place).collect();
        all.push(Covered { coverage, places });
    }
    Ok(all)
}

impl Covered {
    fn items(&self) -> impl Iterator<Item = (&Item, Option<&Place>)> {
        self.coverage.items().zip(self.places.iter().map(Option::as_ref))
    }
}

/// The share of all that can be met that was met, in hundredths of a percent.
pub fn share(all: &[Covered]) -> usize {
    let (can, met) = all.iter().fold((0, 0), |(can, met), one| {
        let (more, more_met) = one.coverage.counts(None);
        (can + more, met + more_met)
    });
    (met * 10_000).checked_div(can).unwrap_or(10_000)
}

/// For people: shares, and what no test has met.
pub fn text(all: &[Covered]) -> String {
    let mut text = String::new();
    for one in all {
        let _ =
            writeln!(text, "{} {}", said("coverage of client", "Abdeckung von Mandant"), one.coverage.client);
        let of = said("of", "von");
        for (kind, name, german) in KINDS {
            let name = said(name, german);
            let (can, met) = one.coverage.counts(Some(kind));
            if let Some(share) = (met * 100).checked_div(can) {
                let _ = writeln!(text, "  {name:<15} {met:>4} {of} {can:>4}  {share:>3} %");
            }
        }
        for (item, place) in one.items().filter(|(item, _)| item.met == 0) {
            let place = place.map(|p| format!("{}:{}", p.path, p.line)).unwrap_or_default();
            let _ =
                writeln!(text, "  {}  {place:<28} {}", said("not met", "nicht erreicht"), described(item));
        }
    }
    let share = share(all);
    let _ = writeln!(text, "{} {}.{:02} %", said("coverage", "Abdeckung"), share / 100, share % 100);
    text
}

/// Kinds with their names in English and German.
const KINDS: [(ItemKind, &str, &str); 4] = [
    (ItemKind::State, "states", "Zustände"),
    (ItemKind::Arm, "arms", "Zweige"),
    (ItemKind::Variant, "prompt lines", "Ansagezeilen"),
    (ItemKind::HoursLine, "hours lines", "Zeitenzeilen"),
];

fn described(item: &Item) -> String {
    match item.kind {
        ItemKind::State => format!("`{}`", item.words),
        ItemKind::Arm => format!("{} → `{}`", item.at, item.words),
        ItemKind::Variant => format!("prompt {}", item.words),
        ItemKind::HoursLine => format!("hours {}", item.words),
    }
}

#[derive(Serialize)]
struct Row<'c> {
    client: &'c str,
    kind: &'static str,
    at: &'c str,
    what: &'c str,
    file: Option<&'c str>,
    line: Option<u32>,
    met: u32,
}

/// For programs: an object with the share and a row for everything that can be met.
pub fn json(all: &[Covered]) -> String {
    let mut rows = Vec::new();
    for one in all {
        for (item, place) in one.items() {
            let kind = match item.kind {
                ItemKind::State => "state",
                ItemKind::Arm => "arm",
                ItemKind::Variant => "prompt_line",
                ItemKind::HoursLine => "hours_line",
            };
            let row = Row {
                client: &one.coverage.client,
                kind,
                at: &item.at,
                what: &item.words,
                file: place.map(|p| p.path.as_str()),
                line: place.map(|p| p.line),
                met: item.met,
            };
            // plain fields can always be written
            rows.push(serde_json::to_string(&row).unwrap_or_default());
        }
    }
    let share = share(all);
    format!("{{\"percent\":{}.{:02},\"items\":[\n{}\n]}}\n", share / 100, share % 100, rows.join(",\n"))
}

/// For editors and build servers: LCOV, a line for each state and a branch for each arm.
pub fn lcov(all: &[Covered]) -> String {
    let mut lines: BTreeMap<&str, BTreeMap<u32, u32>> = BTreeMap::new();
    let mut branches: BTreeMap<&str, Vec<(u32, u32)>> = BTreeMap::new();
    for (item, place) in all.iter().flat_map(Covered::items) {
        let Some(place) = place else { continue };
        match item.kind {
            ItemKind::Arm => branches.entry(&place.path).or_default().push((place.line, item.met)),
            _ => {
                let met = lines.entry(&place.path).or_default().entry(place.line).or_default();
                *met = (*met).max(item.met);
            }
        }
    }
    let mut text = String::new();
    for (path, met) in &lines {
        let _ = writeln!(text, "TN:\nSF:{path}");
        let arms = branches.get(path).map_or(&[][..], Vec::as_slice);
        for (number, (line, met)) in arms.iter().enumerate() {
            let met = if *met == 0 { "-".to_string() } else { met.to_string() };
            let _ = writeln!(text, "BRDA:{line},0,{number},{met}");
        }
        let _ = writeln!(text, "BRF:{}\nBRH:{}", arms.len(), arms.iter().filter(|(_, met)| *met > 0).count());
        for (line, met) in met {
            let _ = writeln!(text, "DA:{line},{met}");
        }
        let hit = met.values().filter(|met| **met > 0).count();
        let _ = writeln!(text, "LF:{}\nLH:{hit}\nend_of_record", met.len());
    }
    text
}

/// W0907: arms that no test has met.
pub fn untested(compilation: &Compilation, all: &[Covered]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (item, place) in all.iter().flat_map(Covered::items) {
        let (ItemKind::Arm, 0, Some(place)) = (item.kind, item.met, place) else { continue };
        let Some(source) = compilation.project.source(&place.path) else { continue };
        let line = usize::try_from(place.line).unwrap_or(usize::MAX);
        let start: usize = source.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let text = source.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
        let blank = text.len() - text.trim_start().len();
        let span = Span::new(start + blank, start + text.len());
        found.push(w0907(&source.path, span, item));
    }
    rufplan_compiler::without_allowed(&compilation.project.files, found)
}

fn w0907(file: &Arc<str>, span: Span, item: &Item) -> Diagnostic {
    Diagnostic::new("W0907", ("No test for this", "Dafür gibt es keinen Test"), file, span)
        .label((format!("never met: {}", item.words), format!("nie erreicht: {}", item.words)))
        .message((
            format!("No test meets `{}` of `{}`; what callers hear there has never been played.", item.words, item.at),
            format!(
                "Kein Test erreicht `{}` von `{}`; was Anrufer dort hören, wurde noch nie gespielt.",
                item.words, item.at
            ),
        ))
        .help((
            "write a `test` whose call goes that way; `rufplan call SCRIPT --save FILE` writes one from a call that you \
             play",
            "Schreiben Sie einen `test`, dessen Anruf dorthin führt; `rufplan call SKRIPT --save DATEI` schreibt einen \
             aus einem Anruf, den Sie spielen",
        ))
}
