use super::{Place, at};
use rufplan_diag::Diagnostic;

/// The edition of the language that this compiler knows.
pub const EDITION: u32 = 1;

/// E0108: the file is written in an edition that this compiler does not know.
///
/// A later edition may mean something else by the same words; guessing would be wrong for the caller.
///
/// ```text
/// rufplan 2                  // this compiler knows 1
/// ```
pub fn e0108(place: Place, found: Option<u32>) -> Diagnostic {
    let found = found.map_or("something else".to_string(), |n| format!("`rufplan {n}`"));
    at("E0108", "Edition", &place)
        .label(format!("this compiler knows {EDITION}"))
        .message(format!("This file says {found}: the same words may mean something else there, so nothing is built from it."))
        .help("write `rufplan 1`, or use a newer rufplan")
}
