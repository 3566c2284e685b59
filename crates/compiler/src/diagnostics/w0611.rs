//! W0611: a queue outlives the hours.

use crate::generate::Origin;
use rufplan_diag::Diagnostic;

/// ## What it does
/// Finds queues that callers enter only while the hours are open and that say nothing about closing time.
/// ## Why is this bad?
/// Who is still waiting when everybody goes home waits for nobody.
/// ## Example
/// ```text
/// queue service  // no `when hours service_hours close`
///   …
/// end
/// ```
pub(crate) fn w0611(at: &Origin, queue: &str, hours: &str) -> Diagnostic {
    Diagnostic::new("W0611", ("Queue outlives the hours", "Warteschlange überdauert die Öffnungszeiten"), &at.file, at.span)
        .label((
            format!("nothing said about the end of `{hours}`"),
            format!("kein Wort zum Ende von `{hours}`"),
        ))
        .message((
            format!(
                "Callers come to queue `{queue}` only while `{hours}` are open. Who is waiting when they close? The \
                 script does not say, so these callers go on waiting."
            ),
            format!(
                "Anrufer kommen nur in die Warteschlange `{queue}`, solange `{hours}` geöffnet sind. Was gilt für die, die \
                 bei Schluss noch warten? Das Skript sagt es nicht, sie warten also weiter."
            ),
        ))
        .help((
            format!("add `when hours {hours} close` with words and `hang up`, or with `keep waiting` if somebody stays"),
            format!("Ergänzen Sie `when hours {hours} close` mit Worten und `hang up`, oder mit `keep waiting`, wenn jemand bleibt."),
        ))
}
