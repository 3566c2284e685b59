//! W0409: failure only hangs up.

use crate::generate::Origin;
use rufplan_diag::Diagnostic;

/// ## What it does
/// Finds menus whose failure ends the call, in clients that have somebody to talk to.
/// ## Why is this bad?
/// Callers without keys that work (rotary telephones, hearing aids, a bad line) never reach anyone.
/// ## Example
/// ```text
/// on failure
///   say goodbye
///   hang up
/// ```
pub(crate) fn w0409(at: &Origin, menu: &str, attempts: u32) -> Diagnostic {
    Diagnostic::new("W0409", ("Failure only hangs up", "Nach dem Scheitern wird nur aufgelegt"), &at.file, at.span)
        .label((
            format!("the failure of `{menu}` ends the call"),
            format!("wer an `{menu}` scheitert, wird getrennt"),
        ))
        .message((
            format!(
                "{attempts} attempts without a right key end the call in menu `{menu}`; callers whose telephone sends no \
                 keys never reach anyone."
            ),
            format!(
                "Nach {attempts} Versuchen ohne richtige Taste endet der Anruf in Menü `{menu}`; Anrufer, deren Telefon \
                 keine Tasten sendet, erreichen nie jemanden."
            ),
        ))
        .help((
            "lead `on failure` to a person: `enter queue` or `transfer to`",
            "Führen Sie `on failure` zu einem Menschen: `enter queue` oder `transfer to`.",
        ))
        .help((
            "or say why it may be so: `// allow W0409: …` in a line above the one shown",
            "Oder sagen Sie, warum es so sein darf: `// allow W0409: …` in einer Zeile über der gezeigten.",
        ))
}
