use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0202: two things of a kind have one name.
///
/// Of two prompts called `welcome`, which one would callers hear?
///
/// ```text
/// prompt welcome             // declared above already
/// ```
pub fn e0202(place: Place, kind: &str, name: &str, there: Option<Place>) -> Diagnostic {
    let d = at("E0202", "Same name twice", &place)
        .label("a second time")
        .message(format!(
            "There is a {kind} `{name}` already; it would be unclear which of the two a call gets."
        ))
        .help("give one of them another name, or take one away");
    match there {
        Some(there) => d.related(&there.file, there.span, "first here"),
        None => d,
    }
}
