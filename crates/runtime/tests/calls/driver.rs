//! Drives one call: time, the ends of plays, and what was heard.

use crate::builder::{Build, NUMBER};
use rufplan_machine::call::*;
use rufplan_runtime::{Call, Program};
use std::sync::Arc;

/// Moment at which the calls begin: Wednesday 2026-03-04 10:00 in Berlin (T1).
pub const START: i64 = 1_772_614_800_000;

pub struct Phone {
    pub call: Call,
    pub now: i64,
    /// Effects of the last event.
    pub last: Vec<Effect>,
    /// All effects so far.
    pub all: Vec<Effect>,
}

impl Phone {
    /// Dials the machine's number.
    pub fn dial(build: Build) -> Self {
        Phone::dial_with(build, &[])
    }

    /// Dials while these switches are on.
    pub fn dial_with(build: Build, on: &[&str]) -> Self {
        let program = Program::load(build.machine()).expect("the machine is whole");
        let mut phone =
            Phone { call: Call::new(Arc::new(program), "c1"), now: START, last: vec![], all: vec![] };
        let from = Some("+491701234567".to_owned());
        let switches = on.iter().map(|name| ((*name).to_owned(), true)).collect();
        phone.event(Event::Call { number: NUMBER.into(), from, switches });
        phone
    }

    pub fn event(&mut self, event: Event) -> &mut Self {
        let step = self.call.handle(self.now, &event);
        self.all.extend(step.effects.iter().cloned());
        self.last = step.effects;
        self
    }

    pub fn key(&mut self, key: char) -> &mut Self {
        self.event(Event::Key(key))
    }

    /// What is being said ends.
    pub fn said(&mut self) -> &mut Self {
        let id = self.open_play().expect("something is being said");
        self.event(Event::PlayDone { id, played_ms: 1_000 })
    }

    /// What is being said cannot be heard.
    pub fn unheard(&mut self) -> &mut Self {
        let id = self.open_play().expect("something is being said");
        self.event(Event::PlayFailed { id })
    }

    pub fn open_play(&self) -> Option<EffectId> {
        self.call.configuration().play.as_ref().map(|play| play.id.clone())
    }

    /// So many milliseconds pass, timers at their end included. `last` holds everything that happened in them.
    pub fn wait(&mut self, ms: i64) -> &mut Self {
        let (until, before) = (self.now + ms, self.all.len());
        while let Some(due) = self.call.deadline_ms().filter(|due| *due <= until) {
            self.now = self.now.max(due);
            self.event(Event::Tick);
        }
        self.now = until;
        self.last = self.all[before..].to_vec();
        self
    }

    /// The queue answers or tells news.
    pub fn situation(&mut self, place: u32, expected_ms: Option<u64>, agents: u32) -> &mut Self {
        self.event(Event::Queue { place, expected_ms, agents })
    }

    /// An agent answers the call that waits.
    pub fn agent_answers(&mut self) -> &mut Self {
        let id = self.call.configuration().waiting.as_ref().expect("the caller waits").id.clone();
        self.event(Event::AgentAnswered { id, agent: agent(&["de"]) })
    }

    pub fn transfer_id(&self) -> EffectId {
        self.call.configuration().transfer.as_ref().expect("a transfer is under way").id.clone()
    }

    pub fn transfer_result(&mut self, result: TransferResult) -> &mut Self {
        let (id, target) = (self.transfer_id(), String::new());
        self.event(Event::TransferResult { id, target, result })
    }

    pub fn state(&self) -> &str {
        &self.call.configuration().state
    }

    /// Names of the prompts that the last event began to say.
    pub fn hears(&self) -> Vec<&str> {
        prompts(&self.last)
    }

    /// Names of all prompts that were begun so far.
    pub fn heard(&self) -> Vec<&str> {
        prompts(&self.all)
    }

    /// The record, if the call is over.
    pub fn record(&self) -> Option<&CallRecord> {
        match self.all.last() {
            Some(Effect::End(record)) => Some(record),
            _ => None,
        }
    }

    pub fn outcome(&self) -> Option<Outcome> {
        self.record().map(|record| record.outcome.clone())
    }

    /// Whether the last event was dropped.
    pub fn ignored(&self) -> bool {
        matches!(self.last.as_slice(), [Effect::Log(line)] if line.starts_with("ignored"))
    }

    pub fn has(&self, holds: impl Fn(&Effect) -> bool) -> bool {
        self.last.iter().any(holds)
    }
}

pub fn agent(languages: &[&str]) -> Agent {
    let languages = languages.iter().map(|lang| (*lang).to_owned()).collect();
    Agent { id: "mia".into(), name: "Mia".into(), languages }
}

fn prompts(effects: &[Effect]) -> Vec<&str> {
    let plays = effects.iter().filter_map(|effect| match effect {
        Effect::Play { said, .. } => Some(said),
        _ => None,
    });
    plays.flatten().map(|said| said.prompt.as_str()).collect()
}
