use super::{Place, at, seconds};
use rufplan_diag::Diagnostic;

/// W0515: the recording is much shorter or much longer than its words.
///
/// Mostly it is another recording: callers hear something that nobody meant for this place.
///
/// ```text
/// de: "Guten Tag, hier ist die Hausverwaltung Moorbach." file "kurz.wav"   // a file of 0.7 s
/// ```
pub fn w0515(place: Place, path: &str, words_ms: u64, file_ms: u64) -> Diagnostic {
    let (words, file) = (seconds(words_ms), seconds(file_ms));
    at("W0515", ("Length does not fit the text", "Die Länge passt nicht zum Text"), &place)
        .label((format!("text about {words}, file {file}"), format!("Text etwa {words}, Datei {file}")))
        .message((
            format!("The words take about {words}, `{path}` plays {file}: is this the right recording?"),
            format!("Die Worte dauern etwa {words}, `{path}` spielt {file}: Ist das die richtige Aufnahme?"),
        ))
        .help((
            "listen to it; record it anew, or write the words that are said",
            "Hören Sie sie an; nehmen Sie sie neu auf, oder schreiben Sie die Worte, die gesagt werden.",
        ))
}
