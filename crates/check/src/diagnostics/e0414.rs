use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0414: `otherwise` on a closed list of values.
///
/// When a value is added to the list later, `otherwise` would swallow it, and nobody would decide what its callers get.
///
/// ```text
/// choose reason              // one of order, complaint
///   when order
///     …
///   otherwise                // name `complaint` instead
/// ```
pub fn e0414(place: Place, subject: &str, rest: &[String]) -> Diagnostic {
    let span = place.span;
    let d = at("E0414", ("`otherwise` hides cases", "`otherwise` verdeckt Fälle"), &place)
        .label(("the list is closed", "die Liste ist geschlossen"));
    if rest.is_empty() {
        return d
            .message((
                format!("All values of `{subject}` have an arm; `otherwise` would never run."),
                format!("Alle Werte von `{subject}` haben einen Zweig; `otherwise` käme nie an die Reihe."),
            ))
            .help(("take it away", "Nehmen Sie es weg."));
    }
    let values = rest.join(", ");
    d.message((
        format!("`{subject}` is a closed list: a value that is added later would fall in here unseen."),
        format!(
            "`{subject}` ist eine geschlossene Liste: Ein später ergänzter Wert fiele unbemerkt hier hinein."
        ),
    ))
    .help((format!("name them: `when {values}`"), format!("Nennen Sie die Werte: `when {values}`")))
    .fix(
        (format!("write `when {values}`"), format!("`when {values}` schreiben")),
        span,
        format!("when {values}"),
    )
}
