use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0502: the key is said before what it is for.
///
/// Callers listen for their purpose; the key that came before it is gone by then.
///
/// ```text
/// de: "Drücken Sie die 2 für Rechnungen."      // wrong
/// de: "Für Rechnungen drücken Sie die 2."      // right
/// ```
pub fn w0502(place: Place, key: &str) -> Diagnostic {
    at("W0502", ("Key before the word", "Taste vor dem Zweck"), &place)
        .label((format!("the {key} comes first"), format!("die {key} kommt zuerst")))
        .message((
            format!("Callers hear the {key} before they know what it is for."),
            format!("Anrufer hören die {key}, bevor sie wissen, wofür sie steht."),
        ))
        .help((
            "say the purpose first: \"Für Rechnungen drücken Sie die 2\"",
            "Sagen Sie den Zweck zuerst: \"Für Rechnungen drücken Sie die 2\".",
        ))
}
