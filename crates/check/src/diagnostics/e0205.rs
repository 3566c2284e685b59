use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

fn title() -> Words {
    ("Not replaceable", "Nicht ersetzbar").into()
}

/// E0205: a client wants other words for a prompt that its library does not let go.
///
/// What is not marked `replaceable` is said alike to the callers of all clients; the library relies on it.
///
/// ```text
/// replace prompt hotline.silence     // `prompt silence` in the library
/// ```
pub fn e0205(place: Place, name: &str, there: Place) -> Diagnostic {
    at("E0205", title(), &place)
        .label(("not marked `replaceable`", "nicht als `replaceable` gekennzeichnet"))
        .message((
            format!("Prompt `{name}` is the same for all clients of its library."),
            format!("Die Ansage `{name}` ist für alle Mandanten ihrer Bibliothek dieselbe."),
        ))
        .help((
            "take the replacement away, or write `replaceable prompt` in the library",
            "nehmen Sie die Ersetzung heraus, oder schreiben Sie in der Bibliothek `replaceable prompt`",
        ))
        .related(&there.file, there.span, ("declared here", "hier erklärt"))
}

/// E0205: a prompt of the client's own is replaced.
pub fn e0205_own(place: Place, name: &str) -> Diagnostic {
    at("E0205", title(), &place)
        .label(("no prompt of a library", "keine Ansage einer Bibliothek"))
        .message((
            format!("Only prompts of libraries are replaced; `{name}` names none."),
            format!("Ersetzt werden nur Ansagen von Bibliotheken; `{name}` nennt keine."),
        ))
        .help((
            format!("write `replace prompt LIBRARY.{name}`, or change `prompt {name}` itself"),
            format!(
                "schreiben Sie `replace prompt BIBLIOTHEK.{name}`, oder ändern Sie `prompt {name}` selbst"
            ),
        ))
}
