//! Circles: without a question (E0403), without a counter (W0404), from queue to queue (W0706).

use super::{Facts, menu_name};
use crate::diagnostics::{e0403, w0404, w0706};
use crate::generate::Origin;
use crate::graph::{Step, circles, outcomes, reachable, successors};
use rufplan_diag::{Diagnostic, Severity};
use rufplan_machine::script::{State, StateId};
use std::collections::{BTreeMap, BTreeSet};

/// Circles that no key, queue or other line interrupts (S8), and flows that are nothing but `go to` in a circle.
pub(super) fn without_question(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let machine = facts.machine();
    let forces_nobody = |state: &State| {
        !matches!(
            state,
            State::Menu(_)
                | State::Collect(_)
                | State::Consent(_)
                | State::Queue { .. }
                | State::Transfer(_)
                | State::EnterQueue { .. }
                | State::Record(_)
                | State::Message(_)
                | State::GoBack
        )
    };
    let mut edges: BTreeMap<StateId, BTreeSet<StateId>> = BTreeMap::new();
    for (id, state) in &machine.states {
        if forces_nobody(state) {
            let next = successors(machine, id).into_iter().filter(|(step, _)| {
                match (step, state) {
                    // a key that works anywhere is an act of the caller
                    (Step::Anywhere(_), _) => false,
                    // a flow that asks on every way to an outcome forces somebody
                    (Step::Outcome(outcome), State::Call(call)) => {
                        outcomes(machine, call, &|_, state| forces_nobody(state)).contains(outcome)
                    }
                    _ => true,
                }
            });
            edges.insert(id.clone(), next.map(|(_, next)| next).collect());
        }
    }
    let mut found: Vec<Diagnostic> = circles(&edges)
        .iter()
        .filter_map(|circle| {
            let round = round_of(circle, &edges);
            let first = round.first()?;
            let names: Vec<String> = round.iter().map(|id| short_place(id)).collect();
            Some(e0403(&facts.origin(first), &without_repeats(names)))
        })
        .collect();
    for round in &facts.generated.hollow_rounds {
        if let Some(symbol) = round.first().and_then(|flow| facts.client.symbols.flows.get(flow.as_str())) {
            let origin = Origin { file: symbol.file.source.path.clone(), span: symbol.decl.mark };
            found.push(e0403(&origin, round));
        }
    }
    found
}

/// The nodes of a circle in the order in which a call passes them.
fn round_of(circle: &BTreeSet<StateId>, edges: &BTreeMap<StateId, BTreeSet<StateId>>) -> Vec<StateId> {
    let Some(first) = circle.first() else { return Vec::new() };
    let mut round = vec![first.clone()];
    let mut seen = BTreeSet::from([first.clone()]);
    let mut at = first;
    while let Some(next) =
        edges.get(at).and_then(|n| n.iter().find(|n| circle.contains(*n) && !seen.contains(*n)))
    {
        seen.insert(next.clone());
        round.push(next.clone());
        at = next;
    }
    round
}

/// The flow or queue in which a state stands.
fn short_place(id: &str) -> String {
    id.split(['/', '.', '#']).next().unwrap_or(id).to_string()
}

fn without_repeats(names: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

/// Arms for mistakes and failure that enter their own menu anew.
pub(super) fn without_counter(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let machine = facts.machine();
    let mut found = Vec::new();
    for (id, state) in &machine.states {
        let (silence, wrong, failure, mistake) = match state {
            State::Menu(menu) => (&menu.silence, &menu.wrong, &menu.failure, "on wrong key"),
            State::Collect(collect) => (&collect.silence, &collect.wrong, &collect.failure, "on wrong input"),
            _ => continue,
        };
        let arms = silence.iter().map(|arm| ("on silence", &arm.next));
        let arms = arms.chain(wrong.iter().map(|arm| (mistake, &arm.next)));
        let arms = arms.chain([("on failure", failure)]);
        let back = arms.filter(|(_, next)| comes_to(facts, next, id)).collect::<Vec<_>>();
        if let Some((arm, _)) = back.first() {
            found.push(w0404(&facts.origin(id), arm, menu_name(id)));
        }
    }
    found
}

/// Whether a way leads into a menu without any act of the caller, a queue or another line; asking again is none.
fn comes_to(facts: &Facts<'_>, from: &str, menu: &str) -> bool {
    let reached = reachable(facts.machine(), [from.to_string()], |_, state| {
        !matches!(
            state,
            State::Menu(_)
                | State::Collect(_)
                | State::Consent(_)
                | State::Retry { .. }
                | State::Refuse { .. }
                | State::Repeat { .. }
                | State::EnterQueue { .. }
                | State::Queue { .. }
                | State::KeepWaiting { .. }
                | State::Transfer(_)
                | State::Record(_)
                | State::Message(_)
        )
    });
    reached.contains(menu)
}

/// Queues that hand their callers round.
pub(super) fn overflow(facts: &Facts<'_>) -> Vec<Diagnostic> {
    // the longest wait of the deployment ends in failure, and that in a goodbye (Q2): no circle for callers
    let edges = handed_on(facts, |step| *step != Step::Failure);
    // where nobody waits on the way nothing ever ends it
    let at_once =
        handed_on(facts, |step| matches!(step, Step::Queue(arm) if AT_ONCE.contains(&arm.as_str())));
    let endless: BTreeSet<StateId> = circles(&at_once).into_iter().flatten().collect();
    let rounds = circles(&edges);
    rounds
        .iter()
        .filter_map(|circle| {
            let round = round_of(circle, &edges);
            let names: Vec<String> =
                round.iter().map(|id| id.trim_start_matches("queue:").to_string()).collect();
            let found = w0706(&facts.origin(round.first()?), &names);
            let severity =
                if round.iter().any(|id| endless.contains(id)) { Severity::Error } else { found.severity };
            Some(Diagnostic { severity, ..found })
        })
        .collect()
}

/// Arms of a queue that come without any wait.
const AT_ONCE: [&str; 3] = ["when nobody is signed in", "when full", "at 0s"];

/// To which other queues the arms of each queue lead at once, by those of its steps that `counts` takes.
fn handed_on(facts: &Facts<'_>, counts: impl Fn(&Step) -> bool) -> BTreeMap<StateId, BTreeSet<StateId>> {
    let machine = facts.machine();
    let mut edges: BTreeMap<StateId, BTreeSet<StateId>> = BTreeMap::new();
    for name in machine.queues.keys() {
        let start = crate::graph::queue_state(name);
        let arms = successors(machine, &start).into_iter().filter(|(step, _)| counts(step));
        let reached = reachable(machine, arms.map(|(_, next)| next), |_, state| {
            !matches!(
                state,
                State::Menu(_)
                    | State::Collect(_)
                    | State::Consent(_)
                    | State::Queue { .. }
                    | State::Transfer(_)
            )
        });
        let queues = machine.queues.keys().map(|other| crate::graph::queue_state(other));
        edges.insert(
            start.clone(),
            queues.filter(|other| *other != start && reached.contains(other)).collect(),
        );
    }
    edges
}
