use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

/// W0608: a special day has passed.
///
/// It holds for no call any more; often the same day of the coming year was forgotten.
///
/// ```text
/// 2025-11-27 10:00-18:00
/// ```
pub fn w0608(place: Place, last: &Words) -> Diagnostic {
    at("W0608", ("Past special day", "Besonderer Tag ist vorbei"), &place)
        .label(("lies behind us", "liegt hinter uns"))
        .message((
            format!("{last} has passed; no call meets this line any more."),
            format!("{} ist vorbei; kein Anruf trifft diese Zeile mehr.", last.german()),
        ))
        .help((
            "take it away, or write the day of the coming year",
            "Nehmen Sie die Zeile weg, oder schreiben Sie den Tag des kommenden Jahres.",
        ))
}
