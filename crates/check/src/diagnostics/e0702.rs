use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0702: nothing ends the wait.
///
/// When too few agents are there, callers would hear music until they give up.
///
/// ```text
/// when waiting longer than 10min
///   say sorry_no_agent
///   hang up
/// ```
pub fn e0702(place: Place) -> Diagnostic {
    at("E0702", ("Wait without end", "Warten ohne Ende"), &place)
        .label(("no limit", "keine Grenze"))
        .message(("The queue has neither `when waiting longer than` nor an arm for a long expected wait: callers could wait for ever.", "Die Warteschlange hat weder `when waiting longer than` noch einen Zweig für eine lange erwartete Wartezeit: Anrufer könnten endlos warten."))
        .help(("add `when waiting longer than 10min` with what shall happen then", "Ergänzen Sie `when waiting longer than 10min` mit dem, was dann geschehen soll."))
}
