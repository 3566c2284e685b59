use super::*;
use crate::{CALLLOG_SCHEMA, Header};
use rufplan_machine::call::{Agent, HandOver};

fn said(prompt: &str, words: &str) -> Vec<Said> {
    vec![Said { prompt: prompt.into(), lang: "de".into(), words: words.into(), pieces: vec![] }]
}

fn play(id: &str, prompt: &str, words: &str) -> Effect {
    Effect::Play { id: id.into(), said: said(prompt, words), interruptible: true }
}

fn journal() -> Vec<Line> {
    let header = Header {
        log: CALLLOG_SCHEMA.into(),
        call: "c1".into(),
        machine: "sha256:9f".into(),
        semantics: 1,
        client: "nordwind".into(),
        number: "+49305550100".into(),
        sounds: None,
        started: 1_000,
    };
    let record = CallRecord {
        client: "nordwind".into(),
        number_dialled: "+49305550100".into(),
        caller_number: None,
        language: "de".into(),
        outcome: Outcome::Abandoned { state: "main".into() },
        path: vec![],
        consent: None,
        recorded: false,
        marks: vec![],
        duration_ms: 0,
        queue_waited_ms: 0,
        talk_ms: 0,
        steps: 0,
    };
    let call = Event::Call {
        number: "+49305550100".into(),
        from: Some("+491701234567".into()),
        switches: Default::default(),
    };
    let agent = Agent { id: "mia".into(), name: "Mia".into(), languages: vec![] };
    let enqueue = Effect::Enqueue {
        id: "3.1".into(),
        queue: "service".into(),
        priority: 8,
        waited_ms: 0,
        again: false,
        agent: None,
        hand_over: Box::new(HandOver::default()),
    };
    let transfer = Effect::Transfer {
        id: "5.0".into(),
        targets: vec!["+49405550299".into(), "extension:106".into()],
        all_at_once: true,
        ring_ms: 25_000,
        asks: false,
        show: None,
        send_keys: None,
    };
    let result = TransferResult::Refused(Some('3'));
    let steps = [
        (0, call, vec![Effect::Answer, play("1.1", "welcome", "Willkommen.")], "main/say:welcome"),
        (
            1_000,
            Event::PlayDone { id: "1.1".into(), played_ms: 980 },
            vec![play("2.0", "options", "Taste 1.")],
            "main.menu",
        ),
        (
            2_140,
            Event::Key('1'),
            vec![
                Effect::StopPlay("2.0".into()),
                Effect::Mark { name: "topic".into(), value: Some("x".into()) },
                enqueue,
                Effect::Music { path: None, sha256: None },
            ],
            "queue:service",
        ),
        (2_140, Event::Queue { place: 3, expected_ms: Some(120_000), agents: 1 }, vec![], "queue:service"),
        (601_000, Event::Tick, vec![transfer], "queue.service/transfer"),
        (
            602_000,
            Event::TransferResult { id: "5.0".into(), target: "+49405550299".into(), result },
            vec![],
            "main",
        ),
        (
            602_500,
            Event::AgentAnswered { id: "3.1".into(), agent },
            vec![Effect::Log("ignored agent_answered 3.1".into())],
            "main",
        ),
        (603_000, Event::CallerHungUp, vec![Effect::End(Box::new(record))], "main"),
    ];
    let steps = (1..).zip(steps).map(|(seq, (at, ev, fx, state))| {
        Line::Step(Box::new(Step { seq, t: 1_000 + at, ev, fx, state: state.into() }))
    });
    std::iter::once(Line::Header(header)).chain(steps).collect()
}

#[test]
fn one_event_or_effect_a_line_in_fixed_columns() {
    let expected = " 0.000  ← call      +49 30 5550100 from +49 170 …567
 0.000  → answer
 0.000  · main/say:welcome
 0.000  ▶ welcome   de \"Willkommen.\"
 1.000  ■ welcome   heard
 1.000  · main/say:welcome → main.menu
 1.000  ▶ options   de \"Taste 1.\"
 2.140  ← key 1     during options, stops it
 2.140  · main.menu → queue:service
 2.140  * topic     \"x\"
 2.140  ? #3.2      queue service, priority 8
 2.140  ♪ music
 2.140  ← queue     place 3, expected wait 120 s, 1 agents
601.000  ← time
601.000  · queue:service → queue.service/transfer
601.000  ? #5.0      transfer to +49 405 …299, extension:106, all at once, rings 25 s
602.000  ! #5.0      +49 405 …299 refused with 3
602.000  · queue.service/transfer → main
602.500  ! #3.1      mia answered
602.500  # ignored agent_answered 3.1
603.000  ← hang up
603.000  → end       abandoned in main
";
    assert_eq!(transcript(&journal()), expected);
}

#[test]
fn no_full_number_of_a_caller_is_shown() {
    assert!(!transcript(&journal()).contains("1234567"));
}
