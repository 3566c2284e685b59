//! Proof P11: how long a chain of instant states can be.

use super::{is_instant, returns, successors};
use rufplan_machine::script::{Machine, StateId};
use std::collections::{BTreeMap, BTreeSet};

/// Where each `return` can lead.
type Returns = BTreeMap<StateId, BTreeSet<StateId>>;

/// The greatest number of instant states that one event can run through. Circles of instant states alone are E0403;
/// in such a machine the chain counts each state once.
pub(crate) fn longest_instant_chain(machine: &Machine) -> u32 {
    let mut known: BTreeMap<StateId, u32> = BTreeMap::new();
    let back = returns(machine);
    let mut longest = 0;
    for id in machine.states.keys() {
        longest = longest.max(chain(machine, &back, id, &mut known));
    }
    longest
}

/// Depth-first without recursion: a state's length is known when those of all its followers are.
fn chain(machine: &Machine, back: &Returns, start: &str, known: &mut BTreeMap<StateId, u32>) -> u32 {
    let mut path: Vec<(StateId, Vec<StateId>, u32)> = Vec::new();
    let mut done = enter(machine, back, start, known, &mut path);
    while let Some((id, open, best)) = path.last_mut() {
        if let Some(length) = done.take() {
            *best = (*best).max(length);
        }
        match open.pop() {
            Some(next) => done = enter(machine, back, &next, known, &mut path),
            None => {
                let length = *best + 1;
                known.insert(id.clone(), length);
                path.pop();
                done = Some(length);
            }
        }
    }
    done.unwrap_or(0)
}

/// The length of the chain from a state if it is known; else the state is put on the path.
fn enter(
    machine: &Machine,
    back: &Returns,
    id: &str,
    known: &mut BTreeMap<StateId, u32>,
    path: &mut Vec<(StateId, Vec<StateId>, u32)>,
) -> Option<u32> {
    if let Some(length) = known.get(id) {
        return Some(*length);
    }
    if !machine.states.get(id).is_some_and(is_instant) || path.iter().any(|(on, _, _)| on == id) {
        return Some(0);
    }
    let next = match back.get(id) {
        Some(places) => places.iter().cloned().collect(),
        None => successors(machine, id).into_iter().map(|(_, next)| next).collect(),
    };
    path.push((id.to_string(), next, 0));
    None
}
