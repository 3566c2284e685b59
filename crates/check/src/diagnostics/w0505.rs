use super::{Place, at};
use rufplan_diag::Diagnostic;

/// How words and keys differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The words name a key that leads nowhere.
    NoSuchKey,
    /// The key is never named.
    NeverAnnounced,
}

/// W0505: the words speak of other keys than there are.
///
/// Who presses a key that was announced and is none hears an apology; who is not told of a key never presses it.
///
/// ```text
/// de: "Für Rechnungen drücken Sie die 3."      // and there is no `press 3`
/// ```
pub fn w0505(place: Place, key: &str, lang: Option<&str>, what: Difference) -> Diagnostic {
    let d = at(
        "W0505",
        ("Announced and real keys differ", "Angesagte und wirkliche Tasten stimmen nicht überein"),
        &place,
    );
    let language = lang.map(|l| format!(" in `{l}`")).unwrap_or_default();
    let sprache = lang.map(|l| format!(" (`{l}`)")).unwrap_or_default();
    match what {
        Difference::NoSuchKey => d
            .label((format!("speaks of the {key}"), format!("spricht von der {key}")))
            .message((format!("Callers are told{language} to press {key}, but there is no `press {key}`."), format!("Anrufern wird{sprache} gesagt, sie sollen die {key} drücken, aber es gibt kein `press {key}`.")))
            .help((format!("add `press {key} for \"…\"`, or change the words"), format!("Ergänzen Sie `press {key} for \"…\"`, oder ändern Sie die Worte."))),
        Difference::NeverAnnounced => d
            .label(("nobody is told", "niemand erfährt davon"))
            .message((format!(
                "The words of this menu{language} never speak of the {key}; callers cannot know it."
            ), format!(
                "Die Worte dieses Menüs sprechen{sprache} nie von der {key}; Anrufer können sie nicht kennen."
            )))
            .help(("say it in the menu, or leave out the label: a key without one is not announced", "Sagen Sie sie im Menü an, oder lassen Sie die Beschriftung weg: Eine Taste ohne sie wird nicht angesagt.")),
    }
}
