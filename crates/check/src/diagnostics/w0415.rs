use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0415: no way of a flow ends with one of its outcomes.
///
/// Whoever runs the flow has an arm for it that no caller ever hears.
///
/// ```text
/// flow identify gives known, unknown, locked   // `finish locked` stands nowhere
/// ```
pub fn w0415(place: Place, flow: &str, outcome: &str) -> Diagnostic {
    at("W0415", ("Outcome never given", "Ausgang wird nie gegeben"), &place)
        .label((format!("no `finish {outcome}`"), format!("kein `finish {outcome}`")))
        .message((
            format!("No way of `{flow}` finishes with `{outcome}`; the arms for it are never heard."),
            format!("Kein Weg durch `{flow}` endet mit `{outcome}`; die Arme dafür hört nie jemand."),
        ))
        .help((
            format!("write `finish {outcome}` where it is meant, or leave the outcome out"),
            format!("schreiben Sie `finish {outcome}`, wo es gemeint ist, oder lassen Sie den Ausgang weg"),
        ))
}
