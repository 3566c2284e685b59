//! Hours as a script writes them.

use crate::day::DaySpec;
use crate::holidays::HolidaySet;

/// An `hours` block as plain data. [`HoursPlan::problems`](super::HoursPlan::problems) says what is wrong with
/// it, [`Hours::new`](super::Hours::new) makes answers of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursPlan {
    /// The IANA name of the time zone.
    pub zone: String,
    /// The holidays, expanded to dates; `None` is `holidays: none`.
    pub holidays: Option<HolidaySet>,
    /// The lines, in the order of the file. At most 65,534.
    pub lines: Vec<HoursLine>,
}

/// A line: on these days it is open from … to …, or closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursLine {
    /// The days.
    pub days: DaySpec,
    /// The spans; none means `closed`.
    pub spans: Vec<Span>,
    /// The words behind the line.
    pub reason: Option<String>,
}

/// A span of a day, in minutes of the wall clock after midnight. The end is exclusive; an end at or before
/// the start stands for the next day (`22:00-06:00`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// 0 to 1439.
    pub from_min: u16,
    /// 1 to 1440 (`24:00`), or 0 (`00:00`) for the midnight at the end of the day.
    pub to_min: u16,
}

pub(super) const DAY_MIN: u16 = 24 * 60;

impl HoursLine {
    /// A line with spans and no words.
    pub fn open(days: DaySpec, spans: &[Span]) -> HoursLine {
        HoursLine { days, spans: spans.to_vec(), reason: None }
    }

    /// A line that closes its days, without words.
    pub fn closed(days: DaySpec) -> HoursLine {
        HoursLine { days, spans: Vec::new(), reason: None }
    }

    /// The same line with words behind it.
    pub fn because(self, reason: &str) -> HoursLine {
        HoursLine { reason: Some(reason.to_owned()), ..self }
    }

    /// Whether the line closes its days.
    pub fn is_closed(&self) -> bool {
        self.spans.is_empty()
    }
}

impl Span {
    /// From hour and minute to hour and minute.
    pub const fn hm(from: (u16, u16), to: (u16, u16)) -> Span {
        Span { from_min: from.0 * 60 + from.1, to_min: to.0 * 60 + to.1 }
    }

    /// Whether the span runs past midnight into the next day (not merely up to it).
    pub fn runs_over_midnight(self) -> bool {
        self.to_min <= self.from_min && self.to_min > 0
    }

    /// The end in minutes after the midnight at which the day of the span began: up to 2879.
    pub fn end_min(self) -> u16 {
        if self.to_min <= self.from_min { self.to_min + DAY_MIN } else { self.to_min }
    }

    /// Whether the minutes are times of a day and the span is neither empty nor a day round (`08:00-08:00`
    /// could mean both; a day round is `00:00-24:00`).
    pub fn is_valid(self) -> bool {
        self.from_min < DAY_MIN && self.to_min <= DAY_MIN && self.from_min != self.to_min
    }
}
