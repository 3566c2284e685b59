use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0516: one recording is much louder or much quieter than the others.
///
/// Callers who have just found the right distance of the receiver start, or hear nothing.
///
/// ```text
/// de: "Guten Tag." file "leise.wav"            // -31 LUFS, the others -19
/// ```
pub fn w0516(place: Place, path: &str, tenths: i32, others_tenths: i32) -> Diagnostic {
    let lufs = |tenths: i32| format!("{:.1} LUFS", f64::from(tenths) / 10.0);
    let (own, others) = (lufs(tenths), lufs(others_tenths));
    let (how, wie) = if tenths < others_tenths { ("quieter", "leiser") } else { ("louder", "lauter") };
    at("W0516", ("Loudness", "Lautstärke"), &place)
        .label((format!("{own}, your others are near {others}"), format!("{own}, die anderen liegen bei {others}")))
        .message((
            format!("`{path}` is much {how} than the other recordings: callers move the receiver, or miss the words."),
            format!("`{path}` ist viel {wie} als die anderen Aufnahmen: Anrufer rücken den Hörer weg oder verpassen die Worte."),
        ))
        .help((
            format!("bring it to about {others}"),
            format!("Bringen Sie sie auf etwa {others}."),
        ))
}
