//! What calls have met of a machine: states, arms, variants of prompts, lines of opening hours.

use rufplan_compiler::{Outline, outline};
use rufplan_journal::Line;
use rufplan_machine::call::{Configuration, Effect, Said};
use rufplan_machine::script::{Machine, State, StateId};
use rufplan_runtime::{Program, trace};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of what can be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// A statement or block.
    State,
    /// One of the ways that lead on from it.
    Arm,
    /// A line of a prompt.
    Variant,
    /// A line of opening hours.
    HoursLine,
}

/// One thing that can be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// The state or prompt at whose place it stands; the name of the hours.
    pub at: String,
    /// What it is, in the script's words.
    pub words: String,
    /// How often it was met.
    pub met: u32,
}

/// What calls have met of one machine.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Client of the machine.
    pub client: String,
    items: BTreeMap<Key, Item>,
    /// Prompts of the language pack, and states that only breakdowns lead to, are not among the items.
    outline: Outline,
}

type Key = (ItemKind, String, String, usize);

impl Coverage {
    /// Everything that a machine's calls can meet, met by none so far.
    pub fn of(machine: &Machine) -> Coverage {
        let outline = outline(machine);
        let possible = possible(machine, &outline);
        let mut coverage = Coverage { client: machine.client.clone(), items: BTreeMap::new(), outline };
        for (id, state) in &machine.states {
            if possible.contains(id) && !is_joint(state) {
                let words = coverage.outline.places.get(id).map(|p| p.words.clone()).unwrap_or_default();
                coverage.add((ItemKind::State, id.clone(), String::new(), 0), id, &words);
            }
        }
        for way in coverage.outline.ways.clone() {
            if way.is_arm && possible.contains(&way.from) {
                coverage.add((ItemKind::Arm, way.from.clone(), way.to.clone(), 0), &way.from, &way.words);
            }
        }
        for (id, prompt) in machine.prompts.iter().filter(|(id, _)| !id.starts_with("std.")) {
            let several = prompt.lines.values().map(Vec::len).sum::<usize>() > 1;
            for (lang, lines) in prompt.lines.iter().filter(|_| several) {
                for number in 0..lines.len() {
                    let words = format!("{id} {lang}, line {}", number + 1);
                    coverage.add((ItemKind::Variant, id.clone(), lang.clone(), number), id, &words);
                }
            }
        }
        for (name, hours) in &machine.hours {
            for number in 0..hours.lines.len() {
                let words = format!("{name}, line {}", number + 1);
                coverage.add((ItemKind::HoursLine, name.clone(), String::new(), number), name, &words);
            }
        }
        coverage
    }

    fn add(&mut self, key: Key, at: &str, words: &str) {
        let item = Item { kind: key.0, at: at.to_owned(), words: words.to_owned(), met: 0 };
        let known = self.items.entry(key).or_insert_with(|| item.clone());
        // several keys may lead to one arm
        if !known.words.split(", ").any(|one| one == words) && known.words != words {
            known.words = format!("{}, {words}", known.words);
        }
    }

    /// Counts what one call has met.
    pub fn meet(&mut self, program: &Program, journal: &[Line]) {
        let mut configuration = Configuration::default();
        let mut last: Option<StateId> = None;
        for line in journal {
            match line {
                Line::Header(header) => {
                    configuration = Configuration { call: header.call.clone(), ..Configuration::default() };
                }
                Line::Step(step) => {
                    let (next, effects, entered) = trace(program, configuration, step.t, &step.ev, &step.fx);
                    configuration = next;
                    for id in entered {
                        self.enters(program.machine(), last.as_deref(), id);
                        self.asks_hours(program, id, step.t);
                        last = Some(id.to_owned());
                    }
                    let waits = Some(&configuration.state).filter(|state| !state.is_empty());
                    if let Some(waits) = waits.filter(|waits| last.as_ref() != Some(waits)) {
                        // a queue is waited in without being entered as a state
                        self.count(&(ItemKind::State, waits.clone(), String::new(), 0));
                        last = Some(waits.clone());
                    }
                    effects.iter().for_each(|effect| self.says(program, &configuration, effect));
                }
                Line::Record(_) => {}
            }
        }
    }

    fn enters(&mut self, machine: &Machine, from: Option<&str>, to: &str) {
        self.count(&(ItemKind::State, to.to_owned(), String::new(), 0));
        let Some(from) = from else { return };
        if let Some(State::Return { outcome }) = machine.states.get(from) {
            let calls = machine.states.iter().filter_map(|(id, state)| match state {
                State::Call(call) if call.outcomes.get(outcome).is_some_and(|next| next == to) => Some(id),
                _ => None,
            });
            calls.for_each(|call| self.count(&(ItemKind::Arm, call.clone(), to.to_owned(), 0)));
        }
        // the failure of a question comes from the end of an arm for a mistake
        let question = match machine.states.get(from) {
            Some(State::Retry { question, .. } | State::Refuse { question } | State::Repeat { question }) => {
                Some(question.clone())
            }
            _ => None,
        };
        let from = question.unwrap_or_else(|| from.to_owned());
        self.count(&(ItemKind::Arm, from.clone(), to.to_owned(), 0));
        // an arm of a queue may begin while another runs
        if let Some(queue) = queue_of(&from) {
            self.count(&(ItemKind::Arm, queue, to.to_owned(), 0));
        }
    }

    fn asks_hours(&mut self, program: &Program, id: &str, t_ms: i64) {
        let Some(State::Hours { hours, .. }) = program.machine().states.get(id) else { return };
        let decided = program.hours(hours).and_then(|asked| asked.state_at(t_ms).decided_by);
        if let Some(number) = decided {
            self.count(&(ItemKind::HoursLine, hours.clone(), String::new(), number));
        }
    }

    fn says(&mut self, program: &Program, configuration: &Configuration, effect: &Effect) {
        let (Effect::Play { said, .. } | Effect::Whisper { said, .. }) = effect else { return };
        for Said { prompt, lang, .. } in said {
            if let Some((lang, number)) = program.line_said(configuration, prompt, lang) {
                self.count(&(ItemKind::Variant, prompt.clone(), lang.to_owned(), number));
            }
        }
    }

    fn count(&mut self, key: &Key) {
        if let Some(item) = self.items.get_mut(key) {
            item.met = item.met.saturating_add(1);
        }
    }

    /// Everything that can be met, in a fixed order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }

    /// How many can be met, and how many were.
    pub fn counts(&self, kind: Option<ItemKind>) -> (usize, usize) {
        let of_kind = || self.items().filter(|item| kind.is_none_or(|kind| item.kind == kind));
        (of_kind().count(), of_kind().filter(|item| item.met > 0).count())
    }
}

/// The states that a recorded call has entered, in order, and the pairs of states that followed one another.
pub fn path_of(program: &Program, journal: &[Line]) -> (Vec<StateId>, BTreeSet<(StateId, StateId)>) {
    let mut configuration = Configuration::default();
    let (mut states, mut pairs) = (Vec::new(), BTreeSet::new());
    let mut last: Option<StateId> = None;
    for line in journal {
        let Line::Step(step) = line else { continue };
        let (next, _, entered) = trace(program, configuration, step.t, &step.ev, &step.fx);
        configuration = next;
        for id in entered {
            if let Some(from) = last.replace(id.to_owned()) {
                pairs.insert((from, id.to_owned()));
            }
            states.push(id.to_owned());
        }
        if !configuration.state.is_empty() && last.as_ref() != Some(&configuration.state) {
            last = Some(configuration.state.clone());
        }
    }
    (states, pairs)
}

/// States that calls can come to without a breakdown of the platform.
fn possible(machine: &Machine, outline: &Outline) -> BTreeSet<StateId> {
    let mut on: BTreeMap<&str, Vec<&StateId>> = BTreeMap::new();
    for way in &outline.ways {
        on.entry(&way.from).or_default().push(&way.to);
    }
    // a queue that a state enters by an effect, and what a wait that is too long leads to
    let mut seen: BTreeSet<StateId> = outline.entries.iter().map(|(_, id)| id.clone()).collect();
    seen.extend(machine.anywhere.values().map(|key| key.next.clone()));
    let mut open: Vec<StateId> = seen.iter().cloned().collect();
    while let Some(at) = open.pop() {
        for to in on.get(at.as_str()).into_iter().flatten() {
            if seen.insert((*to).clone()) {
                open.push((*to).clone());
            }
        }
    }
    seen
}

/// States that only join others: nobody writes them.
fn is_joint(state: &State) -> bool {
    matches!(
        state,
        State::Ask(_)
            | State::GoTo(_)
            | State::Return { .. }
            | State::Retry { .. }
            | State::Refuse { .. }
            | State::Wipe { .. }
            | State::Repeat { .. }
            | State::KeepWaiting { .. }
            | State::LeaveQueue { .. }
    )
}

/// The waiting state of the queue in whose arm a state stands.
fn queue_of(id: &str) -> Option<StateId> {
    let name = id.strip_prefix("queue:")?.split(['/', '#', '.']).next()?;
    Some(format!("queue:{name}"))
}
