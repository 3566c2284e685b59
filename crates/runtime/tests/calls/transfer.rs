//! Other lines: language.md 2.13, L1, L2.

use crate::builder::Build;
use crate::driver::Phone;
use rufplan_machine::call::{Effect, Event, Outcome, TransferResult};
use rufplan_machine::script::*;
use rufplan_machine::value::{Type, Value};

const A: &str = "+49405550201";
const B: &str = "+49405550202";

fn build(targets: &[&str], change: impl FnOnce(&mut Transfer)) -> Build {
    Build::new().transfer("start", targets, change)
}

#[test]
fn each_result_has_its_arm() {
    let cases = [
        (TransferResult::Busy, "busy"),
        (TransferResult::NotAnswered, "not_answered"),
        (TransferResult::Refused(None), "refused"),
        (TransferResult::Refused(Some('3')), "three"),
        (TransferResult::Refused(Some('4')), "refused"),
        (TransferResult::Failed, "failed"),
    ];
    for (result, expected) in cases {
        let change = |t: &mut Transfer| t.refused_with = [("3".to_owned(), "three".to_owned())].into();
        let mut phone = Phone::dial(build(&[A], change).say("three", "three", "end"));
        phone.transfer_result(result);
        assert_eq!(phone.hears(), [expected]);
    }
}

#[test]
fn one_after_another_rings_the_next_after_the_words_between() {
    let mut phone = Phone::dial(build(&[A, B], |transfer| transfer.between = vec!["next_one".into()]));
    let rings = |phone: &Phone, number: &str| {
        phone.has(|effect| matches!(effect, Effect::Transfer { targets, all_at_once: false, .. } if targets == &[number]))
    };
    assert!(rings(&phone, A));
    phone.transfer_result(TransferResult::Busy);
    assert_eq!(phone.hears(), ["next_one"]);
    phone.said();
    assert!(rings(&phone, B));
    // the arms speak of the last
    phone.transfer_result(TransferResult::NotAnswered);
    assert_eq!(phone.hears(), ["not_answered"]);
}

#[test]
fn all_at_once_is_one_transfer_with_one_result() {
    let mut phone = Phone::dial(build(&[A, B], |transfer| transfer.order = TargetOrder::AllAtOnce));
    let all = |effect: &Effect| matches!(effect, Effect::Transfer { targets, all_at_once: true, ring_ms: 25_000, .. } if targets == &[A, B]);
    assert!(phone.has(all));
    let id = phone.transfer_id();
    let busy = |target: &str| Event::TransferResult {
        id: id.clone(),
        target: target.into(),
        result: TransferResult::Busy,
    };
    phone.event(busy("nobody")).event(busy(B));
    assert_eq!(phone.last, [], "one is left");
    phone.event(busy(A));
    assert_eq!(phone.hears(), ["busy"]);
}

fn asking(targets: &[&str], order: TargetOrder) -> Phone {
    Phone::dial(build(targets, |transfer| {
        transfer.order = order;
        transfer.accept = Some(Accept { key: '1', prompts: vec!["next_one".into()] });
    }))
}

#[test]
fn l1_who_picks_up_has_the_ringing_time_anew_to_press() {
    let mut phone = asking(&[A], TargetOrder::OneAfterAnother);
    let id = phone.transfer_id();
    phone.wait(20_000).event(Event::TransferAnswered { id: id.clone(), target: A.into() });
    assert!(phone.has(|effect| matches!(effect, Effect::AskCalled { target, .. } if target == A)));
    phone.wait(24_999);
    assert!(phone.call.configuration().transfer.is_some());
    phone.wait(1);
    assert!(phone.has(|effect| matches!(effect, Effect::CancelTarget { target, .. } if target == A)));
    assert_eq!(phone.hears(), ["not_answered"]);
}

#[test]
fn l1_only_the_key_of_who_was_asked_takes_the_call() {
    let mut phone = asking(&[A, B], TargetOrder::AllAtOnce);
    let id = phone.transfer_id();
    let key = |target: &str, key| Event::CalledKey { id: id.clone(), target: target.into(), key };
    phone.event(key(A, '1'));
    assert!(phone.call.configuration().talk.is_none(), "nobody has picked up");
    phone.event(Event::TransferAnswered { id: id.clone(), target: A.into() });
    phone.event(Event::TransferAnswered { id: id.clone(), target: B.into() });
    phone.event(key(A, '7'));
    assert_eq!(phone.hears(), Vec::<&str>::new(), "who refuses does not stop the other (L2)");
    phone.event(key(B, '1'));
    assert!(phone.has(|effect| matches!(effect, Effect::Accepted { target, .. } if target == B)));
    assert!(phone.call.configuration().talk.is_some());
}

#[test]
fn without_over_the_call_ends_when_the_far_side_hangs_up() {
    let mut phone = Phone::dial(build(&[A], |_| {}));
    let id = phone.transfer_id();
    phone.event(Event::TransferRinging { id: id.clone(), target: A.into() });
    assert_eq!(phone.last, []);
    phone.event(Event::TransferAnswered { id: id.clone(), target: A.into() });
    phone.wait(30_000).event(Event::TransferOver { id });
    assert_eq!(phone.outcome(), Some(Outcome::Transferred));
    assert_eq!(phone.record().unwrap().talk_ms, 30_000);
}

#[test]
fn over_runs_also_when_talk_at_most_is_over() {
    let change = |transfer: &mut Transfer| {
        transfer.over = Some("over".into());
        transfer.talk_at_most_ms = Some(60_000);
    };
    let mut phone = Phone::dial(build(&[A], change).say_through("over", "over", "end"));
    let id = phone.transfer_id();
    phone.event(Event::TransferAnswered { id: id.clone(), target: A.into() });
    phone.wait(60_000);
    assert!(phone.has(|effect| *effect == Effect::Cancel(id.clone())));
    assert_eq!(phone.hears(), ["over"]);
    assert_eq!(phone.said().outcome(), Some(Outcome::Transferred));
}

#[test]
fn the_called_person_hears_the_announcement_in_the_clients_first_language() {
    let lines = [("de", vec![crate::builder::fixed("Anruf")]), ("en", vec![crate::builder::fixed("Call")])];
    for (lang, expected) in [(None, "Anruf"), (Some("en".to_owned()), "Call")] {
        let change = |t: &mut Transfer| (t.announce, t.lang) = (vec!["announce".into()], lang);
        let build = build(&[A], change).prompt("announce", &lines);
        let phone = Phone::dial(build.speak("start_en", "en", "start"));
        let words = phone.last.iter().find_map(|effect| match effect {
            Effect::Whisper { said, .. } => Some(said[0].words.clone()),
            _ => None,
        });
        assert_eq!(words.as_deref(), Some(expected));
    }
}

#[test]
fn a_target_that_is_not_known_has_failed() {
    let build = build(&[], |transfer| transfer.targets = vec![Expr::Var("who".into())]);
    let phone = Phone::dial(build.var("who", Type::Maybe(Box::new(Type::Phone)), None));
    assert_eq!(phone.hears(), ["failed"]);
}

#[test]
fn a_transfer_of_which_nothing_is_heard_has_failed() {
    let mut phone = Phone::dial(build(&[A], |_| {}));
    phone.wait(34_999);
    assert_eq!(phone.hears(), Vec::<&str>::new());
    assert_eq!(phone.wait(1).hears(), ["failed"]);
    assert!(phone.has(|effect| matches!(effect, Effect::Cancel(_))));
}

#[test]
fn keys_mean_nothing_while_it_rings_and_are_forgotten_before() {
    let mut phone = Phone::dial(build(&[A], |_| {}));
    assert!(phone.key('1').ignored());
    assert_eq!(phone.call.configuration().keys, "");
}

fn pass() -> Build {
    Build::new().state("start", State::Pass { to: Expr::Value(Value::Phone(A.into())) })
}

#[test]
fn a_passed_call_ends_when_that_is_reported() {
    let mut phone = Phone::dial(pass());
    assert!(phone.has(|effect| matches!(effect, Effect::Pass { to, .. } if to == A)));
    let id = phone.transfer_id();
    phone.event(Event::TransferAnswered { id, target: A.into() });
    assert_eq!(phone.outcome(), Some(Outcome::Passed));
    assert!(!phone.has(|effect| *effect == Effect::HangUp));
    let mut phone = Phone::dial(pass());
    phone.event(Event::CallerHungUp);
    assert_eq!(phone.outcome(), Some(Outcome::Passed));
}

#[test]
fn a_call_that_cannot_be_passed_is_an_error() {
    let mut phone = Phone::dial(pass());
    phone.transfer_result(TransferResult::Failed);
    assert_eq!(phone.hears(), ["trouble"]);
    let mut phone = Phone::dial(pass());
    let id = phone.transfer_id();
    phone.event(Event::EngineError { id, what: "no line".into() });
    assert_eq!(phone.hears(), ["trouble"]);
    let mut phone = Phone::dial(pass());
    assert_eq!(phone.wait(60_000).hears(), ["trouble"]);
}
