use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

/// E0514: the file is no sound that can be played.
///
/// Callers would hear silence in its place.
///
/// ```text
/// de: "Guten Tag." file "gruss.wav"            // holds MP3
/// ```
pub fn e0514(place: Place, path: &str, why: &Words) -> Diagnostic {
    at("E0514", ("Not a sound file we read", "Keine Tondatei, die gelesen werden kann"), &place)
        .label(why)
        .message((
            format!("`{path}` cannot be played: {why}."),
            format!("`{path}` kann nicht abgespielt werden: {}.", why.german()),
        ))
        .help((
            "save it as WAV with PCM or float samples",
            "Speichern Sie sie als WAV mit PCM- oder Gleitkommawerten.",
        ))
}
