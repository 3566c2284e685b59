use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0309: the code of a shape is no rhai.
///
/// It could not be run, so the script cannot take calls.
///
/// ```text
/// let p = reply.person       // the semicolon is missing
/// #{ id: p.id }
/// ```
pub fn e0309(place: Place, shape: &str, what: &str) -> Diagnostic {
    at("E0309", ("Rhai error", "Fehler im Rhai-Code"), &place)
        .label((what, format!("Rhai meldet: \"{what}\"")))
        .message((
            format!("The code of `{shape}` cannot be read from here on: no reply could become a value."),
            format!("Der Code von `{shape}` ist ab hier nicht lesbar: Keine Antwort könnte zu einem Wert werden."),
        ))
        .help((
            "between `shape` and `end shape` stands rhai: statements end with `;`, a record is `#{ name: value }`",
            "Zwischen `shape` und `end shape` steht Rhai: Anweisungen enden mit `;`, ein Datensatz ist `#{ name: wert }`",
        ))
}
