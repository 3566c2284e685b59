use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0707: a callback may be promised while nobody calls back.
///
/// A caller who accepts behind closing time waits by the telephone until the next opening, if nobody says so.
///
/// ```text
/// say "Wir rufen Sie {callback.at as moment} zurück."
/// ```
pub fn w0707(place: Place, callback: &str, hours: &str) -> Diagnostic {
    at("W0707", ("Callback outside hours", "Rückruf außerhalb der Zeiten"), &place)
        .label(("may be offered while these hours are closed", "kann angeboten werden, während geschlossen ist"))
        .message((
            format!("Callback `{callback}` is made within `{hours}`, but this queue lets callers wait when they are closed: who accepts then is called back at the next opening only, and nobody says so."),
            format!("Rückruf `{callback}` erfolgt in den Zeiten `{hours}`, in dieser Warteschlange wartet man aber auch, wenn geschlossen ist: Wer dann zusagt, wird erst bei der nächsten Öffnung zurückgerufen, und niemand sagt es."),
        ))
        .help((
            format!("add `when hours {hours} close` to the queue, or tell it when it is accepted: a prompt line `when callback.at is known` with `{{callback.at as moment}}`"),
            format!("ergänzen Sie in der Warteschlange `when hours {hours} close`, oder sagen Sie es bei `when accepted`: in der Ansage eine Zeile `when callback.at is known` mit `{{callback.at as moment}}`"),
        ))
}
