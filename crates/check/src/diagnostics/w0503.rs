use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0503: one code begins with another.
///
/// Who presses the short one waits until it is clear that nothing follows.
///
/// ```text
/// press 1 for "Strom"
/// press 12 for "Gas"
/// ```
pub fn w0503(place: Place, short: &str, long: &str, wait_ms: i64, there: Place) -> Diagnostic {
    at("W0503", ("Keys overlap", "Tasten überschneiden sich"), &place)
        .label((format!("begins with {short}"), format!("beginnt mit {short}")))
        .message((
            format!(
                "Everyone who presses {short} waits {} in silence, because {long} could still come.",
                super::duration(wait_ms)
            ),
            format!(
                "Wer {short} drückt, wartet {} in Stille, weil noch {long} kommen könnte.",
                super::duration(wait_ms)
            ),
        ))
        .help((
            "give one of them a key that the other does not begin with",
            "Geben Sie einer von beiden eine Taste, mit der die andere nicht beginnt.",
        ))
        .related(&there.file, there.span, format!("`press {short}`"))
}
