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
    let d = at("E0604", ("No word on holidays", "Kein Wort zu Feiertagen"), &place);
    let behind = Span::new(insert_at, insert_at);
    match what {
        Undecided::NoLine(holiday) => d
            .label(("no `holiday` line", "keine Zeile `holiday`"))
            .message((
                format!("On {holiday}, and on every other holiday, callers would be told that you are open."),
                format!("Feiertage wie {holiday}: Anrufern würde gesagt, dass Sie geöffnet haben."),
            ))
            .help((
                "add `holiday closed`, or `holiday 10:00-14:00` if somebody is there",
                "Ergänzen Sie `holiday closed`, oder `holiday 10:00-14:00`, wenn jemand da ist.",
            ))
            .fix(("add `holiday closed`", "`holiday closed` ergänzen"), behind, "\n  holiday closed"),
        Undecided::NoSetting => d
            .label(("no `holidays:`", "kein `holidays:`"))
            .message((
                "Without `holidays:` every public holiday is a day like any other.",
                "Ohne `holidays:` ist jeder Feiertag ein Tag wie jeder andere.",
            ))
            .help((
                "add `holidays: DE-BE` with your region, or `holidays: none`",
                "Ergänzen Sie `holidays: DE-BE` mit Ihrer Region, oder `holidays: none`.",
            )),
    }
}
