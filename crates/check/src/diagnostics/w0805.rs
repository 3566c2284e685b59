use super::{Place, at};
use rufplan_diag::{Diagnostic, Span};

/// W0805: the name sounds like something nobody should read.
///
/// Without `secret` or `sensitive` its value stands in logs and figures.
///
/// ```text
/// data
///   pin: maybe digits                          // add `secret`
/// ```
pub fn w0805(place: Place, name: &str, insert_at: usize) -> Diagnostic {
    let behind = Span::new(insert_at, insert_at);
    at("W0805", ("Looks secret, is not marked", "Sieht geheim aus, ist nicht gekennzeichnet"), &place)
        .label(("everybody could read it", "jeder könnte es lesen"))
        .message((format!(
            "`{name}` sounds like something of the caller's own; its value would stand in logs and figures."
        ), format!(
            "`{name}` klingt nach etwas, das dem Anrufer gehört; der Wert stünde in Protokollen und Zahlen."
        )))
        .help(("add `secret`, or `sensitive` if agents may see it", "Ergänzen Sie `secret`, oder `sensitive`, wenn Agenten es sehen dürfen."))
        .fix(("add `secret`", "`secret` ergänzen"), behind, " secret")
}
