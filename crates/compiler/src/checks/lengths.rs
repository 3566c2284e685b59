//! How long things take (W0506), by rule T1.

use super::{Facts, menu_name};
use crate::diagnostics::w0506;
use crate::graph::{Step, outcomes, successors};
use crate::lengths::prompt_ms;
use rufplan_diag::Diagnostic;
use rufplan_machine::script::{Machine, State, StateId};
use std::collections::BTreeMap;

/// More than this before the first menu is too long.
const LIMIT_MS: u64 = 25_000;

/// Menus before which a caller listens too long.
pub(super) fn before_first_choice(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let machine = facts.machine();
    let Some(heard) = heard_before(machine) else { return Vec::new() };
    let menus = heard.iter().filter(|(id, _)| matches!(machine.states.get(*id), Some(State::Menu(_))));
    menus
        .filter(|(_, heard_ms)| **heard_ms > LIMIT_MS)
        .map(|(id, heard_ms)| w0506(&facts.origin(id), menu_name(id), *heard_ms, LIMIT_MS))
        .collect()
}

/// How long a caller has listened at most when a state is entered, for all states up to the first menu, queue or
/// transfer. `None` if a circle without a question makes it endless (E0403).
fn heard_before(machine: &Machine) -> Option<BTreeMap<StateId, u64>> {
    let mut heard: BTreeMap<StateId, u64> =
        machine.numbers.values().map(|entry| (entry.state.clone(), 0)).collect();
    // the longest way passes no state twice, so it is found in as many rounds as there are states
    for _ in 0..=machine.states.len() {
        let mut longer = Vec::new();
        for (id, heard_ms) in &heard {
            let Some(takes_ms) = spoken_ms(machine, id) else { continue };
            let heard_ms = heard_ms + takes_ms;
            for (step, next) in successors(machine, id) {
                if let (Step::Outcome(outcome), Some(State::Call(call))) = (&step, machine.states.get(id))
                    && !outcomes(machine, call, &|id, _| spoken_ms(machine, id).is_some()).contains(outcome)
                {
                    continue;
                }
                if !is_anywhere(&step) && heard.get(&next).is_none_or(|known| *known < heard_ms) {
                    longer.push((next, heard_ms));
                }
            }
        }
        if longer.is_empty() {
            return Some(heard);
        }
        for (id, heard_ms) in longer {
            let known = heard.entry(id).or_insert(heard_ms);
            *known = heard_ms.max(*known);
        }
    }
    None
}

/// How long a state speaks or is silent before the next; `None` where the way ends that is measured.
fn spoken_ms(machine: &Machine, id: &str) -> Option<u64> {
    match machine.states.get(id)? {
        State::Play { prompts, .. } => Some(prompts.iter().map(|p| prompt_ms(machine, p)).sum()),
        State::Pause { ms, .. } => Some(u64::from(*ms)),
        State::Menu(_)
        | State::Collect(_)
        | State::EnterQueue { .. }
        | State::Transfer(_)
        | State::Record(_)
        | State::Message(_) => None,
        _ => Some(0),
    }
}

fn is_anywhere(step: &Step) -> bool {
    matches!(step, Step::Anywhere(_))
}
