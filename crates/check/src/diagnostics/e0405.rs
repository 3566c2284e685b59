use super::{Place, at};
use rufplan_diag::{Diagnostic, Words};

/// What a block does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Uncovered<'a> {
    /// Values of a closed list without an arm.
    Values(&'a [String]),
    /// An open type without `otherwise`.
    Otherwise,
    /// A `maybe` without `otherwise`.
    Unknown,
    /// Cases of a block without an arm.
    Cases(&'a [&'a str]),
}

/// E0405: some calls have no arm.
///
/// A call whose value has no arm would go on as if nothing had been asked; the designer must say what happens then.
///
/// ```text
/// check hours service_hours
///   when open
///     go to main_menu        // and when `closed`?
/// end
/// ```
/// `subject` is the value as written, or what the cases belong to; its German text is in the genitive then.
pub fn e0405(place: Place, subject: impl Into<Words>, what: Uncovered<'_>) -> Diagnostic {
    let subject = subject.into();
    let d = at("E0405", ("Cases missing", "Fälle fehlen"), &place);
    match what {
        Uncovered::Values(values) => d
            .label((format!("without: {}", values.join(", ")), format!("ohne: {}", values.join(", "))))
            .message((format!("Calls in which `{subject}` is {} have no arm.", values.join(" or ")), format!("Anrufe, in denen `{subject}` {} ist, haben keinen Zweig.", values.join(" oder "))))
            .help((format!("add `when {}` with what shall happen", values.join(", ")), format!("Ergänzen Sie `when {}` mit dem, was geschehen soll.", values.join(", ")))),
        Uncovered::Otherwise => d
            .label(("without `otherwise`", "ohne `otherwise`"))
            .message((format!(
                "`{subject}` can have any value; calls with one that no `when` names have no arm."
            ), format!(
                "`{subject}` kann jeden Wert haben; Anrufe mit einem, den kein `when` nennt, haben keinen Zweig."
            )))
            .help(("add `otherwise` with what shall happen", "Ergänzen Sie `otherwise` mit dem, was geschehen soll.")),
        Uncovered::Unknown => d
            .label(("without `otherwise`", "ohne `otherwise`"))
            .message((format!("`{subject}` is unknown in some calls; they have no arm."), format!("`{subject}` ist in manchen Anrufen unbekannt; sie haben keinen Zweig.")))
            .help(("add `otherwise`: it takes the unknown", "Ergänzen Sie `otherwise`: Es nimmt das Unbekannte auf.")),
        Uncovered::Cases(cases) => d
            .label((format!("what when `{}`?", cases.join("`, `")), format!("was bei `{}`?", cases.join("`, `"))))
            .message((format!("In the case `{}` of {subject} calls have no arm: they would go on as if nothing had been asked.", cases.join("` or `")), format!("Im Fall `{}` {} haben Anrufe keinen Zweig: Sie liefen weiter, als wäre nichts gefragt worden.", cases.join("` oder `"), subject.german())))
            .help((format!("add `when {}` with what shall happen", cases.join("` and `when ")), format!("Ergänzen Sie `when {}` mit dem, was geschehen soll.", cases.join("` and `when ")))),
    }
}
