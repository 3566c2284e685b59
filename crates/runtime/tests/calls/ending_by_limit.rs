//! Limits of a call: X3.

use crate::builder::Build;
use crate::driver::Phone;
use rufplan_machine::call::{Effect, Event, Outcome};
use rufplan_machine::script::State;

fn failed(what: &str) -> Option<Outcome> {
    Some(Outcome::Failed { what: what.into() })
}

#[test]
fn x3_ten_thousand_steps_then_on_error_then_the_end() {
    let build = Build::new().menu("start", &[("*", "again")], |_| {});
    let build = build.menu("again", &[("*", "start")], |_| {});
    let mut phone = Phone::dial(build);
    let mut steps = 1;
    while phone.hears() != ["trouble"] {
        phone.key('*');
        steps += 1;
        assert!(steps <= 10_000);
    }
    assert_eq!(steps, 10_000);
    phone.said();
    assert_eq!(phone.outcome(), failed("10,000 steps"));
}

#[test]
fn x3_a_thousand_marks() {
    let build = Build::new()
        .menu("start", &[("1", "mark")], |_| {})
        .mark("mark", "pressed", None, "back")
        .state("back", State::Branch { arms: vec![], otherwise: "start".into() });
    let mut phone = Phone::dial(build);
    for _ in 0..1_000 {
        phone.key('1');
        assert_eq!(phone.hears(), ["start"]);
    }
    assert_eq!(phone.key('1').hears(), ["trouble"]);
    assert_eq!(phone.said().outcome(), failed("1,000 marks"));
    assert_eq!(phone.record().unwrap().marks.len(), 1_000);
}

#[test]
fn x3_two_hours_but_a_talk_is_not_cut() {
    let build = || Build::new().menu("start", &[("*", "again")], |_| {}).state("again", again());
    let mut phone = Phone::dial(build());
    phone.wait(7_200_000);
    assert_eq!(phone.hears(), ["trouble"]);
    phone.said();
    assert_eq!(phone.outcome(), failed("2 hours"));

    let mut phone = Phone::dial(Build::new().enter("start", "q").queue("q", |_| {}));
    phone.situation(1, None, 1).agent_answers().wait(8_000_000);
    assert_eq!(phone.last, []);
    phone.event(Event::AgentLost);
    assert_eq!(phone.hears(), ["trouble"]);
}

#[test]
fn x3_on_error_leads_nowhere_else_once_a_limit_is_reached() {
    let build = Build::new().menu("start", &[], |_| {}).say("on_error", "trouble", "start");
    let mut phone = Phone::dial(build.say_through("bye", "std.goodbye", "end"));
    phone.wait(7_200_000).said();
    assert_eq!(phone.hears(), ["std.goodbye"]);
    phone.said();
    assert_eq!(phone.outcome(), failed("2 hours"));
    assert!(phone.has(|effect| *effect == Effect::HangUp));
}

#[test]
fn x3_last_words_that_never_end_are_cut() {
    let mut phone = Phone::dial(Build::new().menu("start", &[], |_| {}));
    phone.wait(7_200_000);
    assert_eq!(phone.hears(), ["trouble"]);
    phone.wait(60_000);
    assert_eq!(phone.outcome(), failed("2 hours"));
}

fn again() -> State {
    State::Repeat { question: "start".into() }
}
