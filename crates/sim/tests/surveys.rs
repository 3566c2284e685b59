//! What goes to the lookup of `send answers by`, as the journal has it.

use rufplan_compiler::{Options, Scenario, SourceFile, compile};
use rufplan_journal::Line;
use rufplan_machine::call::{Effect, Told};
use rufplan_machine::scenario::World;
use rufplan_machine::value::{Date, Decimal, Value};
use rufplan_runtime::Program;
use rufplan_sim::play;
use std::collections::BTreeMap;
use std::sync::Arc;

const SCRIPT: &str = include_str!("features/survey_sent.ruf");

fn compiled() -> (Arc<Program>, Vec<Scenario>) {
    let source = SourceFile::new("survey_sent.ruf", SCRIPT);
    let compiled = compile(&[source], &Options::on(Date { year: 2026, month: 11, day: 25 }));
    let machine = compiled.machines.into_iter().next().expect("the script has a machine");
    (Arc::new(Program::load(Arc::new(machine)).expect("it loads")), compiled.scenarios)
}

/// What was sent in a call, and where the test stumbled.
fn sent(program: &Arc<Program>, scenario: &Scenario) -> (Vec<Told>, Option<String>) {
    let outcome = play(program.clone(), scenario);
    let steps = outcome.journal.iter().filter_map(|line| match line {
        Line::Step(step) => Some(&step.fx),
        _ => None,
    });
    let told = steps.flatten().filter_map(|effect| match effect {
        Effect::SendAnswers { told, .. } => Some(told.clone()),
        _ => None,
    });
    (told.collect(), outcome.stumble.map(|stumble| format!("{stumble:?}")))
}

fn answers(given: &[(&str, Value)]) -> Vec<(String, Value)> {
    let given: BTreeMap<_, _> = given.iter().map(|(name, value)| (name.to_string(), value.clone())).collect();
    vec![("survey".into(), Value::Text("zufriedenheit".into())), ("answers".into(), Value::Record(given))]
}

#[test]
fn answers_are_sent_once_beside_what_the_lookup_sends() {
    let (program, scenarios) = compiled();
    let number = |units| Value::Number(Decimal { units, scale: 0 });
    let all = answers(&[("freundlich", number(4)), ("geloest", Value::YesNo(true))]);
    let expected = [vec![all], vec![answers(&[("freundlich", number(2))])], vec![]];
    for (scenario, expected) in scenarios.iter().zip(expected) {
        let (told, stumble) = sent(&program, scenario);
        assert_eq!(stumble, None, "{}", scenario.name);
        assert_eq!(told.len(), expected.len(), "{}", scenario.name);
        for (told, answers) in told.iter().zip(expected) {
            assert_eq!(told.lookup, "bewertung_speichern");
            assert!(told.path.starts_with("/ratings/"), "{}", told.path);
            let names: Vec<&str> = told.values.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, ["thema", "von", "survey", "answers"]);
            assert_eq!(told.values[2..], answers[..]);
        }
    }
}

/// T2: nobody told what the lookup does.
#[test]
fn a_test_must_tell_what_the_lookup_does() {
    let (program, mut scenarios) = compiled();
    scenarios[0].given.retain(|given| !matches!(given, World::Lookup { .. }));
    let (told, stumble) = sent(&program, &scenarios[0]);
    assert_eq!(told.len(), 1);
    assert!(stumble.expect("the test fails").contains("given lookup bewertung_speichern"), "{told:?}");
}
