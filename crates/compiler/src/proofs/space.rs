//! All situations a call can be in: states × attempts × what is known of the data, and what leads from one to the next.

use super::data::{Assumed, Data, Knowledge};
use crate::graph::{Asked, By, LONGEST_WAIT_MS, Role, Step, by, nature, reachable, successors};
use rufplan_machine::script::{Call, Expr, Fact, Machine, State, StateId};
use std::collections::{BTreeMap, BTreeSet};

/// More situations than this are not looked through.
const SITUATIONS_MAX: usize = 60_000;

/// One situation of a call.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Situation {
    /// Where.
    pub state: StateId,
    /// Attempts used in the questions that the call can still come back to.
    failed: BTreeMap<StateId, u32>,
    /// Questions entered, for `go back`; empty where the machine has none.
    entered: Vec<StateId>,
    /// Flows that were run and have not come back.
    frames: Vec<Frame>,
    data: Data,
}

/// A flow that was run, and what is kept for its coming back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Frame {
    call: StateId,
    failed: BTreeMap<StateId, u32>,
    entered: Vec<StateId>,
}

/// What leads from one situation to another.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    /// The situation it leads to.
    pub to: usize,
    /// Who makes it happen.
    pub by: By,
    /// What happens.
    pub step: Step,
    /// How long it takes at most.
    pub ms: u64,
}

/// The situations that a call can come to under an assumption.
pub(super) struct Space<'m> {
    /// The machine.
    pub machine: &'m Machine,
    /// What is assumed of the world.
    pub assumed: Assumed,
    /// All situations; the first are those in which a call begins.
    pub situations: Vec<Situation>,
    /// What leads on from each.
    pub edges: Vec<Vec<Edge>>,
    /// Where a call begins, by number dialled.
    pub entries: BTreeMap<String, usize>,
}

/// Conditions of all branches.
pub(super) fn conditions(machine: &Machine) -> impl Iterator<Item = &Expr> {
    machine.states.values().flat_map(|state| match state {
        State::Branch { arms, .. } => arms.iter().map(|arm| &arm.when).collect::<Vec<_>>(),
        _ => Vec::new(),
    })
}

/// Switches that close: behind a branch that asks for one to be on, no person and no mailbox is reached any more.
pub(super) fn closing_switches(machine: &Machine) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for state in machine.states.values() {
        let State::Branch { arms, .. } = state else { continue };
        for arm in arms {
            let reached = reachable(machine, [arm.next.clone()], |_, _| true);
            let helped = reached.iter().filter_map(|id| machine.states.get(id)).any(|state| {
                matches!(nature(machine, state).role, Role::Person | Role::Message | Role::Asks(_))
            });
            if !helped {
                found.extend(asked_on(&arm.when));
            }
        }
    }
    found
}

fn asked_on(condition: &Expr) -> Vec<String> {
    match condition {
        Expr::Fact(Fact::Switch(name)) => vec![name.clone()],
        Expr::And(all) => all.iter().flat_map(asked_on).collect(),
        _ => Vec::new(),
    }
}

impl<'m> Space<'m> {
    /// Looks through all situations; with data first, and without it where they are too many. `None`: too many even so.
    pub(super) fn new(machine: &'m Machine, assumed: Assumed) -> Option<Space<'m>> {
        Builder::new(machine, assumed, false).build().or_else(|| Builder::new(machine, assumed, true).build())
    }

    /// The state of a situation; `None` for a place behind which nothing follows.
    pub(super) fn state(&self, at: usize) -> Option<&'m State> {
        self.machine.states.get(&self.situations[at].state)
    }

    /// What a situation is.
    pub(super) fn role(&self, at: usize) -> Option<Role<'m>> {
        self.state(at).map(|state| nature(self.machine, state).role)
    }

    /// Whether a person is rung, waited for, or takes over.
    pub(super) fn is_person(&self, at: usize) -> bool {
        matches!(self.role(at), Some(Role::Person))
    }

    /// Attempts used in the question of a situation.
    pub(super) fn failed(&self, at: usize) -> u32 {
        let situation = &self.situations[at];
        situation.failed.get(&situation.state).copied().unwrap_or(0)
    }
}

struct Builder<'m> {
    machine: &'m Machine,
    assumed: Assumed,
    knowledge: Knowledge<'m>,
    /// For each question, the states from which it can be asked again without being entered anew.
    regions: BTreeMap<StateId, BTreeSet<StateId>>,
    goes_back: bool,
    known: BTreeMap<Situation, usize>,
    situations: Vec<Situation>,
}

impl<'m> Builder<'m> {
    fn new(machine: &'m Machine, assumed: Assumed, coarse: bool) -> Builder<'m> {
        let closing = closing_switches(machine);
        Builder {
            machine,
            assumed,
            knowledge: Knowledge::new(machine, assumed, closing, coarse),
            regions: regions(machine),
            goes_back: machine.states.values().any(|state| matches!(state, State::GoBack)),
            known: BTreeMap::new(),
            situations: Vec::new(),
        }
    }

    fn build(mut self) -> Option<Space<'m>> {
        let data = self.knowledge.at_first(self.machine);
        let mut entries = BTreeMap::new();
        for (number, entry) in &self.machine.numbers {
            let mut nowhere = Situation {
                state: String::new(),
                failed: BTreeMap::new(),
                entered: Vec::new(),
                frames: Vec::new(),
                data: data.clone(),
            };
            self.knowledge.hand(&mut nowhere.data, &entry.args);
            let first = self.enter(&nowhere, entry.state.clone());
            entries.insert(number.clone(), self.place(first));
        }
        let mut edges = Vec::new();
        while edges.len() < self.situations.len() {
            if self.situations.len() > SITUATIONS_MAX {
                return None;
            }
            let from = self.situations[edges.len()].clone();
            edges.push(self.leads_to(&from));
        }
        Some(Space {
            machine: self.machine,
            assumed: self.assumed,
            situations: self.situations,
            edges,
            entries,
        })
    }

    fn place(&mut self, situation: Situation) -> usize {
        if let Some(place) = self.known.get(&situation) {
            return *place;
        }
        let place = self.situations.len();
        self.known.insert(situation.clone(), place);
        self.situations.push(situation);
        place
    }

    fn leads_to(&mut self, from: &Situation) -> Vec<Edge> {
        let Some(state) = self.machine.states.get(&from.state) else { return Vec::new() };
        let nature = nature(self.machine, state);
        let mut behind = from.clone();
        for var in &nature.fills {
            self.knowledge.forget(&mut behind.data, var);
        }
        match state {
            State::Branch { .. } => return self.branch(from),
            State::Set { var, value, .. } => self.knowledge.set(&mut behind.data, var, value),
            State::Retry { question, .. } => return self.retry(from, question),
            State::Repeat { question } => {
                let again = Situation { state: question.clone(), ..from.clone() };
                return vec![self.edge(again, By::Itself, Step::Again, 0)];
            }
            State::GoBack => return self.go_back(from),
            State::GoTo(to) => self.knowledge.hand(&mut behind.data, &to.args),
            State::Call(call) => return self.run(behind, call),
            State::Return { outcome } => return self.come_back(from, outcome),
            _ => {}
        }
        if let Role::Asks(asked) = nature.role {
            return self.question(&behind, asked, nature.longest_ms);
        }
        let ends_before = matches!(state, State::Queue { .. }) && nature.longest_ms < LONGEST_WAIT_MS;
        let mut edges = Vec::new();
        for (step, to) in successors(self.machine, &from.state) {
            // the deployment's limit never comes where an arm leads away before
            if self.is_assumed_away(&step) || (ends_before && step == Step::Failure) {
                continue;
            }
            let who = by(&step);
            if who != By::Breakdown {
                let there = self.enter(&behind, to);
                edges.push(self.edge(there, who, step, nature.longest_ms));
            }
        }
        edges
    }

    fn is_assumed_away(&self, step: &Step) -> bool {
        match step {
            Step::Hours(case) => match self.assumed {
                Assumed::Open => *case != "open",
                Assumed::Closed => *case == "open",
                Assumed::Nothing => false,
            },
            _ => false,
        }
    }

    fn branch(&mut self, from: &Situation) -> Vec<Edge> {
        let Some(State::Branch { arms, otherwise }) = self.machine.states.get(&from.state) else {
            return Vec::new();
        };
        let mut edges = Vec::new();
        for (number, arm) in arms.iter().enumerate() {
            let holds = self.knowledge.holds(&arm.when, &from.data);
            if holds != Some(false) {
                let mut there = self.enter(from, arm.next.clone());
                self.knowledge.learn(&mut there.data, &arm.when);
                edges.push(self.edge(there, By::World, Step::Branch(Some(number)), 0));
            }
            if holds == Some(true) {
                return edges;
            }
        }
        let there = self.enter(from, otherwise.clone());
        edges.push(self.edge(there, By::World, Step::Branch(None), 0));
        edges
    }

    /// A question: right keys lead away, each mistake uses an attempt (S5).
    fn question(&mut self, from: &Situation, asked: Asked<'m>, longest_ms: u64) -> Vec<Edge> {
        let failed = from.failed.get(&from.state).copied().unwrap_or(0);
        let said = crate::lengths::prompts_ms(self.machine, asked.said(failed));
        let mut edges = Vec::new();
        for (step, to) in successors(self.machine, &from.state) {
            let who = by(&step);
            if let By::Keys(_) = who {
                let who = if step == Step::Entry { By::Keys(asked.entry_keys) } else { who };
                let there = self.enter(from, to);
                edges.push(self.edge(there, who, step, longest_ms));
            }
        }
        let mistakes = [
            (asked.silence, By::Silence, Step::Silence(failed + 1), said + asked.first_ms),
            (asked.wrong, By::Wrong, Step::Wrong(failed + 1), longest_ms),
        ];
        for (arms, who, step, ms) in mistakes {
            if let Some(arm) = Asked::arm(arms, failed) {
                let mut used = from.clone();
                used.failed.insert(from.state.clone(), (failed + 1).min(asked.attempts));
                let there = self.enter(&used, arm.next.clone());
                edges.push(self.edge(there, who, step, ms));
            }
        }
        edges
    }

    /// The end of an arm for a mistake: asks again, or fails by the count (S5).
    fn retry(&mut self, from: &Situation, question: &StateId) -> Vec<Edge> {
        let asked = self.machine.states.get(question).map(|state| nature(self.machine, state).role);
        let Some(Role::Asks(asked)) = asked else { return Vec::new() };
        let failed = from.failed.get(question).copied().unwrap_or(0);
        let (to, step) = if failed < asked.attempts {
            (Situation { state: question.clone(), ..from.clone() }, Step::Again)
        } else {
            (self.enter(from, asked.failure.clone()), Step::Failure)
        };
        let mut edges = vec![self.edge(to, By::Itself, step, 0)];
        // how full a shared count is depends on the whole call: it may lead away at any mistake
        for (step, full) in successors(self.machine, &from.state) {
            if step == Step::Failure {
                let there = self.enter(from, full);
                edges.push(self.edge(there, By::Itself, step, 0));
            }
        }
        edges
    }

    /// A flow is run: counts and questions of the caller's frame are kept for its coming back (S7).
    fn run(&mut self, mut from: Situation, call: &Call) -> Vec<Edge> {
        self.knowledge.hand(&mut from.data, &call.args);
        from.frames.push(Frame {
            call: from.state.clone(),
            failed: std::mem::take(&mut from.failed),
            entered: std::mem::take(&mut from.entered),
        });
        let there = self.enter(&from, call.entry.clone());
        vec![self.edge(there, By::Itself, Step::Run, 0)]
    }

    /// The flow that was run last comes back with an outcome.
    fn come_back(&mut self, from: &Situation, outcome: &str) -> Vec<Edge> {
        let mut back = from.clone();
        let Some(frame) = back.frames.pop() else { return Vec::new() };
        let Some(State::Call(call)) = self.machine.states.get(&frame.call) else { return Vec::new() };
        let Some(to) = call.outcomes.get(outcome) else { return Vec::new() };
        (back.failed, back.entered) = (frame.failed, frame.entered);
        let there = self.enter(&back, to.clone());
        vec![self.edge(there, By::Itself, Step::Outcome(outcome.to_string()), 0)]
    }

    /// The question entered before, anew (S7).
    fn go_back(&mut self, from: &Situation) -> Vec<Edge> {
        let mut before = from.clone();
        before.entered.pop();
        let Some(to) = before.entered.pop() else { return Vec::new() };
        let there = self.enter(&before, to);
        vec![self.edge(there, By::Itself, Step::Again, 0)]
    }

    /// The situation in which a state is entered anew.
    fn enter(&self, from: &Situation, to: StateId) -> Situation {
        let mut there = Situation { state: to, ..from.clone() };
        let is_question = self.regions.contains_key(&there.state);
        if is_question && self.goes_back {
            // S7: entering one that is in the list cuts the list there
            if let Some(at) = there.entered.iter().position(|one| *one == there.state) {
                there.entered.truncate(at);
            }
            there.entered.push(there.state.clone());
        }
        let regions = &self.regions;
        let state = &there.state;
        there.failed.retain(|question, _| {
            question != state && regions.get(question).is_some_and(|region| region.contains(state))
        });
        there
    }

    fn edge(&mut self, to: Situation, by: By, step: Step, ms: u64) -> Edge {
        Edge { to: self.place(to), by, step, ms }
    }
}

/// For each question, the states from which it can be asked again (`Retry`, `Repeat`) without being entered anew.
fn regions(machine: &Machine) -> BTreeMap<StateId, BTreeSet<StateId>> {
    let mut before: BTreeMap<StateId, Vec<&StateId>> = BTreeMap::new();
    let mut again: BTreeMap<StateId, Vec<&StateId>> = BTreeMap::new();
    for (id, state) in &machine.states {
        if let State::Retry { question, .. } | State::Repeat { question } = state {
            again.entry(question.clone()).or_default().push(id);
        }
        for (_, to) in successors(machine, id) {
            before.entry(to).or_default().push(id);
        }
    }
    let mut regions = BTreeMap::new();
    for (id, state) in &machine.states {
        if !matches!(nature(machine, state).role, Role::Asks(_)) {
            continue;
        }
        let mut open: Vec<StateId> = again.get(id).into_iter().flatten().map(|id| (*id).clone()).collect();
        let mut region: BTreeSet<StateId> = open.iter().cloned().collect();
        while let Some(at) = open.pop() {
            for from in before.get(&at).into_iter().flatten() {
                if *from != id && region.insert((*from).clone()) {
                    open.push((*from).clone());
                }
            }
        }
        regions.insert(id.clone(), region);
    }
    regions
}
