//! Waiting: Q1 to Q3, Q5, Q8.

use crate::builder::{Build, key, timed, when};
use crate::driver::{Phone, START};
use rufplan_machine::call::{Effect, Event, Outcome};
use rufplan_machine::script::*;
use rufplan_machine::value::{Decimal, Time, Value};

/// Arms that say something and keep waiting.
fn arms(mut build: Build, names: &[&str]) -> Build {
    for name in names {
        build = build.say_through(name, name, "keep");
    }
    build.keep_waiting("keep", "q")
}

fn waiting(change: impl FnOnce(&mut Queue)) -> Build {
    let build = Build::new().enter("start", "q").queue("q", change);
    arms(build, &["zero", "every", "long", "nobody", "dear", "closed", "switched", "pressed"])
        .say_through("leave", "leave", "end")
        .switch("emergency")
}

#[test]
fn q1_entry_asks_for_a_place_and_plays_music() {
    let mut phone = Phone::dial(waiting(|_| {}));
    let enqueue = |effect: &Effect| matches!(effect, Effect::Enqueue { queue, priority: 5, waited_ms: 0, again: false, .. } if queue == "q");
    assert!(phone.has(enqueue) && phone.has(|effect| matches!(effect, Effect::Music { path: None, .. })));
    assert_eq!(phone.state(), "queue:q");
    phone.situation(1, None, 1);
    assert_eq!(phone.last, []);
}

#[test]
fn q1_whens_that_are_true_on_entry_come_first_then_at_0s() {
    let mut phone = Phone::dial(waiting(|queue| {
        queue.at = vec![timed(0, "zero")];
        queue.when = vec![
            when(QueueCase::NobodySignedIn, "nobody"),
            when(QueueCase::ExpectedWaitOver(60_000), "dear"),
        ];
    }));
    phone.situation(3, Some(60_001), 0);
    assert_eq!(phone.hears(), ["nobody"]);
    phone.said();
    assert_eq!(phone.hears(), ["dear"]);
    phone.said();
    // less than 10 s after the last words an `at` waits (Q3)
    assert_eq!(phone.wait(9_999).hears(), Vec::<&str>::new());
    assert_eq!(phone.wait(1).hears(), ["zero"]);
}

#[test]
fn q1_a_when_is_not_said_if_it_is_no_longer_true() {
    let mut phone = Phone::dial(waiting(|queue| {
        queue.when = vec![
            when(QueueCase::NobodySignedIn, "nobody"),
            when(QueueCase::ExpectedWaitOver(60_000), "dear"),
        ];
    }));
    phone.situation(3, Some(90_000), 0);
    phone.situation(3, Some(30_000), 0).said();
    assert_eq!(phone.heard(), ["nobody"]);
    assert_eq!(phone.state(), "queue:q");
}

#[test]
fn q2_at_and_every_count_from_entry_and_at_goes_before_every() {
    let mut phone = Phone::dial(waiting(|queue| {
        queue.at = vec![timed(0, "zero"), timed(90_000, "zero")];
        queue.every = vec![timed(45_000, "every")];
    }));
    phone.situation(1, None, 1);
    phone.wait(0);
    assert_eq!(phone.hears(), ["zero"]);
    phone.wait(2_000).said();
    phone.wait(42_999);
    assert_eq!(phone.hears(), Vec::<&str>::new());
    assert_eq!(phone.wait(1).hears(), ["every"]);
    phone.wait(2_000).said();
    assert_eq!(phone.wait(43_000).hears(), ["zero"]);
    phone.wait(2_000).said();
    // the `every` of that moment was left out, and comes again in its own time
    assert_eq!(phone.wait(42_999).hears(), Vec::<&str>::new());
    assert_eq!(phone.wait(1).hears(), ["every"]);
}

#[test]
fn q2_waiting_longer_comes_once_an_entry() {
    let mut phone = Phone::dial(waiting(|queue| {
        queue.when = vec![when(QueueCase::WaitingLonger(600_000), "long")];
    }));
    phone.situation(1, None, 1);
    assert_eq!(phone.wait(600_000).hears(), ["long"]);
    phone.said();
    assert_eq!(phone.wait(1_200_000).hears(), Vec::<&str>::new());
}

#[test]
fn q2_the_longest_wait_ends_in_on_failure_and_leaves() {
    let mut phone = Phone::dial(waiting(|_| {}));
    phone.situation(1, None, 1);
    phone.wait(3_600_000);
    assert_eq!(phone.hears(), ["failure"]);
    assert!(phone.has(|effect| matches!(effect, Effect::Dequeue(id) if id == "1.1")));
    assert!(phone.has(|effect| *effect == Effect::StopMusic));
    assert_eq!(phone.said().outcome(), Some(Outcome::Completed));
    assert_eq!(phone.record().unwrap().queue_waited_ms, 3_600_000);
}

#[test]
fn q2_the_longest_wait_that_leads_back_to_its_queue_is_a_goodbye() {
    let mut phone = Phone::dial(waiting(|queue| queue.on_failure = "start".into()));
    phone.situation(1, None, 1);
    phone.wait(3_600_000);
    assert!(matches!(phone.outcome(), Some(Outcome::Failed { .. })));
}

#[test]
fn q3_a_when_cuts_a_timed_arm_but_not_an_uninterrupted_text() {
    let queue = |queue: &mut Queue| {
        queue.at = vec![timed(0, "zero")];
        queue.when = vec![when(QueueCase::SwitchTurnsOn("emergency".into()), "switched")];
    };
    let on = || Event::Switch { name: "emergency".into(), on: true };
    let mut phone = Phone::dial(waiting(queue));
    phone.situation(1, None, 1).wait(0);
    phone.event(on());
    assert!(matches!(phone.last[0], Effect::StopPlay(_)));
    assert_eq!(phone.hears(), ["switched"]);

    let build = waiting(queue).say_uninterrupted("zero", "zero", "more").say_through("more", "more", "keep");
    let mut phone = Phone::dial(build);
    phone.situation(1, None, 1).wait(0);
    phone.event(on());
    assert_eq!(phone.hears(), Vec::<&str>::new());
    // at its end the arm is cut all the same
    assert_eq!(phone.said().hears(), ["switched"]);
}

#[test]
fn q3_among_when_arms_the_first_runs_to_its_end_the_others_then_in_the_order_of_the_source() {
    let mut phone = Phone::dial(waiting(|queue| {
        queue.when = vec![
            when(QueueCase::SwitchTurnsOn("emergency".into()), "switched"),
            when(QueueCase::NobodySignedIn, "nobody"),
            when(QueueCase::ExpectedWaitOver(60_000), "dear"),
        ];
    }));
    phone.situation(1, Some(90_000), 1);
    assert_eq!(phone.hears(), ["dear"]);
    phone.situation(1, Some(90_000), 0);
    phone.event(Event::Switch { name: "emergency".into(), on: true });
    phone.said();
    assert_eq!(phone.hears(), ["switched"]);
    assert_eq!(phone.said().hears(), ["nobody"]);
    phone.said();
    assert_eq!(phone.state(), "queue:q");
}

#[test]
fn q3_press_cuts_timed_arms_its_key_is_used_up_and_in_a_when_arm_it_waits() {
    let queue = |queue: &mut Queue| {
        queue.at = vec![timed(0, "zero")];
        queue.when = vec![when(QueueCase::WaitingLonger(20_000), "long")];
        queue.press = [("1".to_owned(), key("pressed"))].into();
    };
    let mut phone = Phone::dial(waiting(queue));
    phone.situation(1, None, 1).wait(0);
    phone.key('1');
    assert!(matches!(phone.last[0], Effect::StopPlay(_)));
    assert_eq!(phone.hears(), ["pressed"]);
    assert_eq!(phone.call.configuration().keys, "");
    phone.said().wait(20_000);
    assert_eq!(phone.hears(), ["long"]);
    phone.key('1');
    assert_eq!(phone.hears(), Vec::<&str>::new());
    assert_eq!(phone.said().hears(), ["pressed"]);
    assert!(phone.key('2').ignored());
}

#[test]
fn a_longer_code_in_a_queue_waits_for_the_next_key() {
    let mut phone = Phone::dial(waiting(|queue| {
        queue.press = [("1".to_owned(), key("pressed")), ("12".to_owned(), key("zero"))].into();
    }));
    phone.situation(1, None, 1).key('1');
    assert_eq!(phone.wait(3_000).hears(), ["pressed"]);
    phone.said().key('1').key('2');
    assert_eq!(phone.hears(), ["zero"]);
}

#[test]
fn a_key_anywhere_in_a_queue_leaves_by_its_arm() {
    let build = waiting(|_| {}).anywhere("0", "menu").menu("menu", &[("1", "end")], |_| {});
    let mut phone = Phone::dial(build);
    phone.situation(1, None, 1).key('0');
    assert_eq!(phone.state(), "menu");
    assert!(phone.has(|effect| matches!(effect, Effect::Dequeue(_))));
}

#[test]
fn q3_a_transfer_in_an_arm_rings_without_music_and_gives_it_back() {
    let build = waiting(|queue| queue.at = vec![timed(0, "call")]);
    let build = build.transfer("call", &["+49405550299"], |transfer| transfer.not_answered = "keep".into());
    let mut phone = Phone::dial(build);
    phone.situation(1, None, 1).wait(0);
    assert_eq!(phone.last[0], Effect::StopMusic);
    phone.transfer_result(rufplan_machine::call::TransferResult::NotAnswered);
    assert!(matches!(phone.last[..], [Effect::Music { .. }]));
    assert_eq!(phone.state(), "queue:q");
}

#[test]
fn q5_the_same_queue_again_takes_the_old_time_line_and_full_does_not_hold() {
    let build = waiting(|queue| {
        queue.at = vec![timed(0, "zero"), timed(30_000, "zero")];
        queue.when = vec![when(QueueCase::WaitingLonger(60_000), "long")];
        queue.press = [("1".to_owned(), key("out"))].into();
    });
    let build = build.state("out", State::LeaveQueue { queue: "q".into(), next: "menu".into() });
    let mut phone = Phone::dial(build.menu("menu", &[("1", "start")], |_| {}));
    phone.situation(1, None, 1).wait(0).said();
    phone.wait(5_000).key('1');
    assert_eq!(phone.state(), "menu");
    phone.wait(5_000).key('1');
    let again = |effect: &Effect| matches!(effect, Effect::Enqueue { waited_ms: 10_000, again: true, .. });
    assert!(phone.has(again));
    phone.situation(1, None, 1);
    assert_eq!(phone.wait(19_999).hears(), Vec::<&str>::new());
    assert_eq!(phone.wait(1).hears(), ["zero"]);
    phone.said();
    assert_eq!(phone.wait(30_000).hears(), ["long"]);
    phone.event(Event::CallerHungUp);
    assert_eq!(phone.record().unwrap().queue_waited_ms, 55_000);
}

#[test]
fn q5_another_queue_keeps_the_waited_time_for_the_place_unless_its_place_is_new() {
    for (place_new, expected) in [(false, 7_000), (true, 0)] {
        let build = waiting(|queue| queue.press = [("1".to_owned(), key("move"))].into());
        let build = build.enter("move", "r").queue("r", |queue| queue.place_new = place_new);
        let mut phone = Phone::dial(build);
        phone.situation(1, None, 1).wait(7_000).key('1');
        assert!(matches!(phone.last[0], Effect::Dequeue(_)));
        let moved = |effect: &Effect| {
            matches!(effect, Effect::Enqueue { queue, waited_ms, again: false, .. }
                if queue == "r" && *waited_ms == expected)
        };
        assert!(phone.has(moved), "{place_new}");
    }
}

#[test]
fn entering_the_queue_in_which_one_waits_changes_nothing_but_the_priority() {
    let build = waiting(|queue| queue.press = [("1".to_owned(), key("up"))].into());
    let priority = Some(Expr::Value(Value::Number(Decimal::whole(8))));
    let mut phone =
        Phone::dial(build.state("up", State::EnterQueue { queue: "q".into(), priority, agent: None }));
    phone.situation(1, None, 1).key('1');
    assert_eq!(phone.last, [Effect::Reprioritise { id: "1.1".into(), priority: 8 }]);
    assert_eq!(phone.state(), "queue:q");
}

#[test]
fn q8_a_full_queue_runs_when_full_else_when_nobody_else_on_failure() {
    let cases = [
        (vec![when(QueueCase::NobodySignedIn, "nobody"), when(QueueCase::Full, "leave")], "leave"),
        (vec![when(QueueCase::NobodySignedIn, "leave")], "leave"),
        (vec![], "failure"),
    ];
    for (whens, expected) in cases {
        let mut phone = Phone::dial(waiting(|queue| queue.when = whens));
        phone.event(Event::QueueRefused);
        assert_eq!(phone.hears(), [expected]);
        // there is no place to give back
        assert!(!phone.has(|effect| matches!(effect, Effect::Dequeue(_))));
        assert_eq!(phone.said().outcome(), Some(Outcome::Completed));
    }
}

#[test]
fn the_hours_of_a_queue_close_during_the_wait() {
    let time = |hour| Time { hour, minute: 0, second: 0 };
    let build = || {
        let mut build = waiting(|queue| {
            queue.when = vec![when(QueueCase::HoursClose("hours".into()), "closed")];
        });
        let line = HoursLine {
            days: DaySpec::EveryDay,
            spans: vec![TimeSpan { from: time(8), to: time(11) }],
            reason: None,
        };
        let hours =
            HoursData { zone: "Europe/Berlin".into(), region: None, calendar: None, lines: vec![line] };
        build.0.hours.insert("hours".into(), hours);
        build.pause("start", 1, "in").enter("in", "q")
    };
    // it is 10:00; the caller comes into the queue one second before eleven
    let mut phone = Phone::dial(build());
    phone.now = START + 3_599_000;
    phone.event(Event::Tick);
    assert_eq!(phone.state(), "queue:q");
    phone.situation(1, None, 1);
    assert_eq!(phone.wait(999).hears(), Vec::<&str>::new());
    assert_eq!(phone.wait(1).hears(), ["closed"]);
}

#[test]
fn q1_a_switch_counts_on_entry_only_if_it_was_turned_on_during_this_call() {
    let build = || {
        let build = waiting(|queue| {
            queue.when = vec![when(QueueCase::SwitchTurnsOn("emergency".into()), "switched")];
        });
        build.say("start", "hello", "in").enter("in", "q")
    };
    let mut phone = Phone::dial_with(build(), &["emergency"]);
    phone.said().situation(1, None, 1);
    assert_eq!(phone.heard(), ["hello"]);
    let mut phone = Phone::dial(build());
    phone.event(Event::Switch { name: "emergency".into(), on: true });
    phone.said().situation(1, None, 1);
    assert_eq!(phone.hears(), ["switched"]);
}
