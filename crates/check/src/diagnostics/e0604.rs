use super::{Place, at};
use rufplan_diag::{Diagnostic, Span};

/// What is not said about holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecided<'a> {
    /// There are holidays and no line for them; the first one.
    NoLine(&'a str),
    /// No `holidays:` at all.
    NoSetting,
}

/// E0604: nobody has decided what holds on public holidays.
///
/// On the first holiday callers would wait for an office that is empty.
///
/// ```text
/// hours h
///   holidays: DE-BE
///   mon-fri 08:00-18:00
///   holiday closed                             // the line that must not be missing
/// ```
pub fn e0604(place: Place, what: Undecided<'_>, insert_at: usize) -> Diagnostic {
    let d = at("E0604", "No word on holidays", &place);
    let behind = Span::new(insert_at, insert_at);
    match what {
        Undecided::NoLine(holiday) => d
            .label("no `holiday` line")
            .message(format!(
                "On {holiday}, and on every other holiday, callers would be told that you are open."
            ))
            .help("add `holiday closed`, or `holiday 10:00-14:00` if somebody is there")
            .fix("add `holiday closed`", behind, "\n  holiday closed"),
        Undecided::NoSetting => d
            .label("no `holidays:`")
            .message("Without `holidays:` every public holiday is a day like any other.")
            .help("add `holidays: DE-BE` with your region, or `holidays: none`"),
    }
}
