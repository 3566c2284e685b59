use super::{Place, at};
use rufplan_diag::Diagnostic;
use rufplan_entry::{Fault, PatternError};

/// E0105 for a `pattern:` that cannot be read.
pub fn e0105_pattern(place: Place, error: &PatternError) -> Diagnostic {
    let german = match error.fault {
        Fault::Sign(sign) => format!("`{sign}` bedeutet hier nichts"),
        Fault::Unfinished => "es hört zu früh auf".to_string(),
        Fault::NothingToRepeat => "vor der Wiederholung steht nichts".to_string(),
        Fault::Backwards => "seine Grenzen stehen verkehrt herum".to_string(),
        Fault::TooOften => "höchstens 64 Wiederholungen".to_string(),
        Fault::TooGreat => "es ist zu groß".to_string(),
        Fault::FitsNothing => "keine Ziffern passen darauf".to_string(),
    };
    at("E0105", ("Bad number, time or date", "Zahl, Uhrzeit oder Datum stimmt nicht"), &place)
        .label((error.to_string(), german.clone()))
        .message((
            format!("The pattern cannot be used: {error}. No entry could be held against it."),
            format!("Das Muster ist nicht zu gebrauchen: {german}. Keine Eingabe könnte mit ihm verglichen werden."),
        ))
        .help((
            "write digits, sets such as `[2-6]`, `*`, `+`, `?`, `|` and counts such as `{{4}}`: `\"[1-9][0-9]*\"`",
            "Schreiben Sie Ziffern, Mengen wie `[2-6]`, `*`, `+`, `?`, `|` und Anzahlen wie `{{4}}`: `\"[1-9][0-9]*\"`.",
        ))
}
