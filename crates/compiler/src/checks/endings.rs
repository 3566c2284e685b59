//! How calls end: without a word (W0408), or because keys fail (W0409).

use super::{Facts, menu_name};
use crate::diagnostics::{w0408, w0409};
use crate::graph::{Step, Way, frame, reachable};
use rufplan_diag::Diagnostic;
use rufplan_machine::script::{State, StateId};
use std::collections::BTreeSet;

/// Every `hang up` before which nothing is said since the caller or the world last acted (L7).
pub(super) fn silent(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let ends = facts.machine().states.iter().filter(|(_, state)| matches!(state, State::End));
    ends.filter_map(|(id, _)| {
        let way = wordless_way(facts, id)?;
        Some(w0408(&facts.origin(id), &way.words(facts.machine())))
    })
    .collect()
}

/// The last act before an end to which no words lie in between.
fn wordless_way(facts: &Facts<'_>, end: &str) -> Option<Way> {
    let machine = facts.machine();
    let entries: BTreeSet<&StateId> = machine.numbers.values().map(|entry| &entry.state).collect();
    let mut seen = BTreeSet::from([end.to_string()]);
    let mut open = vec![end.to_string()];
    while let Some(id) = open.pop() {
        if entries.contains(&id) {
            return Some(Way { at: None, step: Step::Next });
        }
        for (from, step) in facts.before.get(&id).into_iter().flatten() {
            match machine.states.get(from) {
                // said before, or the other side has just hung up: nothing is owed
                Some(State::Play { .. }) if *step == Step::Next => {}
                // the caller had the last word, or heard why there is none
                Some(State::Record(_) | State::Message(_)) => {}
                Some(State::Transfer(_)) if *step == Step::Transfer("over".to_string()) => {}
                Some(State::Queue { .. }) if *step == Step::Queue("after the call".to_string()) => {}
                // the survey has thanked, or the caller hears that it was for others only
                Some(State::Survey(_)) => {}
                Some(
                    State::Menu(_)
                    | State::Collect(_)
                    | State::Consent(_)
                    | State::Transfer(_)
                    | State::Fetch(_)
                    | State::Queue { .. }
                    | State::Callback(_)
                    | State::Play { .. },
                ) => {
                    return Some(Way { at: Some(from.clone()), step: step.clone() });
                }
                // what was said last was said in the flow that has just come back
                Some(State::Call(call)) if matches!(step, Step::Outcome(_)) => {
                    let Step::Outcome(came_back) = step else { continue };
                    let is_return = |id: &&StateId| matches!(machine.states.get(*id), Some(State::Return { outcome }) if outcome == came_back);
                    let returns: Vec<StateId> =
                        frame(machine, call).iter().filter(is_return).cloned().collect();
                    open.extend(returns.into_iter().filter(|id| seen.insert(id.clone())));
                }
                _ => open.extend(seen.insert(from.clone()).then(|| from.clone())),
            }
        }
    }
    None
}

/// Menus whose failure ends the call although the client has somebody to talk to.
pub(super) fn failure_hangs_up(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let machine = facts.machine();
    let is_person =
        |state: &State| matches!(state, State::EnterQueue { .. } | State::Transfer(_) | State::Pass { .. });
    if !machine.states.values().any(is_person) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (id, state) in &machine.states {
        let (failure, attempts) = match state {
            State::Menu(menu) => (&menu.failure, menu.attempts),
            State::Collect(collect) => (&collect.failure, collect.attempts),
            _ => continue,
        };
        let reached =
            reachable(machine, [failure.clone()], |_, state| !state.is_question() && !is_person(state));
        let states: Vec<&State> = reached.iter().filter_map(|id| machine.states.get(id)).collect();
        let ends = states.iter().any(|state| matches!(state, State::End));
        let elsewhere = states.iter().any(|state| {
            is_person(state)
                || state.is_question()
                || matches!(state, State::GoBack | State::KeepWaiting { .. })
        });
        if ends && !elsewhere {
            let is_placed = facts.generated.origins.contains_key(failure);
            let at = facts.origin(if is_placed { failure } else { id });
            found.push(w0409(&at, menu_name(id), attempts));
        }
    }
    found
}
