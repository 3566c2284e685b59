//! The caller's own words: language.md 2.13, L3, L4, Q3, Q4.

use crate::builder::{Build, when};
use crate::driver::Phone;
use rufplan_machine::call::{Effect, EffectId, Event, Outcome};
use rufplan_machine::script::*;
use rufplan_machine::value::{Type, Value};

fn dictation(change: impl FnOnce(&mut Dictation)) -> Dictation {
    let mut dictation = Dictation {
        into: "post".into(),
        prompts: vec!["before".into()],
        beep: true,
        shortest_ms: 2_000,
        longest_ms: 60_000,
        silence_ms: Some(4_000),
        ends_with: "#".into(),
        review: vec![],
        kept: "kept".into(),
        nothing: Some("nothing".into()),
        too_short: Some("too_short".into()),
        once_more: vec![],
        full: Some("full".into()),
        next: "next".into(),
    };
    change(&mut dictation);
    dictation
}

fn with_arms() -> Build {
    let arms = ["kept", "nothing", "too_short", "full", "next"];
    let mut build = Build::new();
    for arm in arms {
        build = build.say_through(arm, arm, "end");
    }
    let words = [("before", "Sprechen Sie."), ("review", "Behalten?"), ("once_more", "Noch einmal.")];
    for (name, text) in words {
        build = build.prompt(name, &[("de", vec![crate::builder::fixed(text)])]);
    }
    let mailbox = Mailbox { deliver_to: vec![Delivery::Mail("a@b.example".into())], keep_ms: 1 };
    build.0.mailboxes.insert("post".into(), mailbox);
    build
}

fn message(change: impl FnOnce(&mut Dictation)) -> Phone {
    Phone::dial(with_arms().state("start", State::Message(dictation(change))))
}

/// The words that are being kept.
fn taken(phone: &Phone) -> EffectId {
    let taken = phone.all.iter().rev().find_map(|effect| match effect {
        Effect::TakeMessage { id, .. } | Effect::RecordWords { id, .. } => Some(id.clone()),
        _ => None,
    });
    taken.expect("words are kept")
}

fn done(phone: &mut Phone, length_ms: u32) {
    let id = taken(phone);
    phone.event(Event::MessageDone { id, length_ms });
}

fn delivered(phone: &Phone) -> Vec<&str> {
    let ids = phone.all.iter().filter_map(|effect| match effect {
        Effect::DeliverMessage { id, .. } => Some(id.as_str()),
        _ => None,
    });
    ids.collect()
}

#[test]
fn l3_a_key_skips_to_the_beep_and_the_ending_key_ends_the_words() {
    let mut phone = message(|_| {});
    assert_eq!(phone.hears(), ["before"]);
    phone.key('5');
    assert!(phone.has(|fx| matches!(fx, Effect::StopPlay(_))));
    assert!(
        phone.has(|fx| matches!(fx, Effect::TakeMessage { how, .. } if how.beep && how.longest_ms == 60_000))
    );
    // the key that skipped is used up, and another one ends nothing
    phone.wait(5_000).key('5');
    assert!(phone.ignored());
    phone.key('#');
    assert!(phone.has(|fx| matches!(fx, Effect::StopWords(id) if *id == taken(&phone))));
    done(&mut phone, 5_000);
    assert_eq!(phone.hears(), ["kept"]);
    assert_eq!(delivered(&phone), [taken(&phone).as_str()]);
    // told twice counts once
    done(&mut phone, 5_000);
    assert!(phone.ignored());
}

#[test]
fn l3_nothing_and_too_little_have_their_arms_and_are_forgotten() {
    for (length_ms, arm) in [(0, "nothing"), (1_999, "too_short"), (2_000, "kept")] {
        let mut phone = message(|_| {});
        phone.said();
        done(&mut phone, length_ms);
        assert_eq!(phone.hears(), [arm]);
        assert_eq!(phone.has(|fx| matches!(fx, Effect::DropWords(_))), arm != "kept");
        assert_eq!(delivered(&phone).len(), usize::from(arm == "kept"));
    }
}

#[test]
fn l3_without_arms_the_caller_is_asked_once_more_and_then_it_goes_on() {
    let change = |words: &mut Dictation| {
        (words.nothing, words.too_short) = (None, None);
        words.once_more = vec!["once_more".into()];
    };
    let mut phone = message(change);
    phone.said();
    done(&mut phone, 0);
    assert_eq!(phone.hears(), ["once_more"]);
    phone.said();
    done(&mut phone, 100);
    assert_eq!(phone.hears(), ["next"]);
    let mut phone = message(change);
    phone.said();
    done(&mut phone, 0);
    phone.said();
    done(&mut phone, 3_000);
    assert_eq!(phone.hears(), ["kept"]);
}

#[test]
fn l3_a_review_keeps_speaks_again_listens_and_silence_keeps() {
    let review = |words: &mut Dictation| words.review = vec!["review".into()];
    let mut phone = message(review);
    phone.said();
    done(&mut phone, 3_000);
    assert_eq!(phone.hears(), ["review"]);
    let first = taken(&phone);
    phone.key('3');
    let own = |fx: &Effect| {
        matches!(fx, Effect::Play { said, .. }
        if matches!(said[0].pieces.as_slice(), [rufplan_machine::call::Piece::Recording { length_ms: 3_000, .. }]))
    };
    assert!(phone.has(own));
    phone.said();
    assert_eq!(phone.hears(), ["review"]);
    // another key asks again; 2 forgets and begins anew
    phone.key('7');
    assert_eq!(phone.hears(), ["review"]);
    phone.key('2');
    assert!(phone.has(|fx| matches!(fx, Effect::DropWords(id) if *id == first)));
    assert_ne!(taken(&phone), first);
    done(&mut phone, 4_000);
    phone.said().wait(5_999);
    assert_eq!(delivered(&phone), Vec::<&str>::new());
    phone.wait(1);
    assert_eq!((phone.hears(), delivered(&phone)), (vec!["kept"], vec![taken(&phone).as_str()]));
    // nobody listens for ever
    let mut phone = message(review);
    phone.said();
    done(&mut phone, 3_000);
    for _ in 0..20 {
        if phone.hears() == ["kept"] {
            return;
        }
        phone.key('7');
    }
    panic!("the review never ends");
}

#[test]
fn l4_who_hangs_up_leaves_what_was_said_from_the_beep_on() {
    let mut phone = message(|_| {});
    phone.wait(500).event(Event::CallerHungUp);
    assert_eq!(delivered(&phone), Vec::<&str>::new());
    let mut phone = message(|words| words.review = vec!["review".into()]);
    phone.said().wait(3_000).event(Event::CallerHungUp);
    let id = taken(&phone);
    assert!(phone.has(|fx| *fx == Effect::StopWords(id.clone())));
    assert!(phone.has(|fx| matches!(fx, Effect::DeliverMessage { shortest_ms: 2_000, .. })));
    assert!(matches!(phone.outcome(), Some(Outcome::Abandoned { state }) if state == "start"));
    let mut phone = message(|words| words.review = vec!["review".into()]);
    phone.said();
    done(&mut phone, 3_000);
    phone.event(Event::CallerHungUp);
    assert_eq!(delivered(&phone), [taken(&phone).as_str()]);
}

#[test]
fn words_in_a_variable_are_played_and_lost_with_the_call() {
    let own = Expr::Var("own".into());
    let line = crate::builder::line(vec![Stretch::Value { value: own, say_as: SayAs::Plain }]);
    let record = dictation(|words| {
        words.into = "own".into();
        words.full = None;
        words.kept = "played".into();
    });
    let build = with_arms()
        .var("own", Type::Recording, None)
        .prompt("own_words", &[("de", vec![line])])
        .say_through("played", "own_words", "end")
        .state("start", State::Record(record));
    let mut phone = Phone::dial(build);
    phone.said();
    let id = taken(&phone);
    phone.event(Event::Recorded { id: id.clone(), length_ms: 2_500 });
    let played = |fx: &Effect| {
        matches!(fx, Effect::Play { said, .. }
        if said[0].pieces == [rufplan_machine::call::Piece::Recording { sound: id.clone(), length_ms: 2_500 }])
    };
    assert!(phone.has(played));
    assert_eq!(phone.call.configuration().vars.get("own"), Some(&Value::Recording(id.clone())));
    phone.event(Event::CallerHungUp);
    assert_eq!(delivered(&phone), Vec::<&str>::new());
}

#[test]
fn a_full_mailbox_is_asked_before_a_word_is_said() {
    use rufplan_machine::call::Answer;
    for full in [true, false] {
        let ask = Ask { about: Inquiry::Mailbox("post".into()), next: "words".into() };
        let build =
            with_arms().state("words", State::Message(dictation(|_| {}))).state("start", State::Ask(ask));
        let mut phone = Phone::dial(build);
        let id = phone.call.configuration().asked.as_ref().expect("it is asked").id.clone();
        phone.event(Event::Answer { id, value: Answer::Mailbox { full } });
        assert_eq!(phone.hears(), [if full { "full" } else { "before" }]);
    }
}

/// A platform that loses the words, or cannot keep any, is `on error`.
#[test]
fn words_that_never_end_are_trouble() {
    let mut phone = message(|_| {});
    phone.said().wait(70_000);
    assert_eq!(phone.hears(), ["trouble"]);
    let mut phone = message(|_| {});
    phone.said();
    let id = taken(&phone);
    phone.event(Event::EngineError { id, what: "the disk is full".into() });
    assert_eq!(phone.hears(), ["trouble"]);
}

/// Q4: before the beep an answering agent goes first, from the beep on the caller has left the queue.
#[test]
fn q4_a_message_in_a_queue_is_not_torn_from_the_beep_on() {
    let build = || {
        with_arms()
            .queue("service", |queue| {
                queue.when = vec![when(QueueCase::WaitingLonger(20_000), "words")];
            })
            .state("words", State::Message(dictation(|words| words.nothing = Some("back".into()))))
            .keep_waiting("back", "service")
            .enter("start", "service")
    };
    let mut phone = Phone::dial(build());
    phone.situation(1, None, 1).wait(20_000);
    assert_eq!(phone.hears(), ["before"]);
    phone.agent_answers();
    assert!(phone.has(|fx| matches!(fx, Effect::Connect { .. })));

    let mut phone = Phone::dial(build());
    phone.situation(1, None, 1).wait(20_000);
    phone.said();
    let order: Vec<usize> = [
        phone.last.iter().position(|fx| matches!(fx, Effect::Dequeue(_))),
        phone.last.iter().position(|fx| matches!(fx, Effect::TakeMessage { .. })),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert!(matches!(order.as_slice(), [dequeue, take] if dequeue < take), "{:?}", phone.last);
    // who says nothing goes back to the old place
    done(&mut phone, 0);
    assert!(phone.has(|fx| matches!(fx, Effect::Enqueue { again: true, .. })));
}
