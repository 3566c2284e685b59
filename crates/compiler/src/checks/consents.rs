//! Who is recorded without having been asked (E0801, W0808).

use super::Facts;
use crate::diagnostics::{Recorder, e0801, w0808};
use crate::graph::{Step, queue_state, successors};
use rufplan_diag::Diagnostic;
use rufplan_machine::script::{RecordingOrder, State, StateId};
use std::collections::{BTreeMap, BTreeSet};

/// What records, and the states in which it does.
fn recorders<'f>(facts: &'f Facts<'_>) -> Vec<(Recorder<'f>, StateId)> {
    let machine = facts.machine();
    let queues = machine.queues.iter().filter(|(_, queue)| queue.record_calls);
    let queues = queues.map(|(name, _)| (Recorder::Queue(name), queue_state(name)));
    let orders = machine.states.iter().filter_map(|(id, state)| match state {
        State::Recording { order: RecordingOrder::Start, .. } => Some((Recorder::Statement, id.clone())),
        _ => None,
    });
    queues.chain(orders).collect()
}

/// Ways to recordings on which nobody is asked. Failures of the platform are no way of a caller.
pub(super) fn asked(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let recorders = recorders(facts);
    if recorders.is_empty() {
        return Vec::new();
    }
    let machine = facts.machine();
    // states with whether the caller has been asked, and from which question each was reached unasked
    let mut unasked: BTreeMap<StateId, BTreeSet<Option<StateId>>> = BTreeMap::new();
    let mut reached: BTreeSet<(StateId, bool)> = BTreeSet::new();
    let entries = machine.numbers.values().map(|entry| (entry.state.clone(), false, None));
    let mut open: Vec<(StateId, bool, Option<StateId>)> = entries.collect();
    while let Some((id, asked, from)) = open.pop() {
        let known = if asked {
            !reached.insert((id.clone(), true))
        } else {
            reached.insert((id.clone(), false));
            !unasked.entry(id.clone()).or_default().insert(from.clone())
        };
        if known {
            continue;
        }
        let state = machine.states.get(&id);
        let asked = asked || matches!(state, Some(State::Consent(_)));
        let from = match state {
            Some(state) if state.is_question() => Some(id.clone()),
            _ => from,
        };
        for (step, next) in successors(machine, &id) {
            if step != Step::Error {
                open.push((next, asked, from.clone()));
            }
        }
    }
    let mut found = Vec::new();
    for (what, id) in recorders {
        if !reached.contains(&(id.clone(), false)) && !reached.contains(&(id.clone(), true)) {
            continue;
        }
        if !reached.contains(&(id.clone(), true)) {
            found.push(e0801(&facts.origin(&id), what));
            continue;
        }
        for from in unasked.get(&id).into_iter().flatten() {
            let at = facts.origin(from.as_ref().unwrap_or(&id));
            found.push(w0808(&at, what));
        }
    }
    found
}
