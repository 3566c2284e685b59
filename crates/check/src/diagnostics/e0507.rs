use super::{Place, at};
use rufplan_diag::Diagnostic;

/// Why a key cannot be heard in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unheard<'a> {
    /// A legal value may begin with it.
    BeginsValue,
    /// It already means something in the entry: `finish with`, `clear with`, `decimal key`.
    Setting(&'a str),
    /// A code of several keys.
    Code,
}

/// E0507: a key that leads somewhere is part of what is keyed here.
///
/// Callers who mean the key would be understood as beginning their number, or the other way round.
///
/// ```text
/// press 0 anywhere for "Mensch"      // in `defaults`
/// collect order_no                   // may begin with 0: narrow it, `pattern: "[1-9][0-9]*"`
/// ```
pub fn e0507(place: Place, key: &str, var: &str, why: Unheard<'_>, there: Option<Place>) -> Diagnostic {
    let d = at("E0507", ("Key cannot be heard here", "Taste ist hier nicht hörbar"), &place);
    let d = match why {
        Unheard::BeginsValue => d
            .label((format!("may begin with {key}"), format!("kann mit {key} beginnen")))
            .message((
                format!("`{var}` may begin with {key}: a caller who presses {key} to get out would be taken to begin the entry."),
                format!("`{var}` kann mit {key} beginnen: Wer {key} drückt, um herauszukommen, hätte damit die Eingabe begonnen."),
            ))
            .help((
                "narrow the values, for example `pattern: \"[1-9][0-9]*\"`",
                "Schränken Sie die Werte ein, zum Beispiel mit `pattern: \"[1-9][0-9]*\"`.",
            )),
        Unheard::Setting(setting) => d
            .label((format!("{key} is taken"), format!("{key} ist vergeben")))
            .message((
                format!("Here {key} already belongs to `{setting}`; a caller could not tell both apart."),
                format!("Hier gehört {key} schon zu `{setting}`; Anrufer könnten beides nicht unterscheiden."),
            ))
            .help(("take another key", "Nehmen Sie eine andere Taste.")),
        Unheard::Code => d
            .label(("more than one key", "mehr als eine Taste"))
            .message((
                format!("While digits are keyed, `{key}` cannot be told from them: a way out is one key."),
                format!("Während Ziffern eingegeben werden, ist `{key}` von ihnen nicht zu unterscheiden: Ein Ausweg ist eine einzelne Taste."),
            ))
            .help(("take one key, for example `press *`", "Nehmen Sie eine einzelne Taste, zum Beispiel `press *`.")),
    };
    match there {
        Some(there) => d
            .help(("or write `keys anywhere: no` here", "Oder schreiben Sie hier `keys anywhere: no`."))
            .related(
                &there.file,
                there.span,
                (format!("`press {key} anywhere` stands here"), format!("`press {key} anywhere` steht hier")),
            ),
        None => d,
    }
}
