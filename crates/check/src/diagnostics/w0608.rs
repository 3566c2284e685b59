use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0608: a special day has passed.
///
/// It holds for no call any more; often the same day of the coming year was forgotten.
///
/// ```text
/// 2025-11-27 10:00-18:00
/// ```
pub fn w0608(place: Place, last: &str) -> Diagnostic {
    at("W0608", "Past special day", &place)
        .label("lies behind us")
        .message(format!("{last} has passed; no call meets this line any more."))
        .help("take it away, or write the day of the coming year")
}
