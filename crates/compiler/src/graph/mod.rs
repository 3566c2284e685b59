//! The machine as a graph: which state can follow which, and what a caller or the world does for it.

mod components;
mod interrupt;
mod limits;
mod nature;
mod runs;
mod way;

pub(crate) use components::circles;
pub(crate) use interrupt::mark_interruptible;
pub(crate) use limits::longest_instant_chain;
pub(crate) use nature::{Asked, By, LONGEST_WAIT_MS, Role, by, nature};
pub(crate) use runs::{frame, outcomes, reachable_in_frame, returns};
pub(crate) use way::{Way, place, ways_to};

use rufplan_machine::script::{Dictation, Machine, QueueCase, State, StateId};
use std::collections::{BTreeMap, BTreeSet};

/// Why one state follows another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// It simply comes next.
    Next,
    /// A condition of a branch is true: its number from 0; `None` where none is.
    Branch(Option<usize>),
    /// Opening hours: `open`, `closed`, `holiday`, `special`.
    Hours(&'static str),
    /// A key or code.
    Key(String),
    /// A value that was keyed whole.
    Entry,
    /// A key that works anywhere.
    Anywhere(String),
    /// Silence, from this attempt on.
    Silence(u32),
    /// A wrong key, from this attempt on.
    Wrong(u32),
    /// The last attempt.
    Failure,
    /// Words that cannot be played.
    Error,
    /// The question is asked again.
    Again,
    /// What becomes of a transfer: the words behind its `when`.
    Transfer(String),
    /// What a lookup gives: `found`, `not found`, `failed`.
    Fetch(&'static str),
    /// What becomes of the caller's own words: the words behind its `when`.
    Words(&'static str),
    /// An arm of a queue: the words at its head.
    Queue(String),
    /// What becomes of an offer to call back: the words behind its `when`.
    Callback(&'static str),
    /// The caller is put into a queue.
    Enter,
    /// A flow is run.
    Run,
    /// A flow that was run comes back with an outcome.
    Outcome(String),
}

/// Id of the waiting state of a queue.
pub(crate) fn queue_state(queue: &str) -> StateId {
    format!("queue:{queue}")
}

/// All states that can follow a state, in a fixed order. `GoBack` has none: what it leads to was reached before; `Return`
/// has none: what it leads to follows the `Call`, see [`runs`].
pub(crate) fn successors(machine: &Machine, id: &str) -> Vec<(Step, StateId)> {
    let Some(state) = machine.states.get(id) else { return Vec::new() };
    let mut found = Vec::new();
    match state {
        State::Branch { arms, otherwise } => {
            found.extend(arms.iter().enumerate().map(|(i, a)| (Step::Branch(Some(i)), a.next.clone())));
            found.push((Step::Branch(None), otherwise.clone()));
        }
        State::Hours { open, closed, holiday, special, .. } => {
            let arms = [("open", open), ("closed", closed), ("holiday", holiday), ("special", special)];
            found.extend(arms.map(|(case, next)| (Step::Hours(case), next.clone())));
        }
        State::Set { next, .. }
        | State::Mark { next, .. }
        | State::Speak { next, .. }
        | State::LeaveQueue { next, .. } => found.push((Step::Next, next.clone())),
        State::Play { next, uninterrupted, .. } => {
            found.push((Step::Next, next.clone()));
            if !uninterrupted {
                found.extend(anywhere(machine));
            }
        }
        State::Pause { next, .. } => {
            found.push((Step::Next, next.clone()));
            found.extend(anywhere(machine));
        }
        State::Menu(menu) => {
            found.extend(menu.keys.iter().map(|(k, key)| (Step::Key(k.clone()), key.next.clone())));
            if menu.anywhere {
                found.extend(anywhere(machine));
            }
            found.extend(menu.silence.iter().map(|arm| (Step::Silence(arm.from), arm.next.clone())));
            found.extend(menu.wrong.iter().map(|arm| (Step::Wrong(arm.from), arm.next.clone())));
            found.push((Step::Failure, menu.failure.clone()));
            found.push((Step::Error, menu.error.clone()));
        }
        State::Collect(collect) => {
            found.push((Step::Entry, collect.next.clone()));
            found.extend(collect.keys.iter().map(|(k, key)| (Step::Key(k.clone()), key.next.clone())));
            if collect.anywhere {
                found.extend(anywhere(machine));
            }
            found.extend(collect.silence.iter().map(|arm| (Step::Silence(arm.from), arm.next.clone())));
            found.extend(collect.wrong.iter().map(|arm| (Step::Wrong(arm.from), arm.next.clone())));
            found.push((Step::Failure, collect.failure.clone()));
            found.push((Step::Error, collect.error.clone()));
        }
        State::Consent(consent) => {
            let means = consent.keys.iter();
            found.extend(means.map(|(key, _)| (Step::Key(key.to_string()), consent.next.clone())));
            found.push((Step::Silence(1), consent.next.clone()));
            if !consent.keys.is_empty() {
                found.extend(anywhere(machine));
            }
        }
        State::Recording { next, .. } | State::Wipe { next, .. } => found.push((Step::Next, next.clone())),
        State::CountFailure { count, in_arm, next } => {
            found.push((Step::Next, next.clone()));
            if !in_arm {
                found.extend(full_count(machine, Some(count)));
            }
        }
        State::Retry { question, count } => {
            found.push((Step::Again, question.clone()));
            let counts_in = match machine.states.get(question) {
                Some(State::Menu(menu)) => menu.counts_in.as_ref(),
                Some(State::Collect(collect)) => collect.counts_in.as_ref(),
                _ => None,
            };
            found.extend(full_count(machine, counts_in));
            found.extend(full_count(machine, count.as_ref()));
        }
        State::Refuse { question } | State::Repeat { question } => {
            found.push((Step::Again, question.clone()));
        }
        State::EnterQueue { queue, .. } => found.push((Step::Enter, queue_state(queue))),
        State::KeepWaiting { queue } => found.push((Step::Again, queue_state(queue))),
        State::Queue { queue } => found.extend(queue_arms(machine, queue)),
        State::Transfer(transfer) => {
            let fixed = [
                ("busy", &transfer.busy),
                ("not answered", &transfer.not_answered),
                ("refused", &transfer.refused),
                ("failed", &transfer.failed),
            ];
            found.extend(fixed.map(|(case, next)| (Step::Transfer(case.to_string()), next.clone())));
            let refused = transfer.refused_with.iter();
            found
                .extend(refused.map(|(k, next)| (Step::Transfer(format!("refused with {k}")), next.clone())));
            found.extend(transfer.over.iter().map(|next| (Step::Transfer("over".to_string()), next.clone())));
        }
        State::Ask(ask) => found.push((Step::Next, ask.next.clone())),
        State::GoTo(to) => found.push((Step::Next, to.next.clone())),
        State::Call(call) => {
            found.push((Step::Run, call.entry.clone()));
            let outcomes = call.outcomes.iter();
            found.extend(outcomes.map(|(o, next)| (Step::Outcome(o.clone()), next.clone())));
        }
        State::Fetch(fetch) => {
            let or_error = |next: Option<&StateId>| next.unwrap_or(&machine.on_error).clone();
            let failed = fetch.failed.as_ref();
            found.push((Step::Fetch("found"), fetch.found.clone()));
            found.push((Step::Fetch("not found"), or_error(fetch.not_found.as_ref().or(failed))));
            found.push((Step::Fetch("failed"), or_error(failed)));
        }
        State::Callback(offer) => {
            let arms = [
                ("accepted", &offer.accepted),
                ("declined", &offer.declined),
                ("already booked", &offer.already_booked),
                ("not possible", &offer.not_possible),
            ];
            found.extend(arms.map(|(case, next)| (Step::Callback(case), next.clone())));
            found.push((Step::Next, offer.offered_before.clone()));
        }
        State::Survey(start) => found.push((Step::Next, start.next.clone())),
        State::GoBack | State::Return { .. } | State::Pass { .. } | State::End => {}
        State::Record(dictation) | State::Message(dictation) => found.extend(dictation_arms(dictation)),
    }
    found
}

fn dictation_arms(dictation: &Dictation) -> Vec<(Step, StateId)> {
    let mut arms = vec![("kept", &dictation.kept)];
    arms.push(("nothing recorded", dictation.nothing.as_ref().unwrap_or(&dictation.next)));
    arms.push(("too short", dictation.too_short.as_ref().unwrap_or(&dictation.next)));
    arms.extend(dictation.full.iter().map(|full| ("box is full", full)));
    arms.into_iter().map(|(case, next)| (Step::Words(case), next.clone())).collect()
}

/// Where a shared count leads that is full.
fn full_count(machine: &Machine, count: Option<&String>) -> Option<(Step, StateId)> {
    let count = machine.failures.get(count?)?;
    Some((Step::Failure, count.next.clone()))
}

fn anywhere(machine: &Machine) -> impl Iterator<Item = (Step, StateId)> {
    machine.anywhere.iter().map(|(k, key)| (Step::Anywhere(k.clone()), key.next.clone()))
}

fn queue_arms(machine: &Machine, name: &str) -> Vec<(Step, StateId)> {
    let Some(queue) = machine.queues.get(name) else { return Vec::new() };
    let mut found = Vec::new();
    let mut arm = |words: String, next: &StateId| found.push((Step::Queue(words), next.clone()));
    for timed in &queue.at {
        arm(format!("at {}", crate::ids::duration_text(i64::from(timed.ms))), &timed.next);
    }
    for timed in &queue.every {
        arm(format!("every {}", crate::ids::duration_text(i64::from(timed.ms))), &timed.next);
    }
    for when in &queue.when {
        arm(format!("when {}", case_words(&when.case)), &when.next);
    }
    if let Some(next) = &queue.after_call {
        arm("after the call".to_string(), next);
    }
    found.extend(queue.press.iter().map(|(k, key)| (Step::Key(k.clone()), key.next.clone())));
    if queue.anywhere {
        found.extend(anywhere(machine));
    }
    found.push((Step::Failure, queue.on_failure.clone()));
    found
}

/// The words behind `when` in a queue.
pub(crate) fn case_words(case: &QueueCase) -> String {
    let duration = |ms: &u32| crate::ids::duration_text(i64::from(*ms));
    match case {
        QueueCase::NobodySignedIn => "nobody is signed in".to_string(),
        QueueCase::Full => "full".to_string(),
        QueueCase::WaitingLonger(ms) => format!("waiting longer than {}", duration(ms)),
        QueueCase::ExpectedWaitOver(ms) => format!("expected wait over {}", duration(ms)),
        QueueCase::HoursClose(hours) => format!("hours {hours} close"),
        QueueCase::SwitchTurnsOn(switch) => format!("switch {switch} turns on"),
        QueueCase::AgentIsLost => "agent is lost".to_string(),
    }
}

/// Where calls can begin, and where they go when something fails.
pub(crate) fn roots(machine: &Machine) -> BTreeSet<StateId> {
    let entries = machine.numbers.values().map(|entry| entry.state.clone());
    entries.chain([machine.on_error.clone()]).collect()
}

/// All that can be reached from some states, themselves included, passing only states that `passes` lets through.
pub(crate) fn reachable(
    machine: &Machine,
    from: impl IntoIterator<Item = StateId>,
    passes: impl Fn(&str, &State) -> bool,
) -> BTreeSet<StateId> {
    let mut seen: BTreeSet<StateId> = from.into_iter().collect();
    let mut open: Vec<StateId> = seen.iter().cloned().collect();
    while let Some(id) = open.pop() {
        if machine.states.get(&id).is_some_and(|state| !passes(&id, state)) {
            continue;
        }
        // a flow that is run comes back only on ways that are let through
        let back = match machine.states.get(&id) {
            Some(State::Call(call)) => Some(outcomes(machine, call, &passes)),
            _ => None,
        };
        for (step, next) in successors(machine, &id) {
            if let (Step::Outcome(outcome), Some(back)) = (&step, &back)
                && !back.contains(outcome)
            {
                continue;
            }
            if seen.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    seen
}

/// Which states lead to a state, and why.
pub(crate) type Predecessors = BTreeMap<StateId, Vec<(StateId, Step)>>;

/// All edges turned round.
pub(crate) fn predecessors(machine: &Machine) -> Predecessors {
    let mut found = Predecessors::new();
    for id in machine.states.keys() {
        for (step, next) in successors(machine, id) {
            found.entry(next).or_default().push((id.clone(), step));
        }
    }
    found
}

/// Whether a state is left at once, without any event.
pub(crate) fn is_instant(state: &State) -> bool {
    matches!(
        state,
        State::Branch { .. }
            | State::Set { .. }
            | State::Mark { .. }
            | State::Speak { .. }
            | State::Hours { .. }
            | State::Recording { .. }
            | State::CountFailure { .. }
            | State::Wipe { .. }
            | State::Retry { .. }
            | State::Refuse { .. }
            | State::Repeat { .. }
            | State::GoBack
            | State::EnterQueue { .. }
            | State::KeepWaiting { .. }
            | State::LeaveQueue { .. }
            // its answer comes in the same millisecond
            | State::Ask(_)
            | State::GoTo(_)
            | State::Call(_)
            | State::Return { .. }
    )
}
