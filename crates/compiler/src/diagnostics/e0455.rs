//! E0455: a call without end (proof P5).

use super::e0451::german;
use crate::generate::Origin;
use rufplan_diag::{Diagnostic, Words};

const TITLE: (&str, &str) = ("A call that lasts too long", "Ein Anruf, der zu lange dauert");

/// ## What it does
/// Finds circles that silence, wrong keys or the world turn, over whatever many menus.
/// ## Why is this bad?
/// A call whose caller has gone away is kept for hours, and costs as long.
/// ## Example
/// ```text
/// menu a … on failure … go to b
/// menu b … on failure … go to a
/// ```
pub(crate) fn e0455_circle(at: &Origin, place: &Words, round: &str, call: &Words, test: Words) -> Diagnostic {
    let ort = place.german();
    Diagnostic::new("E0455", TITLE, &at.file, at.span)
        .label(("the call comes back here", "hierher kommt der Anruf zurück"))
        .message((
            format!(
                "{}: that comes back to {place} every {round} and never ends, without a right key of the caller.",
                call.en
            ),
            format!(
                "{}: Das kommt alle {round} zu {ort} zurück und endet nie, ohne dass der Anrufer eine richtige Taste \
                 drückt.",
                german(call)
            ),
        ))
        .help((
            "let one `on failure` of the circle leave it: `enter queue`, `transfer to` or `hang up`",
            "Lassen Sie ein `on failure` des Kreises hinausführen: `enter queue`, `transfer to` oder `hang up`",
        ))
        .help(test)
}

/// It ends, but too late.
pub(crate) fn e0455_long(at: &Origin, lasts: &str, limit: &str, call: &Words, test: Words) -> Diagnostic {
    Diagnostic::new("E0455", TITLE, &at.file, at.span)
        .label(("the longest part of it", "der längste Teil davon"))
        .message((
            format!("{}: that lasts up to {lasts}; after {limit} every call is ended.", call.en),
            format!("{}: Das dauert bis zu {lasts}; nach {limit} wird jeder Anruf beendet.", german(call)),
        ))
        .help(("shorten it", "Kürzen Sie ihn"))
        .help(test)
}
