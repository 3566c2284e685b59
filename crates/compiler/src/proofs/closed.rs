//! Closed means closed (P8).

use super::search::shortest;
use super::witness::witness;
use super::{Judged, Subject, Verdict, too_many};
use crate::diagnostics::e0458;
use crate::generate::Origin;
use crate::graph::place;
use rufplan_diag::Words;
use rufplan_machine::script::{Expr, Fact, Machine, State};
use std::collections::BTreeMap;

pub(super) fn title(_: &Subject<'_>) -> Words {
    (
        "outside opening hours no call comes to a person",
        "außerhalb der Öffnungszeiten kommt kein Anruf zu einem Menschen",
    )
        .into()
}

/// P8: with all hours closed no person is reached, flow by flow.
pub(super) fn closed(subject: &Subject<'_>) -> Judged {
    if !asks_hours(subject.machine()) {
        let words = ("the client asks no opening hours", "der Mandant fragt keine Öffnungszeiten ab");
        return (Verdict::Undecided(words.into()), Vec::new());
    }
    let Some(space) = &subject.closed else { return too_many() };
    let mut by_flow: BTreeMap<String, usize> = BTreeMap::new();
    // a callback is rung within hours of its own, so its offer may be accepted at night
    let now = |at: usize| {
        let state = subject.machine().states.get(&space.situations[at].state);
        space.is_person(at) && !matches!(state, Some(State::Callback(_)))
    };
    for at in super::search::reached(space, |at, _| !now(at)) {
        if now(at) {
            by_flow.entry(flow_of(subject, &space.situations[at].state)).or_insert(at);
        }
    }
    let mut messages = Vec::new();
    let mut first = None;
    for (flow, goal) in by_flow {
        let Some((way, at)) = shortest(space, |one| one == goal, |at, _| !now(at)) else {
            continue;
        };
        let call = witness(
            &subject.around,
            space,
            &way,
            at,
            ("closed, and yet a person", "geschlossen, und doch ein Mensch"),
        );
        let id = &space.situations[at].state;
        let place = place(subject.machine(), id);
        let origin = flow_origin(subject, &flow).unwrap_or_else(|| subject.origin(id));
        let there = subject.origin(id);
        messages.push(e0458(&origin, &there, &place, &call.words(), call.help()));
        first.get_or_insert(call.words());
    }
    match first {
        Some(words) => (Verdict::Fails(words), messages),
        None => {
            let words = ("no such call", "kein solcher Anruf");
            (Verdict::Holds(words.into()), Vec::new())
        }
    }
}

fn asks_hours(machine: &Machine) -> bool {
    let states = machine.states.values().any(|state| matches!(state, State::Hours { .. }));
    states || super::space::conditions(machine).any(asks_open)
}

fn asks_open(condition: &Expr) -> bool {
    match condition {
        Expr::Fact(Fact::HoursIsOpen(_)) => true,
        Expr::Not(inner) => asks_open(inner),
        Expr::And(all) | Expr::Or(all) => all.iter().any(asks_open),
        _ => false,
    }
}

/// The flow in which a state stands: the longest name that its id begins with.
fn flow_of(subject: &Subject<'_>, id: &str) -> String {
    let names = subject.client.symbols.flows.keys();
    let inside = names.filter(|name| {
        id.strip_prefix(**name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.', '#']))
    });
    inside.max_by_key(|name| name.len()).map_or_else(String::new, |name| (*name).to_string())
}

fn flow_origin(subject: &Subject<'_>, flow: &str) -> Option<Origin> {
    let symbol = subject.client.symbols.flows.get(flow)?;
    Some(Origin { file: symbol.file.source.path.clone(), span: symbol.decl.mark })
}
