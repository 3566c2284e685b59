use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0711: a question in the arm of a queue.
///
/// While the caller answers, an agent may become free, and the question would be torn.
///
/// ```text
/// when waiting longer than 5min
///   menu what_now                              // wrong: `go to what_now`
/// ```
pub fn e0711(place: Place, what: &str) -> Diagnostic {
    at("E0711", ("Cannot stand in a queue arm", "Kann nicht im Zweig einer Warteschlange stehen"), &place)
        .label(("an agent may become free meanwhile", "inzwischen kann ein Agent frei werden"))
        .message((
            format!("A caller in the middle of `{what}` would be torn away when an agent answers."),
            format!("Ein Anrufer mitten in `{what}` würde herausgerissen, wenn sich ein Agent meldet."),
        ))
        .help((
            format!("put the `{what}` into a flow and leave the queue with `go to`"),
            format!("Setzen Sie `{what}` in einen Ablauf, und verlassen Sie die Warteschlange mit `go to`."),
        ))
}
