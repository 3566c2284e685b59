use super::{Place, at};
use rufplan_diag::Diagnostic;

/// E0303: on some way to this place the variable has no value.
///
/// Callers who come that way would hear a gap, or the agent would see an empty field without knowing why.
///
/// ```text
/// data
///   topic: text              // no first value
/// ```
pub fn e0303(place: Place, name: &str, there: Place) -> Diagnostic {
    at("E0303", "May not be set yet", &place)
        .label("perhaps without a value here")
        .message(format!("Some calls come here before anything has set `{name}`."))
        .help(format!("give it a first value: `{name}: … = …`"))
        .help("or set it on every way that leads here")
        .related(&there.file, there.span, "declared without a first value")
}
