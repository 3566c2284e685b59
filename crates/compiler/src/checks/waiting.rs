//! Queues and the hours (W0611).

use super::Facts;
use crate::diagnostics::w0611;
use crate::graph::{queue_state, reachable};
use rufplan_diag::Diagnostic;
use rufplan_machine::script::{QueueCase, State};

/// Queues that are entered only while hours are open and have no arm for their end.
pub(super) fn outlives_hours(facts: &Facts<'_>) -> Vec<Diagnostic> {
    let machine = facts.machine();
    let mut found = Vec::new();
    for (name, queue) in &machine.queues {
        let waiting = queue_state(name);
        for state in machine.states.values() {
            let State::Hours { hours, open, closed, holiday, special } = state else { continue };
            let leads_here = |from: &String| {
                let reached =
                    reachable(machine, [from.clone()], |_, state| !matches!(state, State::Hours { .. }));
                reached.contains(&waiting)
            };
            let closes = QueueCase::HoursClose(hours.clone());
            let answered = queue.when.iter().any(|when| when.case == closes);
            if !answered && leads_here(open) && ![closed, holiday, special].into_iter().any(leads_here) {
                found.push(w0611(&facts.origin(&waiting), name, hours));
            }
        }
    }
    found.dedup();
    found
}
