//! A client with a queue, a menu and a transfer.

use rufplan_machine::script::*;
use rufplan_machine::value::Value;
use rufplan_runtime::Program;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The client's number; it leads into the queue.
pub const NUMBER: &str = "+49305550100";

fn key(next: &str) -> Key {
    Key { next: next.into(), label: None }
}

fn say(prompt: &str, next: &str) -> State {
    State::Play {
        prompts: vec![prompt.into()],
        interruptible: false,
        uninterrupted: false,
        next: next.into(),
    }
}

fn menu() -> State {
    let on = vec![OnArm { from: 1, next: "retry".into() }];
    State::Menu(Menu {
        prompts: vec!["menu".into()],
        prompts_again: vec![],
        keys: [("1".to_owned(), key("enter"))].into(),
        interrupt: true,
        first_ms: 6_000,
        next_ms: 3_000,
        attempts: 2,
        give_up_ms: None,
        silence: on.clone(),
        wrong: on,
        failure: "failure".into(),
        error: "on_error".into(),
        counts_in: None,
        anywhere: true,
    })
}

fn transfer() -> State {
    let target = |number: &str| Expr::Value(Value::Phone(number.into()));
    State::Transfer(Transfer {
        targets: vec![target("+49405550201"), target("+49405550202")],
        order: TargetOrder::AllAtOnce,
        ring_ms: 25_000,
        between: vec![],
        ring: None,
        accept: None,
        send_keys: None,
        show: None,
        music: None,
        announce: vec![],
        talk_at_most_ms: None,
        busy: "busy".into(),
        not_answered: "keep".into(),
        refused: "keep".into(),
        refused_with: BTreeMap::new(),
        failed: "keep".into(),
        over: None,
        lang: None,
    })
}

fn queue() -> Queue {
    Queue {
        label: None,
        service_level: ServiceLevel { permille: 800, within_ms: 20_000 },
        music: None,
        hand_over: vec![],
        capacity: None,
        priority: 5,
        skills: Vec::new(),
        site: None,
        after_work_ms: 0,
        anywhere: true,
        record_calls: false,
        place_new: false,
        before_connecting: None,
        at: vec![QueueTimed { ms: 0, next: "waiting".into() }],
        every: vec![],
        when: vec![],
        press: [("1".to_owned(), key("leave")), ("2".to_owned(), key("transfer"))].into(),
        next_key_ms: 3_000,
        after_call: None,
        on_failure: "failure".into(),
    }
}

fn prompt(name: &str) -> (PromptId, Prompt) {
    let words = if name == "whisper" { "Nordwind" } else { name };
    let stretches = vec![Stretch::Fixed(words.into())];
    let part = Part::Words { stretches, recording: None, stored: None, lang: None };
    let line = PromptLine { when: None, parts: vec![part], speed_percent: None, of: None };
    (name.into(), Prompt { lines: [("any".to_owned(), vec![line])].into() })
}

/// The client's program; `hash` tells versions apart.
pub fn program(hash: &str) -> Arc<Program> {
    let service = || "service".to_owned();
    let states = [
        ("enter", State::EnterQueue { queue: service(), priority: None, agent: None }),
        ("queue:service", State::Queue { queue: service() }),
        ("waiting", say("waiting", "keep")),
        ("keep", State::KeepWaiting { queue: service() }),
        ("leave", State::LeaveQueue { queue: service(), next: "menu".into() }),
        ("menu", menu()),
        ("retry", State::Retry { question: "menu".into(), count: None }),
        ("transfer", transfer()),
        ("busy", say("busy", "keep")),
        ("failure", say("failure", "end")),
        ("on_error", say("trouble", "end")),
        ("end", State::End),
    ];
    let switch = Switch {
        label: "Notfall".into(),
        allowed_for: vec![],
        turns_off_after_ms: Some(600_000),
        tell: vec![],
    };
    let entry = Entry { flow: "main".into(), state: "enter".into(), label: None, args: Default::default() };
    let prompts = ["menu", "waiting", "busy", "failure", "trouble", "whisper"];
    let machine = Machine {
        schema: MACHINE_SCHEMA.into(),
        semantics: SEMANTICS,
        hash: hash.into(),
        compiler: String::new(),
        sources: vec![],
        client: "nordwind".into(),
        client_name: "Nordwind Energie".into(),
        languages: vec!["de".into()],
        voices: BTreeMap::new(),
        zone: "Europe/Berlin".into(),
        country: "DE".into(),
        tzdb: String::new(),
        holidays: BTreeMap::new(),
        limits: Limits::default(),
        numbers: [(NUMBER.to_owned(), entry)].into(),
        vars: BTreeMap::new(),
        prompts: prompts.map(prompt).into(),
        hours: BTreeMap::new(),
        calendars: BTreeMap::new(),
        switches: [("emergency".to_owned(), switch)].into(),
        mailboxes: BTreeMap::new(),
        failures: BTreeMap::new(),
        before_secrets: Default::default(),
        queues: [("service".to_owned(), queue())].into(),
        services: BTreeMap::new(),
        lookups: BTreeMap::new(),
        shapes: BTreeMap::new(),
        callbacks: BTreeMap::new(),
        surveys: BTreeMap::new(),
        kpis: BTreeMap::new(),
        hand_over: HandOverSpec { whisper: Some("whisper".into()), ..HandOverSpec::default() },
        states: states.map(|(id, state)| (id.to_owned(), state)).into(),
        anywhere: BTreeMap::new(),
        on_error: "on_error".into(),
    };
    Arc::new(Program::load(Arc::new(machine)).expect("the machine is whole"))
}
