//! E0401: this path just stops.

use crate::generate::{Stop, StopKind};
use rufplan_diag::Diagnostic;

/// ## What it does
/// Finds places behind which nothing follows: the end of a flow, of an arm of `defaults`, of an arm of a queue that
/// must leave it (Q8), of `over` in a queue.
/// ## Why is this bad?
/// The caller hears silence.
/// ## Example
/// ```text
/// flow main
///   say welcome
/// end
/// ```
/// `ways` completes "A caller …", one entry a way, at least one.
pub(crate) fn e0401(stop: &Stop, ways: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::new("E0401", "This path just stops", &stop.origin.file, stop.origin.span)
        .label(stop.label.clone());
    let who = match ways {
        [] => "A caller who comes here".to_string(),
        [only] => format!("A caller {only}"),
        [first, more @ ..] => format!("A caller {first} (and {} more)", count_of(more.len(), "way")),
    };
    match stop.why {
        StopKind::Flow => diagnostic
            .message(format!(
                "{who} would hear silence. Every path must end in `enter queue`, `transfer to`, `pass call to`, \
                 `hang up`, `go to`, `go back` or `again`."
            ))
            .help("say how the call goes on, such as `go to main`, or end it with `hang up`"),
        StopKind::Defaults => diagnostic
            .message(
                "This arm holds for every menu and every text, so there is no `end` behind which the call could go \
                 on: the caller would hear silence.",
            )
            .help("end the arm with `enter queue`, `transfer to`, `go to` or `hang up`"),
        StopKind::FullQueue => diagnostic
            .message(
                "A queue that is full takes the caller not in, so nobody can keep waiting here: the caller would hear \
                 silence. Without `when full` the arm `when nobody is signed in` answers for it, too.",
            )
            .help("end the arm with `hang up`, `transfer to`, `enter queue` of another queue or `go to`")
            .help("to keep callers waiting while nobody is signed in, add an arm `when full` that leaves"),
        StopKind::BookedInQueue => diagnostic
            .message((
                "The callback is booked, and with that the caller has left the queue: there is no wait to go back to, \
                 and the caller would hear silence.",
                "Der Rückruf ist vorgemerkt, und damit hat der Anrufer die Warteschlange verlassen: Es gibt kein Warten \
                 mehr, zu dem er zurückkehrt; er würde nur noch Stille hören.",
            ))
            .help((
                "end the arm with `hang up` or `go to`",
                "beenden Sie den Zweig mit `hang up` oder `go to`",
            )),
        StopKind::OverInQueue => diagnostic
            .message(
                "Both have talked, and with that the caller has left the queue: there is no wait to go back to, and \
                 the caller would hear silence.",
            )
            .help("end the arm with `hang up`, `go to` or `enter queue`, or leave the arm out: then the call ends"),
    }
}

/// "1 way", "2 ways".
fn count_of(count: usize, what: &str) -> String {
    if count == 1 { format!("{count} {what}") } else { format!("{count} {what}s") }
}
