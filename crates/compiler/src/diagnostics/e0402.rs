//! E0402: never reached.

use crate::generate::{Origin, Unreached};
use rufplan_diag::Diagnostic;

const TITLE: &str = "Never reached";

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
        .label("nothing leads here")
        .message(format!(
            "`{before}` always leaves, so no caller ever comes to this line. What stands here is never said or done."
        ))
        .help("move the line in front of it, or delete it")
        .related(&unreached.before.file, unreached.before.span, "from here the call never goes on")
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
        .label("nothing leads to this flow")
        .message(format!("No number starts `{flow}`, and no `go to {flow}` stands where a caller can come: nobody ever hears it."))
        .help(format!("lead to it with `go to {flow}` or `number … starts {flow}`, or delete it"))
}
