//! W0408: hangs up without a goodbye.

use crate::generate::Origin;
use rufplan_diag::{Diagnostic, Words};

/// ## What it does
/// Finds `hang up` before which nothing is said since the caller or the world last acted (L7).
/// ## Why is this bad?
/// The line is simply dead; callers think the call was cut and call again.
/// ## Example
/// ```text
/// press 9 for "Beenden"
///   hang up
/// ```
/// `way` completes "A caller …".
pub(crate) fn w0408(at: &Origin, way: &Words) -> Diagnostic {
    Diagnostic::new("W0408", ("Hangs up without a goodbye", "Legt ohne Abschied auf"), &at.file, at.span)
        .label(("nothing is said before the line is dead", "nichts wird gesagt, bevor die Leitung tot ist"))
        .message((
            format!("A caller {way} hears nothing more, just the line going dead, and may take it for a fault."),
            format!(
                "Ein Anrufer, {}, hört nichts mehr, nur die tote Leitung, und kann es für eine Störung halten.",
                way.german()
            ),
        ))
        .help(("say goodbye before: `say \"…\"`", "Verabschieden Sie sich vorher: `say \"…\"`"))
}
