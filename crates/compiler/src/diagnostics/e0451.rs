//! E0451: a path that never ends (proof P1).

use crate::generate::Origin;
use rufplan_diag::{Diagnostic, Words};

/// ## What it does
/// Finds situations from which no end, person or mailbox can be reached any more.
/// ## Why is this bad?
/// Whatever the caller does, the call turns in a circle until the caller gives up.
/// ## Example
/// ```text
/// menu only
///   press 1 to repeat
///   on failure
///     go to main        // and nothing else
/// ```
pub(crate) fn e0451(at: &Origin, place: &Words, call: &Words, test: Words) -> Diagnostic {
    let ort = place.german();
    Diagnostic::new("E0451", ("A path that never ends", "Ein Weg, der nie endet"), &at.file, at.span)
        .label((format!("no way leads out of {place}"), format!("aus {ort} führt kein Weg heraus")))
        .message((
            format!(
                "{}: from there on no key, no silence and no event leads to an end, a person or a mailbox.",
                call.en
            ),
            format!(
                "{}: Von dort führt keine Taste, keine Stille und kein Ereignis zu einem Ende, einem Menschen oder \
                 einem Postfach.",
                german(call)
            ),
        ))
        .help((
            "give the circle an arm that leads out of it: `enter queue`, `transfer to` or `hang up`",
            "Geben Sie dem Kreis einen Zweig, der hinausführt: `enter queue`, `transfer to` oder `hang up`",
        ))
        .help(test)
}

/// The German text, if there is one.
pub(super) fn german(words: &Words) -> &str {
    words.de.as_deref().unwrap_or(&words.en)
}
