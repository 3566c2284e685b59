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
    at("W0610", "Removes nothing", &place)
        .label("nothing to take away")
        .message(format!("The lines above have no {what}, so this one changes nothing for callers."))
        .help("take the line away, or check the region")
}
