use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0609: closed for a minute.
///
/// Ends are exclusive: `08:00-11:59` is closed from 11:59 on.
///
/// ```text
/// mon 08:00-11:59, 12:00-18:00
/// ```
pub fn w0609(place: Place, closes: &str, opens: &str) -> Diagnostic {
    let span = place.span;
    at("W0609", ("Small gap", "Kleine Lücke"), &place)
        .label((format!("closed from {closes} to {opens}"), format!("geschlossen von {closes} bis {opens}")))
        .message((format!("A caller at {closes} would be told that you are closed, one at {opens} not: an end is the first minute that is closed."), format!("Ein Anrufer um {closes} bekäme zu hören, dass Sie geschlossen haben, einer um {opens} nicht: Ein Ende ist die erste Minute, in der geschlossen ist.")))
        .help((format!("write {opens} as the end"), format!("Schreiben Sie {opens} als Ende.")))
        .fix((format!("end at {opens}"), format!("um {opens} enden lassen")), span, opens)
}
