use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0710: outside a queue nobody knows whose agents shall call back.
///
/// In a queue's arm the callback belongs to that queue; elsewhere the line must name one, else nobody would call.
///
/// ```text
/// offer callback rueckruf            // in a flow: for which queue?
/// offer callback rueckruf for buero
/// ```
pub fn e0710(place: Place, callback: &str, queue: Option<&str>) -> Diagnostic {
    let queue = queue.unwrap_or("buero");
    at("E0710", ("Callback for which queue?", "Rückruf für welche Warteschlange?"), &place)
        .label(("no queue is named", "keine Warteschlange genannt"))
        .message((
            format!("Outside a queue nobody knows whose agents shall make the callback `{callback}`: nobody would call."),
            format!("Außerhalb einer Warteschlange ist nicht klar, wer den Rückruf `{callback}` machen soll: niemand riefe zurück."),
        ))
        .help((
            format!("name the queue: `offer callback {callback} for {queue}`"),
            format!("nennen Sie die Warteschlange: `offer callback {callback} for {queue}`"),
        ))
}
