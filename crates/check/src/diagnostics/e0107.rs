use super::{Place, at, list};
use rufplan_diag::Diagnostic;

/// E0107: a block does not know this setting.
///
/// A setting that nobody reads would silently do nothing, and callers would get the built-in value.
///
/// ```text
/// menu main
///   time out: 5s             // wrong: `first key within: 5s`
/// ```
pub fn e0107(place: Place, key: &str, block: &str, near: Option<&str>, known: &[&str]) -> Diagnostic {
    let span = place.span;
    let d = at("E0107", "Unknown setting", &place)
        .label(format!("no setting of `{block}`"))
        .message(format!("`{key}` would change nothing: callers would get the built-in behaviour."));
    match near {
        Some(near) => {
            d.help(format!("did you mean `{near}`?")).fix(format!("replace by `{near}`"), span, near)
        }
        None if known.is_empty() => d.help(format!("`{block}` has no settings")),
        None => d.help(format!("`{block}` knows {}", list(known.iter().copied()))),
    }
}
