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
    at("E0303", ("May not be set yet", "Vielleicht noch nicht gesetzt"), &place)
        .label(("perhaps without a value here", "hier vielleicht ohne Wert"))
        .message((
            format!("Some calls come here before anything has set `{name}`."),
            format!("Manche Anrufe kommen hierher, bevor etwas `{name}` gesetzt hat."),
        ))
        .help((
            format!("give it a first value: `{name}: … = …`"),
            format!("Geben Sie einen Anfangswert: `{name}: … = …`"),
        ))
        .help((
            "or set it on every way that leads here",
            "Oder setzen Sie den Wert auf jedem Weg, der hierher führt.",
        ))
        .related(&there.file, there.span, ("declared without a first value", "hier ohne Anfangswert erklärt"))
}
