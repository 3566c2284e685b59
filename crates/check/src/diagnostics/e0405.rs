use super::{Place, at};
use rufplan_diag::Diagnostic;

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
pub fn e0405(place: Place, subject: &str, what: Uncovered<'_>) -> Diagnostic {
    let d = at("E0405", "Cases missing", &place);
    match what {
        Uncovered::Values(values) => d
            .label(format!("without: {}", values.join(", ")))
            .message(format!("Calls in which `{subject}` is {} have no arm.", values.join(" or ")))
            .help(format!("add `when {}` with what shall happen", values.join(", "))),
        Uncovered::Otherwise => d
            .label("without `otherwise`")
            .message(format!(
                "`{subject}` can have any value; calls with one that no `when` names have no arm."
            ))
            .help("add `otherwise` with what shall happen"),
        Uncovered::Unknown => d
            .label("without `otherwise`")
            .message(format!("`{subject}` is unknown in some calls; they have no arm."))
            .help("add `otherwise`: it takes the unknown"),
        Uncovered::Cases(cases) => d
            .label(format!("what when `{}`?", cases.join("`, `")))
            .message(format!(
                "In the case `{}` of {subject} calls have no arm: they would go on as if nothing had been asked.",
                cases.join("` or `")
            ))
            .help(format!("add `when {}` with what shall happen", cases.join("` and `when "))),
    }
}
