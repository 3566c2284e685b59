use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0806: a protected value as a label of the figures.
///
/// Marks are counted and kept; the caller's own data would be kept with them.
///
/// ```text
/// mark kunde as caller.number
/// ```
pub fn e0806(place: Place, name: &str) -> Diagnostic {
    at("E0806", "Sensitive in a KPI or mark", &place)
        .label("would stand in the figures")
        .message(format!("`{name}` is the caller's own; marks are kept with the figures."))
        .help("mark without `as`, or with something that says less")
}
