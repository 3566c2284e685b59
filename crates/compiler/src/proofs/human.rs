//! Who gets to a person: by keys (P2), in silence (P3), by wrong keys (P10).

use super::search::{Longest, fewest_keys, longest, reached, shortest};
use super::space::{Edge, Space};
use super::witness::{clock_ms, witness};
use super::{Judged, Subject, Verdict, nobody, seconds, too_many};
use crate::diagnostics::{e0452_far, e0452_never, w0453_ends, w0453_late, w0460};
use crate::graph::{By, Role, place};
use rufplan_diag::Words;
use rufplan_machine::script::State;
use std::collections::BTreeSet;

pub(super) fn keys_title(subject: &Subject<'_>) -> Words {
    let keys = subject.promise.keys;
    (
        format!("in opening hours every question is at most {keys} keys away from a person"),
        format!("während der Öffnungszeiten ist es von jeder Frage zu einem Menschen nicht weiter als {keys} Tasten"),
    )
        .into()
}

/// P2: the fewest keys from every question, and from where calls begin, to a person.
pub(super) fn keys(subject: &Subject<'_>) -> Judged {
    if !subject.has_people() {
        return nobody();
    }
    let Some(space) = &subject.open else { return too_many() };
    let fewest = fewest_keys(space, |at| space.is_person(at), |at, edge| cost(space, at, edge));
    let entries: BTreeSet<usize> = space.entries.values().copied().collect();
    let before = reached(space, |at, _| !space.is_person(at));
    let asks = |at: &usize| matches!(space.role(*at), Some(Role::Asks(_) | Role::Heeds));
    let questions = before.iter().filter(|at| asks(at));
    if let Some(lost) = questions.clone().find(|at| !fewest.contains_key(at)) {
        return never(subject, space, *lost);
    }
    let counted = questions.chain(&entries).filter_map(|at| Some((fewest.get(at)?.0, *at)));
    let Some((worst, at)) = counted.max_by_key(|(keys, at)| (*keys, std::cmp::Reverse(*at))) else {
        let words = ("no call asks anything", "kein Anruf stellt eine Frage");
        return (Verdict::Undecided(words.into()), Vec::new());
    };
    let id = &space.situations[at].state;
    let place = place(subject.machine(), id);
    if worst <= subject.promise.keys {
        let words = (
            format!("at most {worst}, from {place}"),
            format!("höchstens {worst}, von {} aus", place.german()),
        );
        return (Verdict::Holds(words.into()), Vec::new());
    }
    let (way, at) = shortest(space, |one| one == at, |_, _| true).unwrap_or_default();
    let mut to_person = way;
    let mut last = at;
    while let Some((_, Some(edge))) = fewest.get(&last) {
        to_person.push((last, *edge));
        last = space.edges[last][*edge].to;
    }
    let call = witness(
        &subject.around,
        space,
        &to_person,
        last,
        ("so far to a person", "so weit bis zu einem Menschen"),
    );
    let message =
        e0452_far(&subject.origin(id), &place, worst, subject.promise.keys, &call.words(), call.help());
    (Verdict::Fails(call.words()), vec![message])
}

/// What a step costs a caller who wants a person: right keys their number, a silence that leads on one. To fail several
/// times is no way.
fn cost(space: &Space<'_>, at: usize, edge: &Edge) -> Option<u32> {
    match edge.by {
        By::Itself => {
            let asks_again = matches!(space.state(at), Some(State::Retry { .. }))
                && edge.step == crate::graph::Step::Again;
            (!asks_again).then_some(0)
        }
        By::World => Some(0),
        By::Keys(keys) => Some(keys),
        By::Silence => Some(1),
        By::Wrong | By::Breakdown => None,
    }
}

fn never(subject: &Subject<'_>, space: &Space<'_>, lost: usize) -> Judged {
    let (way, at) = shortest(space, |one| one == lost, |_, _| true).unwrap_or_default();
    let call =
        witness(&subject.around, space, &way, at, ("no way to a person", "kein Weg zu einem Menschen"));
    let id = &space.situations[lost].state;
    let place = place(subject.machine(), id);
    let message = e0452_never(&subject.origin(id), &place, &call.words(), call.help());
    (Verdict::Fails(call.words()), vec![message])
}

pub(super) fn silent_title(subject: &Subject<'_>) -> Words {
    let limit = seconds(subject.promise.silent_ms);
    (
        format!("in opening hours a caller who presses nothing reaches a person within {limit}"),
        format!(
            "während der Öffnungszeiten erreicht, wer nichts drückt, innerhalb von {limit} einen Menschen"
        ),
    )
        .into()
}

/// P3: the longest way of a caller who presses nothing leads to a person in time.
pub(super) fn silent(subject: &Subject<'_>) -> Judged {
    mistaken(subject, By::Silence)
}

pub(super) fn wrong_title(_: &Subject<'_>) -> Words {
    (
        "in opening hours wrong keys alone end no call without a person or a message",
        "während der Öffnungszeiten beenden falsche Tasten allein keinen Anruf ohne Mensch oder Nachricht",
    )
        .into()
}

/// P10: wrong keys alone never end a call without a person or a message.
pub(super) fn wrong(subject: &Subject<'_>) -> Judged {
    mistaken(subject, By::Wrong)
}

fn mistaken(subject: &Subject<'_>, mistake: By) -> Judged {
    if !subject.has_people() {
        return nobody();
    }
    let Some(space) = &subject.open else { return too_many() };
    let is_goal = |at: usize| match space.role(at) {
        Some(Role::Person) => true,
        Some(Role::Message) => mistake == By::Wrong,
        _ => false,
    };
    // only questions tell silence from wrong keys; elsewhere what comes by itself counts
    let allows = |at: usize, edge: &Edge| match edge.by {
        By::Itself | By::World => true,
        By::Silence => mistake == By::Silence || !matches!(space.role(at), Some(Role::Asks(_))),
        By::Wrong => mistake == By::Wrong,
        By::Keys(_) | By::Breakdown => false,
    };
    let mut worst = 0;
    let starts: BTreeSet<usize> = space.entries.values().copied().collect();
    for start in starts {
        match longest(space, start, is_goal, allows, |_, edge| edge.ms) {
            Longest::Arrives { ms, way } => {
                if mistake == By::Silence && ms > subject.promise.silent_ms {
                    return late(subject, space, &way, start, ms);
                }
                worst = worst.max(ms);
            }
            // a circle is E0455's business
            Longest::Turns { .. } => {
                let words = ("such calls turn in a circle", "solche Anrufe drehen sich im Kreis");
                return (Verdict::Undecided(words.into()), Vec::new());
            }
            Longest::Ends { way, at } => {
                let asked = way.iter().any(|(at, _)| matches!(space.role(*at), Some(Role::Asks(_))));
                // an end that the script leads to without any question is meant so
                if asked {
                    return ends(subject, space, &way, at, mistake);
                }
            }
        }
    }
    let words = match mistake {
        By::Silence => (format!("at most {}", seconds(worst)), format!("höchstens {}", seconds(worst))),
        _ => ("no such call".to_string(), "kein solcher Anruf".to_string()),
    };
    (Verdict::Holds(words.into()), Vec::new())
}

fn late(
    subject: &Subject<'_>,
    space: &Space<'_>,
    way: &[super::search::Taken],
    start: usize,
    ms: u64,
) -> Judged {
    let last = way.last().map_or(start, |(at, edge)| space.edges[*at][*edge].to);
    let call = witness(
        &subject.around,
        space,
        way,
        last,
        ("late for a silent caller", "zu spät für jemanden, der nichts drückt"),
    );
    let question = way.iter().rev().find(|(at, _)| matches!(space.role(*at), Some(Role::Asks(_))));
    let id = &space.situations[question.map_or(last, |(at, _)| *at)].state;
    let limit = seconds(subject.promise.silent_ms);
    let message = w0453_late(&subject.origin(id), &clock_ms(ms), &limit, &call.words(), call.help());
    (Verdict::Fails(call.words()), vec![message])
}

fn ends(
    subject: &Subject<'_>,
    space: &Space<'_>,
    way: &[super::search::Taken],
    at: usize,
    mistake: By,
) -> Judged {
    let title = if mistake == By::Silence {
        ("silence ends the call", "Schweigen beendet den Anruf")
    } else {
        ("wrong keys end the call", "falsche Tasten beenden den Anruf")
    };
    let call = witness(&subject.around, space, way, at, title);
    // W0409 says the same of the question's failure
    if subject.is_found("W0409") {
        return (Verdict::Fails(call.words()), Vec::new());
    }
    let question = way.iter().rev().find(|(at, _)| matches!(space.role(*at), Some(Role::Asks(_))));
    let id = &space.situations[question.map_or(at, |(at, _)| *at)].state;
    let place = place(subject.machine(), id);
    let origin = subject.origin(id);
    let after = clock_ms(call.ms);
    let message = match mistake {
        By::Silence => w0453_ends(&origin, &place, &after, &call.words(), call.help()),
        _ => w0460(&origin, &place, &after, &call.words(), call.help()),
    };
    (Verdict::Fails(call.words()), vec![message])
}
