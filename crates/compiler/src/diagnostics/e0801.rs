//! E0801 and W0808: recording and who was asked.

use crate::generate::Origin;
use rufplan_diag::Diagnostic;

/// What records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recorder<'m> {
    /// A queue with `record calls: yes`.
    Queue(&'m str),
    /// `start recording` in a flow.
    Statement,
}

/// ## What it does
/// Finds recordings to which no way holds a `consent recording`.
/// ## Why is this bad?
/// Nobody is ever asked, so nobody is ever recorded: without consent the call goes on unrecorded.
/// ## Example
/// ```text
/// queue service
///   record calls: yes       // and no `consent recording` on any way to it
/// ```
pub(crate) fn e0801(at: &Origin, what: Recorder<'_>) -> Diagnostic {
    let (en, de) = match what {
        Recorder::Queue(name) => {
            (format!("Queue `{name}` records"), format!("Warteschlange `{name}` zeichnet auf"))
        }
        Recorder::Statement => {
            ("`start recording` records".to_string(), "`start recording` zeichnet auf".to_string())
        }
    };
    let title = ("Recording without a consent question", "Aufzeichnung ohne Frage nach der Einwilligung");
    Diagnostic::new("E0801", title, &at.file, at.span)
        .label(("no caller has been asked", "niemand ist gefragt worden"))
        .message((
            format!("{en}, but on no way to it a caller is asked: no call would ever be recorded."),
            format!("{de}, aber auf keinem Weg dorthin wird ein Anrufer gefragt: Nie würde ein Anruf aufgezeichnet."),
        ))
        .help((
            "put a `consent recording` before it",
            "Setzen Sie ein `consent recording` davor.",
        ))
}

/// ## What it does
/// Finds questions from which callers come to a recording without having been asked.
/// ## Why is this bad?
/// These calls are not recorded, which nobody notices until a recording is looked for.
/// ## Example
/// ```text
/// menu grund                // on failure: enter queue service, before `consent recording`
/// ```
pub(crate) fn w0808(at: &Origin, what: Recorder<'_>) -> Diagnostic {
    let (en, de) = match what {
        Recorder::Queue(name) => (format!("queue `{name}`"), format!("zur Warteschlange `{name}`")),
        Recorder::Statement => ("`start recording`".to_string(), "zu `start recording`".to_string()),
    };
    let title = ("Some callers are never asked", "Manche Anrufer werden nie gefragt");
    Diagnostic::new("W0808", title, &at.file, at.span)
        .label(("from here unasked", "von hier aus ungefragt"))
        .message((
            format!("Some callers come from here to {en} without having been asked; their calls are not recorded."),
            format!("Manche Anrufer kommen von hier {de}, ohne gefragt worden zu sein; ihre Anrufe werden nicht aufgezeichnet."),
        ))
        .help((
            "ask before (`consent recording`), or say why it may be so: `// allow W0808: …` on the line above",
            "Fragen Sie vorher (`consent recording`), oder sagen Sie, warum es so sein darf: `// allow W0808: …` in der Zeile darüber.",
        ))
}
