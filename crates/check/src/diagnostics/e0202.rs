use super::{Place, at};
use rufplan_diag::{Diagnostic, Noun};

/// E0202: two things of a kind have one name.
///
/// Of two prompts called `welcome`, which one would callers hear?
///
/// ```text
/// prompt welcome             // declared above already
/// ```
pub fn e0202(place: Place, kind: impl Into<Noun>, name: &str, there: Option<Place>) -> Diagnostic {
    let kind = kind.into();
    let d = at("E0202", ("Same name twice", "Derselbe Name zweimal"), &place)
        .label(("a second time", "zum zweiten Mal"))
        .message((
            format!(
                "There is a {} `{name}` already; it would be unclear which of the two a call gets.",
                kind.en
            ),
            format!(
                "Es gibt schon {} `{name}`; es wäre unklar, was von beidem ein Anruf bekommt.",
                kind.a_accusative()
            ),
        ))
        .help((
            "give one of them another name, or take one away",
            "Geben Sie einem von beiden einen anderen Namen, oder nehmen Sie eines weg.",
        ));
    match there {
        Some(there) => d.related(&there.file, there.span, ("first here", "zuerst hier")),
        None => d,
    }
}
