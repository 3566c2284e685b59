use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0410: calls must not be transferred to this number.
///
/// A premium number costs the operator by the minute, and a wrong one can be used to steal money.
///
/// ```text
/// transfer to +49 900 1234567
/// ```
pub fn e0410(place: Place, number: &str) -> Diagnostic {
    at("E0410", ("Number in transfer not allowed", "Diese Nummer ist als Ziel nicht erlaubt"), &place)
        .label(("a premium number", "eine teure Sondernummer"))
        .message((
            format!("{number} is a premium number: every caller sent there would cost you money."),
            format!(
                "{number} ist eine teure Sondernummer: Jeder dorthin geleitete Anrufer würde Sie Geld kosten."
            ),
        ))
        .help((
            "transfer to a geographic, mobile or free number",
            "Leiten Sie an eine Festnetz-, Mobil- oder kostenfreie Nummer weiter.",
        ))
}
