use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

/// W0606: a span begins or ends in the hour of a clock change.
///
/// In spring that hour is missing, in autumn it comes twice.
///
/// ```text
/// sun 02:30-03:30
/// ```
pub fn w0606(place: Place, skipped: Option<&Words>, repeated: Option<&Words>) -> Diagnostic {
    let mut facts = Vec::new();
    facts.extend(skipped.map(|d| format!("on {d} this time does not exist")));
    facts.extend(repeated.map(|d| format!("on {d} it comes twice")));
    let mut befunde = Vec::new();
    befunde.extend(skipped.map(|d| format!("{}: diese Zeit gibt es nicht", d.german())));
    befunde.extend(repeated.map(|d| format!("{}: diese Zeit gibt es zweimal", d.german())));
    at("W0606", ("Clock change inside a span", "Zeitumstellung in einer Zeitspanne"), &place)
        .label((facts.join(", "), befunde.join(", ")))
        .message((
            format!("The clocks change in this span: {}; callers find it shorter or longer then.", facts.join(", and ")),
            format!("In dieser Zeitspanne werden die Uhren umgestellt ({}); für Anrufer ist sie dann kürzer oder länger.", befunde.join("; ")),
        ))
        .help((
            "move the times out of the hour from 02:00 to 03:00, if it matters",
            "Legen Sie die Zeiten außerhalb der Stunde von 02:00 bis 03:00, wenn es darauf ankommt.",
        ))
}
