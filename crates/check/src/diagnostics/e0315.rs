use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

/// How a shape does not fit its use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeUse<'a> {
    /// `check: with S` needs a shape of one text that gives yes or no.
    Check,
    /// `shape: S` of a lookup needs a shape of `json`.
    TakesNoJson,
    /// It gives something else than the variable that `fill` names: what it gives, what is needed.
    Gives(&'a Words, &'a Words),
    /// The lookup gives nothing, so there is nothing to shape.
    NothingToShape,
    /// It takes several things, or something that nobody can give it.
    Takes,
}

/// E0315: a shape is used for something that it cannot do.
///
/// Its result would never be taken, and every caller would get the arm `failed` or `on wrong input`.
///
/// ```text
/// check: with pruefziffer    // needs `shape pruefziffer(entry: text) gives yesno`
/// ```
pub fn e0315(place: Place, shape: &str, what: ShapeUse<'_>) -> Diagnostic {
    let d = at("E0315", ("Shape does not fit its use", "Form passt nicht zu ihrem Zweck"), &place);
    match what {
        ShapeUse::Check => d
            .label(("one text in, yes or no out", "ein Text hinein, ja oder nein heraus"))
            .message((
                format!("`check: with {shape}` needs a shape of one text that gives `yesno`."),
                format!("`check: with {shape}` braucht eine Form mit einem Text, die `yesno` ergibt."),
            ))
            .help((
                format!("write `shape {shape}(entry: text) gives yesno`"),
                format!("Schreiben Sie `shape {shape}(eingabe: text) gives yesno`"),
            )),
        ShapeUse::TakesNoJson => d
            .label(("it does not take `json`", "sie nimmt kein `json`"))
            .message((
                format!("A lookup gives its reply to `{shape}`, and that is `json`."),
                format!("Eine Abfrage gibt ihre Antwort an `{shape}`, und die ist `json`."),
            ))
            .help((
                format!("write `shape {shape}(reply: json) gives …`"),
                format!("Schreiben Sie `shape {shape}(antwort: json) gives …`"),
            )),
        ShapeUse::Gives(gives, needs) => d
            .label((format!("gives {gives}"), format!("ergibt: {}", gives.german())))
            .message((
                format!("`{shape}` gives {gives}, but `fill` needs {needs}."),
                format!("`{shape}` ergibt: {}; `fill` braucht: {}.", gives.german(), needs.german()),
            ))
            .help(("let both name the same type", "Lassen Sie beide denselben Typ nennen")),
        ShapeUse::NothingToShape => d
            .label(("of an answer that nobody takes", "einer Antwort, die niemand nimmt"))
            .message((
                format!("The lookup gives nothing, so `{shape}` would never run."),
                format!("Die Abfrage gibt nichts, `{shape}` liefe also nie."),
            ))
            .help(("take the line out", "Nehmen Sie die Zeile heraus")),
        ShapeUse::Takes => d
            .label(("one reply or one text", "eine Antwort oder ein Text"))
            .message((
                format!("`{shape}` can be given one thing only: a reply (`json`) or an entry (`text`)."),
                format!(
                    "`{shape}` kann nur eines bekommen: eine Antwort (`json`) oder eine Eingabe (`text`)."
                ),
            ))
            .help((
                format!("write `shape {shape}(reply: json) gives …`"),
                format!("Schreiben Sie `shape {shape}(antwort: json) gives …`"),
            )),
    }
}
