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
    let (places, stellen) = match times {
        1 => ("in one place".to_string(), "an einer Stelle".to_string()),
        _ => (format!("in {times} places"), format!("an {times} Stellen")),
    };
    at("W0307", ("Value never read", "Wert nie gelesen"), &place)
        .label(("read nowhere", "nirgends gelesen"))
        .message((
            format!("`{name}` is set {places}, but no prompt, condition or hand-over reads it."),
            format!("`{name}` wird {stellen} gesetzt, aber keine Ansage, Bedingung oder Übergabe liest es."),
        ))
        .help((
            "hand it over to the agent (`hand over:`), use it, or take it away",
            "Übergeben Sie den Wert dem Agenten (`hand over:`), benutzen Sie ihn, oder nehmen Sie ihn weg.",
        ))
}
