use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0115: something that a block cannot do without is missing.
///
/// There is no value that would be right for every client, so none is built in.
///
/// ```text
/// switch emergency           // who may set it?
///   label: "Notfall"
///   allowed for: shift_lead  // the line that must not be missing
/// end
/// ```
pub fn e0115(place: Place, block: &str, missing: &str, meaning: &str, example: &str) -> Diagnostic {
    at("E0115", "A line is missing", &place)
        .label(format!("without `{missing}`"))
        .message(format!("`{block}` needs `{missing}`: {meaning}"))
        .help(format!("add a line such as `{example}`"))
}
