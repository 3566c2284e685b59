//! E0401: this path just stops.

use crate::generate::{Stop, StopKind};
use rufplan_diag::{Diagnostic, Words};

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
pub(crate) fn e0401(stop: &Stop, ways: &[Words]) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        "E0401",
        ("This path just stops", "Dieser Weg endet einfach"),
        &stop.origin.file,
        stop.origin.span,
    )
    .label(stop.label.clone());
    let (who, wer) = match ways {
        [] => ("A caller who comes here".to_string(), "Ein Anrufer, der hierher kommt,".to_string()),
        [only] => (format!("A caller {only}"), format!("Ein Anrufer, {},", only.german())),
        [first, more @ ..] => (
            format!("A caller {first} (and {} more)", count_of(more.len(), "way")),
            format!("Ein Anrufer, {} (und auf {} weiteren Wegen),", first.german(), more.len()),
        ),
    };
    match stop.why {
        StopKind::Flow => diagnostic
            .message((
                format!(
                    "{who} would hear silence. Every path must end in `enter queue`, `transfer to`, `pass call to`, \
                     `hang up`, `go to`, `go back` or `again`."
                ),
                format!(
                    "{wer} würde Stille hören. Jeder Weg muss mit `enter queue`, `transfer to`, `pass call to`, \
                     `hang up`, `go to`, `go back` oder `again` enden."
                ),
            ))
            .help((
                "say how the call goes on, such as `go to main`, or end it with `hang up`",
                "Sagen Sie, wie der Anruf weitergeht, etwa `go to main`, oder beenden Sie ihn mit `hang up`.",
            )),
        StopKind::Defaults => diagnostic
            .message(
                ("This arm holds for every menu and every text, so there is no `end` behind which the call could go \
                 on: the caller would hear silence.", "Dieser Zweig gilt für jedes Menü und jeden Text, es gibt also kein `end`, hinter dem der Anruf weitergehen könnte: Der Anrufer würde Stille hören."),
            )
            .help(("end the arm with `enter queue`, `transfer to`, `go to` or `hang up`", "Beenden Sie den Zweig mit `enter queue`, `transfer to`, `go to` oder `hang up`.")),
        StopKind::FullQueue => diagnostic
            .message(
                ("A queue that is full takes the caller not in, so nobody can keep waiting here: the caller would hear \
                 silence. Without `when full` the arm `when nobody is signed in` answers for it, too.", "Eine volle Warteschlange nimmt den Anrufer nicht auf, hier kann also niemand weiterwarten: Der Anrufer würde Stille hören. Ohne `when full` antwortet der Zweig `when nobody is signed in` auch dafür."),
            )
            .help(("end the arm with `hang up`, `transfer to`, `enter queue` of another queue or `go to`", "Beenden Sie den Zweig mit `hang up`, `transfer to`, `enter queue` einer anderen Warteschlange oder `go to`."))
            .help(("to keep callers waiting while nobody is signed in, add an arm `when full` that leaves", "Um Anrufer warten zu lassen, solange niemand angemeldet ist, ergänzen Sie einen Zweig `when full`, der hinausführt.")),
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
                ("Both have talked, and with that the caller has left the queue: there is no wait to go back to, and \
                 the caller would hear silence.", "Beide haben gesprochen, und damit hat der Anrufer die Warteschlange verlassen: Es gibt kein Warten, zu dem es zurückginge, und der Anrufer würde Stille hören."),
            )
            .help(("end the arm with `hang up`, `go to` or `enter queue`, or leave the arm out: then the call ends", "Beenden Sie den Zweig mit `hang up`, `go to` oder `enter queue`, oder lassen Sie ihn weg: Dann endet der Anruf.")),
    }
}

/// "1 way", "2 ways".
fn count_of(count: usize, what: &str) -> String {
    if count == 1 { format!("{count} {what}") } else { format!("{count} {what}s") }
}
