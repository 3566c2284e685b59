//! W0454: a long silence (proof P4).

use super::e0451::german;
use crate::generate::Origin;
use rufplan_diag::{Diagnostic, Words};

/// ## What it does
/// Finds stretches in which nothing is heard and no key works.
/// ## Why is this bad?
/// Callers take the line for dead and hang up.
/// ## Example
/// ```text
/// pause 30s
/// ```
pub(crate) fn w0454(
    at: &Origin,
    silent: &str,
    limit: &str,
    begins: &str,
    call: &Words,
    test: Words,
) -> Diagnostic {
    Diagnostic::new("W0454", ("A long silence", "Lange Stille"), &at.file, at.span)
        .label((format!("up to {silent} of silence"), format!("bis zu {silent} Stille")))
        .message((
            format!(
                "{}: from {begins} on nothing is heard for up to {silent}, no music and no words, and no key works; \
                 {limit} are promised.",
                call.en
            ),
            format!(
                "{}: Ab {begins} ist bis zu {silent} lang nichts zu hören, weder Musik noch Worte, und keine Taste \
                 wirkt; zugesagt sind {limit}.",
                german(call)
            ),
        ))
        .help((
            "say something in between, or give the lookup a `meanwhile`",
            "Sagen Sie dazwischen etwas, oder geben Sie der Abfrage ein `meanwhile`",
        ))
        .help(test)
}
