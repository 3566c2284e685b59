use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0709: there is no such priority.
///
/// 10 is most urgent, 1 least; what lies outside would not be more urgent still.
///
/// ```text
/// enter queue service with priority 11
/// ```
pub fn e0709(place: Place, found: &str) -> Diagnostic {
    at("E0709", ("Priority out of 1-10", "Priorität außerhalb von 1 bis 10"), &place)
        .label(("1 to 10", "1 bis 10"))
        .message((
            format!("`{found}` is no priority: 10 is most urgent, 1 least."),
            format!("`{found}` ist keine Priorität: 10 ist am dringendsten, 1 am wenigsten dringend."),
        ))
        .help((
            "write a whole number from 1 to 10; a variable is `number from 1 to 10`",
            "Schreiben Sie eine ganze Zahl von 1 bis 10; eine Variable ist `number from 1 to 10`.",
        ))
}
