use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0305: the value is unknown in some calls.
///
/// An anonymous caller has no number, an empty queue no expected wait: who says it without asking says nothing.
///
/// ```text
/// de when queue.expected_wait is known: "Noch {queue.expected_wait as duration}."   // right
/// ```
pub fn e0305(place: Place, value: &str) -> Diagnostic {
    at("E0305", ("Perhaps nothing", "Vielleicht nichts"), &place)
        .label(("unknown in some calls", "in manchen Anrufen unbekannt"))
        .message((format!(
            "`{value}` has no value in some calls; those callers would hear a gap or take a wrong way."
        ), format!(
            "`{value}` hat in manchen Anrufen keinen Wert; diese Anrufer würden eine Lücke hören oder einen falschen Weg gehen."
        )))
        .help((format!("ask first: `{value} is known`, and write a line for when it is not"), format!("Fragen Sie zuerst: `{value} is known`, und schreiben Sie eine Zeile für den anderen Fall.")))
}
