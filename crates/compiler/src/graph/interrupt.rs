//! Rule S1: which words a key stops.

use super::{outcomes, returns, successors};
use rufplan_machine::script::{Machine, State, StateId};
use std::collections::{BTreeMap, BTreeSet};

/// Sets `interruptible` of every `Play` and `Pause`: whether a question can follow before the call is handed over or
/// ends (S1). Words said without a question behind them are never cut by a stray key.
pub(crate) fn mark_interruptible(machine: &mut Machine) {
    let back = returns(machine);
    let asked: BTreeSet<StateId> =
        machine.states.keys().filter(|id| question_follows(machine, &back, id)).cloned().collect();
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

/// `back` says where each `return` can lead. A flow that is run on the way comes back to where it was run; only the flow in
/// which the words stand comes back to all places that run it.
fn question_follows(machine: &Machine, back: &BTreeMap<StateId, BTreeSet<StateId>>, start: &str) -> bool {
    let Some(State::Play { next, .. } | State::Pause { next, .. }) = machine.states.get(start) else {
        return false;
    };
    let mut seen = BTreeSet::from([(next.clone(), false)]);
    let mut open = vec![(next.clone(), false)];
    while let Some((id, inner)) = open.pop() {
        let mut add = |next: StateId, inner: bool| {
            if seen.insert((next.clone(), inner)) {
                open.push((next, inner));
            }
        };
        match machine.states.get(&id) {
            Some(
                State::Menu(_) | State::Collect(_) | State::GoBack | State::Record(_) | State::Message(_),
            ) => return true,
            None => {}
            Some(state) if hands_over(state) => {}
            Some(State::Play { next, .. } | State::Pause { next, .. }) => add(next.clone(), inner),
            Some(State::Call(call)) => {
                add(call.entry.clone(), true);
                let outcomes = outcomes(machine, call, &|_, state| !hands_over(state));
                outcomes
                    .iter()
                    .filter_map(|o| call.outcomes.get(o))
                    .for_each(|next| add(next.clone(), inner));
            }
            Some(State::Return { .. }) if !inner => {
                back.get(&id).into_iter().flatten().for_each(|next| add(next.clone(), false));
            }
            Some(_) => successors(machine, &id).into_iter().for_each(|(_, next)| add(next, inner)),
        }
    }
    false
}

/// Handed over, waiting, or ended: what follows is not asked right behind words.
fn hands_over(state: &State) -> bool {
    matches!(
        state,
        State::EnterQueue { .. }
            | State::KeepWaiting { .. }
            | State::Queue { .. }
            | State::Callback(_)
            | State::Survey(_)
            | State::Transfer(_)
            | State::Pass { .. }
            | State::End
    )
}
