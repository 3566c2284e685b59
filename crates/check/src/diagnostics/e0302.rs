use super::{Place, at};
use crate::spelling::nearest;
use rufplan_diag::Diagnostic;

const TITLE: &str = "Not one of the values";

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
        .label(format!("can be: {}", values.join(", ")))
        .message(format!("`{name}` is none of the values, so no call could ever have it."));
    match nearest(name, values.iter().map(String::as_str)) {
        Some(near) => {
            d.help(format!("did you mean `{near}`?")).fix(format!("replace by `{near}`"), span, near)
        }
        None => d.help(format!(
            "write one of {}, or add `{name}` where the values are declared",
            values.join(", ")
        )),
    }
}

/// E0302 for a language that the client does not speak.
pub fn e0302_language(place: Place, tag: &str, languages: &[String]) -> Diagnostic {
    let span = place.span;
    let d = at("E0302", TITLE, &place)
        .label(format!("the client speaks {}", languages.join(", ")))
        .message(format!("No caller can be spoken to in `{tag}`: it is not among the client's `languages`."));
    match nearest(tag, languages.iter().map(String::as_str)) {
        Some(near) => {
            d.help(format!("did you mean `{near}`?")).fix(format!("replace by `{near}`"), span, near)
        }
        None => d.help(format!("write one of {}, or add `{tag}` to `languages`", languages.join(", "))),
    }
}

/// E0302 for a value outside its bounds.
pub fn e0302_range(place: Place, text: &str, limits: &str) -> Diagnostic {
    at("E0302", TITLE, &place)
        .label(format!("can be: {limits}"))
        .message(format!("`{text}` lies outside of {limits}."))
        .help("write a value within the bounds")
}
