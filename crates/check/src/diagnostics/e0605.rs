use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0605: the stored holidays end soon.
///
/// Behind the last stored year no day is a holiday any more.
///
/// ```text
/// holidays: DE-BE                              // known until 2100
/// ```
pub fn e0605(place: Place, last: &str) -> Diagnostic {
    at("E0605", "Holiday dates run out", &place)
        .label(format!("known until {last}"))
        .message(format!(
            "Behind {last} no day counts as a holiday, and callers would be told that you are open."
        ))
        .help("compile again; if that does not help, use a newer rufplan")
}
