use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0504: one key leads to two places.
///
/// A caller who presses it can go only one way, and the other arm would never run.
///
/// ```text
/// press 2 for "Rechnung"
/// press 2 for "Umzug"
/// ```
pub fn e0504(place: Place, key: &str, there: Place) -> Diagnostic {
    at("E0504", ("Key twice", "Taste zweimal belegt"), &place)
        .label(("a second time", "zum zweiten Mal"))
        .message((
            format!("The {key} leads somewhere already; callers who press it would never come here."),
            format!("Die {key} führt schon woandershin; wer sie drückt, käme nie hierher."),
        ))
        .help(("take a key that is still free", "Nehmen Sie eine Taste, die noch frei ist."))
        .related(
            &there.file,
            there.span,
            (format!("`press {key}` stands here already"), format!("`press {key}` steht schon hier")),
        )
}
