//! The switch: mailbox in, steps of sessions and of the ACD, outputs out.

use crate::answers::Surveys;
use crate::arrival::Turned;
use crate::desks::Desk;
use crate::mailbox::Mailbox;
use crate::{AgentOrder, CallId, Input, Output, QueueId, Session, Signal};
use rufplan_acd::{Acd, AcdEvent, AcdOutput, CallbackId};
use rufplan_journal::{Line, Step};
use rufplan_machine::call::{Answer, BookingChance, Effect, Event};
use rufplan_runtime::Program;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// All calls of one server or simulator. The head of the crate has its contract.
#[derive(Clone, Debug, Default)]
pub struct Switch {
    pub(crate) now_ms: i64,
    pub(crate) programs: BTreeMap<String, Arc<Program>>,
    pub(crate) sessions: BTreeMap<CallId, Session>,
    pub(crate) acd: Acd,
    pub(crate) desks: BTreeMap<String, Desk>,
    /// Switches of scripts by client and name.
    pub(crate) turned: BTreeMap<(String, String), Turned>,
    /// Mailboxes without room, by client and name.
    pub(crate) full_boxes: BTreeSet<(String, String)>,
    pub(crate) outputs: VecDeque<Output>,
    mailbox: Mailbox,
    /// Events that follow from what was handled, in order.
    following: VecDeque<(CallId, Event)>,
    /// Calls by the moment their earliest timer is due.
    due: BTreeSet<(i64, CallId)>,
    /// Hash of the store of sounds, for the heads of journals.
    pub(crate) sounds: Option<String>,
    /// Callbacks that are said to be booked or impossible; for tests (T2).
    pub(crate) assumed_callbacks: BTreeMap<CallbackId, BookingChance>,
    pub(crate) surveys: Surveys,
    /// The call whose step runs; stays if it panics.
    stepping: Option<CallId>,
}

impl Switch {
    /// A switch that answers the numbers of these programs; of two that own a number the last has it.
    pub fn new(programs: &[Arc<Program>]) -> Self {
        let mut switch = Switch::default();
        switch.replace(programs);
        switch
    }

    /// New calls are answered by these programs from now on; running calls keep theirs (language.md 4.7).
    pub fn replace(&mut self, programs: &[Arc<Program>]) {
        self.programs.clear();
        for program in programs {
            let machine = program.machine();
            for number in machine.numbers.keys() {
                self.programs.insert(number.clone(), Arc::clone(program));
            }
            for (name, queue) in &machine.queues {
                let queue_id = QueueId::new(&machine.client, name);
                self.acd_handle(AcdEvent::Configure {
                    queue: queue_id,
                    capacity: queue.capacity,
                    after_work_ms: queue.after_work_ms,
                });
            }
        }
    }

    /// Hash of the manifest of the store of sounds: stands in the heads of journals from now on.
    pub fn set_sounds(&mut self, manifest: Option<String>) {
        self.sounds = manifest;
    }

    /// Takes in what happened at `now_ms`. Nothing is handled before the next [`Switch::poll_output`] or an input of a
    /// later moment, so that things of one moment are sorted.
    pub fn handle(&mut self, now_ms: i64, input: Input) {
        if now_ms > self.now_ms {
            if !self.mailbox.is_empty() {
                while self.advance() {}
            }
            self.now_ms = now_ms;
        }
        self.mailbox.push(input);
    }

    /// The next thing to do; [`Output::Timeout`] when there is none.
    pub fn poll_output(&mut self) -> Output {
        loop {
            if let Some(output) = self.outputs.pop_front() {
                return output;
            }
            if !self.advance() {
                return Output::Timeout(self.deadline_ms());
            }
        }
    }

    /// Calls that run, in the order of their names.
    pub fn calls(&self) -> impl Iterator<Item = (&CallId, &Session)> {
        self.sessions.iter()
    }

    /// A call that runs.
    pub fn session(&self, call: &CallId) -> Option<&Session> {
        self.sessions.get(call)
    }

    /// Whether a call to a number would be answered.
    pub fn owns(&self, number: &str) -> bool {
        self.programs.contains_key(number)
    }

    /// Queues and agents, to look at.
    pub fn acd(&self) -> &Acd {
        &self.acd
    }

    /// Takes a call out without a word to anybody but its agent; what the caller hears is up to the shell.
    pub fn take_session(&mut self, call: &CallId) -> Option<Session> {
        let session = self.sessions.remove(call)?;
        if let Some(deadline) = session.deadline_ms {
            self.due.remove(&(deadline, call.clone()));
        }
        self.following.retain(|(other, _)| other != call);
        self.release_agent(&session, call);
        self.acd_handle(AcdEvent::CallEnded { call: call.as_str().to_owned() });
        Some(session)
    }

    /// After a caught panic: the call whose step it was is ended with a hang-up and a record that says so, and all
    /// others go on. `None` if no step was running.
    pub fn fail_panicked(&mut self) -> Option<CallId> {
        let call = self.stepping.take()?;
        let session = self.take_session(&call)?;
        let record = session.failed_record(self.now_ms, "a fault of the engine");
        self.outputs.push_back(Output::Signal(call.clone(), Signal::HangUp));
        self.outputs
            .push_back(Output::Record(call.clone(), Box::new(Line::Record(Box::new(record.clone())))));
        self.outputs.push_back(Output::Ended(call.clone(), Box::new(record)));
        Some(call)
    }

    /// Handles the next thing of the present moment; `false` if there is none.
    fn advance(&mut self) -> bool {
        if let Some((call, event)) = self.following.pop_front() {
            self.step(&call, event);
        } else if let Some(input) = self.mailbox.take() {
            self.input(input);
        } else if let Some(call) = self.due_call() {
            self.step(&call, Event::Tick);
        } else if self.acd.deadline_ms().is_some_and(|at| at <= self.now_ms) {
            self.acd_handle(AcdEvent::Time);
        } else {
            return self.turn_off_due();
        }
        true
    }

    fn due_call(&self) -> Option<CallId> {
        self.due.first().filter(|(at, _)| *at <= self.now_ms).map(|(_, call)| call.clone())
    }

    fn deadline_ms(&self) -> Option<i64> {
        let timer = self.due.first().map(|(at, _)| *at);
        let off = self.turned.values().filter_map(|turned| turned.off_at_ms).min();
        timer.into_iter().chain(off).chain(self.acd.deadline_ms()).min()
    }

    fn input(&mut self, input: Input) {
        match input {
            Input::CallArrived { call, number, from } => self.arrived(call, number, from),
            Input::Call { call, event } => self.reported(&call, event),
            Input::Agent { agent, report } => self.agent_reported(agent, report),
            Input::SwitchTurned { client, name, on } => self.turn(&client, &name, on),
            Input::MailboxFull { client, mailbox, full: true } => {
                self.full_boxes.insert((client, mailbox));
            }
            Input::MailboxFull { client, mailbox, full: false } => {
                self.full_boxes.remove(&(client, mailbox));
            }
            Input::QueueAssumed { queue, assumed } => self.acd_handle(AcdEvent::Assume { queue, assumed }),
            Input::CallbackAssumed { callback, chance } => {
                self.assumed_callbacks.insert(callback, chance);
            }
            Input::Time => {}
        }
    }

    /// What a shell may report of a call; everything else is made here and dropped.
    fn reported(&mut self, call: &CallId, event: Event) {
        let event = match event {
            Event::Key(_)
            | Event::PlayDone { .. }
            | Event::PlayFailed { .. }
            | Event::TransferRinging { .. }
            | Event::TransferAnswered { .. }
            | Event::TransferResult { .. }
            | Event::CalledKey { .. }
            | Event::TransferOver { .. }
            | Event::Fetched { .. }
            | Event::Answer { value: Answer::Check { .. }, .. }
            | Event::Recorded { .. }
            | Event::MessageDone { .. }
            | Event::CallerHungUp
            | Event::EngineError { .. } => event,
            _ => return,
        };
        self.step(call, event);
    }

    /// Takes an event for a call, later in this moment.
    pub(crate) fn follow(&mut self, call: CallId, event: Event) {
        self.following.push_back((call, event));
    }

    /// One step of a session, and what follows from it.
    pub(crate) fn step(&mut self, id: &CallId, event: Event) {
        let Some(session) = self.sessions.get_mut(id) else { return };
        self.stepping = Some(id.clone());
        let step = session.call.handle(self.now_ms, &event);
        self.stepping = None;
        let before = std::mem::replace(&mut session.deadline_ms, step.deadline_ms);
        if before != step.deadline_ms {
            if let Some(at) = before {
                self.due.remove(&(at, id.clone()));
            }
            if let Some(at) = step.deadline_ms {
                self.due.insert((at, id.clone()));
            }
        }
        let state = session.configuration().state.clone();
        let line = Step { seq: step.seq, t: step.t_ms, ev: step.event, fx: step.effects, state };
        let effects = line.fx.clone();
        self.outputs.push_back(Output::Record(id.clone(), Box::new(Line::Step(Box::new(line)))));
        for effect in effects {
            self.perform(id, effect);
        }
    }

    /// Takes an event for the ACD and passes on what it wants.
    pub(crate) fn acd_handle(&mut self, event: AcdEvent) {
        for output in self.acd.handle(self.now_ms, event) {
            match output {
                AcdOutput::Offer { call, agent } => self.offer(&call.into(), agent),
                AcdOutput::Withdraw { call, agent } => self.withdraw(call.into(), agent),
                AcdOutput::Situation { call, place, expected_ms, agents } => {
                    self.follow(call.into(), Event::Queue { place, expected_ms, agents });
                }
                AcdOutput::Refused { call } => self.follow(call.into(), Event::QueueRefused),
            }
        }
    }

    /// The call is over: nothing of it remains but its agent's phone.
    pub(crate) fn ended(&mut self, id: &CallId, effect: Effect) {
        let Effect::End(record) = effect else { return };
        self.take_session(id);
        self.outputs.push_back(Output::Record(id.clone(), Box::new(Line::Record(record.clone()))));
        self.outputs.push_back(Output::Ended(id.clone(), record));
    }

    fn release_agent(&mut self, session: &Session, call: &CallId) {
        let Some(name) = &session.agent else { return };
        let Some(desk) = self.desks.get_mut(name).filter(|desk| desk.talks) else { return };
        desk.leave();
        self.outputs.push_back(Output::Agent(name.clone(), AgentOrder::Release { call: call.clone() }));
    }
}

#[cfg(test)]
#[path = "../tests/switch/machine.rs"]
mod machine;

#[cfg(test)]
mod tests {
    use super::machine::{NUMBER, program};
    use super::*;
    use rufplan_machine::call::Outcome;

    #[test]
    fn a_call_whose_step_panicked_is_ended_and_only_that() {
        let mut switch = Switch::new(&[program("v1")]);
        for call in ["c1", "c2"] {
            switch.handle(1_000, Input::CallArrived { call: call.into(), number: NUMBER.into(), from: None });
        }
        while !matches!(switch.poll_output(), Output::Timeout(_)) {}
        // what a panic leaves behind: the name of the call whose step it was
        switch.stepping = Some("c1".into());
        assert_eq!(switch.fail_panicked(), Some("c1".into()));
        assert_eq!(switch.poll_output(), Output::Signal("c1".into(), Signal::HangUp));
        assert!(matches!(switch.poll_output(), Output::Record(..)));
        let ended = switch.poll_output();
        assert!(
            matches!(ended, Output::Ended(_, record) if matches!(record.outcome, Outcome::Failed { .. }))
        );
        assert!(switch.session(&"c1".into()).is_none() && switch.session(&"c2".into()).is_some());
        assert_eq!(switch.fail_panicked(), None);
    }
}
