//! Hanging up, marks and switches: L4, 2.9.

use crate::builder::Build;
use crate::driver::Phone;
use rufplan_machine::call::{Effect, Event, Outcome};
use rufplan_machine::script::*;
use rufplan_machine::value::{Type, Value};

#[test]
fn l4_open_effects_are_cancelled_and_one_end_closes() {
    let mut phone = Phone::dial(Build::new().enter("start", "q").queue("q", |_| {}));
    phone.situation(1, None, 1).event(Event::CallerHungUp);
    assert_eq!(phone.last[..2], [Effect::Dequeue("1.1".into()), Effect::StopMusic]);
    assert_eq!(phone.outcome(), Some(Outcome::Abandoned { state: "queue:q".into() }));
    // after the end nothing happens any more
    let seq = phone.call.configuration().seq;
    phone.event(Event::Key('1')).event(Event::Tick).event(Event::CallerHungUp);
    assert_eq!(phone.last, []);
    assert_eq!(phone.call.configuration().seq, seq);
    assert_eq!(phone.call.deadline_ms(), None);
}

#[test]
fn l4_a_caller_who_hangs_up_while_something_is_said() {
    let mut phone = Phone::dial(Build::new().say("start", "a", "end"));
    phone.event(Event::CallerHungUp);
    assert_eq!(phone.last[0], Effect::StopPlay("1.1".into()));
    assert!(!phone.has(|effect| *effect == Effect::HangUp));
    assert_eq!(phone.outcome(), Some(Outcome::Abandoned { state: "start".into() }));
}

#[test]
fn marks_stand_with_their_labels() {
    let label = Expr::Var("topic".into());
    let build = Build::new()
        .var("topic", Type::Text, Some(Value::Text("strom".into())))
        .mark("start", "reached", None, "labelled")
        .mark("labelled", "topic", Some(label), "end");
    let phone = Phone::dial(build);
    let marks = vec![("reached".to_owned(), None), ("topic".to_owned(), Some("strom".to_owned()))];
    assert_eq!(phone.record().unwrap().marks, marks);
    assert!(
        phone.has(|effect| matches!(effect, Effect::Mark { value: Some(value), .. } if value == "strom"))
    );
}

#[test]
fn a_switch_that_is_on_decides_a_branch() {
    let emergency = Expr::Fact(Fact::Switch("emergency".into()));
    let arms = vec![BranchArm { when: emergency, next: "closed".into() }];
    let build = || {
        let build = Build::new().switch("emergency").say_through("closed", "closed", "end");
        let build = build.say_through("welcome", "welcome", "end");
        build.state("start", State::Branch { arms: arms.clone(), otherwise: "welcome".into() })
    };
    assert_eq!(Phone::dial_with(build(), &["emergency"]).hears(), ["closed"]);
    assert_eq!(Phone::dial(build()).hears(), ["welcome"]);
}

#[test]
fn a_number_that_nobody_owns_ends_at_once() {
    let mut build = Build::new().say("start", "a", "end");
    build.0.numbers.clear();
    assert!(matches!(Phone::dial(build).outcome(), Some(Outcome::Failed { .. })));
}

#[test]
fn a_circle_of_instant_states_ends_the_call_instead_of_the_engine() {
    let circle = State::Branch { arms: vec![], otherwise: "start".into() };
    let phone = Phone::dial(Build::new().state("start", circle));
    assert!(matches!(phone.outcome(), Some(Outcome::Failed { .. })));
}

#[test]
fn l5_an_error_where_the_queue_fails_leads_to_on_error_without_leaving_twice() {
    let mut phone = Phone::dial(Build::new().enter("start", "q").queue("q", |_| {}));
    phone.event(Event::EngineError { id: "1.1".into(), what: "acd is down".into() });
    assert_eq!(phone.hears(), ["trouble"]);
    assert!(!phone.has(|effect| matches!(effect, Effect::Dequeue(_))));
    assert_eq!(phone.said().outcome(), Some(Outcome::Completed));
}

#[test]
fn time_never_goes_back() {
    let mut phone = Phone::dial(Build::new().pause("start", 1_000, "end"));
    phone.now -= 5_000;
    phone.key('1');
    assert_eq!(phone.call.configuration().t_ms, phone.now + 5_000);
}
