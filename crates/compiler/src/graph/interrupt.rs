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
    let private: BTreeSet<StateId> =
        asked.iter().filter(|id| secret_follows(machine, &back, id)).cloned().collect();
    machine.before_secrets = private;
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
    follows(machine, back, start, |state| match state {
        State::Menu(_) | State::Collect(_) | State::GoBack | State::Record(_) | State::Message(_) => {
            Some(true)
        }
        // the keys of before do not count there (language.md 4.4, 6)
        State::Consent(_) => Some(false),
        _ => None,
    })
}

/// Whether a secret entry can be the next that takes keys.
fn secret_follows(machine: &Machine, back: &BTreeMap<StateId, BTreeSet<StateId>>, start: &str) -> bool {
    follows(machine, back, start, |state| match state {
        State::Collect(collect) => Some(collect.secret),
        State::Menu(_) | State::Consent(_) | State::GoBack | State::Record(_) | State::Message(_) => {
            Some(false)
        }
        _ => None,
    })
}

/// Whether something can follow words. `decides` says whether a state is it, or ends the way to it.
fn follows(
    machine: &Machine,
    back: &BTreeMap<StateId, BTreeSet<StateId>>,
    start: &str,
    decides: impl Fn(&State) -> Option<bool>,
) -> bool {
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
        match machine.states.get(&id).map(|state| (state, decides(state))) {
            Some((_, Some(true))) => return true,
            Some((_, Some(false))) => continue,
            _ => {}
        }
        match machine.states.get(&id) {
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
