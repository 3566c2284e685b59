use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0307: a variable is set and never looked at.
///
/// Either a line is missing that was to use it, or callers answer questions in vain.
///
/// ```text
/// set topic to "rechnung"    // no prompt, condition or hand-over reads `topic`
/// ```
pub fn w0307(place: Place, name: &str, times: usize) -> Diagnostic {
    let times = if times == 1 { "in one place".to_string() } else { format!("in {times} places") };
    at("W0307", "Value never read", &place)
        .label("read nowhere")
        .message(format!("`{name}` is set {times}, but no prompt, condition or hand-over reads it."))
        .help("hand it over to the agent (`hand over:`), use it, or take it away")
}
