//! E0452: a person is too far away (proof P2).

use super::e0451::german;
use crate::generate::Origin;
use rufplan_diag::{Diagnostic, Words};

const TITLE: (&str, &str) = ("A person is too far away", "Ein Mensch ist zu weit weg");

/// ## What it does
/// Finds questions from which a caller needs more keys to a person than promised, in opening hours.
/// ## Why is this bad?
/// Who does not fit into the menus gives up before anybody answers.
/// ## Example
/// ```text
/// collect account
///   length: 10       // ten digits and # before anybody answers: add `press * for "Mitarbeiter"`
/// ```
pub(crate) fn e0452_far(
    at: &Origin,
    place: &Words,
    keys: u32,
    promised: u32,
    call: &Words,
    test: Words,
) -> Diagnostic {
    let ort = place.german();
    Diagnostic::new("E0452", TITLE, &at.file, at.span)
        .label((
            format!("{keys} keys from here to a person"),
            format!("von hier aus {keys}-mal drücken bis zu einem Menschen"),
        ))
        .message((
            format!(
                "{}: from {place} the nearest person is {keys} keys away, {promised} are promised.",
                call.en
            ),
            format!(
                "{}: Von {ort} aus sind es {keys} Tasten bis zum nächsten Menschen, zugesagt sind {promised}.",
                german(call)
            ),
        ))
        .help((
            "add a key that leads to a person, such as `press 0 for …` or `press * for …`, or promise more: `promise: \
             human_within_keys(N)`",
            "Fügen Sie eine Taste hinzu, die zu einem Menschen führt, etwa `press 0 for …` oder `press * for …`, oder \
             sagen Sie mehr Tasten zu: `promise: human_within_keys(N)`",
        ))
        .help(test)
}

/// No key at all leads to a person.
pub(crate) fn e0452_never(at: &Origin, place: &Words, call: &Words, test: Words) -> Diagnostic {
    let ort = place.german();
    Diagnostic::new("E0452", TITLE, &at.file, at.span)
        .label(("no key from here leads to a person", "keine Taste führt von hier zu einem Menschen"))
        .message((
            format!(
                "{}: in {place} no key leads to a person, although the client has somebody to talk to. Failing several \
                 times does not count as a way.",
                call.en
            ),
            format!(
                "{}: In {ort} führt keine Taste zu einem Menschen, obwohl der Mandant jemanden hat, mit dem man \
                 sprechen kann. Mehrfach zu scheitern gilt nicht als Weg.",
                german(call)
            ),
        ))
        .help((
            "add a key that leads to a person, such as `press 0 for …` with `enter queue`",
            "Fügen Sie eine Taste hinzu, die zu einem Menschen führt, etwa `press 0 for …` mit `enter queue`",
        ))
        .help(test)
}
