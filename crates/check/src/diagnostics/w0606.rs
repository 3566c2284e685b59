use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0606: a span begins or ends in the hour of a clock change.
///
/// In spring that hour is missing, in autumn it comes twice.
///
/// ```text
/// sun 02:30-03:30
/// ```
pub fn w0606(place: Place, skipped: Option<&str>, repeated: Option<&str>) -> Diagnostic {
    let mut facts = Vec::new();
    facts.extend(skipped.map(|d| format!("on {d} this time does not exist")));
    facts.extend(repeated.map(|d| format!("on {d} it comes twice")));
    at("W0606", "Clock change inside a span", &place)
        .label(facts.join(", "))
        .message(format!(
            "The clocks change in this span: {}; callers find it shorter or longer then.",
            facts.join(", and ")
        ))
        .help("move the times out of the hour from 02:00 to 03:00, if it matters")
}
