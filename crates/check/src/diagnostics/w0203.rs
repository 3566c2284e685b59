use super::{Place, at};
use rufplan_diag::{Diagnostic, Noun, Words};

/// W0203: nothing uses it, not even a test.
///
/// Often something was renamed, or a line was lost that callers should have met.
///
/// ```text
/// prompt old_welcome         // said nowhere
/// ```
pub fn w0203(place: Place, kind: impl Into<Noun>, name: &str, never: impl Into<Words>) -> Diagnostic {
    let kind = kind.into();
    at("W0203", ("Declared, never used", "Erklärt, nie benutzt"), &place)
        .label(never)
        .message((
            format!("No call ever comes to {} `{name}`, and no test speaks of it.", kind.en),
            format!("Kein Anruf kommt je hierher ({} `{name}`), und kein Test spricht davon.", kind.de),
        ))
        .help(("take it away, or use it", "Nehmen Sie es weg, oder benutzen Sie es."))
}
