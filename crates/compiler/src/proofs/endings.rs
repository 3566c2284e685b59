//! Every path leads on (P1), and every call ends in time (P5).

use super::search::{Longest, components, leading_to, longest, reached, shortest};
use super::space::{Edge, Space};
use super::witness::witness;
use super::{Judged, Subject, Verdict, seconds, too_many};
use crate::diagnostics::{e0451, e0455_circle, e0455_long};
use crate::graph::{By, Role, Step, place};
use rufplan_diag::Words;
use rufplan_machine::script::State;
use std::collections::{BTreeMap, BTreeSet};

/// P5: so long a call lasts at most.
const LONGEST_CALL_MS: u64 = 2 * 60 * 60 * 1_000;

pub(super) fn leads_on_title(_: &Subject<'_>) -> Words {
    (
        "every path leads to an end, a person or a mailbox",
        "jeder Weg führt zu einem Ende, einem Menschen oder einem Postfach",
    )
        .into()
}

/// P1: from every situation an end, a person or a mailbox can be reached.
pub(super) fn leads_on(subject: &Subject<'_>) -> Judged {
    let Some(space) = &subject.any else { return too_many() };
    let lead = leading_to(space, |at| is_end(space, at));
    let lost = reached(space, |_, _| true).into_iter().find(|at| !lead.contains(at));
    let Some(lost) = lost else {
        let words = (
            format!("{} situations", space.situations.len()),
            format!("{} Zustände durchgesehen", space.situations.len()),
        );
        return (Verdict::Holds(words.into()), Vec::new());
    };
    // a question in the circle shows it best
    let asks = (0..space.situations.len())
        .find(|at| !lead.contains(at) && matches!(space.role(*at), Some(Role::Asks(_))));
    let lost = asks.unwrap_or(lost);
    let (way, at) = shortest(space, |at| at == lost, |_, _| true).unwrap_or_default();
    let call = witness(&subject.around, space, &way, at, ("leads nowhere", "führt nirgendwohin"));
    let id = &space.situations[lost].state;
    let place = place(subject.machine(), id);
    let message = e0451(&subject.origin(id), &place, &call.words(), call.help());
    (Verdict::Fails(call.words()), vec![message])
}

pub(super) fn time_title(_: &Subject<'_>) -> Words {
    let limit = seconds(LONGEST_CALL_MS);
    (
        format!("every call ends within {limit}, talks not counted"),
        format!("jeder Anruf endet innerhalb von {limit}, Gespräche nicht gerechnet"),
    )
        .into()
}

/// P5: the longest way ends in time. Circles that only right keys of the caller turn are left out, and so is coming back
/// to a queue, whose time line goes on where it was (Q5).
pub(super) fn time(subject: &Subject<'_>) -> Judged {
    let Some(space) = &subject.any else { return too_many() };
    let turns = components(space);
    let queue_of = |at: usize| match space.state(at) {
        Some(State::Queue { queue }) => Some(queue.as_str()),
        _ => None,
    };
    let mut queues: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (at, circle) in turns.iter().enumerate() {
        queues.entry(*circle).or_default().extend(queue_of(at));
    }
    let allows = |at: usize, edge: &Edge| {
        let in_circle = turns[at] == turns[edge.to];
        let only_one = queues.get(&turns[at]).is_some_and(|queues| queues.len() == 1);
        let back_to_queue = queue_of(edge.to).is_some() && (edge.step == Step::Again || only_one);
        !(in_circle && (matches!(edge.by, By::Keys(_)) || back_to_queue))
    };
    let is_last = |at: usize| !space.edges[at].iter().any(|edge| allows(at, edge));
    let mut worst = 0;
    let starts: BTreeSet<usize> = space.entries.values().copied().collect();
    for start in starts {
        match longest(space, start, is_last, allows, |_, edge| edge.ms) {
            Longest::Arrives { ms, way } if ms > LONGEST_CALL_MS => {
                let last = way.last().map_or(start, |(at, edge)| space.edges[*at][*edge].to);
                return too_long(subject, space, &way, last, ms);
            }
            Longest::Arrives { ms, .. } => worst = worst.max(ms),
            Longest::Turns { circle, .. }
                if circle.iter().filter_map(|(at, _)| queue_of(*at)).collect::<BTreeSet<_>>().len() > 1 =>
            {
                let words = (
                    "queues hand callers on to one another",
                    "Warteschlangen geben Anrufer aneinander weiter",
                );
                return (Verdict::Undecided(words.into()), Vec::new());
            }
            Longest::Turns { way, circle } => {
                if said_before(subject, space) {
                    let words = (
                        "a circle that another message tells about",
                        "ein Kreis, den eine andere Meldung nennt",
                    );
                    return (Verdict::Undecided(words.into()), Vec::new());
                }
                return circle_found(subject, space, way, &circle);
            }
            Longest::Ends { .. } => {}
        }
    }
    let words = (format!("at most {}", seconds(worst)), format!("höchstens {}", seconds(worst)));
    (Verdict::Holds(words.into()), Vec::new())
}

/// The checks speak of menus that enter themselves anew and of queues that hand their callers round, and P1 of circles
/// that nothing leads out of.
fn said_before(subject: &Subject<'_>, space: &Space<'_>) -> bool {
    let checked = ["W0404", "W0706"].into_iter().any(|code| subject.is_found(code));
    let lead = leading_to(space, |at| is_end(space, at));
    checked || lead.len() < space.situations.len()
}

fn is_end(space: &Space<'_>, at: usize) -> bool {
    matches!(space.role(at), Some(Role::End | Role::Person | Role::Message))
}

fn too_long(
    subject: &Subject<'_>,
    space: &Space<'_>,
    way: &[super::search::Taken],
    last: usize,
    ms: u64,
) -> Judged {
    let call = witness(&subject.around, space, way, last, ("lasts too long", "dauert zu lange"));
    let dearest = way.iter().max_by_key(|(at, edge)| space.edges[*at][*edge].ms).map_or(last, |(at, _)| *at);
    let at = subject.origin(&space.situations[dearest].state);
    let message = e0455_long(&at, &seconds(ms), &seconds(LONGEST_CALL_MS), &call.words(), call.help());
    (Verdict::Fails(call.words()), vec![message])
}

fn circle_found(
    subject: &Subject<'_>,
    space: &Space<'_>,
    mut way: Vec<super::search::Taken>,
    circle: &[super::search::Taken],
) -> Judged {
    let asks = circle.iter().find(|(at, _)| matches!(space.role(*at), Some(Role::Asks(_))));
    let first = asks.or(circle.first()).map_or(0, |(at, _)| *at);
    let last = circle.first().map_or(first, |(at, _)| *at);
    let round: u64 = circle.iter().map(|(at, edge)| space.edges[*at][*edge].ms).sum();
    way.extend(circle);
    let call = witness(&subject.around, space, &way, last, ("turns in a circle", "dreht sich im Kreis"));
    let id = &space.situations[first].state;
    let place = place(subject.machine(), id);
    let message = e0455_circle(&subject.origin(id), &place, &seconds(round), &call.words(), call.help());
    (Verdict::Fails(call.words()), vec![message])
}
