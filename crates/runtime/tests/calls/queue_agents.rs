//! Agents: Q4, Q6, Q9.

use crate::builder::{Build, key, timed, when};
use crate::driver::{Phone, agent};
use rufplan_machine::call::{Effect, Event, Outcome, TransferResult};
use rufplan_machine::script::*;
use rufplan_machine::value::{Type, Value};

fn build(change: impl FnOnce(&mut Queue)) -> Build {
    Build::new()
        .enter("start", "q")
        .queue("q", change)
        .say_through("zero", "zero", "keep")
        .say_through("lost", "lost", "keep")
        .say_through("survey", "survey", "end")
        .keep_waiting("keep", "q")
}

#[test]
fn q4_when_the_agent_answers_the_arm_ends_and_both_talk() {
    let mut phone = Phone::dial(build(|queue| queue.at = vec![timed(0, "zero")]));
    phone.situation(1, None, 1).wait(20_000);
    phone.agent_answers();
    let expected = [Effect::StopPlay("3.0".into()), Effect::StopMusic, Effect::Connect { id: "1.1".into() }];
    assert_eq!(phone.last, expected);
    phone.wait(60_000);
    phone.event(Event::AgentHungUp);
    assert_eq!(phone.outcome(), Some(Outcome::Answered));
    let record = phone.record().unwrap();
    assert_eq!((record.queue_waited_ms, record.talk_ms, record.duration_ms), (20_000, 60_000, 80_000));
}

#[test]
fn q4_before_connecting_is_said_first() {
    let mut phone = Phone::dial(build(|queue| queue.before_connecting = Some("found".into())));
    phone.situation(1, None, 1).agent_answers();
    assert_eq!(phone.hears(), ["found"]);
    assert!(phone.key('1').ignored());
    assert_eq!(phone.said().last, [Effect::Connect { id: "1.1".into() }]);
    phone.event(Event::CallerHungUp);
    assert_eq!(phone.outcome(), Some(Outcome::Answered));
}

#[test]
fn q4_a_transfer_that_rings_is_cancelled_an_answered_one_has_left_the_queue() {
    let ringing = || {
        let build = build(|queue| queue.at = vec![timed(0, "call")]);
        build.transfer("call", &["+49405550299"], |_| {})
    };
    let mut phone = Phone::dial(ringing());
    phone.situation(1, None, 1).wait(0);
    let transfer = phone.transfer_id();
    phone.agent_answers();
    assert_eq!(phone.last, [Effect::Cancel(transfer), Effect::Connect { id: "1.1".into() }]);

    let mut phone = Phone::dial(ringing());
    phone.situation(1, None, 1).wait(0);
    let id = phone.transfer_id();
    phone.event(Event::TransferAnswered { id, target: String::new() });
    assert_eq!(phone.last, [Effect::Dequeue("1.1".into())]);
    phone.event(Event::AgentAnswered { id: "1.1".into(), agent: agent(&["de"]) });
    assert!(phone.ignored());
    phone.event(Event::CallerHungUp);
    assert_eq!(phone.outcome(), Some(Outcome::Transferred));
}

#[test]
fn q4_over_in_an_arm_brings_the_caller_back_to_the_old_place() {
    let build = build(|queue| queue.at = vec![timed(0, "call")]);
    let mut phone = Phone::dial(
        build.transfer("call", &["+49405550299"], |transfer| transfer.over = Some("keep".into())),
    );
    phone.situation(1, None, 1).wait(0);
    let id = phone.transfer_id();
    phone.event(Event::TransferAnswered { id: id.clone(), target: String::new() });
    phone.wait(5_000).event(Event::TransferOver { id });
    assert!(phone.has(|effect| matches!(effect, Effect::Enqueue { again: true, .. })));
}

#[test]
fn q6_the_whisper_is_in_the_first_of_the_agents_languages_that_the_client_speaks() {
    let whisper = |languages: &[&str]| {
        let mut build = build(|_| {}).prompt(
            "whisper",
            &[
                ("de", vec![crate::builder::fixed("Nordwind")]),
                ("en", vec![crate::builder::fixed("North wind")]),
            ],
        );
        build.0.hand_over.whisper = Some("whisper".into());
        let mut phone = Phone::dial(build);
        phone.situation(1, None, 1).event(Event::AgentRinging { agent: agent(languages) });
        match &phone.last[..] {
            [Effect::Whisper { id, said }] if id == "1.1" => said[0].words.clone(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(whisper(&["fr", "en", "de"]), "North wind");
    assert_eq!(whisper(&["fr"]), "Nordwind");
}

#[test]
fn q9_after_the_call_runs_when_the_agent_hung_up() {
    let mut phone = Phone::dial(build(|queue| queue.after_call = Some("survey".into())));
    phone.situation(1, None, 1).agent_answers().event(Event::AgentHungUp);
    assert_eq!(phone.hears(), ["survey"]);
    assert_eq!(phone.said().outcome(), Some(Outcome::Answered));
    let mut phone = Phone::dial(build(|queue| queue.after_call = Some("survey".into())));
    phone.situation(1, None, 1).agent_answers().event(Event::CallerHungUp);
    assert_eq!(phone.hears(), Vec::<&str>::new());
}

#[test]
fn a_lost_agent_puts_the_caller_back_at_the_old_place_and_the_talk_is_no_waiting() {
    let mut phone = Phone::dial(build(|queue| {
        queue.at = vec![timed(0, "zero"), timed(30_000, "zero")];
        queue.when = vec![when(QueueCase::AgentIsLost, "lost")];
    }));
    phone.situation(1, None, 1).wait(0).said().wait(20_000);
    phone.agent_answers().wait(500_000);
    phone.event(Event::AgentLost);
    let back = |effect: &Effect| matches!(effect, Effect::Enqueue { waited_ms: 20_000, again: true, .. });
    assert!(phone.has(back));
    phone.situation(1, None, 0);
    assert_eq!(phone.hears(), ["lost"]);
    phone.said();
    assert_eq!(phone.wait(9_999).hears(), Vec::<&str>::new());
    assert_eq!(phone.wait(1).hears(), ["zero"]);
    phone.event(Event::CallerHungUp);
    let state = "queue:q (zero)".to_owned();
    assert_eq!(phone.outcome(), Some(Outcome::Abandoned { state }));
    let record = phone.record().unwrap();
    assert_eq!((record.queue_waited_ms, record.talk_ms), (30_000, 500_000));
}

#[test]
fn hand_over_tells_what_is_known() {
    let mut build = build(|queue| {
        queue.hand_over =
            vec![("topic".into(), Expr::Var("topic".into())), ("name".into(), Expr::Var("name".into()))];
    });
    build.0.hand_over.answer_phrase = Some("Nordwind, guten Tag".into());
    build.0.hand_over.screen_pop = vec![
        Stretch::Fixed("https://desk.example/?tel=".into()),
        Stretch::Value { value: Expr::Fact(Fact::CallerNumber), say_as: SayAs::Plain },
        Stretch::Fixed("&thema=".into()),
        Stretch::Value { value: Expr::Var("topic".into()), say_as: SayAs::Plain },
        Stretch::Value { value: Expr::Var("name".into()), say_as: SayAs::Plain },
    ];
    let build = build
        .var("topic", Type::Text, None)
        .var("name", Type::Maybe(Box::new(Type::Name)), None)
        .menu("start", &[("1", "topic")], |menu| {
            let key = Key { next: "topic".into(), label: Some("Störung".into()) };
            menu.keys = [("1".to_owned(), key)].into();
        })
        .set("topic", "topic", Value::Text("Störung & mehr".into()), "mark")
        .mark("mark", "chosen", None, "in")
        .enter("in", "q");
    let mut phone = Phone::dial(build);
    phone.key('1');
    let Some(Effect::Enqueue { hand_over, .. }) =
        phone.last.iter().find(|e| matches!(e, Effect::Enqueue { .. }))
    else {
        panic!("{:?}", phone.last)
    };
    assert_eq!(
        hand_over.screen_pop.as_deref(),
        Some("https://desk.example/?tel=%2B491701234567&thema=St%C3%B6rung%20%26%20mehr")
    );
    assert_eq!(hand_over.fields["topic"], "Störung & mehr");
    assert_eq!(hand_over.fields["name"], "");
    assert_eq!(hand_over.path, ["Störung"]);
    assert_eq!(hand_over.marks, [("chosen".to_owned(), None)]);
    assert_eq!(hand_over.client_name, "Nordwind Energie");
}

#[test]
fn an_arm_with_a_ringing_transfer_is_cut_by_a_key() {
    let build = build(|queue| {
        queue.at = vec![timed(0, "call")];
        queue.press = [("1".to_owned(), key("zero"))].into();
    });
    let mut phone = Phone::dial(build.transfer("call", &["+49405550299"], |_| {}));
    phone.situation(1, None, 1).wait(0);
    let id = phone.transfer_id();
    phone.key('1');
    assert!(phone.has(|effect| *effect == Effect::Cancel(id.clone())));
    assert_eq!(phone.hears(), ["zero"]);
    phone.event(Event::TransferResult { id, target: String::new(), result: TransferResult::Busy });
    assert!(phone.ignored());
}
