//! The reference scripts: their tests pass, their journals replay, and every step that asserts something can fail.

use rufplan_compiler::{Compiled, Options, SourceFile, compile};
use rufplan_journal::read;
use rufplan_machine::scenario::{Heard, Scenario, Step};
use rufplan_machine::value::Date;
use rufplan_runtime::Program;
use rufplan_sim::{play, replay};
use std::sync::Arc;

const SCRIPTS: [(&str, &str); 10] = [
    ("1_hello.ruf", include_str!("../../../flows/reference/1_hello.ruf")),
    ("2_nordwind.ruf", include_str!("../../../flows/reference/2_nordwind.ruf")),
    ("3_emergency.ruf", include_str!("../../../flows/reference/3_emergency.ruf")),
    ("4_alpenmilch.ruf", include_str!("../../../flows/reference/4_alpenmilch.ruf")),
    ("5_sparbank.ruf", include_str!("../../../flows/reference/5_sparbank.ruf")),
    ("7_hausverwaltung.ruf", include_str!("../../../flows/reference/7_hausverwaltung.ruf")),
    ("8_kartensperre.ruf", include_str!("../../../flows/reference/8_kartensperre.ruf")),
    ("clients/6_zahnwelt.ruf", include_str!("../../../flows/reference/clients/6_zahnwelt.ruf")),
    ("clients/6_radhaus.ruf", include_str!("../../../flows/reference/clients/6_radhaus.ruf")),
    ("clients/6_blumen.ruf", include_str!("../../../flows/reference/clients/6_blumen.ruf")),
];

/// What the look-ups of scripts 5 and 8 answer.
const REPLIES: [(&str, &str); 4] = [
    ("tests/kunde_meier.json", include_str!("../../../flows/reference/tests/kunde_meier.json")),
    ("tests/kunde_premium.json", include_str!("../../../flows/reference/tests/kunde_premium.json")),
    ("tests/leer.json", include_str!("../../../flows/reference/tests/leer.json")),
    ("tests/pin_ok.json", include_str!("../../../flows/reference/tests/pin_ok.json")),
];

/// The library of the clients of script 6.
const HOTLINE: (&str, &str) = ("lib/hotline.ruf", include_str!("../../../flows/reference/lib/hotline.ruf"));

fn compiled(path: &str, text: &str) -> (Compiled, Arc<Program>) {
    let sources = [(path, text), HOTLINE].map(|(path, text)| SourceFile::new(path, text));
    let mut compiled = compile(&sources, &Options::on(Date { year: 2026, month: 11, day: 25 }));
    for (reply, text) in compiled.scenarios.iter_mut().flat_map(Scenario::replies) {
        *text = REPLIES.iter().find(|(path, _)| *path == reply).map(|(_, text)| text.to_string());
    }
    let machine = compiled.machines.first().unwrap_or_else(|| panic!("{path}: {:#?}", compiled.diagnostics));
    let program = Program::load(Arc::new(machine.clone())).expect("a compiled machine loads");
    (compiled, Arc::new(program))
}

/// Runs a check on every test of the scripts.
fn each(mut check: impl FnMut(&Arc<Program>, &Scenario)) {
    for (path, text) in SCRIPTS {
        let (compiled, program) = compiled(path, text);
        assert!(!compiled.scenarios.is_empty(), "{path} has no tests");
        for scenario in &compiled.scenarios {
            check(&program, scenario);
        }
    }
}

#[test]
fn every_test_passes_and_asserts_something() {
    each(|program, scenario| {
        let outcome = play(program.clone(), scenario);
        let name = &scenario.name;
        assert_eq!(
            outcome.stumble,
            None,
            "{name}\n{}",
            rufplan_journal::transcript::transcript(&outcome.journal)
        );
        assert!(outcome.warnings.is_empty(), "{name}: {:?}", outcome.warnings);
    });
}

#[test]
fn every_journal_replays_without_a_difference() {
    each(|program, scenario| {
        let outcome = play(program.clone(), scenario);
        let text: String = outcome.journal.iter().map(|line| format!("{line}\n")).collect();
        let journal = read(&text).expect("a journal of ours can be read");
        assert_eq!(journal.lines(), outcome.journal, "{}", scenario.name);
        let replayed = replay(program.clone(), &journal);
        assert!(replayed.same_machine && replayed.events > 0);
        if let Some(difference) = replayed.difference {
            panic!("{}: {difference}", scenario.name);
        }
    });
}

/// A step changed to a name that the call never meets; `None` where the step names nothing.
fn astray(step: &Step) -> Option<Step> {
    let never = || Heard::Prompt("never_said".into());
    Some(match step.clone() {
        Step::Hears { saying, .. } => Step::Hears { what: never(), saying },
        Step::AgentHears { saying, .. } => Step::AgentHears { what: never(), saying },
        Step::CalledHears { saying, .. } => Step::CalledHears { what: never(), saying },
        Step::InQueue { agent, priority, .. } => Step::InQueue { queue: "elsewhere".into(), agent, priority },
        Step::IsTransferred { .. } => Step::IsTransferred { target: "+49305559999".into() },
        Step::IsConnected { .. } => Step::IsConnected { target: "+49305559999".into() },
        Step::IsPassed { .. } => Step::IsPassed { target: "+49305559999".into() },
        Step::Speaks { .. } => Step::Speaks { lang: "tr".into() },
        Step::HasMark { value, .. } => Step::HasMark { name: "never_set".into(), value },
        Step::AgentSees { .. } => Step::AgentSees { text: "nobody writes this".into() },
        _ => return None,
    })
}

#[test]
fn every_step_that_asserts_something_can_fail() {
    let mut changed = 0;
    each(|program, scenario| {
        for (place, step) in scenario.steps.iter().enumerate() {
            let Some(other) = astray(&step.step) else { continue };
            let mut scenario = scenario.clone();
            scenario.steps[place].step = other;
            let outcome = play(program.clone(), &scenario);
            let stumble =
                outcome.stumble.unwrap_or_else(|| panic!("{}: `{}` cannot fail", scenario.name, step.text));
            assert_eq!(stumble.line, step.line, "{}: another step failed", scenario.name);
            changed += 1;
        }
    });
    assert!(changed > 60, "only {changed} steps were changed");
}

#[test]
fn words_that_are_not_said_fail_the_test_too() {
    each(|program, scenario| {
        for (place, step) in scenario.steps.iter().enumerate() {
            let mut scenario = scenario.clone();
            match &mut scenario.steps[place].step {
                Step::Hears { saying: Some(text), .. } | Step::AgentHears { saying: Some(text), .. } => {
                    text.push_str(" nie")
                }
                _ => continue,
            }
            assert!(!play(program.clone(), &scenario).passed(), "{}: `{}`", scenario.name, step.text);
        }
    });
}
