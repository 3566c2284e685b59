//! W0706: an overflow circle.

use crate::generate::Origin;
use rufplan_diag::Diagnostic;

/// ## What it does
/// Finds queues whose arms lead from one to the other and back.
/// ## Why is this bad?
/// A caller is handed round and reaches nobody.
/// ## Example
/// ```text
/// queue a … when full … enter queue b
/// queue b … when full … enter queue a
/// ```
pub(crate) fn w0706(at: &Origin, round: &[String]) -> Diagnostic {
    let first = round.first().map_or("", String::as_str);
    let turn = format!("{} -> {first}", round.join(" -> "));
    Diagnostic::new("W0706", ("Overflow circle", "Überlauf im Kreis"), &at.file, at.span)
        .label(("this queue is part of the circle", "diese Warteschlange gehört zum Kreis"))
        .message((
            format!("{turn}: a caller whom no queue of these serves is handed round and reaches nobody."),
            format!("{turn}: Wen keine dieser Warteschlangen bedient, der wird herumgereicht und erreicht niemanden."),
        ))
        .help((
            "let one of the queues end the circle: words and `hang up`, or `transfer to`",
            "Lassen Sie eine der Warteschlangen den Kreis beenden: Worte und `hang up`, oder `transfer to`.",
        ))
}
