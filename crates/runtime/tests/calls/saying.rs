//! Saying, keys during it and typing ahead: S1 to S3.

use crate::builder::Build;
use crate::driver::Phone;
use rufplan_machine::call::{Effect, Outcome};

/// welcome, then a menu whose key 1 says `one`.
fn welcome(build: Build) -> Build {
    build
        .menu("menu", &[("1", "one"), ("2", "two")], |_| {})
        .say_through("one", "one", "end")
        .say_through("two", "two", "end")
}

#[test]
fn answer_is_the_first_effect_and_ids_are_seq_and_index() {
    let phone = Phone::dial(welcome(Build::new().say("start", "welcome", "menu")));
    assert_eq!(phone.last[0], Effect::Answer);
    assert!(matches!(&phone.last[1], Effect::Play { id, interruptible: true, .. } if id == "1.1"));
}

#[test]
fn s1_a_key_stops_what_a_question_can_follow_and_is_its_first_key() {
    let mut phone = Phone::dial(welcome(Build::new().say("start", "welcome", "menu")));
    phone.key('1');
    assert_eq!(phone.last[0], Effect::StopPlay("1.1".into()));
    assert_eq!(phone.hears(), ["one"]);
}

#[test]
fn s1_else_keys_are_dropped() {
    let mut phone = Phone::dial(welcome(Build::new().say_through("start", "welcome", "menu")));
    phone.key('1');
    assert!(phone.ignored());
    phone.said();
    assert_eq!(phone.hears(), ["menu"]);
    // what is no key at all, too
    phone.key('A');
    assert!(phone.ignored());
}

#[test]
fn s1_a_key_anywhere_is_heard_in_both_but_not_in_an_uninterrupted_text() {
    let build = || welcome(Build::new()).anywhere("0", "human").say_through("human", "human", "end");
    let mut phone = Phone::dial(build().say("start", "welcome", "menu"));
    assert_eq!(phone.key('0').hears(), ["human"]);
    let mut phone = Phone::dial(build().say_through("start", "welcome", "menu"));
    assert_eq!(phone.key('0').hears(), ["human"]);
    let mut phone = Phone::dial(build().say_uninterrupted("start", "welcome", "menu"));
    assert!(phone.key('0').ignored());
}

#[test]
fn s2_key_typed_ahead_skips_say_and_pause_and_the_question_says_nothing() {
    let build = Build::new().say("start", "a", "pause").pause("pause", 2_000, "b").say("b", "b", "menu");
    let mut phone = Phone::dial(welcome(build));
    phone.key('2');
    assert_eq!(phone.hears(), ["two"]);
    assert_eq!(phone.heard(), ["a", "two"]);
}

#[test]
fn s2_what_no_question_follows_is_said_though_a_key_was_typed_ahead() {
    let build = Build::new().say("start", "a", "b").say_through("b", "b", "menu");
    let mut phone = Phone::dial(welcome(build));
    assert_eq!(phone.key('2').hears(), ["b"]);
    phone.said();
    assert_eq!(phone.hears(), ["two"]);
}

#[test]
fn s2_an_uninterrupted_text_drops_what_was_typed_ahead_when_it_ends() {
    let build = Build::new().say("start", "a", "b").say_uninterrupted("b", "b", "menu");
    let mut phone = Phone::dial(welcome(build));
    phone.key('2');
    phone.said();
    assert_eq!(phone.hears(), ["menu"]);
}

#[test]
fn s2_with_interrupt_no_the_buffer_is_emptied_and_keys_are_dropped_to_the_end_of_the_words() {
    let build = Build::new().say("start", "a", "menu");
    let build = build.menu("menu", &[("1", "one")], |menu| menu.interrupt = false).say("one", "one", "end");
    let mut phone = Phone::dial(build);
    assert_eq!(phone.key('1').hears(), ["menu"]);
    assert!(phone.key('1').ignored());
    phone.said();
    assert_eq!(phone.key('1').hears(), ["one"]);
}

#[test]
fn s2_a_longer_code_typed_ahead_waits_from_entry() {
    let build = Build::new().say("start", "a", "menu").menu("menu", &[("12", "one")], |_| {});
    let mut phone = Phone::dial(build.say("one", "one", "end"));
    phone.key('1');
    assert_eq!(phone.hears(), Vec::<&str>::new());
    assert_eq!(phone.key('2').hears(), ["one"]);
}

#[test]
fn s3_several_prompts_are_one_play_that_a_key_stops_at_once() {
    let mut phone = Phone::dial(welcome(Build::new().say("start", "a b c", "menu")));
    assert_eq!(phone.heard(), ["a", "b", "c"]);
    let stopped = phone.open_play().unwrap();
    phone.key('1');
    phone.event(rufplan_machine::call::Event::PlayDone { id: stopped, played_ms: 10 });
    assert!(phone.ignored());
}

#[test]
fn s3_what_cannot_be_heard_goes_on_as_if_it_had_been_and_is_marked() {
    let mut phone = Phone::dial(welcome(Build::new().say("start", "a", "menu")));
    phone.unheard();
    assert!(phone.has(|effect| matches!(effect, Effect::Log(line) if line.contains("could not be heard"))));
    assert_eq!(phone.hears(), ["menu"]);
}

#[test]
fn s3_words_of_a_question_that_cannot_be_heard_are_an_error_the_second_time_a_goodbye() {
    let mut build = welcome(Build::new().say("start", "a", "menu"));
    build = build.say("on_error", "trouble", "menu").say_through("bye", "std.goodbye", "end");
    let mut phone = Phone::dial(build);
    phone.said().unheard();
    assert_eq!(phone.hears(), ["trouble"]);
    phone.said();
    assert_eq!(phone.hears(), ["menu"]);
    phone.unheard();
    assert_eq!(phone.hears(), ["std.goodbye"]);
    phone.said();
    assert!(matches!(phone.outcome(), Some(Outcome::Failed { .. })));
    assert!(phone.has(|effect| *effect == Effect::HangUp));
}

#[test]
fn a_pause_lasts_as_long_as_it_says() {
    let mut phone = Phone::dial(welcome(Build::new().pause("start", 2_000, "menu")));
    assert_eq!(phone.wait(1_999).hears(), Vec::<&str>::new());
    assert_eq!(phone.wait(1).hears(), ["menu"]);
}

#[test]
fn what_nothing_waits_for_is_dropped() {
    use rufplan_machine::call::Event;
    let mut phone = Phone::dial(welcome(Build::new().say("start", "a", "menu")));
    for event in [
        Event::Tick,
        Event::QueueRefused,
        Event::AgentLost,
        Event::AgentHungUp,
        Event::TransferOver { id: "1.1".into() },
        Event::EngineError { id: "9.9".into(), what: "x".into() },
        Event::Switch { name: "unknown".into(), on: true },
        Event::Call { number: "+49".into(), from: None, switches: Default::default() },
    ] {
        phone.event(event);
        assert!(phone.ignored());
        assert_eq!(phone.state(), "start");
    }
}
