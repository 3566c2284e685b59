use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0207: libraries use each other.
///
/// Neither can be there before the other, so nothing of them can be built into a client.
///
/// ```text
/// library texts "Texts"
/// use hotline from "lib/hotline.ruf"     // which uses texts
/// ```
pub fn e0207(place: Place, round: &[&str]) -> Diagnostic {
    let way = round.join(" -> ");
    at("E0207", ("Libraries use each other", "Bibliotheken verwenden einander"), &place)
        .label(("leads back here", "führt hierher zurück"))
        .message((
            format!("{way}: none of them can be there before the others."),
            format!("{way}: Keine von ihnen kann vor den anderen da sein."),
        ))
        .help((
            "move what both need to a library of its own",
            "legen Sie, was beide brauchen, in eine eigene Bibliothek",
        ))
}
