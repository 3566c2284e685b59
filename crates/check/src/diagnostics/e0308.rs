use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

/// How the result of a shape does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Result<'a> {
    /// A field, or the result itself, gives something else than the type says: what, and what is needed.
    Gives {
        /// The field; empty is the result itself.
        field: &'a str,
        /// As written.
        gives: &'a str,
        /// What the type says.
        needs: &'a Words,
    },
    /// A field of the type is not given.
    Lacks(&'a str),
    /// The type has no such field.
    Unknown(&'a str),
}

/// E0308: what a shape gives can never be a value of its type.
///
/// The reply would be thrown away and every caller would get the arm `failed`.
///
/// ```text
/// tier: if reply.points > 1000 { "vip" } else { "privat" }   // the type knows privat, premium
/// ```
pub fn e0308(place: Place, shape: &str, what: Result<'_>) -> Diagnostic {
    let d = at("E0308", ("Shape result does not fit", "Ergebnis der Form passt nicht"), &place);
    match what {
        Result::Gives { field: "", gives, needs } => d
            .label((format!("{needs} is needed"), format!("gebraucht wird: {}", needs.german())))
            .message((
                format!("`{shape}` may give {gives}: callers would then get the arm `failed`."),
                format!("`{shape}` kann {gives} ergeben: Anrufer kämen dann in den Zweig `failed`."),
            ))
            .help((
                "give what the type of the shape says, or change the type behind `gives`",
                "Geben Sie, was der Typ der Form sagt, oder ändern Sie den Typ hinter `gives`",
            )),
        Result::Gives { field, gives, needs } => d
            .label((format!("`{field}` is {needs}"), format!("`{field}` ist: {}", needs.german())))
            .message((
                format!("`{shape}` may give `{field}`: {gives}; callers would then get the arm `failed`."),
                format!(
                    "`{shape}` kann `{field}`: {gives} ergeben; Anrufer kämen dann in den Zweig `failed`."
                ),
            ))
            .help((
                "give what the type says, or add the value to the type",
                "Geben Sie, was der Typ sagt, oder nehmen Sie den Wert in den Typ auf",
            )),
        Result::Lacks(field) => d
            .label((format!("without `{field}`"), format!("ohne `{field}`")))
            .message((
                format!("`{shape}` never gives `{field}`, so every caller would get the arm `failed`."),
                format!("`{shape}` ergibt nie `{field}`, jeder Anrufer käme also in den Zweig `failed`."),
            ))
            .help((
                format!("add `{field}: …`, or make it `maybe` in the type"),
                format!("Ergänzen Sie `{field}: …`, oder machen Sie es im Typ zu `maybe`"),
            )),
        Result::Unknown(field) => d
            .label((format!("the type has no `{field}`"), format!("der Typ hat kein `{field}`")))
            .message((
                format!("`{shape}` gives `{field}`, and nothing in the script could ever read it."),
                format!("`{shape}` ergibt `{field}`, und nichts im Skript könnte es je lesen."),
            ))
            .help((
                format!("take `{field}` out, or add it to the type"),
                format!("Nehmen Sie `{field}` heraus, oder ergänzen Sie es im Typ"),
            )),
    }
}
