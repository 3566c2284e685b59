use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0705: no answer for an empty room.
///
/// At night, or when everybody is ill, callers would wait for nobody. The arm also answers for a full queue.
///
/// ```text
/// when nobody is signed in
///   say sorry_no_agent
///   hang up
/// ```
pub fn e0705(place: Place) -> Diagnostic {
    at("E0705", ("Nobody signed in: what then?", "Niemand angemeldet: was dann?"), &place)
        .label(("no `when nobody is signed in`", "kein `when nobody is signed in`"))
        .message(("When no agent is signed in, callers would wait for nobody; when the queue is full, nothing would answer.", "Wenn kein Agent angemeldet ist, würden Anrufer auf niemanden warten; ist die Warteschlange voll, gäbe es keine Antwort."))
        .help(("add `when nobody is signed in` with what shall happen then", "Ergänzen Sie `when nobody is signed in` mit dem, was dann geschehen soll."))
}
