//! Sessions, agents and queues together, as a shell sees them.

mod machine;

use machine::{NUMBER, program};
use rufplan_journal::read;
use rufplan_machine::call::{CallRecord, Event, Outcome, TransferResult};
use rufplan_switch::*;

/// Moment at which everything begins.
const START: i64 = 1_772_614_800_000;

/// A shell without a world: it keeps what comes out.
struct Shell {
    switch: Switch,
    now: i64,
    deadline: Option<i64>,
    /// Outputs of the last inputs, without journal lines.
    out: Vec<Output>,
    journal: String,
}

impl Shell {
    fn new() -> Self {
        let switch = Switch::new(&[program("v1")]);
        Shell { switch, now: START, deadline: None, out: vec![], journal: String::new() }
    }

    fn feed(&mut self, inputs: Vec<Input>) -> &[Output] {
        self.out.clear();
        for input in inputs {
            self.switch.handle(self.now, input);
        }
        self.drain();
        &self.out
    }

    fn drain(&mut self) {
        loop {
            match self.switch.poll_output() {
                Output::Timeout(deadline) => break self.deadline = deadline,
                Output::Record(_, line) => self.journal.push_str(&format!("{line}\n")),
                output => self.out.push(output),
            }
        }
    }

    fn wait(&mut self, ms: i64) -> &[Output] {
        self.out.clear();
        let until = self.now + ms;
        while let Some(due) = self.deadline.filter(|due| *due <= until) {
            assert!(due > self.now, "what is due now was drained");
            self.now = due;
            self.switch.handle(due, Input::Time);
            self.drain();
        }
        self.now = until;
        &self.out
    }

    fn arrive(&mut self, call: &str) -> &[Output] {
        self.feed(vec![arrives(call)])
    }

    fn event(&mut self, call: &str, event: Event) -> &[Output] {
        self.feed(vec![Input::Call { call: call.into(), event }])
    }

    fn agent(&mut self, name: &str, report: AgentReport) -> &[Output] {
        self.feed(vec![Input::Agent { agent: name.into(), report }])
    }

    fn sign_in(&mut self, name: &str) -> &[Output] {
        let queues = vec![QueueId::new("nordwind", "service")];
        let report = AgentReport::SignedIn {
            name: name.to_uppercase(),
            languages: vec!["de".into()],
            queues,
            ready: true,
        };
        self.agent(name, report)
    }

    fn record(&self) -> Option<&CallRecord> {
        self.out.iter().find_map(|output| match output {
            Output::Ended(_, record) => Some(&**record),
            _ => None,
        })
    }
}

fn arrives(call: &str) -> Input {
    Input::CallArrived { call: call.into(), number: NUMBER.into(), from: Some("+491701234567".into()) }
}

/// Outputs in short: who, what.
fn short(outputs: &[Output]) -> Vec<String> {
    let signal = |signal: &Signal| match signal {
        Signal::Fetch(order) => format!("fetch {}", order.lookup),
        Signal::Check { shape, .. } => format!("check {shape}"),
        Signal::Transfer { targets, .. } => format!("transfer {}", targets.join(" ")),
        Signal::Announce { said, .. } => format!("announce {}", said[0].prompt),
        Signal::AskCalled { target, .. } => format!("ask {target}"),
        Signal::Accepted { target, .. } => format!("accepted {target}"),
        Signal::CancelTarget { target, .. } => format!("cancel {target}"),
        Signal::Cancel(_) => "cancel".to_owned(),
        Signal::SendAnswers { told, .. } => format!("tell {}", told.lookup),
        Signal::Pass { to, .. } => format!("pass {to}"),
        Signal::NotFound => "not found".to_owned(),
        Signal::Answer => "answer".to_owned(),
        Signal::HangUp => "hang up".to_owned(),
    };
    let media = |media: &Media| match media {
        Media::Play { said, .. } => format!("play {}", said[0].prompt),
        Media::StopPlay(_) => "stop play".to_owned(),
        Media::Music { .. } => "music".to_owned(),
        Media::StopMusic => "stop music".to_owned(),
        Media::Record { state, .. } => format!("record {state:?}"),
    };
    let order = |order: &AgentOrder| match order {
        AgentOrder::Offer { call, .. } => format!("offer {call}"),
        AgentOrder::Withdraw { call } => format!("withdraw {call}"),
        AgentOrder::Whisper { call, said } => format!("whisper {call} {}", said[0].words),
        AgentOrder::Connect { call } => format!("connect {call}"),
        AgentOrder::Release { call } => format!("release {call}"),
    };
    let line = |output: &Output| match output {
        Output::Signal(call, what) => format!("{call}: {}", signal(what)),
        Output::Media(call, what) => format!("{call}: {}", media(what)),
        Output::Words(call, words) => format!("{call} {words:?}"),
        Output::Agent(agent, what) => format!("{agent}: {}", order(what)),
        Output::Ended(call, record) => format!("{call}: ended {:?}", record.outcome),
        Output::Record(..) | Output::Timeout(_) => String::new(),
    };
    outputs.iter().map(line).collect()
}

#[test]
fn a_call_waits_is_offered_answered_and_released() {
    let mut shell = Shell::new();
    assert_eq!(short(shell.arrive("c1")), ["c1: answer", "c1: music", "c1: play waiting"]);
    assert_eq!(short(shell.sign_in("mia")), ["mia: offer c1", "mia: whisper c1 Nordwind"]);
    shell.wait(3_000);
    let talk = ["c1: stop play", "c1: stop music", "mia: connect c1"];
    assert_eq!(short(shell.agent("mia", AgentReport::Answered)), talk);
    shell.wait(60_000);
    let over = ["mia: release c1", "c1: ended Answered"];
    assert_eq!(short(shell.event("c1", Event::CallerHungUp)), over);
    let record = shell.record().unwrap();
    assert_eq!((record.queue_waited_ms, record.talk_ms), (3_000, 60_000));
    assert_eq!(shell.switch.calls().count(), 0);
    assert_eq!(shell.deadline, None);
    // free again: the next call is offered at once
    assert_eq!(short(&shell.arrive("c2")[3..]), ["mia: whisper c2 Nordwind", "c2: play waiting"]);
}

#[test]
fn the_journal_of_a_call_is_whole_and_ends_with_its_record() {
    let mut shell = Shell::new();
    shell.arrive("c1");
    shell.wait(1_000);
    shell.event("c1", Event::Key('1'));
    shell.event("c1", Event::CallerHungUp);
    let journal = read(&shell.journal).unwrap();
    assert_eq!(journal.header.machine, "v1");
    assert_eq!(journal.steps[0].t, START);
    assert!(matches!(journal.steps[1].ev, Event::Queue { place: 1, agents: 0, .. }));
    assert_eq!(journal.record.as_ref(), shell.record());
}

#[test]
fn an_agent_who_does_not_answer_is_not_rung_again_and_the_caller_keeps_his_place() {
    let mut shell = Shell::new();
    shell.arrive("c1");
    shell.sign_in("mia");
    assert_eq!(short(shell.agent("mia", AgentReport::NotAnswered)), Vec::<String>::new());
    assert_eq!(short(shell.sign_in("jo")), ["jo: offer c1", "jo: whisper c1 Nordwind"]);
    assert_eq!(short(shell.agent("jo", AgentReport::SignedOut)), ["jo: withdraw c1"]);
    let again = ["mia: offer c1", "mia: whisper c1 Nordwind"];
    assert_eq!(short(shell.agent("mia", AgentReport::Ready)), again);
}

#[test]
fn a_caller_who_hangs_up_while_an_agent_is_rung() {
    let mut shell = Shell::new();
    shell.arrive("c1");
    shell.sign_in("mia");
    let out = ["c1: stop play", "mia: withdraw c1", "c1: stop music"];
    assert_eq!(short(shell.event("c1", Event::CallerHungUp))[..3], out);
    // too late
    assert_eq!(short(shell.agent("mia", AgentReport::Answered)), Vec::<String>::new());
    assert_eq!(shell.switch.acd().free(&QueueId::new("nordwind", "service")), 1);
}

#[test]
fn a_lost_line_brings_the_caller_back_and_another_agent_is_rung() {
    let mut shell = Shell::new();
    shell.arrive("c1");
    shell.sign_in("mia");
    shell.agent("mia", AgentReport::Answered);
    shell.sign_in("jo");
    let out = ["c1: music", "jo: offer c1", "jo: whisper c1 Nordwind"];
    let lost = short(shell.agent("mia", AgentReport::Lost));
    assert!(out.iter().all(|line| lost.contains(&(*line).to_owned())), "{lost:?}");
    assert!(!lost.iter().any(|line| line.starts_with("mia")), "{lost:?}");
}

#[test]
fn an_agent_who_hangs_up_ends_the_call_and_is_free() {
    let mut shell = Shell::new();
    shell.arrive("c1");
    shell.arrive("c2");
    shell.sign_in("mia");
    shell.agent("mia", AgentReport::Answered);
    let out = short(shell.agent("mia", AgentReport::HungUp));
    assert_eq!(out, ["mia: offer c2", "mia: whisper c2 Nordwind", "c1: hang up", "c1: ended Answered"]);
}

#[test]
fn first_come_first_served_over_calls() {
    let mut shell = Shell::new();
    for call in ["b", "a", "c"] {
        shell.arrive(call);
        shell.wait(1_000);
    }
    let places: Vec<Option<u32>> = ["b", "a", "c"]
        .map(|call| shell.switch.session(&call.into()).unwrap().configuration().queue.place)
        .into();
    assert_eq!(places, [Some(1), Some(2), Some(3)]);
    assert_eq!(short(shell.sign_in("mia"))[0], "mia: offer b");
}

#[test]
fn things_of_one_millisecond_are_sorted_a_key_beats_the_tick() {
    let mut shell = Shell::new();
    shell.arrive("c1");
    let id = shell.switch.session(&"c1".into()).unwrap().configuration().play.as_ref().unwrap().id.clone();
    let call = |event| Input::Call { call: "c1".into(), event };
    // 4.3: hang-up before key before play_done, in whatever order they came
    let out = short(shell.feed(vec![
        call(Event::PlayDone { id, played_ms: 1 }),
        call(Event::Key('1')),
        call(Event::CallerHungUp),
    ]));
    assert_eq!(
        out.last().map(String::as_str),
        Some("c1: ended Abandoned { state: \"queue:service (waiting)\" }")
    );
    assert!(!out.iter().any(|line| line.contains("play menu")));
}

#[test]
fn l2_results_of_targets_that_ring_at_once_are_folded() {
    let mut shell = Shell::new();
    shell.arrive("c1");
    let out = shell.event("c1", Event::Key('2')).to_vec();
    let Some(Output::Signal(_, Signal::Transfer { id, targets, all_at_once: true, .. })) =
        out.iter().find(|output| matches!(output, Output::Signal(_, Signal::Transfer { .. })))
    else {
        panic!("{out:?}")
    };
    let result =
        |target: &str, result| Event::TransferResult { id: id.clone(), target: target.into(), result };
    assert_eq!(short(shell.event("c1", result(&targets[0], TransferResult::Busy))), Vec::<String>::new());
    let last = short(shell.event("c1", result(&targets[1], TransferResult::Busy)));
    assert_eq!(last, ["c1: music", "c1: play busy"]);
}

#[test]
fn a_switch_is_known_to_calls_that_run_and_to_those_that_come_and_turns_off_by_itself() {
    let turned = |on| Input::SwitchTurned { client: "nordwind".into(), name: "emergency".into(), on };
    let mut shell = Shell::new();
    shell.arrive("c1");
    shell.feed(vec![turned(true)]);
    assert!(shell.switch.session(&"c1".into()).unwrap().configuration().switches["emergency"]);
    shell.arrive("c2");
    assert!(shell.switch.session(&"c2".into()).unwrap().configuration().switches["emergency"]);
    shell.wait(600_000 - 1);
    assert!(shell.switch.is_on("nordwind", "emergency"));
    shell.wait(1);
    assert!(!shell.switch.is_on("nordwind", "emergency"));
    assert!(!shell.switch.session(&"c1".into()).unwrap().configuration().switches["emergency"]);
}

#[test]
fn new_programs_hold_for_new_calls_only() {
    let mut shell = Shell::new();
    shell.arrive("c1");
    shell.switch.replace(&[program("v2")]);
    shell.arrive("c2");
    let hash = |call: &str| shell.switch.session(&call.into()).unwrap().program().machine().hash.clone();
    assert_eq!((hash("c1"), hash("c2")), ("v1".to_owned(), "v2".to_owned()));
    shell.switch.replace(&[]);
    assert_eq!(short(shell.arrive("c3")), ["c3: not found"]);
    assert!(!shell.switch.owns(NUMBER));
    assert_eq!(shell.switch.calls().count(), 2);
}

#[test]
fn what_a_shell_must_not_report_is_dropped() {
    let mut shell = Shell::new();
    shell.arrive("c1");
    let before = shell.journal.clone();
    shell.event("c1", Event::Tick);
    shell.event("c1", Event::AgentHungUp);
    shell.event("unknown", Event::Key('1'));
    assert_eq!(shell.journal, before);
    assert_eq!(short(shell.arrive("c1")), ["c1: not found"], "the name is taken");
}

#[test]
fn a_queue_that_is_assumed_full_refuses() {
    let mut shell = Shell::new();
    let assumed = Assumed { full: true, ..Assumed::default() };
    shell.feed(vec![Input::QueueAssumed { queue: QueueId::new("nordwind", "service"), assumed }]);
    assert!(short(shell.arrive("c1")).contains(&"c1: play failure".to_owned()));
}

#[test]
fn a_session_can_be_taken_out_and_others_go_on() {
    let mut shell = Shell::new();
    shell.arrive("c1");
    shell.arrive("c2");
    shell.sign_in("mia");
    assert!(shell.switch.fail_panicked().is_none(), "no step was running");
    let session = shell.switch.take_session(&"c1".into()).unwrap();
    assert_eq!(session.client(), "nordwind");
    let out = short(shell.feed(vec![Input::Time]));
    assert_eq!(out[..2], ["mia: withdraw c1", "mia: offer c2"]);
}

#[test]
fn whatever_comes_in_whatever_order_everything_ends() {
    for seed in 1..=150u64 {
        let mut state = seed;
        let mut roll = |sides: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % sides
        };
        let mut shell = Shell::new();
        let (mut next, mut ended) = (0, 0);
        for _ in 0..300 {
            let call: CallId = format!("c{}", next - (roll(3) as i64).min(next)).into();
            let agent = ["mia", "jo"][roll(2) as usize].to_owned();
            let open = shell.switch.session(&call).map(|s| s.configuration().clone()).unwrap_or_default();
            let transfer = open.transfer.map(|transfer| (transfer.id, transfer.targets)).unwrap_or_default();
            let target = transfer.1.get(roll(2) as usize).cloned().unwrap_or_default();
            let event = |event| Input::Call { call: call.clone(), event };
            let input = match roll(14) {
                0 => {
                    next += 1;
                    arrives(&format!("c{next}"))
                }
                1 | 2 => event(Event::Key(['1', '2', '3', '*'][roll(4) as usize])),
                3 | 4 => event(Event::PlayDone {
                    id: open.play.map(|play| play.id).unwrap_or_default(),
                    played_ms: 1,
                }),
                5 => event(Event::CallerHungUp),
                6 => event(Event::TransferAnswered { id: transfer.0, target }),
                7 => event(Event::TransferResult { id: transfer.0, target, result: TransferResult::Busy }),
                8 => event(Event::TransferOver { id: transfer.0 }),
                9 => {
                    let queues = vec![QueueId::new("nordwind", "service")];
                    let report =
                        AgentReport::SignedIn { name: agent.clone(), languages: vec![], queues, ready: true };
                    Input::Agent { agent, report }
                }
                10 | 11 => Input::Agent { agent, report: AgentReport::Answered },
                _ => {
                    let reports = [
                        AgentReport::HungUp,
                        AgentReport::Lost,
                        AgentReport::NotAnswered,
                        AgentReport::SignedOut,
                        AgentReport::Ready,
                    ];
                    Input::Agent { agent, report: reports[roll(5) as usize].clone() }
                }
            };
            shell.feed(vec![input]);
            ended += shell.out.iter().filter(|output| matches!(output, Output::Ended(..))).count();
            shell.wait([0, 10, 1_000, 30_000][roll(4) as usize]);
            ended += shell.out.iter().filter(|output| matches!(output, Output::Ended(..))).count();
        }
        let running: Vec<CallId> = shell.switch.calls().map(|(call, _)| call.clone()).collect();
        assert_eq!(ended + running.len(), usize::try_from(next).unwrap(), "seed {seed}");
        for call in running {
            shell.event(call.as_str(), Event::CallerHungUp);
            assert!(shell.record().is_some(), "seed {seed}: {call} does not end");
        }
        assert_eq!(shell.switch.acd().waiting(&QueueId::new("nordwind", "service")), 0, "seed {seed}");
        assert_eq!(shell.deadline, None, "seed {seed}");
    }
}

#[test]
fn an_abandoned_call_says_where() {
    let mut shell = Shell::new();
    shell.arrive("c1");
    shell.event("c1", Event::Key('1'));
    shell.event("c1", Event::CallerHungUp);
    let outcome = shell.record().map(|record| record.outcome.clone());
    assert_eq!(outcome, Some(Outcome::Abandoned { state: "menu".into() }));
}
