use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0519: a sound of the store without words.
///
/// The name comes from data; where the store has no sound of this name, callers would hear nothing.
///
/// ```text
/// any: "" stored current.file                      // and if there is none?
/// ```
pub fn e0519(place: Place, name: &str) -> Diagnostic {
    at("E0519", ("No words to fall back on", "Keine Worte für den Notfall"), &place)
        .label(("what is said when there is no such sound?", "was wird gesagt, wenn es diese Aufnahme nicht gibt?"))
        .message((
            format!("Which sound `{name}` names is known only in the call. Where the store has none of this name, callers would hear nothing."),
            format!("Welche Aufnahme `{name}` nennt, steht erst im Anruf fest. Gibt es im Speicher keine mit diesem Namen, hören Anrufer nichts."),
        ))
        .help((
            "write the words that are said instead: `\"The message cannot be played.\" stored …`",
            "schreiben Sie die Worte dazu, die stattdessen gesagt werden: `\"Die Nachricht kann nicht abgespielt werden.\" stored …`",
        ))
}
