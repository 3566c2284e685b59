use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

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
pub fn e0115(
    place: Place,
    block: &str,
    missing: &str,
    meaning: impl Into<Words>,
    example: &str,
) -> Diagnostic {
    let meaning = meaning.into();
    at("E0115", ("A line is missing", "Eine Zeile fehlt"), &place)
        .label((format!("without `{missing}`"), format!("ohne `{missing}`")))
        .message((
            format!("`{block}` needs `{missing}`: {meaning}"),
            format!("`{block}` braucht `{missing}`: {}", meaning.german()),
        ))
        .help((
            format!("add a line such as `{example}`"),
            format!("Ergänzen Sie eine Zeile wie `{example}`."),
        ))
}
