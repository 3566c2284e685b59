use super::{Place, at};
use rufplan_diag::Diagnostic;

/// Where a value must not go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leak {
    /// A secret that is said.
    Said,
    /// A secret that is shown or handed over.
    HandedOver,
    /// A sensitive value in an address that does not list it.
    ScreenPop,
}

/// E0803: a protected value would be heard or seen.
///
/// Who listens in, or reads the address in a log, would know the caller's secret.
///
/// ```text
/// de: "Ihre PIN ist {pin as digits}."
/// ```
pub fn e0803(place: Place, name: &str, leak: Leak) -> Diagnostic {
    let d =
        at("E0803", ("Secret spoken, logged, shown", "Geheimes gesagt, protokolliert oder gezeigt"), &place);
    match leak {
        Leak::Said => d
            .label(("a secret", "ein Geheimnis"))
            .message((
                format!("`{name}` is `secret`: who listens in would know it."),
                format!("`{name}` ist `secret`: Wer mithört, wüsste es."),
            ))
            .help((
                "take it out; a secret may be compared in a condition",
                "Nehmen Sie es heraus; ein Geheimnis darf in einer Bedingung verglichen werden.",
            )),
        Leak::HandedOver => d
            .label(("a secret", "ein Geheimnis"))
            .message((
                format!("`{name}` is `secret`: it would reach the agent's desk and its logs."),
                format!(
                    "`{name}` ist `secret`: Es käme auf den Bildschirm des Agenten und in dessen Protokolle."
                ),
            ))
            .help((
                "take it out; mark it as checked instead",
                "Nehmen Sie es heraus; merken Sie sich stattdessen, dass es geprüft ist.",
            )),
        Leak::ScreenPop => d
            .label(("sensitive", "schutzbedürftig"))
            .message((
                format!("`{name}` is `sensitive`: addresses are kept in logs and histories."),
                format!("`{name}` ist `sensitive`: Adressen bleiben in Protokollen und Verläufen stehen."),
            ))
            .help((
                format!("take it out, or add `allow in screen pop: {name}` to the client"),
                format!(
                    "Nehmen Sie es heraus, oder ergänzen Sie beim Mandanten `allow in screen pop: {name}`."
                ),
            )),
    }
}
