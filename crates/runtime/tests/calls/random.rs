//! Whatever happens in whatever order: no panic, an end, and the same again from the journal.

use crate::builder::{Build, NUMBER, key, timed, when};
use crate::driver::{START, agent};
use rufplan_machine::call::*;
use rufplan_machine::script::*;
use rufplan_runtime::{Program, step};

/// A machine with everything in it.
fn everything() -> Build {
    let build = Build::new()
        .switch("emergency")
        .anywhere("0", "in")
        .say("start", "welcome news", "language")
        .menu("language", &[("1", "main"), ("12", "de"), ("2", "en")], |menu| menu.give_up_ms = Some(40_000))
        .speak("de", "de", "main")
        .speak("en", "en", "pause")
        .pause("pause", 1_500, "main")
        .menu(
            "main",
            &[("1", "in"), ("2", "call"), ("3", "pass"), ("4", "mark"), ("9", "back"), ("*", "again")],
            |m| {
                m.interrupt = false;
                m.failure = "in".into();
            },
        )
        .state("again", State::Repeat { question: "main".into() })
        .state("back", State::GoBack)
        .mark("mark", "marked", None, "main")
        .state("pass", State::Pass { to: Expr::Fact(Fact::CallerNumber) })
        .enter("in", "q")
        .enter("in_r", "r")
        .queue("q", |queue| {
            queue.at = vec![timed(0, "zero"), timed(20_000, "call_in_queue")];
            queue.every = vec![timed(15_000, "through"), timed(45_000, "zero")];
            queue.when = vec![
                when(QueueCase::NobodySignedIn, "through"),
                when(QueueCase::SwitchTurnsOn("emergency".into()), "in_r"),
                when(QueueCase::ExpectedWaitOver(60_000), "zero"),
                when(QueueCase::WaitingLonger(100_000), "out"),
                when(QueueCase::AgentIsLost, "through"),
            ];
            queue.press = [("1".to_owned(), key("out")), ("12".to_owned(), key("zero"))].into();
            queue.before_connecting = Some("found".into());
            queue.after_call = Some("main".into());
        })
        .queue("r", |queue| queue.on_failure = "in".into())
        .say("zero", "zero", "keep")
        .say_uninterrupted("through", "through", "keep")
        .keep_waiting("keep", "q")
        .state("out", State::LeaveQueue { queue: "q".into(), next: "main".into() })
        .say("on_error", "trouble", "in");
    let build = build.transfer("call", &["+1", "+2"], |transfer| {
        transfer.between = vec!["between".into()];
        transfer.over = Some("main".into());
        transfer.talk_at_most_ms = Some(30_000);
    });
    build.transfer("call_in_queue", &["+1", "+2"], |transfer| {
        transfer.order = TargetOrder::AllAtOnce;
        transfer.over = Some("keep".into());
        transfer.announce = vec!["announce".into()];
        for arm in
            [&mut transfer.busy, &mut transfer.not_answered, &mut transfer.refused, &mut transfer.failed]
        {
            *arm = "keep".into();
        }
    })
}

/// A linear congruential generator (Knuth, MMIX), so that a seed tells the whole run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Something that may or may not fit.
fn any_event(c: &Configuration, dice: &mut Dice) -> Event {
    let play = c.play.as_ref().map_or("7.7".to_owned(), |play| play.id.clone());
    let queue = c.waiting.as_ref().map_or("8.8".to_owned(), |waiting| waiting.id.clone());
    let transfer = c.transfer.as_ref().map_or("9.9".to_owned(), |transfer| transfer.id.clone());
    let target = "+1".to_owned();
    match dice.roll(24) {
        0..=3 => Event::Key(['1', '2', '3', '4', '9', '0', '*', '#', 'x'][dice.roll(9) as usize]),
        4..=7 => Event::PlayDone { id: play, played_ms: 1 },
        8 => Event::PlayFailed { id: play },
        9..=12 => Event::Tick,
        13 | 14 => {
            let expected_ms = [None, Some(90_000)][dice.roll(2) as usize];
            Event::Queue { place: 1, expected_ms, agents: dice.roll(2) as u32 }
        }
        15 if dice.roll(4) == 0 => Event::QueueRefused,
        15 => Event::AgentRinging { agent: agent(&["en"]) },
        16 => Event::AgentAnswered { id: queue, agent: agent(&["de"]) },
        17 => [Event::AgentLost, Event::AgentHungUp][dice.roll(2) as usize].clone(),
        18 => Event::TransferAnswered { id: transfer, target },
        19 | 20 => {
            let results = [TransferResult::Busy, TransferResult::Failed, TransferResult::Refused(Some('3'))];
            Event::TransferResult { id: transfer, target, result: results[dice.roll(3) as usize].clone() }
        }
        21 => Event::TransferOver { id: transfer },
        22 => Event::Switch { name: "emergency".into(), on: dice.roll(2) == 0 },
        _ => Event::EngineError {
            id: [play, queue, transfer][dice.roll(3) as usize].clone(),
            what: "x".into(),
        },
    }
}

fn holds(c: &Configuration, fx: &[Effect], seed: u64) {
    let end = fx.iter().filter(|effect| matches!(effect, Effect::End(_))).count();
    assert_eq!(end, usize::from(c.ended), "seed {seed}: one end, with the end");
    assert!(c.keys.len() <= 32 && c.marks.len() <= 1_000, "seed {seed}");
    if c.ended {
        assert!(c.timers.is_empty() && c.play.is_none() && c.waiting.is_none(), "seed {seed}: {c:?}");
        return;
    }
    // something outside or a timer brings the call on: nobody is forgotten
    assert!(!c.timers.is_empty() || c.talk.is_some(), "seed {seed}: nothing is due in {}", c.state);
    for (index, timer) in c.timers.iter().enumerate() {
        assert!(c.timers[index + 1..].iter().all(|other| other.name != timer.name), "seed {seed}: {timer:?}");
    }
    if c.waiting.is_none() {
        assert!(!c.music, "seed {seed}: music without a queue in {}", c.state);
    }
    assert!(c.talk.is_none() || c.waiting.is_none(), "seed {seed}: talks and waits");
    assert!(c.question.is_none() || c.waiting.is_none(), "seed {seed}: a question in a queue");
}

#[test]
fn any_order_of_events_is_taken_and_replays_alike() {
    let program = Program::load(everything().machine()).unwrap();
    let mut outcomes = std::collections::BTreeMap::new();
    for seed in 1..=1_500 {
        let mut dice = Dice(seed);
        let (mut c, mut now) = (Configuration::default(), START);
        let from = (seed % 5 != 0).then(|| "+491701234567".to_owned());
        let mut event = Event::Call { number: NUMBER.into(), from, switches: Default::default() };
        let mut journal = vec![];
        for _ in 0..400 {
            let (next, fx) = step(&program, c, now, &event);
            holds(&next, &fx, seed);
            journal.push((now, event, fx));
            c = next;
            if c.ended {
                break;
            }
            now += [0, 0, 5, 700, 3_000, 12_000][dice.roll(6) as usize];
            event = any_event(&c, &mut dice);
        }
        if !c.ended {
            let (next, fx) = step(&program, c, now, &Event::CallerHungUp);
            holds(&next, &fx, seed);
            journal.push((now, Event::CallerHungUp, fx));
            c = next;
        }
        assert!(c.ended, "seed {seed}");
        if let Some((.., fx)) = journal.last()
            && let Some(Effect::End(record)) = fx.last()
        {
            let kind = format!("{:?}", record.outcome);
            *outcomes.entry(kind.split([' ', '{']).next().unwrap_or_default().to_owned()).or_insert(0) += 1;
        }
        let mut again = Configuration::default();
        for (t, event, fx) in journal {
            let (next, same) = step(&program, again, t, &event);
            assert_eq!(same, fx, "seed {seed} at {t}: {event:?}");
            again = next;
        }
        assert_eq!(again, c, "seed {seed}");
    }
    // the dice reach every way in which a call can end
    let reached: Vec<&str> = outcomes.keys().map(String::as_str).collect();
    assert_eq!(reached, ["Abandoned", "Answered", "Completed", "Failed", "Passed", "Transferred"]);
}

#[test]
fn a_call_left_alone_ends_by_itself() {
    let program = Program::load(everything().machine()).unwrap();
    for seed in 1..=200 {
        let mut dice = Dice(seed);
        let (mut c, mut now) = (Configuration::default(), START);
        let mut event = Event::Call { number: NUMBER.into(), from: None, switches: Default::default() };
        for count in 0.. {
            assert!(count < 20_000, "seed {seed}: no end");
            (c, _) = step(&program, c, now, &event);
            if c.ended {
                break;
            }
            // some chaos first, then a world that only does its duty
            let open = c.play.as_ref().map(|play| play.id.clone());
            event = if count < 50 && c.talk.is_none() {
                any_event(&c, &mut dice)
            } else if let Some(id) = open {
                now += 1_000;
                Event::PlayDone { id, played_ms: 1_000 }
            } else if c.waiting.as_ref().is_some_and(|waiting| waiting.standing == Standing::Asked) {
                Event::Queue { place: 1, expected_ms: None, agents: 1 }
            } else if let Some(talk) = &c.talk {
                match talk.with {
                    TalkWith::Agent { .. } => Event::AgentHungUp,
                    TalkWith::Line => Event::TransferOver { id: talk.id.clone() },
                }
            } else {
                let due = c.timers.iter().map(|timer| timer.at_ms).min();
                now = now.max(due.unwrap_or_else(|| panic!("seed {seed}: nothing is due in {}", c.state)));
                Event::Tick
            };
        }
    }
}
