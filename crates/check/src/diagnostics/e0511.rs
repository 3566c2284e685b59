use super::{Place, at};
use rufplan_diag::Diagnostic;

/// What is said in too few languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unspoken<'a> {
    /// A prompt without lines for these languages.
    Prompt(&'a str, &'a [&'a str]),
    /// A text in `say` of a client of several languages.
    Text,
}

/// E0511: something is not said in all languages of the client.
///
/// A caller who chose the other language would hear silence, or the wrong language.
///
/// ```text
/// client x "X"
///   languages: de, en
/// prompt closed
///   de: "Wir haben geschlossen."               // and in English?
/// ```
pub fn e0511(place: Place, languages: &[String], what: Unspoken<'_>) -> Diagnostic {
    let d = at("E0511", ("Missing in a language", "Fehlt in einer Sprache"), &place);
    match what {
        Unspoken::Prompt(name, missing) => d
            .label((format!("without {}", missing.join(", ")), format!("ohne {}", missing.join(", "))))
            .message((
                format!("The client speaks {}; callers who speak {} would hear nothing from `{name}`.", languages.join(", "), missing.join(" or ")),
                format!("Der Mandant spricht {}; Anrufer mit {} würden von `{name}` nichts hören.", languages.join(", "), missing.join(" oder ")),
            ))
            .help((format!(
                "add a line `{}: \"…\"`, or `any: \"…\"` for all",
                missing.first().copied().unwrap_or("any")
            ), format!(
                "Ergänzen Sie eine Zeile `{}: \"…\"`, oder `any: \"…\"` für alle Sprachen.",
                missing.first().copied().unwrap_or("any")
            ))),
        Unspoken::Text => d
            .label(("in which language?", "in welcher Sprache?"))
            .message((format!("The client speaks {}; this text is in one of them only.", languages.join(", ")), format!("Der Mandant spricht {}; dieser Text ist nur in einer davon.", languages.join(", "))))
            .help(("put the words into a `prompt` with a line for each language, and say its name", "Setzen Sie die Worte in ein `prompt` mit einer Zeile je Sprache, und sagen Sie dessen Namen.")),
    }
}
