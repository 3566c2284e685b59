use super::{Place, at};
use rufplan_diag::Diagnostic;

/// What a lookup says of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Neither `fill` nor `gives nothing`; where a line can be added.
    Unsaid(usize),
    /// Both.
    Both,
}

/// E0313: a lookup that does not say what becomes of its answer.
///
/// An answer that nobody takes is a mistake more often than not.
///
/// ```text
/// lookup save_rating
///   post core "/ratings"     // add `fill: …` or `gives nothing`
/// end
/// ```
pub fn e0313(place: Place, lookup: &str, what: Answer) -> Diagnostic {
    let d = at("E0313", ("What comes back?", "Was kommt zurück?"), &place);
    match what {
        Answer::Unsaid(behind) => d
            .label(("neither `fill` nor `gives nothing`", "weder `fill` noch `gives nothing`"))
            .message((
                format!("`{lookup}` does not say where its answer goes."),
                format!("`{lookup}` sagt nicht, wohin seine Antwort kommt."),
            ))
            .help((
                "add `fill: VARIABLE`, or `gives nothing` where the answer does not matter",
                "Ergänzen Sie `fill: VARIABLE`, oder `gives nothing`, wenn es auf die Antwort nicht ankommt",
            ))
            .fix(
                ("add `gives nothing`", "`gives nothing` ergänzen"),
                rufplan_diag::Span::new(behind, behind),
                "\n  gives nothing",
            ),
        Answer::Both => d
            .label(("although it has `fill`", "obwohl es `fill` hat"))
            .message((
                format!("`{lookup}` gives nothing and yet fills a variable: one of both is not meant."),
                format!(
                    "`{lookup}` gibt nichts und füllt doch eine Variable: Eins von beiden ist nicht gemeint."
                ),
            ))
            .help(("take one of the two lines out", "Nehmen Sie eine der beiden Zeilen heraus")),
    }
}
