use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0203: nothing uses it, not even a test.
///
/// Often something was renamed, or a line was lost that callers should have met.
///
/// ```text
/// prompt old_welcome         // said nowhere
/// ```
pub fn w0203(place: Place, kind: &str, name: &str, never: &str) -> Diagnostic {
    at("W0203", "Declared, never used", &place)
        .label(never)
        .message(format!("No call ever comes to {kind} `{name}`, and no test speaks of it."))
        .help("take it away, or use it")
}
