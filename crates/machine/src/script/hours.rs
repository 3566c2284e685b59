//! Opening hours, calendars and holiday sets as data (language.md 2.5).

use crate::value::{Date, Time};
use serde::{Deserialize, Serialize};

/// Opening hours; lines in the order of the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursData {
    /// IANA zone in which the times hold.
    pub zone: String,
    /// Region whose holidays hold, by key of `Machine::holidays`.
    pub region: Option<String>,
    /// A calendar instead of a region, by key of `Machine::calendars`.
    pub calendar: Option<String>,
    /// The lines.
    pub lines: Vec<HoursLine>,
}

/// One line: days, and when it is open on them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursLine {
    /// Which days.
    pub days: DaySpec,
    /// Spans; empty is closed.
    pub spans: Vec<TimeSpan>,
    /// The words behind the line.
    pub reason: Option<String>,
}

/// A span of wall-clock time, end exclusive; an end not after the start lies on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeSpan {
    /// Opens.
    pub from: Time,
    /// Closes; `24:00` is hour 24.
    pub to: Time,
}

/// Which days a line speaks of, most particular kind first (language.md 2.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DaySpec {
    /// `2026-12-24`
    Date(Date),
    /// `2027-01-02 to 2027-01-05`, both inclusive.
    Dates(Date, Date),
    /// A day of every year.
    Yearly(YearDay),
    /// A range of every year, both inclusive; may run over New Year.
    YearlyRange(YearDay, YearDay),
    /// `holiday "Name"`
    HolidayNamed(String),
    /// `holiday`
    Holiday,
    /// Weekdays, Monday is 0, sorted.
    Weekdays(Vec<u8>),
    /// `every day`
    EveryDay,
}

/// A day that comes every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearDay {
    /// `24 dec`
    MonthDay {
        /// 1 to 12.
        month: u8,
        /// From 1.
        day: u8,
    },
    /// `fourth thu of nov`; `nth` 1 to 4, 0 is the last.
    NthWeekday {
        /// 1 to 4, 0 is the last.
        nth: u8,
        /// Monday is 0.
        weekday: u8,
        /// 1 to 12.
        month: u8,
    },
    /// Days after (or before, negative) the western Easter Sunday.
    Easter {
        /// Days after Easter.
        offset: i16,
    },
}

/// A named set of days: `calendar NAME`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarData {
    /// Its days, expanded to dates by the compiler, sorted.
    pub dates: Vec<HolidayDate>,
}

/// The holidays of one region, expanded (language.md 2.5, last paragraph).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidaySet {
    /// Version of the holiday rules.
    pub data: String,
    /// Its days, sorted.
    pub dates: Vec<HolidayDate>,
}

/// One holiday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayDate {
    /// The day.
    pub date: Date,
    /// Id of crate `calendar`, or the words of a `plus` line.
    pub id: String,
}
