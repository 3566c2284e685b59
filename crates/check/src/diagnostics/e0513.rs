use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0513: neither a sound nor words.
///
/// A missing recording is spoken by the voice; without words there is nothing to speak, and callers hear silence.
///
/// ```text
/// any: "" file "jinlge.wav"                    // not found, and no words
/// ```
pub fn e0513(place: Place, path: &str, near: Option<&str>) -> Diagnostic {
    let d = at("E0513", ("No sound and no words", "Weder Ton noch Worte"), &place).label(("not found", "nicht gefunden")).message((format!(
        "There is no file `{path}`, and there are no words to speak instead: callers would hear nothing."
    ), format!(
        "Es gibt keine Datei `{path}` und keine Worte, die stattdessen gesprochen werden könnten: Anrufer würden nichts hören."
    )));
    match near {
        Some(near) => d.help((format!("did you mean `{near}`?"), format!("Meinten Sie `{near}`?"))),
        None => d.help((
            "put the file there, or write the words",
            "Legen Sie die Datei dorthin, oder schreiben Sie die Worte.",
        )),
    }
}
