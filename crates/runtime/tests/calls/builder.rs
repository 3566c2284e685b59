//! Small machines, written down state by state.

use rufplan_machine::script::*;
use rufplan_machine::value::{Type, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Number that starts at state `start`.
pub const NUMBER: &str = "+49305550100";

/// A machine in the making. Prompts come into being when they are named; their words are their names.
pub struct Build(pub Machine);

impl Build {
    /// A client of German and English with an `on error` that says `trouble` and hangs up.
    pub fn new() -> Self {
        let entry =
            Entry { flow: "main".into(), state: "start".into(), label: None, args: Default::default() };
        let machine = Machine {
            schema: MACHINE_SCHEMA.into(),
            semantics: SEMANTICS,
            hash: "sha256:0".into(),
            compiler: String::new(),
            sources: vec![],
            client: "nordwind".into(),
            client_name: "Nordwind Energie".into(),
            languages: vec!["de".into(), "en".into()],
            voices: BTreeMap::new(),
            zone: "Europe/Berlin".into(),
            country: "DE".into(),
            tzdb: String::new(),
            holidays: BTreeMap::new(),
            limits: Limits::default(),
            numbers: [(NUMBER.to_owned(), entry)].into(),
            vars: BTreeMap::new(),
            prompts: BTreeMap::new(),
            hours: BTreeMap::new(),
            calendars: BTreeMap::new(),
            switches: BTreeMap::new(),
            mailboxes: BTreeMap::new(),
            queues: BTreeMap::new(),
            failures: BTreeMap::new(),
            before_secrets: Default::default(),
            services: BTreeMap::new(),
            lookups: BTreeMap::new(),
            shapes: BTreeMap::new(),
            callbacks: BTreeMap::new(),
            surveys: BTreeMap::new(),
            kpis: BTreeMap::new(),
            hand_over: HandOverSpec::default(),
            states: BTreeMap::new(),
            anywhere: BTreeMap::new(),
            on_error: "on_error".into(),
        };
        Build(machine).say("on_error", "trouble", "end").state("end", State::End)
    }

    pub fn state(mut self, id: &str, state: State) -> Self {
        self.0.states.insert(id.into(), state);
        self
    }

    /// A `say` that a key may stop.
    pub fn say(self, id: &str, prompts: &str, next: &str) -> Self {
        self.play(id, prompts, true, false, next)
    }

    /// A `say` that no key stops (S1).
    pub fn say_through(self, id: &str, prompts: &str, next: &str) -> Self {
        self.play(id, prompts, false, false, next)
    }

    /// A `say … uninterrupted`.
    pub fn say_uninterrupted(self, id: &str, prompts: &str, next: &str) -> Self {
        self.play(id, prompts, false, true, next)
    }

    fn play(mut self, id: &str, prompts: &str, interruptible: bool, uninterrupted: bool, next: &str) -> Self {
        let prompts = self.named(prompts);
        self.state(id, State::Play { prompts, interruptible, uninterrupted, next: next.into() })
    }

    pub fn pause(self, id: &str, ms: u32, next: &str) -> Self {
        self.state(id, State::Pause { ms, interruptible: true, next: next.into() })
    }

    pub fn set(self, id: &str, var: &str, value: Value, next: &str) -> Self {
        self.state(id, State::Set { var: var.into(), value: Expr::Value(value), next: next.into() })
    }

    pub fn mark(self, id: &str, name: &str, value: Option<Expr>, next: &str) -> Self {
        self.state(id, State::Mark { name: name.into(), value, next: next.into() })
    }

    pub fn speak(self, id: &str, lang: &str, next: &str) -> Self {
        let lang = Expr::Value(Value::Language(lang.into()));
        self.state(id, State::Speak { lang, next: next.into() })
    }

    pub fn enter(self, id: &str, queue: &str) -> Self {
        self.state(id, State::EnterQueue { queue: queue.into(), priority: None, agent: None })
    }

    pub fn keep_waiting(self, id: &str, queue: &str) -> Self {
        self.state(id, State::KeepWaiting { queue: queue.into() })
    }

    /// A menu that says its own name, with its arms: silence says `silence`, a wrong key `wrong`; three attempts.
    pub fn menu(mut self, id: &str, keys: &[(&str, &str)], change: impl FnOnce(&mut Menu)) -> Self {
        let prompts = self.named(id);
        let on = |kind: &str| vec![OnArm { from: 1, next: format!("{id}#{kind}") }];
        let mut menu = Menu {
            prompts,
            prompts_again: vec![],
            keys: keys.iter().map(|(code, next)| ((*code).into(), key(next))).collect(),
            interrupt: true,
            first_ms: 6_000,
            next_ms: 3_000,
            attempts: 3,
            give_up_ms: None,
            silence: on("silence"),
            wrong: on("wrong"),
            failure: format!("{id}#failure"),
            error: "on_error".into(),
            counts_in: None,
            anywhere: true,
        };
        change(&mut menu);
        let again = menu.prompts_again.join(" ");
        self.named(&again);
        let retry = format!("{id}#retry");
        self.say(&format!("{id}#silence"), "silence", &retry)
            .say(&format!("{id}#wrong"), "wrong", &retry)
            .state(&retry, State::Retry { question: id.into(), count: None })
            .say_through(&format!("{id}#failure"), "failure", "end")
            .state(id, State::Menu(menu))
    }

    /// A queue with its state; nothing is said in it but by `change`. Its failure says `failure` and ends.
    pub fn queue(mut self, name: &str, change: impl FnOnce(&mut Queue)) -> Self {
        let mut queue = Queue {
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
            at: vec![],
            every: vec![],
            when: vec![],
            press: BTreeMap::new(),
            next_key_ms: 3_000,
            after_call: None,
            on_failure: format!("{name}#failure"),
        };
        change(&mut queue);
        if let Some(prompt) = &queue.before_connecting {
            self.named(prompt);
        }
        self.0.queues.insert(name.into(), queue);
        self.state(&format!("queue:{name}"), State::Queue { queue: name.into() }).say_through(
            &format!("{name}#failure"),
            "failure",
            "end",
        )
    }

    /// A transfer whose arms are the states `busy`, `not_answered`, `refused` and `failed`, which say their names.
    pub fn transfer(mut self, id: &str, targets: &[&str], change: impl FnOnce(&mut Transfer)) -> Self {
        let mut transfer = Transfer {
            targets: targets.iter().map(|number| Expr::Value(Value::Phone((*number).into()))).collect(),
            order: TargetOrder::OneAfterAnother,
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
            not_answered: "not_answered".into(),
            refused: "refused".into(),
            refused_with: BTreeMap::new(),
            failed: "failed".into(),
            over: None,
            lang: None,
        };
        change(&mut transfer);
        let asked = transfer.accept.iter().flat_map(|accept| &accept.prompts);
        let spoken: Vec<PromptId> =
            transfer.between.iter().chain(&transfer.announce).chain(asked).cloned().collect();
        self.named(&spoken.join(" "));
        for arm in ["busy", "not_answered", "refused", "failed"] {
            if !self.0.states.contains_key(arm) {
                self = self.say_through(arm, arm, "end");
            }
        }
        self.state(id, State::Transfer(transfer))
    }

    pub fn var(mut self, name: &str, of: Type, init: Option<Value>) -> Self {
        self.0.vars.insert(name.into(), Variable { of, privacy: Default::default(), init });
        self
    }

    pub fn switch(mut self, name: &str) -> Self {
        let switch =
            Switch { label: name.into(), allowed_for: vec![], turns_off_after_ms: None, tell: vec![] };
        self.0.switches.insert(name.into(), switch);
        self
    }

    pub fn anywhere(mut self, code: &str, next: &str) -> Self {
        self.0.anywhere.insert(code.into(), key(next));
        self
    }

    pub fn prompt(mut self, name: &str, lines: &[(&str, Vec<PromptLine>)]) -> Self {
        let lines = lines.iter().map(|(lang, lines)| ((*lang).to_owned(), lines.clone())).collect();
        self.0.prompts.insert(name.into(), Prompt { lines });
        self
    }

    /// Names of prompts, blanks between them; those that are not there yet say their own names.
    fn named(&mut self, names: &str) -> Vec<PromptId> {
        for name in names.split_whitespace() {
            let lines = vec![fixed(name)];
            let prompt = Prompt { lines: [("any".to_owned(), lines)].into() };
            self.0.prompts.entry(name.into()).or_insert(prompt);
        }
        names.split_whitespace().map(str::to_owned).collect()
    }

    pub fn machine(self) -> Arc<Machine> {
        Arc::new(self.0)
    }
}

pub fn key(next: &str) -> Key {
    Key { next: next.into(), label: None }
}

pub fn timed(ms: u32, next: &str) -> QueueTimed {
    QueueTimed { ms, next: next.into() }
}

pub fn when(case: QueueCase, next: &str) -> QueueWhen {
    QueueWhen { case, next: next.into() }
}

/// A line of fixed words.
pub fn fixed(words: &str) -> PromptLine {
    line(vec![Stretch::Fixed(words.into())])
}

/// A line of stretches, spoken by the voice.
pub fn line(stretches: Vec<Stretch>) -> PromptLine {
    PromptLine {
        when: None,
        parts: vec![Part::Words { stretches, recording: None, stored: None, lang: None }],
        speed_percent: None,
        of: None,
    }
}
