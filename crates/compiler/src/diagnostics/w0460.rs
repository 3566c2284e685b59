//! W0460: wrong keys end the call (proof P10).

use super::e0451::german;
use crate::generate::Origin;
use rufplan_diag::{Diagnostic, Words};

/// ## What it does
/// Finds calls in opening hours that wrong keys alone end, without a person or a message.
/// ## Why is this bad?
/// Who needs help most, because the menus are not understood, is thrown out.
/// ## Example
/// ```text
/// on failure
///   go to goodbye      // says something and hangs up
/// ```
pub(crate) fn w0460(at: &Origin, place: &Words, after: &str, call: &Words, test: Words) -> Diagnostic {
    let ort = place.german();
    let title = ("Wrong keys end the call", "Falsche Tasten beenden den Anruf");
    Diagnostic::new("W0460", title, &at.file, at.span)
        .label(("wrong keys end the call from here", "von hier aus beenden falsche Tasten den Anruf"))
        .message((
            format!(
                "{}: at {after} at the latest the call ends behind {place}, without a person or a message.",
                call.en
            ),
            format!(
                "{}: Spätestens bei {after} endet der Anruf nach {ort}, ohne einen Menschen oder eine Nachricht.",
                german(call)
            ),
        ))
        .help((
            "lead `on failure` to a person: `enter queue`, `transfer to` or `take message`",
            "Führen Sie `on failure` zu einem Menschen: `enter queue`, `transfer to` oder `take message`",
        ))
        .help(test)
}
