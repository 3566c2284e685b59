//! One call and the world around it, in virtual time.

mod called;
mod future;
mod lookups;
mod orders;
mod words;

use crate::observed::{Listener, Observed, What};
use future::{Due, Future};
use rufplan_journal::Line;
use rufplan_machine::call::{
    BookingChance, CallRecord, CallbackPhase, Configuration, Event, OpenCallback, OpenWords, PlayPurpose,
    WordsPhase,
};
use rufplan_machine::scenario::{QueueWorld, TransferWorld, World};
use rufplan_machine::script::{Machine, State};
use rufplan_runtime::Program;
use rufplan_switch::{AgentReport, Assumed, CallbackId, Input, Output, QueueId, Switch};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// Name of the one call on a stage.
const CALL: &str = "1";
/// Sign-in name of the agent who answers.
pub(crate) const AGENT: &str = "agent";

/// What a transfer meets that nobody has told about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untold {
    /// The test fails (T2).
    Fails,
    /// Nobody picks up; what a lookup answers is asked ([`Stage::asked_lookup`]).
    NotAnswered,
}

/// One call on its stage. Time passes only by [`Stage::advance`] and [`Stage::advance_to`].
pub struct Stage {
    switch: Switch,
    program: Arc<Program>,
    now_ms: i64,
    deadline_ms: Option<i64>,
    future: Future,
    transfers: BTreeMap<String, VecDeque<TransferWorld>>,
    lookups: lookups::Lookups,
    /// Transfers whose called persons are asked first.
    asking: BTreeSet<String>,
    untold: Untold,
    answering: bool,
    open_words: Option<words::OpenWords>,
    /// How long words are that have ended, by their id.
    kept_ms: BTreeMap<String, u32>,
    /// Sign-in name of the agent who answered last.
    agent: String,
    /// Everything seen and heard so far, in order.
    pub observed: Vec<Observed>,
    /// The journal so far.
    pub journal: Vec<Line>,
    /// Set when the world cannot go on: a transfer that nobody told about.
    pub failure: Option<String>,
    record: Option<CallRecord>,
}

impl Stage {
    /// A stage for a program at a moment (milliseconds since the epoch). Switches are off; each queue has one busy agent,
    /// nobody waits, the wait is unknown (T2).
    pub fn new(program: Arc<Program>, now_ms: i64, untold: Untold) -> Stage {
        let mut stage = Stage {
            switch: Switch::new(std::slice::from_ref(&program)),
            now_ms,
            deadline_ms: None,
            future: Future::default(),
            transfers: BTreeMap::new(),
            lookups: lookups::Lookups::new(program.machine()),
            asking: BTreeSet::new(),
            untold,
            answering: false,
            open_words: None,
            kept_ms: BTreeMap::new(),
            agent: AGENT.to_owned(),
            observed: Vec::new(),
            journal: Vec::new(),
            failure: None,
            record: None,
            program,
        };
        let queues: Vec<String> = stage.machine().queues.keys().cloned().collect();
        for queue in queues {
            stage.assume(&queue, Assumed { agents: Some(1), expected_ms: Some(None), ..Assumed::default() });
        }
        stage
    }

    /// The machine that runs.
    pub fn machine(&self) -> &Machine {
        self.program.machine()
    }

    /// A value as marks and fields show it.
    pub(crate) fn plain(&self, value: &rufplan_machine::value::Value) -> String {
        self.program.plain(value)
    }

    /// The present moment.
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// The call's configuration, `None` before it arrives and after its end.
    pub fn configuration(&self) -> Option<&Configuration> {
        self.switch.session(&CALL.into()).map(rufplan_switch::Session::configuration)
    }

    /// The call's record, once it is over.
    pub fn record(&self) -> Option<&CallRecord> {
        self.record.as_ref()
    }

    /// Makes a fact of a test true from now on.
    pub fn set(&mut self, world: &World) {
        match world {
            World::Switch { name, on } => {
                let client = self.machine().client.clone();
                self.feed(Input::SwitchTurned { client, name: name.clone(), on: *on });
            }
            World::Queue { name, is } => self.assume(name, assumed(is)),
            World::Lookup { name, answers } => self.lookups.tell(name, answers),
            World::Callback { name, booked } => {
                let callback = CallbackId::new(&self.machine().client, name);
                let chance = if *booked { BookingChance::AlreadyBooked } else { BookingChance::NotPossible };
                self.feed(Input::CallbackAssumed { callback, chance });
            }
            World::Mailbox { name, full } => {
                let client = self.machine().client.clone();
                self.feed(Input::MailboxFull { client, mailbox: name.clone(), full: *full });
            }
            World::Transfer { target, results } => {
                self.transfers.insert(target.clone(), results.iter().cloned().collect());
            }
        }
    }

    fn assume(&mut self, queue: &str, assumed: Assumed) {
        let queue = QueueId::new(&self.machine().client, queue);
        self.feed(Input::QueueAssumed { queue, assumed });
    }

    /// The call arrives.
    pub fn arrive(&mut self, from: Option<&str>, to: &str) {
        let from = from.map(str::to_string);
        self.feed(Input::CallArrived { call: CALL.into(), number: to.to_string(), from });
    }

    /// The caller presses a key.
    pub fn press(&mut self, key: char) {
        self.event(Event::Key(key));
    }

    /// The caller hangs up.
    pub fn hang_up(&mut self) {
        self.event(Event::CallerHungUp);
    }

    /// An agent becomes free and takes this caller (T7).
    ///
    /// # Errors
    /// When the caller waits in no queue, or nobody is signed in to it.
    pub fn agent_answers(&mut self) -> Result<(), String> {
        let Some(waiting) = self.configuration().and_then(|c| c.waiting.as_ref()) else {
            return Err("the caller waits in no queue".into());
        };
        let queue = waiting.queue.clone();
        // the one agent whom the caller waits for, if there is one
        let name = waiting.agent.clone().unwrap_or_else(|| AGENT.to_owned());
        self.agent.clone_from(&name);
        if self.configuration().is_some_and(|c| c.queue.agents == 0) {
            return Err(format!("nobody is signed in to queue `{queue}`"));
        }
        let (client, languages) = (self.machine().client.clone(), self.machine().languages.clone());
        self.answering = true;
        self.feed(Input::Agent {
            agent: name,
            report: AgentReport::SignedIn {
                name: "Agent".into(),
                languages,
                queues: vec![QueueId::new(client, queue)],
                ready: true,
            },
        });
        if std::mem::take(&mut self.answering) {
            return Err("no agent was rung for the caller".into());
        }
        Ok(())
    }

    /// The agent hangs up.
    pub fn agent_hangs_up(&mut self) {
        let agent = self.agent.clone();
        self.feed(Input::Agent { agent, report: AgentReport::HungUp });
    }

    /// Whether a key would be taken by a question or a queue right now (T3).
    pub fn listens(&self) -> bool {
        let Some(configuration) = self.configuration() else { return false };
        if let Some(open) = &configuration.callback {
            return self.offer_listens(open, configuration.play.is_some());
        }
        if configuration.survey.is_some() {
            return true;
        }
        if let Some(waiting) = &configuration.waiting
            && self.machine().queues.get(&waiting.queue).is_some_and(|q| !q.press.is_empty())
        {
            return true;
        }
        let reviews = |words: &OpenWords| matches!(words.phase, WordsPhase::Review | WordsPhase::Listening);
        if configuration.words.as_ref().is_some_and(reviews) {
            return true;
        }
        let asked = configuration.question.as_ref().and_then(|q| self.machine().states.get(&q.state));
        let interrupt = match asked {
            Some(State::Menu(menu)) => menu.interrupt,
            Some(State::Collect(collect)) => collect.interrupt,
            Some(State::Consent(consent)) => !consent.keys.is_empty(),
            _ => return false,
        };
        let asking = configuration.question.as_ref().is_some_and(|q| q.state == configuration.state);
        let speaking = configuration.play.as_ref().is_some_and(|p| p.purpose == PlayPurpose::Question);
        asking && (interrupt || !speaking)
    }

    /// Whether a key would be taken by an open offer to call back.
    fn offer_listens(&self, open: &OpenCallback, speaking: bool) -> bool {
        let offer = match self.machine().states.get(&open.state) {
            Some(State::Callback(offer)) => self.machine().callbacks.get(&offer.callback),
            _ => None,
        };
        match open.phase {
            CallbackPhase::Asked | CallbackPhase::Booking => false,
            CallbackPhase::Offer => !speaking || offer.is_some_and(|offer| offer.interrupt),
            CallbackPhase::Confirm | CallbackPhase::Number => true,
        }
    }

    /// The next moment at which something happens, if anything does.
    pub fn next_ms(&self) -> Option<i64> {
        match (self.future.next_ms(), self.deadline_ms) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        }
    }

    /// Goes to the next moment at which something happens and lets it happen; false when nothing ever will.
    pub fn advance(&mut self) -> bool {
        let Some(next) = self.next_ms() else { return false };
        self.now_ms = next.max(self.now_ms);
        self.happen();
        true
    }

    /// Lets time pass up to a moment, what happens at that moment included.
    pub fn advance_to(&mut self, moment_ms: i64) {
        while self.next_ms().is_some_and(|next| next <= moment_ms) {
            self.advance();
        }
        self.now_ms = self.now_ms.max(moment_ms);
    }

    /// What is due: first what arrives from outside, then timers (language.md 4.2).
    fn happen(&mut self) {
        while let Some(due) = self.future.take(self.now_ms) {
            match due {
                Due::Begins(heard) => self.see(heard),
                Due::Happens(event) => {
                    self.note_words(&event);
                    self.event(event);
                }
            }
        }
        self.feed(Input::Time);
    }

    /// Whether who picks up in a transfer is asked first.
    fn asks(&self, transfer: &str) -> bool {
        self.asking.contains(transfer)
    }

    fn event(&mut self, event: Event) {
        self.feed(Input::Call { call: CALL.into(), event });
    }

    fn see(&mut self, what: What) {
        self.observed.push(Observed { at_ms: self.now_ms, what });
    }

    fn feed(&mut self, input: Input) {
        self.switch.handle(self.now_ms, input);
        loop {
            match self.switch.poll_output() {
                Output::Timeout(deadline) => {
                    self.deadline_ms = deadline;
                    return;
                }
                output => self.perform(output),
            }
        }
    }
}

fn assumed(is: &QueueWorld) -> Assumed {
    let busy = Assumed { agents: Some(1), expected_ms: Some(None), ..Assumed::default() };
    match is {
        QueueWorld::Full => Assumed { full: true, ..busy },
        QueueWorld::NobodySignedIn => Assumed { agents: Some(0), ..busy },
        QueueWorld::Agents { agents, expected_ms } => {
            Assumed { agents: Some(*agents), expected_ms: Some(*expected_ms), ..busy }
        }
        QueueWorld::Waiting { waiting, expected_ms } => {
            Assumed { waiting: Some(*waiting), expected_ms: Some(*expected_ms), ..busy }
        }
    }
}

/// What the caller heard of a prompt.
fn heard(by: Listener, said: &rufplan_machine::call::Said) -> What {
    What::Heard { by, prompt: said.prompt.clone(), words: said.words.clone(), lang: said.lang.clone() }
}
