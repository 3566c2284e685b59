use super::{Place, at, list};
use crate::spelling::nearest;
use rufplan_diag::Diagnostic;

const TITLE: &str = "Unknown name";
/// Kinds of names that nobody declares.
const GIVEN: [&str; 6] =
    ["time zone", "type", "fact", "function", "number of the client", "calendar or region"];

/// E0201: nothing has this name.
///
/// A call that came here would have nowhere to go, nothing to say or nothing to ask.
///
/// ```text
/// go to tecnik               // did you mean `technik`?
/// ```
pub fn e0201(place: Place, kind: &str, name: &str, near: Option<&str>, there: Option<Place>) -> Diagnostic {
    let span = place.span;
    let mut d = at("E0201", TITLE, &place)
        .label(format!("no {kind} has this name"))
        .message(format!("There is no {kind} `{name}`: what stands here would lead calls nowhere."));
    if let (Some(near), Some(there)) = (near, there) {
        d = d.related(&there.file, there.span, format!("`{near}` is declared here"));
    }
    match near {
        Some(near) => {
            d.help(format!("did you mean `{near}`?")).fix(format!("replace by `{near}`"), span, near)
        }
        None if GIVEN.contains(&kind) => d.help(format!("write a {kind} that there is")),
        None => d.help(format!("declare `{name}`, or write the name of a {kind} that is there")),
    }
}

/// E0201 for the second word of a path: `service_hours.next_opening`.
pub fn e0201_part(place: Place, owner: &str, have: &str, part: &str, parts: &[&str]) -> Diagnostic {
    let span = place.span;
    let d = at("E0201", TITLE, &place)
        .label(format!("nothing called `{part}`"))
        .message(format!("`{owner}.{part}` has no value; {have} {}.", list(parts.iter().copied())));
    match nearest(part, parts.iter().copied()) {
        Some(near) => {
            let whole = format!("{owner}.{near}");
            d.help(format!("did you mean `{whole}`?")).fix(format!("replace by `{whole}`"), span, whole)
        }
        None => d,
    }
}

/// E0201 for a dot behind a variable that has no parts.
pub fn e0201_no_parts(place: Place, var: &str, of: &str, path: &str) -> Diagnostic {
    at("E0201", TITLE, &place)
        .label(format!("`{var}` has no parts"))
        .message(format!("`{var}` is {of}, so `{path}` has no value."))
        .help(format!("write `{var}`"))
}

/// E0201 where a text was probably meant: `set topic to rechnung`.
pub fn e0201_text_without_quotes(place: Place, name: &str) -> Diagnostic {
    let span = place.span;
    at("E0201", TITLE, &place)
        .label("no variable, switch or fact has this name")
        .message(format!("A word without quotes is a name, and nothing is called `{name}`."))
        .help(format!("if it is a text, write it in quotes: \"{name}\""))
        .fix("put it in quotes", span, format!("\"{name}\""))
}
