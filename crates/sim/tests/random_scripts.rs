//! Properties that hold for every valid script: it compiles, no event makes the runtime stumble, each call ends, its
//! journal replays to the byte, and the formatter changes nothing that is heard.

use rufplan_compiler::{Compiled, Options, SourceFile, Verdict, compile};
use rufplan_diag::Severity;
use rufplan_journal::read;
use rufplan_machine::value::Date;
use rufplan_runtime::Program;
use rufplan_sim::{Stage, Untold, replay};
use rufplan_testkit::{Seeded, script, seeds};
use std::sync::Arc;

/// Scripts of one run of the test.
const SCRIPTS: u64 = 12;
/// Calls to each script.
const CALLS: u64 = 6;
/// Things that happen in one call before the caller is silent.
const HAPPENINGS: usize = 80;
/// Wednesday, 2026-03-04 10:00 in Berlin (T1).
const MORNING_MS: i64 = 1_772_614_800_000;
/// Advances after which a silent caller's call must be over.
const ADVANCES: usize = 100_000;

/// A script is valid without what it promises: that is looked at in a test of its own.
fn options() -> Options {
    Options { prove: false, ..Options::on(Date { year: 2026, month: 3, day: 4 }) }
}

fn compiled(text: &str) -> Compiled {
    compile(&[SourceFile::new("zufall.ruf", text)], &options())
}

fn program(seed: u64, text: &str) -> Arc<Program> {
    let compiled = compiled(text);
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "RUFPLAN_SEED={seed}: {errors:#?}\n{text}");
    let machine = compiled.machines.first().expect("a script without errors has a machine");
    let loaded = Program::load(Arc::new(machine.clone()));
    Arc::new(loaded.unwrap_or_else(|error| panic!("RUFPLAN_SEED={seed}: {error:?}\n{text}")))
}

/// What is proved of a random script may be anything, but that its calls end (P1, P5) must hold.
#[test]
fn random_scripts_are_judged_and_end_by_proof() {
    for seed in seeds(SCRIPTS) {
        let text = script(seed);
        let options = Options { prove: true, ..options() };
        let compiled = compile(&[SourceFile::new("zufall.ruf", &text)], &options);
        assert!(compiled.proofs.len() >= 7, "RUFPLAN_SEED={seed}: {}", compiled.proofs.len());
        for proof in compiled.proofs.iter().filter(|proof| ["E0451", "E0455"].contains(&proof.code)) {
            let failed = matches!(proof.verdict, Verdict::Fails(_));
            assert!(!failed, "RUFPLAN_SEED={seed}: {proof:?}\n{text}");
        }
    }
}

/// One call in which anything happens, then a silent caller, then a hang-up where two talk. Gives the stage at the end.
fn random_call(program: &Arc<Program>, seed: u64) -> Stage {
    let mut rng = Seeded::new(seed);
    let day_ms = 86_400_000 * i64::try_from(rng.below(300)).unwrap_or(0);
    let minute_ms = 60_000 * i64::try_from(rng.below(1440)).unwrap_or(0);
    let mut stage = Stage::new(program.clone(), MORNING_MS + day_ms + minute_ms, Untold::NotAnswered);
    let from = ["+491701234567", "+4369912345678"].get(rng.below(3)).copied();
    stage.arrive(from, "+49305550100");
    for _ in 0..HAPPENINGS {
        if stage.record().is_some() {
            return stage;
        }
        happen(&mut stage, &mut rng);
    }
    for _ in 0..ADVANCES {
        if stage.record().is_some() {
            return stage;
        }
        if !stage.advance() {
            // two talk, and nothing is due: one of them hangs up
            stage.agent_hangs_up();
            let _ = stage.called_hangs_up();
            stage.hang_up();
        }
    }
    stage
}

fn happen(stage: &mut Stage, rng: &mut Seeded) {
    match rng.below(20) {
        0..=7 => {
            let keys = ['0', '1', '2', '3', '4', '5', '8', '9', '*', '#'];
            stage.press(*rng.pick(&keys));
        }
        8..=15 => {
            stage.advance();
        }
        // what does not fit the moment is refused, which is no fault of the script
        16 => drop(stage.agent_answers()),
        17 => stage.agent_hangs_up(),
        18 => drop(stage.called_hangs_up()),
        _ if rng.chance(10) => stage.hang_up(),
        _ => {
            let wait = i64::try_from(rng.below(90_000)).unwrap_or(0);
            stage.advance_to(stage.now_ms() + wait);
        }
    }
}

#[test]
fn random_scripts_never_panic_always_end_and_replay_exactly() {
    for seed in seeds(SCRIPTS) {
        let text = script(seed);
        let program = program(seed, &text);
        for call in 0..CALLS {
            let stage = random_call(&program, seed * 1_000 + call);
            assert!(stage.record().is_some(), "RUFPLAN_SEED={seed}, call {call}: it does not end\n{text}");
            assert_eq!(stage.failure, None, "RUFPLAN_SEED={seed}, call {call}\n{text}");
            let journal: String = stage.journal.iter().map(|line| format!("{line}\n")).collect();
            let journal = read(&journal).expect("a journal of ours can be read");
            let replayed = replay(program.clone(), &journal);
            if let Some(difference) = replayed.difference {
                panic!("RUFPLAN_SEED={seed}, call {call}: {difference}\n{text}");
            }
        }
    }
}

#[test]
fn formatting_a_random_script_changes_nothing_that_is_heard() {
    for seed in seeds(SCRIPTS) {
        // blanks that a person might leave, and comments
        let text = script(seed).replace("  say", "      say").replace("\nend\n", "\n end  // hier\n");
        let format = |text: &str| {
            let tree = rufplan_syntax::parse(&SourceFile::new("zufall.ruf", text));
            rufplan_format::format(&tree)
                .unwrap_or_else(|error| panic!("RUFPLAN_SEED={seed}: {error:?}\n{text}"))
        };
        let once = format(&text);
        assert_eq!(once, format(&once), "RUFPLAN_SEED={seed}");
        assert_ne!(once, text, "RUFPLAN_SEED={seed}: there was something to format");
        let hash = |text: &str| compiled(text).machines.first().map(|machine| machine.hash.clone());
        assert!(hash(&text).is_some(), "RUFPLAN_SEED={seed}");
        assert_eq!(hash(&text), hash(&once), "RUFPLAN_SEED={seed}");
    }
}
