use super::{Place, at};
use rufplan_diag::Diagnostic;

/// Why days are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDay {
    /// The day is in no year.
    Never,
    /// A range from a full date to a yearly day, or the reverse.
    Mixed,
    /// A range that ends before it begins.
    Backward,
    /// A range that is empty in a year.
    EmptyIn(i16),
    /// A span of time that is empty or none.
    Span,
    /// Words that are no day of a calendar.
    NotADay,
}

/// E0612: there is no such day, or no such span.
///
/// The line would hold for no call at all.
///
/// ```text
/// 31 feb closed
/// ```
pub fn e0612(place: Place, what: NoDay) -> Diagnostic {
    let d = at("E0612", "No such day", &place);
    match what {
        NoDay::Never => d
            .label("in no calendar")
            .message("There never is such a day, so the line would hold for no call.")
            .help("write a day that comes: `28 feb`, `last thu of nov`, `2 days before easter`"),
        NoDay::Mixed => d
            .label("a date and a day of every year")
            .message("A range needs two dates with a year or two without.")
            .help("write both with a year, or both without"),
        NoDay::Backward => d
            .label("ends before it begins")
            .message("The first day lies behind the last, so the line would hold for no call.")
            .help("swap the two days"),
        NoDay::EmptyIn(year) => d
            .label(format!("empty in {year}"))
            .message(format!("In {year} the range ends before it begins."))
            .help("write the two days in two lines"),
        NoDay::Span => d
            .label("no span of time")
            .message("The span has no minute in it, or one of its ends is no time of day.")
            .help("write spans such as 08:00-18:00; the whole day is 00:00-24:00"),
        NoDay::NotADay => d
            .label("no day of a calendar")
            .message("A calendar holds days, not weekdays.")
            .help("write a date, a day of every year or the name of a holiday"),
    }
}
