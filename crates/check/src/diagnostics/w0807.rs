use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0807: who waits already does not hear that you have closed.
///
/// The switch is asked at the start of a call; callers in the queue would wait on for nobody.
///
/// ```text
/// queue service
///   when switch emergency turns on
///     say emergency_notice
///     hang up
/// ```
pub fn w0807(place: Place, switch: &str, queue: &str, there: Place) -> Diagnostic {
    at("W0807", ("Emergency closure not reachable", "Die Notfallschaltung erreicht nicht alle"), &place)
        .label((format!("deaf to `{switch}`"), format!("hört nicht auf `{switch}`")))
        .message((format!("`{switch}` ends calls at their start, but callers who wait in `{queue}` already never hear of it."), format!("`{switch}` beendet Anrufe an ihrem Anfang, aber wer schon in `{queue}` wartet, erfährt nichts davon.")))
        .help((format!("add `when switch {switch} turns on` with the same words"), format!("Ergänzen Sie `when switch {switch} turns on` mit denselben Worten.")))
        .related(&there.file, there.span, ("new calls are ended here", "hier werden neue Anrufe beendet"))
}
