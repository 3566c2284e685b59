//! W0306: a condition is always true or always false.

use crate::generate::Origin;
use rufplan_diag::Diagnostic;

/// ## What it does
/// Finds conditions whose answer does not depend on the call.
/// ## Why is this bad?
/// One of the two ways is never taken; mostly a number or a name is wrong.
/// ## Example
/// ```text
/// if queue.place < 1
///   …
/// end
/// ```
pub(crate) fn w0306(at: &Origin, condition: &str, always: bool) -> Diagnostic {
    let (label, fact) = if always {
        ("always true", "holds for every caller, so the other way is never taken")
    } else {
        ("never true", "holds for no caller, so what stands below it is never said or done")
    };
    Diagnostic::new("W0306", "Condition is always true or always false", &at.file, at.span)
        .label(label)
        .message(format!("`{condition}` {fact}."))
        .help("check the value it is compared with, or drop the condition")
}
