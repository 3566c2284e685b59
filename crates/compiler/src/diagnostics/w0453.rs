//! W0453: a caller who presses nothing (proof P3).

use super::e0451::german;
use crate::generate::Origin;
use rufplan_diag::{Diagnostic, Words};

const TITLE: (&str, &str) =
    ("A silent caller reaches no person in time", "Wer nichts drückt, erreicht niemanden rechtzeitig");

/// ## What it does
/// Finds calls in opening hours that end without a person when the caller presses nothing.
/// ## Why is this bad?
/// Rotary telephones, hearing aids and bad lines send no keys; these callers never reach anybody.
/// ## Example
/// ```text
/// on failure
///   go to goodbye      // says something and hangs up
/// ```
pub(crate) fn w0453_ends(at: &Origin, place: &Words, after: &str, call: &Words, test: Words) -> Diagnostic {
    let ort = place.german();
    Diagnostic::new("W0453", TITLE, &at.file, at.span)
        .label(("silence ends the call from here", "von hier aus beendet Stille den Anruf"))
        .message((
            format!("{}: at {after} at the latest the call ends behind {place} without a person.", call.en),
            format!(
                "{}: Spätestens bei {after} endet der Anruf nach {ort} ohne einen Menschen.",
                german(call)
            ),
        ))
        .help((
            "lead `on failure` to a person: `enter queue` or `transfer to`",
            "Führen Sie `on failure` zu einem Menschen: `enter queue` oder `transfer to`",
        ))
        .help(test)
}

/// The person comes, but later than promised.
pub(crate) fn w0453_late(at: &Origin, after: &str, limit: &str, call: &Words, test: Words) -> Diagnostic {
    Diagnostic::new("W0453", TITLE, &at.file, at.span)
        .label((format!("reached at {after}"), format!("erreicht bei {after}")))
        .message((
            format!("{}: that is at {after} at the latest, {limit} are promised.", call.en),
            format!("{}: Das ist spätestens bei {after}, zugesagt sind {limit}.", german(call)),
        ))
        .help((
            "fewer `attempts`, a shorter `first key within`, shorter words, or another promise: `promise: \
             silent_caller_reaches_human(…)`",
            "Weniger `attempts`, ein kürzeres `first key within`, kürzere Worte oder eine andere Zusage: `promise: \
             silent_caller_reaches_human(…)`",
        ))
        .help(test)
}
