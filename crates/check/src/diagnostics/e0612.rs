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
    let d = at("E0612", ("No such day", "Diesen Tag gibt es nicht"), &place);
    match what {
        NoDay::Never => d
            .label(("in no calendar", "steht in keinem Kalender"))
            .message((
                "There never is such a day, so the line would hold for no call.",
                "Diesen Tag gibt es nie, die Zeile gälte also für keinen Anruf.",
            ))
            .help((
                "write a day that comes: `28 feb`, `last thu of nov`, `2 days before easter`",
                "Schreiben Sie einen Tag, der kommt: `28 feb`, `last thu of nov`, `2 days before easter`.",
            )),
        NoDay::Mixed => d
            .label(("a date and a day of every year", "ein Datum und ein Tag jedes Jahres"))
            .message((
                "A range needs two dates with a year or two without.",
                "Ein Zeitraum braucht zwei Tage mit Jahr oder zwei ohne.",
            ))
            .help((
                "write both with a year, or both without",
                "Schreiben Sie beide mit Jahr oder beide ohne.",
            )),
        NoDay::Backward => d
            .label(("ends before it begins", "endet, bevor er beginnt"))
            .message((
                "The first day lies behind the last, so the line would hold for no call.",
                "Der erste Tag liegt hinter dem letzten, die Zeile gälte also für keinen Anruf.",
            ))
            .help(("swap the two days", "Vertauschen Sie die beiden Tage.")),
        NoDay::EmptyIn(year) => d
            .label((format!("empty in {year}"), format!("im Jahr {year} leer")))
            .message((
                format!("In {year} the range ends before it begins."),
                format!("Im Jahr {year} endet der Zeitraum, bevor er beginnt."),
            ))
            .help(("write the two days in two lines", "Schreiben Sie die beiden Tage in zwei Zeilen.")),
        NoDay::Span => d
            .label(("no span of time", "keine Zeitspanne"))
            .message((
                "The span has no minute in it, or one of its ends is no time of day.",
                "Die Zeitspanne enthält keine Minute, oder eines ihrer Enden ist keine Uhrzeit.",
            ))
            .help((
                "write spans such as 08:00-18:00; the whole day is 00:00-24:00",
                "Schreiben Sie Zeitspannen wie 08:00-18:00; der ganze Tag ist 00:00-24:00.",
            )),
        NoDay::NotADay => d
            .label(("no day of a calendar", "kein Tag eines Kalenders"))
            .message(("A calendar holds days, not weekdays.", "Ein Kalender enthält Tage, keine Wochentage."))
            .help((
                "write a date, a day of every year or the name of a holiday",
                "Schreiben Sie ein Datum, einen Tag jedes Jahres oder den Namen eines Feiertags.",
            )),
    }
}
