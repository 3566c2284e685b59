use super::{Place, at};
use crate::spelling::nearest;
use rufplan_diag::{Diagnostic, Words};

const TITLE: (&str, &str) = ("Not one of the values", "Keiner der Werte");

/// E0302: the list of values is closed, and this is none of them.
///
/// A misspelt value would never be met, and callers would silently take another way.
///
/// ```text
/// set reason to bestelung    // reason can be: bestellung, reklamation
/// ```
pub fn e0302(place: Place, name: &str, values: &[String]) -> Diagnostic {
    let span = place.span;
    let d = at("E0302", TITLE, &place)
        .label((format!("can be: {}", values.join(", ")), format!("möglich sind: {}", values.join(", "))))
        .message((
            format!("`{name}` is none of the values, so no call could ever have it."),
            format!("`{name}` ist keiner der Werte, kein Anruf könnte ihn also je haben."),
        ));
    match nearest(name, values.iter().map(String::as_str)) {
        Some(near) => d.help((format!("did you mean `{near}`?"), format!("Meinten Sie `{near}`?"))).fix(
            (format!("replace by `{near}`"), format!("durch `{near}` ersetzen")),
            span,
            near,
        ),
        None => d.help((
            format!("write one of {}, or add `{name}` where the values are declared", values.join(", ")),
            format!(
                "Nehmen Sie einen von {}, oder ergänzen Sie `{name}` dort, wo die Werte erklärt sind.",
                values.join(", ")
            ),
        )),
    }
}

/// E0302 for a language that the client does not speak.
pub fn e0302_language(place: Place, tag: &str, languages: &[String]) -> Diagnostic {
    let span = place.span;
    let d = at("E0302", TITLE, &place)
        .label((format!("the client speaks {}", languages.join(", ")), format!("der Mandant spricht {}", languages.join(", "))))
        .message((format!("No caller can be spoken to in `{tag}`: it is not among the client's `languages`."), format!("Niemand kann hier auf `{tag}` angesprochen werden: Die Sprache steht nicht unter `languages` des Mandanten.")));
    match nearest(tag, languages.iter().map(String::as_str)) {
        Some(near) => d.help((format!("did you mean `{near}`?"), format!("Meinten Sie `{near}`?"))).fix(
            (format!("replace by `{near}`"), format!("durch `{near}` ersetzen")),
            span,
            near,
        ),
        None => d.help((
            format!("write one of {}, or add `{tag}` to `languages`", languages.join(", ")),
            format!(
                "Nehmen Sie eine von {}, oder ergänzen Sie `{tag}` unter `languages`.",
                languages.join(", ")
            ),
        )),
    }
}

/// E0302 for a value outside its bounds.
pub fn e0302_range(place: Place, text: &str, limits: impl Into<Words>) -> Diagnostic {
    let limits = limits.into();
    // bounds are two values with a word between them
    let grenzen = limits.german().replace(" to ", " bis ");
    at("E0302", TITLE, &place)
        .label((format!("can be: {limits}"), format!("möglich: {grenzen}")))
        .message((
            format!("`{text}` lies outside of {limits}."),
            format!("`{text}` liegt außerhalb der Grenzen ({grenzen})."),
        ))
        .help(("write a value within the bounds", "Schreiben Sie einen Wert innerhalb der Grenzen."))
}
