//! Menus: language.md 4.4; S5 to S7.

use crate::builder::Build;
use crate::driver::Phone;
use rufplan_machine::call::Outcome;
use rufplan_machine::script::{Menu, OnArm, State};

fn menu(keys: &[(&str, &str)], change: impl FnOnce(&mut Menu)) -> Build {
    let build = Build::new().menu("start", keys, change);
    let build = build.say_through("one", "one", "end").say_through("two", "two", "end");
    build.state("again", State::Repeat { question: "start".into() })
}

#[test]
fn a_key_stops_the_words_and_leads_on() {
    let mut phone = Phone::dial(menu(&[("1", "one")], |_| {}));
    assert_eq!(phone.hears(), ["start"]);
    assert_eq!(phone.key('1').hears(), ["one"]);
    phone.said();
    assert_eq!(phone.outcome(), Some(Outcome::Completed));
    let path: Vec<&str> = phone.record().unwrap().path.iter().map(|v| v.state.as_str()).collect();
    assert_eq!(path, ["start", "start#press:1", "one"]);
}

#[test]
fn first_key_time_runs_from_the_end_of_the_words() {
    let mut phone = Phone::dial(menu(&[("1", "one")], |_| {}));
    assert_eq!(phone.wait(60_000).hears(), Vec::<&str>::new());
    phone.said();
    assert_eq!(phone.wait(5_999).hears(), Vec::<&str>::new());
    assert_eq!(phone.wait(1).hears(), ["silence"]);
}

#[test]
fn an_exact_code_is_taken_at_once_a_shorter_one_after_the_next_key_time() {
    let keys = [("1", "one"), ("12", "two")];
    let mut phone = Phone::dial(menu(&keys, |_| {}));
    phone.key('1');
    assert_eq!(phone.wait(2_999).hears(), Vec::<&str>::new());
    assert_eq!(phone.wait(1).hears(), ["one"]);
    let mut phone = Phone::dial(menu(&keys, |_| {}));
    phone.key('1').wait(2_999);
    assert_eq!(phone.key('2').hears(), ["two"]);
    assert_eq!(phone.call.configuration().menu_code.as_deref(), Some("12"));
}

#[test]
fn a_beginning_alone_is_a_wrong_key_after_the_next_key_time_and_what_begins_nothing_at_once() {
    let keys = [("12", "two")];
    let mut phone = Phone::dial(menu(&keys, |_| {}));
    phone.key('1');
    assert_eq!(phone.wait(3_000).hears(), ["wrong"]);
    let mut phone = Phone::dial(menu(&keys, |_| {}));
    assert_eq!(phone.key('3').hears(), ["wrong"]);
    let mut phone = Phone::dial(menu(&keys, |_| {}));
    phone.key('1');
    assert_eq!(phone.key('3').hears(), ["wrong"]);
}

#[test]
fn s5_one_count_for_silence_and_wrong_keys_and_the_arm_of_the_last_runs_before_failure() {
    let escalate = |menu: &mut Menu| {
        menu.silence = vec![
            OnArm { from: 1, next: "start#silence".into() },
            OnArm { from: 2, next: "start#silence2".into() },
        ];
    };
    let mut phone =
        Phone::dial(menu(&[("1", "one")], escalate).say("start#silence2", "louder", "start#retry"));
    phone.key('9').said();
    assert_eq!(phone.hears(), ["start"]);
    phone.said().wait(6_000);
    // the second attempt, whatever went wrong in the first
    assert_eq!(phone.hears(), ["louder"]);
    phone.said().said().wait(6_000);
    assert_eq!(phone.hears(), ["louder"]);
    assert_eq!(phone.said().hears(), ["failure"]);
    assert_eq!(phone.heard(), ["start", "wrong", "start", "louder", "start", "louder", "failure"]);
}

#[test]
fn s5_say_again_from_the_second_time_on_and_the_first_wording_once_each_visit() {
    let build = Build::new().menu("start", &[("1", "other"), ("*", "again")], |menu| {
        menu.prompts_again = vec!["short".into()];
    });
    let build = build.menu("other", &[("9", "back")], |_| {}).state("back", State::GoBack);
    let mut phone = Phone::dial(build.state("again", State::Repeat { question: "start".into() }));
    assert_eq!(phone.key('*').hears(), ["short"]);
    phone.key('5').said();
    assert_eq!(phone.hears(), ["short"]);
    phone.key('1').key('9');
    assert_eq!(phone.hears(), ["start"]);
}

#[test]
fn s6_again_after_a_right_key_uses_no_attempt_but_ten_are_all() {
    let mut phone = Phone::dial(menu(&[("*", "again")], |menu| menu.attempts = 1));
    for _ in 0..10 {
        assert_eq!(phone.key('*').hears(), ["start"]);
    }
    assert_eq!(phone.key('*').hears(), ["failure"]);
}

#[test]
fn s7_go_back_enters_the_menu_before_with_all_attempts() {
    let build = Build::new()
        .menu("start", &[("1", "second")], |_| {})
        .menu("second", &[("1", "third"), ("9", "back")], |_| {})
        .menu("third", &[("9", "back"), ("1", "start")], |_| {})
        .state("back", State::GoBack);
    let mut phone = Phone::dial(build);
    phone.key('7').key('7');
    assert_eq!(phone.call.configuration().visits["start"].failed, 2);
    phone.key('1').key('1');
    assert_eq!(phone.state(), "third");
    assert_eq!(phone.key('9').state(), "second");
    assert_eq!(phone.key('9').state(), "start");
    assert_eq!(phone.call.configuration().visits["start"].failed, 0);
    // entering one that is in the list cuts the list there
    phone.key('1').key('1').key('1');
    assert_eq!(phone.state(), "start");
    assert_eq!(phone.call.configuration().entered, ["start"]);
}

#[test]
fn give_up_after_ends_a_question_whatever_happens() {
    let mut phone = Phone::dial(menu(&[("1", "one")], |menu| menu.give_up_ms = Some(10_000)));
    phone.wait(4_000).said();
    phone.wait(5_999).key('5');
    assert_eq!(phone.hears(), ["wrong"]);
    assert_eq!(phone.wait(1).hears(), ["failure"]);
    // a right key ends the time
    let mut phone = Phone::dial(menu(&[("1", "one")], |menu| menu.give_up_ms = Some(10_000)));
    phone.key('1').wait(20_000);
    assert_eq!(phone.heard(), ["start", "one"]);
}

#[test]
fn a_key_during_the_words_of_an_arm_is_the_first_of_the_next_attempt() {
    let mut phone = Phone::dial(menu(&[("1", "one")], |_| {}));
    phone.key('5');
    assert_eq!(phone.hears(), ["wrong"]);
    assert_eq!(phone.key('1').hears(), ["one"]);
    assert_eq!(phone.heard(), ["start", "wrong", "one"]);
}

#[test]
fn a_key_anywhere_is_heard_in_a_menu_but_its_own_goes_first() {
    let anywhere = |build: Build| build.anywhere("0", "human").say("human", "human", "end");
    let mut phone = Phone::dial(anywhere(menu(&[("1", "one")], |_| {})));
    assert_eq!(phone.key('0').hears(), ["human"]);
    let mut phone = Phone::dial(anywhere(menu(&[("0", "one")], |_| {})));
    assert_eq!(phone.key('0').hears(), ["one"]);
    let mut phone = Phone::dial(anywhere(menu(&[("1", "one")], |menu| menu.anywhere = false)));
    assert_eq!(phone.key('0').hears(), ["wrong"]);
}

#[test]
fn a_key_that_comes_before_the_tick_of_the_same_moment_beats_it() {
    let mut phone = Phone::dial(menu(&[("1", "one")], |_| {}));
    phone.said();
    phone.now += 6_000;
    assert_eq!(phone.key('1').hears(), ["one"]);
    assert!(phone.event(rufplan_machine::call::Event::Tick).ignored());
}
