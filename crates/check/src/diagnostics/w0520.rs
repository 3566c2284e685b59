use super::{Place, at};
use rufplan_diag::Diagnostic;

/// What callers hear instead of a file that is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// The words, by the voice.
    Voice,
    /// The deployment's music.
    Music,
}

/// W0520: a recording is not there yet.
///
/// The call works all the same: the words are spoken by the voice, or the deployment's music is played.
///
/// ```text
/// de: "Willkommen." file "nordwind/willkommen_de.wav"    // not recorded yet
/// ```
pub fn w0520(place: Place, path: &str, near: Option<&str>, instead: Instead) -> Diagnostic {
    let (instead, stattdessen) = match instead {
        Instead::Voice => ("the words are spoken by the voice", "spricht die Stimme die Worte"),
        Instead::Music => ("callers hear the deployment's music", "hören Anrufer die Musik der Anlage"),
    };
    let d = at("W0520", ("No recording yet", "Noch keine Aufnahme"), &place)
        .label(("not found", "nicht gefunden"))
        .message((
            format!("There is no file `{path}`; until it is there, {instead}."),
            format!("Es gibt keine Datei `{path}`; bis sie da ist, {stattdessen}."),
        ));
    match near {
        Some(near) => d.help((format!("did you mean `{near}`?"), format!("Meinten Sie `{near}`?"))),
        None => d.help(("record it, or take `file` away", "Nehmen Sie sie auf, oder nehmen Sie `file` weg.")),
    }
}
