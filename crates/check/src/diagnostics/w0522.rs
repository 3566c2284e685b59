use super::{Place, at, seconds};
use rufplan_diag::Diagnostic;

/// W0522: the recording begins with silence.
///
/// After each key callers wait for nothing, and think that the key was not heard.
///
/// ```text
/// de: "Guten Tag." file "stille.wav"           // words after 1.8 s
/// ```
pub fn w0522(place: Place, path: &str, silence_ms: u64) -> Diagnostic {
    let silence = seconds(silence_ms);
    at("W0522", ("Silence before the words", "Stille vor den Worten"), &place)
        .label((format!("silent for {silence}"), format!("{silence} Stille")))
        .message((
            format!(
                "`{path}` is silent for {silence} before anything is heard: callers think the line is dead."
            ),
            format!("`{path}` beginnt mit {silence} Stille: Anrufer halten die Leitung für tot."),
        ))
        .help((
            "cut the beginning off, down to a tenth of a second",
            "Schneiden Sie den Anfang bis auf eine Zehntelsekunde ab.",
        ))
}
