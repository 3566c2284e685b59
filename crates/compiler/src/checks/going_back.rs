//! `go back` with nowhere to go (E0407).

use super::{Facts, menu_name};
use crate::diagnostics::e0407;
use crate::graph::{reachable_in_frame, roots};
use rufplan_diag::Diagnostic;
use rufplan_machine::script::{State, StateId};
use std::collections::{BTreeMap, BTreeSet};

/// Every `go back` that a call can reach with at most one menu behind it (S7).
pub(super) fn nowhere(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let machine = facts.machine();
    let is_menu = |id: &str| machine.states.get(id).is_some_and(State::is_question);
    // each flow that is run begins with no menu behind it
    let runs = machine.states.values().filter_map(|state| match state {
        State::Call(call) => Some(call.entry.clone()),
        _ => None,
    });
    let starts: BTreeSet<StateId> = roots(machine).into_iter().chain(runs).collect();
    let begin = reachable_in_frame(machine, starts, |id, _| !is_menu(id));
    let mut found: BTreeMap<StateId, Option<String>> = BTreeMap::new();
    for id in backs(facts, &begin) {
        found.insert(id, None);
    }
    for first in begin.iter().filter(|id| is_menu(id)) {
        // the menu may be asked again and entered anew; another menu lies behind it
        let alone = reachable_in_frame(machine, [first.clone()], |id, _| id == first || !is_menu(id));
        for id in backs(facts, &alone) {
            found.entry(id).or_insert_with(|| Some(menu_name(first).to_string()));
        }
    }
    found.iter().map(|(id, menu)| e0407(&facts.origin(id), menu.as_deref())).collect()
}

fn backs(facts: &Facts<'_>, among: &BTreeSet<StateId>) -> Vec<StateId> {
    let is_back = |id: &&StateId| matches!(facts.machine().states.get(*id), Some(State::GoBack));
    among.iter().filter(is_back).cloned().collect()
}
