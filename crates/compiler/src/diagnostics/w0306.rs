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
    let (label, fact, tatsache) = if always {
        (
            ("always true", "immer wahr"),
            "holds for every caller, so the other way is never taken",
            "gilt für jeden Anrufer, der andere Weg wird also nie genommen",
        )
    } else {
        (
            ("never true", "nie wahr"),
            "holds for no caller, so what stands below it is never said or done",
            "gilt für keinen Anrufer, was darunter steht, wird also nie gesagt oder getan",
        )
    };
    Diagnostic::new(
        "W0306",
        ("Condition is always true or always false", "Bedingung ist immer wahr oder immer falsch"),
        &at.file,
        at.span,
    )
    .label(label)
    .message((format!("`{condition}` {fact}."), format!("`{condition}` {tatsache}.")))
    .help((
        "check the value it is compared with, or drop the condition",
        "Prüfen Sie den Wert, mit dem verglichen wird, oder lassen Sie die Bedingung weg.",
    ))
}
