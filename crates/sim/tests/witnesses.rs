//! The calls that show why a theorem does not hold play that way, and recorded calls become tests that pass.

// A test reads its scripts from disk; the crate itself reads nothing.
#![allow(clippy::disallowed_methods)]

use rufplan_compiler::{Compiled, Options, SourceFile, compile};
use rufplan_machine::value::Date;
use rufplan_runtime::Program;
use rufplan_sim::{Coverage, ItemKind, play, retell, scenario_of};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const TODAY: Date = Date { year: 2026, month: 11, day: 25 };

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn compiled(text: &str, prove: bool) -> Compiled {
    compile(&[SourceFile::new("probe.ruf", text)], &Options { prove, ..Options::on(TODAY) })
}

fn program(compiled: &Compiled) -> Arc<Program> {
    Arc::new(Program::load(Arc::new(compiled.machines[0].clone())).expect("the machine runs"))
}

/// The `test` block in the help of a message.
fn block(diagnostic: &rufplan_compiler::Diagnostic) -> String {
    let help =
        diagnostic.help.iter().find_map(|help| help.en.strip_prefix("as a test:\n").map(str::to_owned));
    help.unwrap_or_else(|| panic!("{} offers no test", diagnostic.code)) + "\n"
}

#[test]
fn the_call_of_every_failed_proof_plays_that_way() {
    let folder = root().join("crates/compiler/tests/cases");
    let mut played = 0;
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let code = name.split('_').next().unwrap().to_uppercase();
        if !["E0451", "E0452", "W0453", "W0454", "E0455", "E0458", "W0460"].contains(&code.as_str()) {
            continue;
        }
        let text = std::fs::read_to_string(entry.path().join("input.ruf")).unwrap();
        let found = compiled(&text, true);
        let message = found.diagnostics.iter().find(|d| d.code == code).unwrap();
        let block = block(message);
        let with_test = compiled(&format!("{text}\n{block}"), false);
        let errors: Vec<_> = with_test.diagnostics.iter().filter(|d| d.code.starts_with('E')).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}\n{block}");
        let scenario = with_test.scenarios.last().unwrap();
        let outcome = play(program(&with_test), scenario);
        assert!(outcome.passed(), "{name}: {:?}\n{block}", outcome.stumble);
        assert!(outcome.warnings.is_empty(), "{name}: {:?}", outcome.warnings);
        played += 1;
    }
    assert!(played >= 9, "{played} cases");
}

#[test]
fn every_call_of_the_reference_scripts_is_told_as_a_test_that_passes() {
    for script in ["1_hello", "2_nordwind", "3_emergency"] {
        let text = std::fs::read_to_string(root().join(format!("flows/reference/{script}.ruf"))).unwrap();
        let plain = compiled(&text, false);
        let program = program(&plain);
        for scenario in &plain.scenarios {
            let outcome = play(program.clone(), scenario);
            let lines: String = outcome.journal.iter().map(|line| format!("{line}\n")).collect();
            let journal = rufplan_journal::read(&lines).unwrap();
            let told = retell(&program, &journal, "told");
            let again = play(program.clone(), &scenario_of(&program, &told, scenario.clock_ms));
            assert!(again.passed(), "{}: {:?}\n{}", scenario.name, again.stumble, told.text());
            // the text says the same as what was played
            let from_text = compiled(&format!("{text}\n{}", told.text()), false);
            let last = from_text.scenarios.last().unwrap();
            assert_eq!(last.name, "told", "{}: {:?}\n{}", scenario.name, from_text.diagnostics, told.text());
            let once_more = play(program.clone(), last);
            assert!(once_more.passed(), "{}: {:?}\n{}", scenario.name, once_more.stumble, told.text());
        }
    }
}

#[test]
fn coverage_counts_what_calls_have_met() {
    let text = std::fs::read_to_string(root().join("flows/reference/2_nordwind.ruf")).unwrap();
    let compiled = compiled(&text, false);
    let program = program(&compiled);
    let mut coverage = Coverage::of(&compiled.machines[0]);
    assert_eq!(coverage.counts(None).1, 0);
    let named = |coverage: &Coverage, kind, words: &str| -> u32 {
        coverage.items().filter(|item| item.kind == kind && item.words == words).map(|item| item.met).sum()
    };
    let scenario =
        |name: &str| compiled.scenarios.iter().find(|s| s.name == name).expect("the test is there");
    let closed = play(program.clone(), scenario("Am ersten Weihnachtstag ist geschlossen"));
    coverage.meet(&program, &closed.journal);
    assert_eq!(named(&coverage, ItemKind::Arm, "holiday"), 1);
    assert_eq!(named(&coverage, ItemKind::Arm, "open"), 0);
    assert_eq!(named(&coverage, ItemKind::State, "say closed_holiday"), 1);
    assert_eq!(named(&coverage, ItemKind::HoursLine, "service_hours, line 3"), 1, "the line `holiday`");
    let silent = play(program.clone(), scenario("Wer nichts drückt, landet auf Deutsch beim Service"));
    coverage.meet(&program, &silent.journal);
    let failure =
        coverage.items().find(|i| i.kind == ItemKind::Arm && i.at == "main.language" && i.words == "failure");
    assert_eq!(failure.map(|item| item.met), Some(1));
    assert_eq!(named(&coverage, ItemKind::State, "queue service"), 1);
    for scenario in &compiled.scenarios {
        let outcome = play(program.clone(), scenario);
        coverage.meet(&program, &outcome.journal);
    }
    let (can, met) = coverage.counts(None);
    assert!(met * 100 >= can * 90, "{met} of {can}");
}
