use super::{Place, at, list};
use rufplan_diag::Diagnostic;

/// E0208: a flow is run again before it has come back.
///
/// Calls would go deeper and deeper and never come back; the stack of a call is bounded.
///
/// ```text
/// identify runs verify, verify runs identify
/// ```
pub fn e0208(place: Place, round: &[&str]) -> Diagnostic {
    let way = list(round.iter().copied());
    at("E0208", ("Flow runs itself", "Der Ablauf ruft sich selbst auf"), &place)
        .label(("run again before it has come back", "noch einmal aufgerufen, bevor er zurückkam"))
        .message((
            format!("{way}: each leads to the next, so calls would go deeper and never come back."),
            format!(
                "{way}: jeder führt zum nächsten, Anrufe gerieten also immer tiefer und kämen nie zurück."
            ),
        ))
        .help(("write `go to` in one of them", "schreiben Sie in einem davon `go to`"))
        .help(("or split off what both need", "oder trennen Sie ab, was beide brauchen"))
}
