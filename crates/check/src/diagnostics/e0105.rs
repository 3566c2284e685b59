use super::{Place, at};
use rufplan_diag::Diagnostic;

/// What has the form of a value and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    /// A time of day.
    Clock,
    /// A date.
    Date,
    /// A duration.
    Duration,
    /// A number or an amount.
    Number,
    /// A range of codes whose ends do not fit.
    Keys,
}

/// E0105: a number, a time or a date that cannot be.
///
/// The form is right, but there is no such time, day or number, so the machine could not act on it.
///
/// ```text
/// clock 2026-02-03 25:99     // wrong: a day ends at 24:00
/// ```
pub fn e0105(place: Place, what: Impossible) -> Diagnostic {
    let d = at("E0105", ("Bad number, time or date", "Zahl, Uhrzeit oder Datum stimmt nicht"), &place);
    match what {
        Impossible::Clock => d
            .label(("no time of day", "keine Uhrzeit"))
            .message(("Hours go from 00 to 23, minutes from 00 to 59; only a span may end at 24:00.", "Stunden gehen von 00 bis 23, Minuten von 00 bis 59; nur eine Zeitspanne darf um 24:00 enden."))
            .help(("write a time such as 08:30", "Schreiben Sie eine Uhrzeit wie 08:30.")),
        Impossible::Date => d
            .label(("no such day", "kein solcher Tag"))
            .message(("The calendar has no such day, so no call could meet it.", "Diesen Tag gibt es im Kalender nicht, kein Anruf könnte ihn treffen."))
            .help(("write a date such as 2026-12-24", "Schreiben Sie ein Datum wie 2026-12-24.")),
        Impossible::Duration => d
            .label(("too long to count", "länger, als gezählt werden kann"))
            .message(("No call lasts so long.", "So lange dauert kein Anruf."))
            .help(("write a duration such as 1h30min", "Schreiben Sie eine Dauer wie 1h30min.")),
        Impossible::Keys => d
            .label(("no range of codes", "kein Bereich von Eingaben"))
            .message(("The first code of a range lies before the last and is as long; no caller could press one of these.", "Der erste Wert eines Bereichs liegt vor dem letzten und ist gleich lang; keinen dieser Werte könnte ein Anrufer drücken."))
            .help(("write a range such as `1000 to 1019`", "Schreiben Sie einen Bereich wie `1000 to 1019`.")),
        Impossible::Number => {
            d.label(("no number that can be kept", "keine Zahl, die sich merken lässt")).message(("The number is too great, or has too many places.", "Die Zahl ist zu groß oder hat zu viele Stellen."))
        }
    }
}
