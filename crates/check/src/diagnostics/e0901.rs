use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0901: two lines claim one number.
///
/// A call to it can begin in one place only.
///
/// ```text
/// number +49 30 5550100 starts main            // also in another client
/// ```
pub fn e0901(place: Place, number: &str, other: &str, there: Place) -> Diagnostic {
    at("E0901", ("Number of two clients", "Nummer zweier Mandanten"), &place)
        .label((format!("belongs to `{other}` already"), format!("gehört schon zu `{other}`")))
        .message((
            format!("Calls to {number} can begin in one place only, and `{other}` has it already."),
            format!(
                "Anrufe bei {number} können nur an einer Stelle beginnen, und `{other}` hat die Nummer schon."
            ),
        ))
        .help(("take it away in one of the two places", "Nehmen Sie sie an einer der beiden Stellen weg."))
        .related(&there.file, there.span, ("first here", "zuerst hier"))
}
