//! Rule S1: which words a key stops.

use super::successors;
use rufplan_machine::script::{Machine, State, StateId};
use std::collections::BTreeSet;

/// Sets `interruptible` of every `Play` and `Pause`: whether a question can follow before the call is handed over or
/// ends (S1). Words said without a question behind them are never cut by a stray key.
pub(crate) fn mark_interruptible(machine: &mut Machine) {
    let asked: BTreeSet<StateId> =
        machine.states.keys().filter(|id| question_follows(machine, id)).cloned().collect();
    for (id, state) in &mut machine.states {
        match state {
            State::Play { interruptible, uninterrupted, .. } => {
                *interruptible = !*uninterrupted && asked.contains(id);
            }
            State::Pause { interruptible, .. } => *interruptible = asked.contains(id),
            _ => {}
        }
    }
}

fn question_follows(machine: &Machine, start: &str) -> bool {
    let Some(State::Play { next, .. } | State::Pause { next, .. }) = machine.states.get(start) else {
        return false;
    };
    let mut seen = BTreeSet::from([next.clone()]);
    let mut open = vec![next.clone()];
    while let Some(id) = open.pop() {
        match machine.states.get(&id) {
            Some(State::Menu(_) | State::GoBack) => return true,
            // handed over, waiting, or ended
            None
            | Some(
                State::EnterQueue { .. }
                | State::KeepWaiting { .. }
                | State::Queue { .. }
                | State::Transfer(_)
                | State::Pass { .. }
                | State::End,
            ) => {}
            Some(State::Play { next, .. } | State::Pause { next, .. }) => {
                open.extend(seen.insert(next.clone()).then(|| next.clone()));
            }
            Some(_) => {
                let next = successors(machine, &id).into_iter().map(|(_, next)| next);
                open.extend(next.filter(|next| seen.insert(next.clone())).collect::<Vec<_>>());
            }
        }
    }
    false
}
