//! Flows that are run: where they come back, on ways that fit together (language.md 2.14).
//!
//! A `return` leads to wherever its flow was run, which the state alone does not say. So [`super::successors`] gives a
//! `call` the first state of its flow *and* its outcomes, and a `return` nothing: every way of a call is found, and none
//! goes in by one `run` and comes out by another. What happens in the flow on the way to an outcome is asked here.

use super::successors;
use rufplan_machine::script::{Call, Machine, State, StateId};
use std::collections::{BTreeMap, BTreeSet};

/// The outcomes with which a flow that is run can come back on ways through states that `passes` lets through.
pub(crate) fn outcomes(
    machine: &Machine,
    call: &Call,
    passes: &dyn Fn(&str, &State) -> bool,
) -> BTreeSet<String> {
    let mut open_calls = BTreeSet::new();
    outcomes_below(machine, call, passes, &mut open_calls)
}

fn outcomes_below<'m>(
    machine: &'m Machine,
    call: &'m Call,
    passes: &dyn Fn(&str, &State) -> bool,
    open_calls: &mut BTreeSet<&'m str>,
) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    // recursion (E0208) would never end here
    if !open_calls.insert(&call.entry) {
        return found;
    }
    let mut seen: BTreeSet<StateId> = BTreeSet::from([call.entry.clone()]);
    let mut open = vec![call.entry.clone()];
    while let Some(id) = open.pop() {
        let Some(state) = machine.states.get(&id) else { continue };
        if !passes(&id, state) {
            continue;
        }
        let next: Vec<StateId> = match state {
            State::Return { outcome } => {
                found.insert(outcome.clone());
                Vec::new()
            }
            State::Call(inner) => {
                let outcomes = outcomes_below(machine, inner, passes, open_calls);
                outcomes.iter().filter_map(|outcome| inner.outcomes.get(outcome).cloned()).collect()
            }
            _ => successors(machine, &id).into_iter().map(|(_, next)| next).collect(),
        };
        open.extend(next.into_iter().filter(|next| seen.insert(next.clone())));
    }
    open_calls.remove(call.entry.as_str());
    found
}

/// Where each `return` can lead: to the arms for its outcome of every `run` in whose frame it stands.
pub(crate) fn returns(machine: &Machine) -> BTreeMap<StateId, BTreeSet<StateId>> {
    let mut found: BTreeMap<StateId, BTreeSet<StateId>> = BTreeMap::new();
    for state in machine.states.values() {
        let State::Call(call) = state else { continue };
        for id in frame(machine, call) {
            if let Some(State::Return { outcome }) = machine.states.get(&id) {
                found.entry(id).or_default().extend(call.outcomes.get(outcome).cloned());
            }
        }
    }
    found
}

/// All states that can stand in the frame of a `run`; what a flow runs in turn has a frame of its own.
pub(crate) fn frame(machine: &Machine, call: &Call) -> BTreeSet<StateId> {
    reachable_in_frame(machine, [call.entry.clone()], |_, _| true)
}

/// All that can be reached from some states without going into a flow that is run, passing only states that `passes` lets
/// through; what was entered in such a flow is forgotten behind it (S7).
pub(crate) fn reachable_in_frame(
    machine: &Machine,
    from: impl IntoIterator<Item = StateId>,
    passes: impl Fn(&str, &State) -> bool,
) -> BTreeSet<StateId> {
    let mut seen: BTreeSet<StateId> = from.into_iter().collect();
    let mut open: Vec<StateId> = seen.iter().cloned().collect();
    while let Some(id) = open.pop() {
        let Some(state) = machine.states.get(&id).filter(|state| passes(&id, state)) else { continue };
        let next: Vec<StateId> = match state {
            State::Call(inner) => inner.outcomes.values().cloned().collect(),
            _ => successors(machine, &id).into_iter().map(|(_, next)| next).collect(),
        };
        open.extend(next.into_iter().filter(|next| seen.insert(next.clone())));
    }
    seen
}
