use super::{Place, at, list};
use crate::spelling::nearest;
use rufplan_diag::Diagnostic;

/// E0613: the calendar has no day of this name.
///
/// The condition would never hold, and the line never decide.
///
/// ```text
/// if anlaesse.today is "thnksgiving"
/// ```
pub fn e0613(place: Place, name: &str, days: &[String]) -> Diagnostic {
    let span = place.span;
    let d = at("E0613", ("Not a day of this calendar", "Kein Tag dieses Kalenders"), &place)
        .label(("no such day", "kein solcher Tag"))
        .message((
            format!("No day of the calendar is called \"{name}\", so no call could meet it."),
            format!("Kein Tag des Kalenders heißt \"{name}\", kein Anruf könnte ihn also treffen."),
        ));
    match nearest(name, days.iter().map(String::as_str)) {
        Some(near) => d.help((format!("did you mean \"{near}\"?"), format!("Meinten Sie \"{near}\"?"))).fix(
            (format!("replace by \"{near}\""), format!("durch \"{near}\" ersetzen")),
            span,
            format!("\"{near}\""),
        ),
        None if days.is_empty() => d.help((
            "the hours have no holidays; see `holidays:`",
            "Die Öffnungszeiten haben keine Feiertage; siehe `holidays:`.",
        )),
        None => d.help((
            format!("its days are {}", list(days.iter().map(String::as_str))),
            format!("Seine Tage sind {}.", list(days.iter().map(String::as_str))),
        )),
    }
}
