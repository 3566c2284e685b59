//! E0458: closed, and yet a person (proof P8).

use super::e0451::german;
use crate::generate::Origin;
use rufplan_diag::{Diagnostic, Words};

/// ## What it does
/// Finds flows in which a call comes to a person although all opening hours are closed.
/// ## Why is this bad?
/// Telephones ring in an empty office, and callers wait for nobody. It can be allowed, with a reason.
/// ## Example
/// ```text
/// // allow E0458: the emergency line is open day and night
/// flow emergency
/// ```
pub(crate) fn e0458(flow: &Origin, at: &Origin, place: &Words, call: &Words, test: Words) -> Diagnostic {
    let ort = place.german();
    let title = ("Closed, and yet a person", "Geschlossen und doch ein Mensch");
    Diagnostic::new("E0458", title, &flow.file, flow.span)
        .label(("reached outside opening hours", "außerhalb der Öffnungszeiten erreicht"))
        .message((
            format!("{}: all hours are closed, and the call comes to {place}.", call.en),
            format!("{}: Alle Öffnungszeiten sind geschlossen, und der Anruf kommt zu {ort}.", german(call)),
        ))
        .related(&at.file, at.span, ("here", "hier"))
        .help((
            "ask `check hours` before it; if it is meant so, write `// allow E0458: …` with the reason above the flow",
            "Fragen Sie davor `check hours`; ist es so gewollt, schreiben Sie `// allow E0458: …` mit dem Grund über \
             den Ablauf",
        ))
        .help(test)
}
