//! What is proved of calls is true of them.

#![allow(clippy::disallowed_methods)]

mod support;

use rufplan_compiler::{SourceFile, Verdict};
use support::compile_one;

fn verdict(text: &str, code: &str) -> Verdict {
    let compiled = compile_one(&SourceFile::new("probe.ruf", text));
    let errors: Vec<_> = compiled.diagnostics.iter().filter(|d| d.code.starts_with('E')).collect();
    assert!(errors.is_empty(), "{errors:?}");
    compiled.proofs.into_iter().find(|proof| proof.code == code).expect("it is judged").verdict
}

const TWO_QUEUES: &str = r#"rufplan 1

client probe "Probe GmbH"
  languages: de
  time zone: Europe/Berlin
  whisper: name
  number +49 30 5550100 starts main
end

prompt name
  de: "Probe."
end

flow main
  enter queue erste
end

queue erste
  service level: 80% within 20s
  when nobody is signed in
    hang up
  when waiting longer than 8min
    enter queue zweite
end

queue zweite
  service level: 80% within 20s
  when nobody is signed in
    hang up
  when waiting longer than 20min
    hang up
end
"#;

/// P5: the waits of queues add up.
#[test]
fn who_is_handed_on_waits_in_both_queues() {
    let Verdict::Holds(bound) = verdict(TWO_QUEUES, "E0455") else { panic!("it ends") };
    assert!(bound.to_string().starts_with("at most 28min"), "{bound}");
    let long = TWO_QUEUES.replace("8min", "55min").replace("20min", "58min");
    let Verdict::Holds(bound) = verdict(&long, "E0455") else { panic!("it ends") };
    assert!(bound.to_string().starts_with("at most 1h53min"), "{bound}");
}

/// What is handed round has no bound that is proved.
#[test]
fn queues_that_hand_callers_round_are_not_proved() {
    let round = TWO_QUEUES.replace("20min\n    hang up", "20min\n    enter queue erste");
    assert!(!matches!(verdict(&round, "E0455"), Verdict::Holds(_)));
}
