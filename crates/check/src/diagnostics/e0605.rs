use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

/// E0605: the stored holidays end soon.
///
/// Behind the last stored year no day is a holiday any more.
///
/// ```text
/// holidays: DE-BE                              // known until 2100
/// ```
pub fn e0605(place: Place, last: &Words) -> Diagnostic {
    let letzter = last.german();
    at("E0605", ("Holiday dates run out", "Die Feiertagsdaten laufen aus"), &place)
        .label((format!("known until {last}"), format!("bekannt bis {letzter}")))
        .message((format!(
            "Behind {last} no day counts as a holiday, and callers would be told that you are open."
        ), format!(
            "Danach ({letzter}) zählt kein Tag mehr als Feiertag, und Anrufern würde gesagt, dass Sie geöffnet haben."
        )))
        .help(("compile again; if that does not help, use a newer rufplan", "Übersetzen Sie noch einmal; wenn das nicht hilft, nehmen Sie ein neueres rufplan."))
}
