use super::{Place, at};
use rufplan_diag::Diagnostic;

/// W0501: more options than people keep in mind.
///
/// After the fifth option callers have forgotten the first, press 0, or wait for the repetition.
///
/// ```text
/// menu main                  // seven `press … for` lines
/// ```
pub fn w0501(place: Place, count: usize) -> Diagnostic {
    at("W0501", ("Too many options", "Zu viele Möglichkeiten"), &place)
        .label((format!("{count} options"), format!("{count} Möglichkeiten")))
        .message((
            format!("Callers hear {count} options and remember four or five."),
            format!("Anrufer hören {count} Möglichkeiten und merken sich vier oder fünf."),
        ))
        .help((
            "put the rare ones under one key, with a menu of their own",
            "Legen Sie die seltenen unter eine Taste mit einem eigenen Menü.",
        ))
}
