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
    at("E0901", "Number of two clients", &place)
        .label(format!("belongs to `{other}` already"))
        .message(format!("Calls to {number} can begin in one place only, and `{other}` has it already."))
        .help("take it away in one of the two places")
        .related(&there.file, there.span, "first here")
}
