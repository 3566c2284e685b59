//! Opening hours and calendars.

use super::{Ident, Setting, Spanned, Text};
use rufplan_diag::Span;

/// A day of the calendar that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

/// A time of day; `24:00` is hour 24 and may end a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

/// `hours NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// Zone and holidays.
    pub settings: Vec<Setting>,
    /// In the order of the text.
    pub lines: Vec<HoursLine>,
}

/// One line of opening hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursLine {
    /// Which days.
    pub days: DaySpec,
    /// When it is open on them.
    pub opening: Opening,
    /// The words behind.
    pub reason: Option<Text>,
    /// The line.
    pub span: Span,
}

/// Open when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// `closed`
    Closed,
    /// Spans of time, at least one.
    Spans(Vec<TimeRange>),
}

/// `08:00-18:00`; `None` for an impossible time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeRange {
    /// Opens.
    pub from: Spanned<Option<Clock>>,
    /// Closes, exclusive.
    pub to: Spanned<Option<Clock>>,
    /// Both.
    pub span: Span,
}

/// The days of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DaySpec {
    /// Which.
    pub kind: DaySpecKind,
    /// Their place.
    pub span: Span,
}

/// Forms of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DaySpecKind {
    /// `every day`
    EveryDay,
    /// `mon-thu, sun`
    Weekdays(Vec<WeekdaySpan>),
    /// `holiday`, `holiday "Fronleichnam"`
    Holiday(Option<Text>),
    /// One day, of one year or of every year.
    Day(Day),
    /// `20 dec to 25 dec`, both inclusive.
    Range(Day, Day),
}

/// `mon-fri` or `mon`: both inclusive, Monday is 0; may run over Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdaySpan {
    /// First.
    pub from: u8,
    /// Last.
    pub to: u8,
    /// Its place.
    pub span: Span,
}

impl WeekdaySpan {
    /// The days one by one, Monday is 0.
    pub fn days(self) -> impl Iterator<Item = u8> {
        let count = (self.to + 7 - self.from) % 7;
        (0..=count).map(move |i| (self.from + i) % 7)
    }
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which.
    pub kind: DayKind,
    /// Its place.
    pub span: Span,
}

/// Forms of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// `2026-12-24`; `None` where there is no such day.
    Date(Option<Date>),
    /// `24 dec`; not checked: `31 feb` stays as it is.
    MonthDay {
        /// 1 to 12.
        month: u8,
        /// As written, 0 to 99.
        day: u8,
    },
    /// `fourth thu of nov`
    NthWeekday {
        /// 1 to 4, 0 is the last.
        nth: u8,
        /// Monday is 0.
        weekday: u8,
        /// 1 to 12.
        month: u8,
    },
    /// `easter`, `2 days before easter`; `None` for a number that is no count of days.
    Easter {
        /// Days after Easter Sunday, before it negative.
        offset: Option<i16>,
    },
}

/// `calendar NAME`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Its name.
    pub name: Option<Ident>,
    /// Description.
    pub title: Option<Text>,
    /// In the order of the text.
    pub lines: Vec<CalendarLine>,
    /// A calendar knows none; kept for the message.
    pub settings: Vec<Setting>,
}

/// One line of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarLine {
    /// `public holidays of DE-BY`
    PublicHolidays {
        /// Region.
        region: Ident,
        /// The line.
        span: Span,
    },
    /// `plus …`
    Plus {
        /// Which days.
        entry: CalendarEntry,
        /// The words behind: the entry's name.
        name: Option<Text>,
        /// The line.
        span: Span,
    },
    /// `without …`
    Without {
        /// Which days.
        entry: CalendarEntry,
        /// The words behind.
        name: Option<Text>,
        /// The line.
        span: Span,
    },
}

/// What a line of a calendar adds or takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarEntry {
    /// A holiday by its name.
    Named(Text),
    /// One day.
    Day(Day),
    /// A range, both inclusive.
    Range(Day, Day),
}
