use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0601: the hours are closed on every day to come.
///
/// Every caller would hear that nobody is there.
///
/// ```text
/// hours h
///   holidays: none
///   every day closed
/// ```
pub fn e0601(place: Place) -> Diagnostic {
    at("E0601", ("Never open", "Nie geöffnet"), &place)
        .label(("no day to come has an open hour", "kein kommender Tag hat eine offene Stunde"))
        .message(
            ("In the three years to come it is never open: every caller would be told that you are closed.", "In den nächsten drei Jahren ist nie geöffnet: Jeder Anrufer bekäme zu hören, dass Sie geschlossen haben."),
        )
        .help(("add a line such as `mon-fri 08:00-18:00`", "Ergänzen Sie eine Zeile wie `mon-fri 08:00-18:00`."))
}
