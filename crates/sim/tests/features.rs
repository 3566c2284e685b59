//! Scripts that show one feature each (`features/*.ruf`): they check clean, their tests pass, their journals replay.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads its scripts from disk; the crate itself reads nothing"
)]

use rufplan_compiler::{Options, Scenario, SourceFile, compile};
use rufplan_journal::{read, transcript::transcript};
use rufplan_machine::value::Date;
use rufplan_runtime::Program;
use rufplan_sim::{play, replay};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn scripts() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/features");
    let entries = std::fs::read_dir(folder).expect("the folder of features can be read");
    let mut scripts: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry can be read").path()).collect();
    scripts.retain(|path| path.extension().is_some_and(|ext| ext == "ruf"));
    scripts.sort();
    scripts
}

/// Everything that is wrong with one script.
fn faults(path: &Path) -> Vec<String> {
    let name = path.file_name().expect("a script has a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).expect("a script can be read");
    let source = SourceFile::new(name.as_str(), &text);
    let options = Options::on(Date { year: 2026, month: 11, day: 25 });
    let compiled = compile(std::slice::from_ref(&source), &options);
    if !compiled.diagnostics.is_empty() {
        return compiled
            .diagnostics
            .iter()
            .map(|d| format!("{name}:{} {} {}", source.position(d.span.start).line, d.code, d.message))
            .collect();
    }
    let machine = compiled.machines.first().expect("a clean script gives a machine");
    let program = Arc::new(Program::load(Arc::new(machine.clone())).expect("a compiled machine loads"));
    if compiled.scenarios.is_empty() {
        return vec![format!("{name} has no tests")];
    }
    let mut scenarios = compiled.scenarios;
    for (reply, text) in scenarios.iter_mut().flat_map(Scenario::replies) {
        *text = std::fs::read_to_string(path.with_file_name(reply)).ok();
    }
    scenarios.iter().filter_map(|scenario| fault(&program, scenario)).collect()
}

/// What is wrong with one test, or with the replay of its journal.
fn fault(program: &Arc<Program>, scenario: &Scenario) -> Option<String> {
    let outcome = play(program.clone(), scenario);
    let title = format!("{}: {}", scenario.path, scenario.name);
    if let Some(stumble) = outcome.stumble {
        return Some(format!("{title}\n{stumble:?}\n{}", transcript(&outcome.journal)));
    }
    if !outcome.warnings.is_empty() {
        return Some(format!("{title}: {:?}", outcome.warnings));
    }
    let text: String = outcome.journal.iter().map(|line| format!("{line}\n")).collect();
    let journal = read(&text).expect("a journal of ours can be read");
    let replayed = replay(program.clone(), &journal);
    assert!(replayed.same_machine && replayed.events > 0, "{title}");
    replayed.difference.map(|difference| format!("{title}: {difference}"))
}

#[test]
fn features_check_clean_play_and_replay() {
    let faults: Vec<String> = scripts().iter().flat_map(|path| faults(path)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}
