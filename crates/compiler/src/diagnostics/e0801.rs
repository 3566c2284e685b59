//! E0801 and W0808: recording and who was asked.

use crate::generate::Origin;
use rufplan_diag::Diagnostic;

/// ## What it does
/// Finds recordings to which no way holds a `consent recording`.
/// ## Why is this bad?
/// Nobody is ever asked, so nobody is ever recorded: without consent the call goes on unrecorded.
/// ## Example
/// ```text
/// queue service
///   record calls: yes       // and no `consent recording` on any way to it
/// ```
/// `what` is what records, in words: "queue `service`".
pub(crate) fn e0801(at: &Origin, what: &str) -> Diagnostic {
    let title = ("Recording without a consent question", "Aufzeichnung ohne Frage nach der Einwilligung");
    Diagnostic::new("E0801", title, &at.file, at.span)
        .label(("no caller has been asked", "niemand ist gefragt worden"))
        .message((
            format!("{what} records, but on no way to it a caller is asked: no call would ever be recorded."),
            format!("{what} zeichnet auf, aber auf keinem Weg dorthin wird ein Anrufer gefragt: Nie würde ein Anruf aufgezeichnet."),
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
/// `what` is what records, in words.
pub(crate) fn w0808(at: &Origin, what: &str) -> Diagnostic {
    let title = ("Some callers are never asked", "Manche Anrufer werden nie gefragt");
    Diagnostic::new("W0808", title, &at.file, at.span)
        .label(("from here unasked", "von hier aus ungefragt"))
        .message((
            format!("Some callers come from here to {what} without having been asked; their calls are not recorded."),
            format!("Manche Anrufer kommen von hier zu {what}, ohne gefragt worden zu sein; ihre Anrufe werden nicht aufgezeichnet."),
        ))
        .help((
            "ask before (`consent recording`), or say why it may be so: `// allow W0808: …` on the line above",
            "Fragen Sie vorher (`consent recording`), oder sagen Sie, warum es so sein darf: `// allow W0808: …` in der Zeile darüber.",
        ))
}
