//! E0403: a circle the caller cannot leave.

use crate::generate::Origin;
use rufplan_diag::Diagnostic;

/// ## What it does
/// Finds circles without a menu, queue or transfer in them (S8).
/// ## Why is this bad?
/// The call turns for ever, and no key of the caller ends it.
/// ## Example
/// ```text
/// flow main
///   say welcome
///   go to main
/// end
/// ```
/// `round` names the places of the circle in order.
pub(crate) fn e0403(at: &Origin, round: &[String]) -> Diagnostic {
    let first = round.first().map_or("", String::as_str);
    let turn = format!("{} -> {first}", round.join(" -> "));
    Diagnostic::new("E0403", ("Circle the caller cannot leave", "Kreis, den der Anrufer nicht verlassen kann"), &at.file, at.span)
        .label(("the call comes back here by itself", "der Anruf kommt von selbst hierher zurück"))
        .message((
            format!(
                "{turn} turns for ever: nothing on the way waits for a key, a queue or another line. Words and pauses \
                 do not count, they force nobody to act."
            ),
            format!(
                "{turn} dreht sich endlos: Nichts auf dem Weg wartet auf eine Taste, eine Warteschlange oder eine \
                 andere Leitung. Worte und Pausen zählen nicht, sie zwingen niemanden zum Handeln."
            ),
        ))
        .help((
            "put a `menu` into the circle, or end it with `enter queue`, `transfer to` or `hang up`",
            "Setzen Sie ein `menu` in den Kreis, oder beenden Sie ihn mit `enter queue`, `transfer to` oder `hang up`.",
        ))
}
