use super::{Place, at};
use rufplan_diag::Diagnostic;

/// What is wrong with the conditions of a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conditions {
    /// No line without a condition.
    NoLast,
    /// A line behind the one without condition.
    Behind,
    /// No line at all.
    Empty,
}

/// E0512: in some calls no line of the prompt holds.
///
/// If no condition is true, callers would hear nothing; the last line of a language has none.
///
/// ```text
/// prompt waiting
///   de when queue.place is 1: "Sie sind der Nächste."   // and else?
/// ```
pub fn e0512(place: Place, lang: &str, what: Conditions) -> Diagnostic {
    let d = at("E0512", ("No line without condition", "Keine Zeile ohne Bedingung"), &place);
    match what {
        Conditions::NoLast => d
            .label(("and else?", "und sonst?"))
            .message((
                format!("All lines for `{lang}` have `when`; if none is true, callers would hear nothing."),
                format!("Alle Zeilen für `{lang}` haben `when`; trifft keine zu, hören Anrufer nichts."),
            ))
            .help((
                format!("add a last line `{lang}: \"…\"`"),
                format!("Ergänzen Sie eine letzte Zeile `{lang}: \"…\"`."),
            )),
        Conditions::Behind => d
            .label(("never said", "wird nie gesagt"))
            .message((
                format!("The line for `{lang}` above holds always, so callers would never hear this one."),
                format!(
                    "Die Zeile für `{lang}` darüber gilt immer, diese hier würden Anrufer also nie hören."
                ),
            ))
            .help(("move the line without `when` to the end", "Setzen Sie die Zeile ohne `when` ans Ende.")),
        Conditions::Empty => d
            .label(("nothing to say", "nichts zu sagen"))
            .message((
                "The prompt has no lines, so callers would hear nothing.",
                "Die Ansage hat keine Zeilen, Anrufer würden also nichts hören.",
            ))
            .help(("add a line such as `de: \"…\"`", "Ergänzen Sie eine Zeile wie `de: \"…\"`.")),
    }
}
