use super::{Place, at, duration};
use rufplan_diag::Diagnostic;

/// W0312: a caller may have to wait long for a lookup, in silence.
///
/// Who hears nothing for more than three seconds believes that the call is broken.
///
/// ```text
/// fetch customer_by_account  // two tries of 3 s and no `meanwhile`
/// ```
pub fn w0312(place: Place, lookup: &str, tries: u32, timeout_ms: i64) -> Diagnostic {
    let (whole, each) = (duration(timeout_ms * i64::from(tries)), duration(timeout_ms));
    let en = if tries == 1 { String::new() } else { format!(" ({tries} tries x {each})") };
    let de = if tries == 1 { String::new() } else { format!(" ({tries} Versuche zu {each})") };
    at("W0312", ("Slow without a word", "Langsam ohne ein Wort"), &place)
        .label((format!("up to {whole} of silence"), format!("bis zu {whole} Stille")))
        .message((
            format!("The caller may wait {whole}{en} for `{lookup}` in silence."),
            format!("Der Anrufer wartet womöglich {whole}{de} lang still auf `{lookup}`."),
        ))
        .help((
            "add `meanwhile: PROMPT`; it is said when the answer takes longer than a second",
            "Ergänzen Sie `meanwhile: PROMPT`; es wird gesagt, wenn die Antwort länger als eine Sekunde braucht",
        ))
}
