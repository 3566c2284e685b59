use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0610: the line takes nothing away.
///
/// Either the name is another one here, or the region has no such holiday.
///
/// ```text
/// public holidays of DE-BE
/// without "fronleichnam"                       // Berlin has none
/// ```
pub fn w0610(place: Place, what: &str) -> Diagnostic {
    at("W0610", ("Removes nothing", "Nimmt nichts weg"), &place)
        .label(("nothing to take away", "nichts wegzunehmen"))
        .message((
            format!("The lines above have no {what}, so this one changes nothing for callers."),
            format!("Die Zeilen darüber kennen {what} nicht, diese hier ändert für Anrufer also nichts."),
        ))
        .help((
            "take the line away, or check the region",
            "Nehmen Sie die Zeile weg, oder prüfen Sie die Region.",
        ))
}
