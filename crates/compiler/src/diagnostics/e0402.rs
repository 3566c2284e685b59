//! E0402: never reached.

use crate::generate::{Origin, Unreached};
use rufplan_diag::Diagnostic;

const TITLE: (&str, &str) = ("Never reached", "Wird nie erreicht");

/// ## What it does
/// Finds statements behind one that always leaves.
/// ## Why is this bad?
/// No caller ever hears them, though whoever wrote them meant it.
/// ## Example
/// ```text
/// hang up
/// say goodbye
/// ```
pub(crate) fn e0402_statement(unreached: &Unreached, before: &str) -> Diagnostic {
    let at = &unreached.origin;
    Diagnostic::new("E0402", TITLE, &at.file, at.span)
        .label(("nothing leads here", "nichts führt hierher"))
        .message((
            format!("`{before}` always leaves, so no caller ever comes to this line. What stands here is never said or done."),
            format!("`{before}` führt immer weg, zu dieser Zeile kommt also nie ein Anrufer. Was hier steht, wird nie gesagt oder getan."),
        ))
        .help(("move the line in front of it, or delete it", "Setzen Sie die Zeile davor, oder löschen Sie sie."))
        .related(&unreached.before.file, unreached.before.span, ("from here the call never goes on", "hinter diese Stelle kommt der Anruf nie"))
}

/// ## What it does
/// Finds flows to which no number, no arm and no `go to` leads.
/// ## Why is this bad?
/// Nobody ever hears the flow; often a `go to` was lost or names another flow.
/// ## Example
/// ```text
/// flow alt
///   hang up
/// end
/// ```
pub(crate) fn e0402_flow(at: &Origin, flow: &str) -> Diagnostic {
    Diagnostic::new("E0402", TITLE, &at.file, at.span)
        .label(("nothing leads to this flow", "nichts führt zu diesem Ablauf"))
        .message((
            format!("No number starts `{flow}`, and no `go to {flow}` stands where a caller can come: nobody ever hears it."),
            format!("Keine Nummer startet `{flow}`, und kein `go to {flow}` steht, wo ein Anrufer hinkommt: Niemand hört diesen Ablauf je."),
        ))
        .help((
            format!("lead to it with `go to {flow}` or `number … starts {flow}`, or delete it"),
            format!("Führen Sie mit `go to {flow}` oder `number … starts {flow}` dorthin, oder löschen Sie ihn."),
        ))
}
