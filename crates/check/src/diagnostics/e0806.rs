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
    at("E0806", ("Sensitive in a KPI or mark", "Schutzbedürftiges in einer Kennzahl oder Marke"), &place)
        .label(("would stand in the figures", "stünde in den Zahlen"))
        .message((
            format!("`{name}` is the caller's own; marks are kept with the figures."),
            format!("`{name}` gehört dem Anrufer; Marken werden mit den Zahlen aufbewahrt."),
        ))
        .help((
            "mark without `as`, or with something that says less",
            "Setzen Sie die Marke ohne `as`, oder mit etwas, das weniger verrät.",
        ))
}
