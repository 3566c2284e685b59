//! A recorded call as a `test` block that plays the same way.

mod words;

use rufplan_calendar::Zone;
use rufplan_journal::{Journal, Step as Recorded};
use rufplan_machine::call::{
    Answer, BookingChance, Configuration, Effect, Event, Fetched, Outcome, PlayPurpose, QueueState, Said,
    TimerName, TransferResult,
};
use rufplan_machine::scenario::{
    Heard, LookupWorld, QueueWorld, Scenario, ScenarioStep, Step, TransferWorld, World, WrittenTest,
};
use rufplan_machine::script::{Inquiry, State};
use rufplan_machine::value::Value;
use rufplan_runtime::{Call, Program};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A recorded call as a test: the same clock, caller, keys and silence, the same world, and what was heard and seen.
/// How long what was said took is not part of it: a test has the lengths of rule T1.
pub fn retell(program: &Arc<Program>, journal: &Journal, title: &str) -> WrittenTest {
    let machine = program.machine();
    let zone = Zone::named(&machine.zone).unwrap_or_else(Zone::utc);
    let local = zone.to_local(journal.header.started);
    let clock = format!("{} {:02}:{:02}:{:02}", local.date, local.hour, local.minute, local.second);
    let mut teller = Teller {
        program,
        call: Call::new(program.clone(), &journal.header.call),
        given: Vec::new(),
        steps: Vec::new(),
        silent: false,
        later: BTreeMap::new(),
        whispered: Vec::new(),
        rung: BTreeMap::new(),
        placed: None,
        marks: Vec::new(),
        language: machine.languages.first().cloned().unwrap_or_default(),
        ending_key: None,
        words_since: None,
    };
    for step in &journal.steps {
        teller.event(step);
    }
    teller.end(journal);
    WrittenTest { title: title.to_owned(), clock: Some(clock), given: teller.given, steps: teller.steps }
}

/// A test as it is played, without its text in a script: lines are counted from its own head.
pub fn scenario_of(program: &Program, test: &WrittenTest, clock_ms: i64) -> Scenario {
    let text = test.text();
    let head = 1 + usize::from(test.clock.is_some()) + test.given.len();
    let lines = (1..).zip(text.lines()).skip(head);
    let steps = lines.zip(&test.steps).map(|((line, text), step)| ScenarioStep {
        line,
        text: text.trim().to_owned(),
        step: step.clone(),
    });
    Scenario {
        name: test.title.clone(),
        path: String::new(),
        line: 1,
        client: program.machine().client.clone(),
        clock_ms,
        given: test.given.clone(),
        steps: steps.collect(),
    }
}

struct Teller<'p> {
    program: &'p Arc<Program>,
    call: Call,
    given: Vec<World>,
    steps: Vec<Step>,
    /// `stays silent` holds.
    silent: bool,
    /// Prompts behind the first of a play, which are heard when it ends by itself.
    later: BTreeMap<String, Vec<Said>>,
    whispered: Vec<Said>,
    /// Targets that ring, by transfer, and since when.
    rung: BTreeMap<String, (Vec<String>, i64)>,
    /// The queue just entered, until its situation is told.
    placed: Option<String>,
    marks: Vec<String>,
    language: String,
    /// The key that ended the caller's own words, until it is told.
    ending_key: Option<char>,
    /// Moment of the last beep.
    words_since: Option<i64>,
}

impl Teller<'_> {
    fn event(&mut self, recorded: &Recorded) {
        let before = self.call.configuration().clone();
        self.call.replay(recorded.t, &recorded.ev, &recorded.fx);
        let ignored =
            recorded.fx.iter().any(|fx| matches!(fx, Effect::Log(line) if line.starts_with("ignored")));
        if ignored {
            return;
        }
        match &recorded.ev {
            Event::Call { number, from, switches } => {
                let on = switches.iter().filter(|(_, on)| **on);
                self.given.extend(on.map(|(name, _)| World::Switch { name: name.clone(), on: true }));
                self.steps.push(Step::Calls { from: from.clone(), to: number.clone() });
            }
            Event::Key(key) if self.key_in_words(*key, &before) => {}
            Event::Key(key) => self.key(*key, &before),
            // the digits of a secret are not kept: noughts stand for them, and whoever knows them writes them in
            Event::Digit => self.key('0', &before),
            Event::Tick => {
                let runs_out = before
                    .timers
                    .iter()
                    .any(|timer| timer.name == TimerName::FirstKey && timer.at_ms <= recorded.t);
                if runs_out && !std::mem::replace(&mut self.silent, true) {
                    self.steps.push(Step::StaysSilent);
                }
            }
            Event::PlayDone { id, .. } => {
                for said in self.later.remove(id).unwrap_or_default() {
                    self.hears(&said);
                }
            }
            Event::Queue { place, expected_ms, agents } => self.situation(*place, *expected_ms, *agents),
            Event::Answer { value: Answer::Queue(state), .. } => {
                if let Some(Inquiry::Queue(queue)) = asked(&before, self.program) {
                    self.looked_at(queue, *state);
                }
            }
            Event::Answer { value: Answer::Callback { chance, .. }, .. } => self.chance(&before, *chance),
            Event::Answer { value: Answer::Mailbox { full }, .. } => {
                if let Some(Inquiry::Mailbox(mailbox)) = asked(&before, self.program) {
                    self.box_is(mailbox, *full);
                }
            }
            Event::Recorded { length_ms, .. } | Event::MessageDone { length_ms, .. } => {
                self.words_over(&before, *length_ms);
            }
            Event::QueueRefused => self.queue_is(QueueWorld::Full),
            Event::AgentAnswered { .. } => {
                self.steps.push(Step::AgentAnswers);
                for said in std::mem::take(&mut self.whispered) {
                    self.steps.push(Step::AgentHears { what: heard(&said), saying: None });
                }
            }
            Event::AgentHungUp => self.steps.push(Step::AgentHangsUp),
            Event::TransferAnswered { id, target } => self.answered(id, target, recorded.t),
            Event::TransferResult { id, target, result } => self.not_taken(id, target, result),
            Event::Fetched { result, .. } => self.fetched(&before, result),
            Event::CalledKey { key, .. } => self.steps.push(Step::CalledPresses { keys: key.to_string() }),
            Event::TransferOver { .. } => self.steps.push(Step::CalledHangsUp),
            Event::Switch { name, on } => {
                self.steps.push(Step::World(World::Switch { name: name.clone(), on: *on }));
            }
            Event::CallerHungUp => {
                self.hung_up_in_words(&before, recorded.t);
                self.steps.push(Step::HangsUp);
            }
            Event::Answer { value: Answer::Survey { .. } | Answer::Check { .. }, .. }
            | Event::Callback { .. }
            | Event::PlayFailed { .. }
            | Event::AgentRinging { .. }
            | Event::AgentLost
            | Event::TransferRinging { .. }
            | Event::EngineError { .. } => {}
        }
        for effect in &recorded.fx {
            self.effect(effect, recorded.t);
        }
    }

    /// A callback that could not be booked.
    fn chance(&mut self, before: &Configuration, chance: BookingChance) {
        let state = before.callback.as_ref().and_then(|open| self.program.machine().states.get(&open.state));
        let (Some(State::Callback(offer)), false) = (state, chance == BookingChance::Possible) else {
            return;
        };
        let booked = chance == BookingChance::AlreadyBooked;
        self.given.push(World::Callback { name: offer.callback.clone(), booked });
    }

    /// A key; those of one entry stand in one `presses`.
    fn key(&mut self, key: char, before: &Configuration) {
        self.silent = false;
        let begun = before.question.as_ref().is_some_and(|question| !question.typed.is_empty())
            || before.waiting.as_ref().is_some_and(|waiting| !waiting.typed.is_empty())
            || before.callback.as_ref().is_some_and(|open| !open.typed.is_empty())
            || before.survey.as_ref().is_some_and(|open| !open.typed.is_empty());
        match self.steps.last_mut() {
            Some(Step::Presses { keys, .. }) if begun => keys.push(key),
            _ => self.steps.push(Step::Presses { keys: key.to_string(), at_once: false }),
        }
    }

    fn effect(&mut self, effect: &Effect, at_ms: i64) {
        match effect {
            Effect::Play { id, said, .. } => {
                let asks = self
                    .call
                    .configuration()
                    .play
                    .as_ref()
                    .is_some_and(|p| p.purpose == PlayPurpose::Question);
                let mut said = said.iter();
                if let Some(first) = said.next() {
                    self.hears(first);
                }
                let rest: Vec<Said> = said.cloned().collect();
                if !rest.is_empty() {
                    // of a question only the first is certain: a test presses as soon as it listens
                    self.later.insert(id.clone(), if asks { Vec::new() } else { rest });
                }
            }
            Effect::Enqueue { queue, priority, agent, .. } => {
                let usual = self.program.machine().queues.get(queue).map(|queue| queue.priority);
                let priority = (usual != Some(*priority)).then_some(*priority);
                self.steps.push(Step::InQueue { queue: queue.clone(), agent: agent.clone(), priority });
                self.placed = Some(queue.clone());
            }
            Effect::Whisper { id, said } => match self.rung.contains_key(id) {
                true => {
                    let heard = said.iter().map(|said| Step::CalledHears { what: heard(said), saying: None });
                    self.steps.extend(heard);
                }
                false => self.whispered = said.clone(),
            },
            Effect::Transfer { id, targets, .. } => {
                self.rung.insert(id.clone(), (targets.clone(), at_ms));
                let rung = targets.iter().map(|target| Step::IsTransferred { target: target.clone() });
                self.steps.extend(rung);
            }
            Effect::Pass { to, .. } => self.steps.push(Step::IsPassed { target: to.clone() }),
            Effect::TakeMessage { .. } | Effect::RecordWords { .. } => self.words_since = Some(at_ms),
            Effect::Mark { name, .. } => self.marks.push(name.clone()),
            Effect::SendAnswers { told, .. } => {
                let ok = LookupWorld::Value { fills: "ok".into(), value: Value::YesNo(true) };
                self.lookup_is(&told.lookup, ok);
            }
            _ => {}
        }
    }

    fn hears(&mut self, said: &Said) {
        if !said.words.trim().is_empty() || !said.prompt.starts_with('"') {
            self.steps.push(Step::Hears { what: heard(said), saying: None });
        }
    }

    /// The caller's situation: given where it stands when the queue is entered, else a change of the world.
    fn situation(&mut self, place: u32, expected_ms: Option<u64>, agents: u32) {
        let is = match (agents, place, expected_ms) {
            (0, _, _) => QueueWorld::NobodySignedIn,
            (1, 1, None) => return self.placed = None,
            (_, 1, None) => QueueWorld::Agents { agents, expected_ms: None },
            (_, place, expected_ms) => QueueWorld::Waiting { waiting: place.saturating_sub(1), expected_ms },
        };
        self.queue_is(is);
    }

    /// What was seen of a queue from outside: given, unless a test has told of the queue already.
    fn looked_at(&mut self, queue: String, state: QueueState) {
        let QueueState { waiting, agents, expected_ms, full, .. } = state;
        let is = match (full, agents, waiting, expected_ms) {
            (true, ..) => QueueWorld::Full,
            (_, 0, ..) => QueueWorld::NobodySignedIn,
            (_, 1, 0, None) => return,
            (_, _, 0, None) => QueueWorld::Agents { agents, expected_ms: None },
            _ => QueueWorld::Waiting { waiting, expected_ms },
        };
        let told = |world: &World| matches!(world, World::Queue { name, .. } if *name == queue);
        if !self.given.iter().any(told) {
            self.given.push(World::Queue { name: queue, is });
        }
    }

    fn queue_is(&mut self, is: QueueWorld) {
        let here = self.call.configuration().waiting.as_ref().map(|waiting| waiting.queue.clone());
        let entered = self.placed.take();
        let Some(name) = entered.clone().or(here) else { return };
        let leaves = matches!(is, QueueWorld::NobodySignedIn | QueueWorld::Full);
        let world = World::Queue { name: name.clone(), is };
        if entered.is_none() {
            self.steps.push(Step::World(world));
            return;
        }
        let first =
            !self.given.iter().any(|w| matches!(w, World::Queue { name: known, .. } if *known == name));
        // what is asked on entry runs at once: a test does not see the caller wait
        let waits =
            matches!(self.steps.last(), Some(Step::InQueue { .. })).then(|| self.steps.pop()).flatten();
        if first {
            self.given.push(world);
        } else {
            self.steps.push(Step::World(world));
        }
        if !leaves {
            self.steps.extend(waits);
        }
    }

    fn answered(&mut self, id: &str, target: &str, at_ms: i64) {
        let Some((_, since)) = self.rung.get(id) else { return };
        let after_ms = u32::try_from(at_ms - since).unwrap_or(0);
        self.told(target, TransferWorld::Answered { after_ms });
        self.steps.push(Step::IsConnected { target: target.to_owned() });
    }

    /// What a lookup answered, in the order in which it was asked.
    fn fetched(&mut self, before: &Configuration, result: &Fetched) {
        let state = before.fetch.as_ref().and_then(|open| self.program.machine().states.get(&open.state));
        let Some(State::Fetch(fetch)) = state else { return };
        let lookup = self.program.machine().lookups.get(&fetch.lookup);
        let fill = lookup.and_then(|lookup| lookup.fill.as_ref());
        let answer = match (result, fill) {
            (Fetched::Found(value), Some(fill)) => {
                LookupWorld::Value { fills: fill.var.clone(), value: value.clone() }
            }
            (Fetched::Found(_), None) => LookupWorld::Value { fills: "ok".into(), value: Value::YesNo(true) },
            (Fetched::NotFound, _) => LookupWorld::FindsNothing,
            (Fetched::Failed, _) => LookupWorld::Fails,
        };
        self.lookup_is(&fetch.lookup, answer);
    }

    fn lookup_is(&mut self, lookup: &str, answer: LookupWorld) {
        let known = self.given.iter_mut().find_map(|world| match world {
            World::Lookup { name, answers } if name == lookup => Some(answers),
            _ => None,
        });
        match known {
            Some(answers) => answers.push(answer),
            None => self.given.push(World::Lookup { name: lookup.to_owned(), answers: vec![answer] }),
        }
    }

    fn not_taken(&mut self, id: &str, target: &str, result: &TransferResult) {
        let result = match result {
            TransferResult::Busy => TransferWorld::Busy,
            TransferResult::NotAnswered => TransferWorld::NotAnswered,
            TransferResult::Refused(key) => TransferWorld::Refused(*key),
            TransferResult::Failed => TransferWorld::Failed,
        };
        let targets = self.rung.remove(id).map_or_else(|| vec![target.to_owned()], |(targets, _)| targets);
        for target in targets {
            self.told(&target, result.clone());
        }
    }

    /// What becomes of a target, in the order in which it was rung.
    fn told(&mut self, target: &str, result: TransferWorld) {
        let known = self.given.iter_mut().find_map(|world| match world {
            World::Transfer { target: known, results } if known == target => Some(results),
            _ => None,
        });
        match known {
            Some(results) => results.push(result),
            None => self.given.push(World::Transfer { target: target.to_owned(), results: vec![result] }),
        }
    }

    /// What holds at the end: the language, the marks, that it is over.
    fn end(&mut self, journal: &Journal) {
        let Some(record) = &journal.record else { return };
        if !matches!(record.outcome, Outcome::Abandoned { .. }) {
            self.steps.push(Step::CallEnds);
        }
        if record.language != self.language {
            self.steps.push(Step::Speaks { lang: record.language.clone() });
        }
        self.marks.sort();
        self.marks.dedup();
        let marks =
            std::mem::take(&mut self.marks).into_iter().map(|name| Step::HasMark { name, value: None });
        self.steps.extend(marks);
    }
}

/// What is asked in the state that a call waits in.
fn asked(before: &Configuration, program: &Program) -> Option<Inquiry> {
    match program.machine().states.get(&before.state) {
        Some(State::Ask(ask)) => Some(ask.about.clone()),
        _ => None,
    }
}

/// A prompt as a test names it: by its name, an inline text by its words.
fn heard(said: &Said) -> Heard {
    if said.prompt.starts_with('"') {
        Heard::Words(said.words.clone())
    } else {
        Heard::Prompt(said.prompt.clone())
    }
}
