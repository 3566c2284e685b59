//! Scripts that show one feature each (`features/*.ruf`): they check clean, their tests pass, their journals replay.

#![expect(
    clippy::disallowed_methods,
    reason = "a test reads its scripts from disk; the crate itself reads nothing"
)]

use rufplan_compiler::{Options, SourceFile, compile};
use rufplan_journal::{read, transcript::transcript};
use rufplan_machine::value::Date;
use rufplan_runtime::Program;
use rufplan_sim::{play, replay};
use std::path::PathBuf;
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

#[test]
fn features_check_clean_play_and_replay() {
    for path in scripts() {
        let name = path.file_name().expect("a script has a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).expect("a script can be read");
        let options = Options::on(Date { year: 2026, month: 11, day: 25 });
        let compiled = compile(&[SourceFile::new(name.as_str(), &text)], &options);
        assert!(compiled.diagnostics.is_empty(), "{name}: {:#?}", compiled.diagnostics);
        let machine = compiled.machines.first().expect("a clean script gives a machine");
        let program = Arc::new(Program::load(Arc::new(machine.clone())).expect("a compiled machine loads"));
        assert!(!compiled.scenarios.is_empty(), "{name} has no tests");
        for scenario in &compiled.scenarios {
            let mut scenario = scenario.clone();
            for (reply, text) in scenario.replies() {
                *text = std::fs::read_to_string(path.with_file_name(reply)).ok();
            }
            let outcome = play(program.clone(), &scenario);
            let title = format!("{name}: {}", scenario.name);
            assert_eq!(outcome.stumble, None, "{title}\n{}", transcript(&outcome.journal));
            assert!(outcome.warnings.is_empty(), "{title}: {:?}", outcome.warnings);
            let text: String = outcome.journal.iter().map(|line| format!("{line}\n")).collect();
            let journal = read(&text).expect("a journal of ours can be read");
            let replayed = replay(program.clone(), &journal);
            assert!(replayed.same_machine && replayed.events > 0, "{title}");
            assert!(replayed.difference.is_none(), "{title}: {}", replayed.difference.expect("it is there"));
        }
    }
}
