use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0804: a secret in an address.
///
/// Addresses are kept in the logs of every machine on the way.
///
/// ```text
/// get core "/pin/{pin}"      // use `post` and `send: pin`
/// ```
pub fn e0804(place: Place, name: &str) -> Diagnostic {
    at("E0804", ("Secret in a URL", "Geheimnis in einer Adresse"), &place)
        .label(("a secret", "ein Geheimnis"))
        .message((
            format!("`{name}` is `secret`, and addresses stand in the logs of every machine on the way."),
            format!(
                "`{name}` ist `secret`, und Adressen stehen in den Protokollen aller Rechner auf dem Weg."
            ),
        ))
        .help((format!("use `post` and `send: {name}`"), format!("Nehmen Sie `post` und `send: {name}`")))
}
