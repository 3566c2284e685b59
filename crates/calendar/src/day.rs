//! How a script names days: dates, yearly days, nth weekdays, days around Easter, ranges, weekdays, holidays.

use std::fmt;

use jiff::Span;
use jiff::civil::{Date, Weekday};

use crate::easter::easter_sunday;

/// A named day; all but [`Day::Date`] come once a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Day {
    /// `2026-12-24`.
    Date(Date),
    /// `24 dec`; `29 feb` comes in leap years only.
    Yearly {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// `fourth thu of nov`.
    NthWeekday {
        /// Which one of the month.
        nth: Nth,
        /// Its weekday.
        weekday: Weekday,
        /// 1 to 12.
        month: u8,
    },
    /// `easter`, `2 days before easter`.
    Easter {
        /// Days after Easter Sunday; before it if negative.
        offset_days: i16,
    },
}

/// Which weekday of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Nth {
    /// 1 to 4: `first` to `fourth`.
    Number(u8),
    /// `last`.
    Last,
}

/// The days a line speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DaySpec {
    /// One day.
    Day(Day),
    /// `first to last`, both included. Two yearly days may run over New Year (`24 dec to 1 jan`).
    Range {
        /// The first day.
        first: Day,
        /// The last day.
        last: Day,
    },
    /// `holiday "Fronleichnam"`, or any `holiday` without a name.
    Holiday {
        /// Compared as [`matching`](crate::matching) does.
        name: Option<String>,
    },
    /// `mon-fri`, `mon, wed`.
    Weekdays(WeekdaySet),
    /// `every day`.
    EveryDay,
}

/// How particular a line is; the lowest level that matches a day decides it (language.md 2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A full date.
    Date,
    /// A range of full dates.
    DateRange,
    /// Yearly days, nth weekdays of a month, days around Easter, and ranges of these.
    Yearly,
    /// A holiday by its name.
    NamedHoliday,
    /// Any holiday.
    Holiday,
    /// Weekdays.
    Weekday,
    /// Every day.
    EveryDay,
}

/// Why a [`DaySpec`] names no days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFault {
    /// There never is such a day: `31 feb`, `fifth thu`, `300 days before easter` (leaves its year).
    NoSuchDay,
    /// A range from a full date to a yearly day, or the reverse.
    MixedRange,
    /// A range of full dates that ends before it begins.
    BackwardRange,
    /// No weekday at all.
    NoWeekday,
}

/// A set of weekdays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct WeekdaySet(u8);

impl WeekdaySet {
    /// No weekday.
    pub const EMPTY: WeekdaySet = WeekdaySet(0);

    /// These weekdays.
    pub fn of(weekdays: &[Weekday]) -> WeekdaySet {
        weekdays.iter().fold(WeekdaySet::EMPTY, |set, &weekday| set.with(weekday))
    }

    /// From one weekday to another, both included; may run over the week's end (`sat-mon`).
    pub fn range(first: Weekday, last: Weekday) -> WeekdaySet {
        let days = last.since(first);
        (0..=days).fold(WeekdaySet::EMPTY, |set, ahead| set.with(first.wrapping_add(ahead)))
    }

    /// This set and one weekday more.
    pub fn with(self, weekday: Weekday) -> WeekdaySet {
        WeekdaySet(self.0 | bit(weekday))
    }

    /// All of both sets.
    pub fn union(self, other: WeekdaySet) -> WeekdaySet {
        WeekdaySet(self.0 | other.0)
    }

    /// Whether a weekday is in the set.
    pub fn contains(self, weekday: Weekday) -> bool {
        self.0 & bit(weekday) != 0
    }

    /// Whether the set has no weekday.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The weekdays of the set, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        Weekday::Monday.cycle_forward().take(7).filter(move |&weekday| self.contains(weekday))
    }
}

fn bit(weekday: Weekday) -> u8 {
    1 << weekday.to_monday_zero_offset()
}

impl Day {
    /// The date in a year; `None` if the year has no such day. A [`Day::Date`] is itself in any year.
    pub fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Day::Date(date) => Some(date),
            Day::Yearly { month, day } => {
                Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
            }
            Day::NthWeekday { nth, weekday, month } => {
                let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
                let nth = match nth {
                    Nth::Number(number) => i8::try_from(number).ok()?,
                    Nth::Last => -1,
                };
                first.nth_weekday_of_month(nth, weekday).ok()
            }
            Day::Easter { offset_days } => {
                easter_sunday(year).checked_add(Span::new().days(i64::from(offset_days))).ok()
            }
        }
    }

    /// What is wrong with the day in every year.
    pub fn fault(self) -> Option<DayFault> {
        let exists = match self {
            Day::Date(_) => true,
            // 2000 is a leap year: a day that it has not is in no year.
            Day::Yearly { .. } => self.in_year(2000).is_some(),
            Day::NthWeekday { nth, month, .. } => {
                (1..=12).contains(&month) && !matches!(nth, Nth::Number(0 | 5..))
            }
            // 22 March less 80 days is 1 January, 25 April and 250 days are 31 December.
            Day::Easter { offset_days } => (-80..=250).contains(&offset_days),
        };
        (!exists).then_some(DayFault::NoSuchDay)
    }

    fn is_date(self) -> bool {
        matches!(self, Day::Date(_))
    }

    /// Whether a range of yearly days ends in the year after the one it begins in.
    fn runs_over_new_year(first: Day, last: Day) -> bool {
        let (Some((first_month, first_day)), Some((last_month, last_day))) = (first.place(), last.place())
        else {
            // Days around Easter move against fixed ones: a range with one never runs over New Year, so that
            // `easter to 10 apr` does not become a year long when Easter is late.
            return false;
        };
        match (first_day, last_day) {
            (Some(first_day), Some(last_day)) => (last_month, last_day) < (first_month, first_day),
            // Nor does `third mon of aug to 20 aug` in years in which that Monday is the 21st.
            _ => last_month < first_month,
        }
    }

    /// The month, and the day of the month if it is fixed.
    fn place(self) -> Option<(u8, Option<u8>)> {
        match self {
            Day::Yearly { month, day } => Some((month, Some(day))),
            Day::NthWeekday { month, .. } => Some((month, None)),
            Day::Date(_) | Day::Easter { .. } => None,
        }
    }
}

impl DaySpec {
    /// Where the days rank among the lines.
    pub fn level(&self) -> Level {
        match self {
            DaySpec::Day(Day::Date(_)) => Level::Date,
            DaySpec::Range { first: Day::Date(_), .. } => Level::DateRange,
            DaySpec::Day(_) | DaySpec::Range { .. } => Level::Yearly,
            DaySpec::Holiday { name: Some(_) } => Level::NamedHoliday,
            DaySpec::Holiday { name: None } => Level::Holiday,
            DaySpec::Weekdays(_) => Level::Weekday,
            DaySpec::EveryDay => Level::EveryDay,
        }
    }

    /// Why the spec can name no day, if so.
    pub fn fault(&self) -> Option<DayFault> {
        match self {
            DaySpec::Day(day) => day.fault(),
            DaySpec::Range { first, last } => {
                let faults = first.fault().or_else(|| last.fault());
                if faults.is_some() {
                    return faults;
                }
                match (first, last) {
                    (Day::Date(first), Day::Date(last)) => (last < first).then_some(DayFault::BackwardRange),
                    _ => (first.is_date() != last.is_date()).then_some(DayFault::MixedRange),
                }
            }
            DaySpec::Weekdays(set) => set.is_empty().then_some(DayFault::NoWeekday),
            DaySpec::Holiday { .. } | DaySpec::EveryDay => None,
        }
    }

    /// The first and last date of the days that begin in a year; full dates are given in the year in which
    /// they begin. Weekdays, holidays and `every day` give none.
    pub fn range_in_year(&self, year: i16) -> Option<(Date, Date)> {
        if self.fault().is_some() {
            return None;
        }
        let (first, last) = match *self {
            DaySpec::Day(day) => (day.in_year(year)?, day.in_year(year)?),
            DaySpec::Range { first: Day::Date(first), last: Day::Date(last) } => (first, last),
            DaySpec::Range { first, last } => {
                let over = Day::runs_over_new_year(first, last);
                let last_year = if over { year.checked_add(1)? } else { year };
                (range_edge(first, year, true)?, range_edge(last, last_year, false)?)
            }
            DaySpec::Holiday { .. } | DaySpec::Weekdays(_) | DaySpec::EveryDay => return None,
        };
        (first.year() == year && first <= last).then_some((first, last))
    }

    /// Whether a date is one of the days. Holidays, of which a spec knows only the name, never are.
    pub fn contains(&self, date: Date) -> bool {
        match self {
            DaySpec::EveryDay => true,
            DaySpec::Weekdays(set) => set.contains(date.weekday()),
            DaySpec::Holiday { .. } => false,
            DaySpec::Range { first: Day::Date(first), last: Day::Date(last) } => {
                (*first..=*last).contains(&date)
            }
            DaySpec::Day(day) => day.in_year(date.year()) == Some(date) && day.fault().is_none(),
            DaySpec::Range { .. } => [date.year(), date.year().saturating_sub(1)]
                .into_iter()
                .filter_map(|year| self.range_in_year(year))
                .any(|(first, last)| (first..=last).contains(&date)),
        }
    }

    /// The last of the days, if they end: of full dates only.
    pub fn last_date(&self) -> Option<Date> {
        match self {
            DaySpec::Day(Day::Date(date)) | DaySpec::Range { last: Day::Date(date), .. } => Some(*date),
            _ => None,
        }
    }
}

/// The date of a range's edge; 29 February in other years is 1 March as first and 28 February as last day.
fn range_edge(day: Day, year: i16, is_first: bool) -> Option<Date> {
    match day {
        Day::Yearly { month: 2, day: 29 } if day.in_year(year).is_none() => {
            let (month, day) = if is_first { (3, 1) } else { (2, 28) };
            Date::new(year, month, day).ok()
        }
        _ => day.in_year(year),
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn month_word(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("?")
}

fn weekday_word(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

impl fmt::Display for Day {
    /// As a script says it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Day::Date(date) => write!(f, "{date}"),
            Day::Yearly { month, day } => write!(f, "{day} {}", month_word(month)),
            Day::NthWeekday { nth, weekday, month } => {
                let nth = match nth {
                    Nth::Number(1) => "first",
                    Nth::Number(2) => "second",
                    Nth::Number(3) => "third",
                    Nth::Number(4) => "fourth",
                    Nth::Number(5) => "fifth",
                    Nth::Number(_) => "?",
                    Nth::Last => "last",
                };
                write!(f, "{nth} {} of {}", weekday_word(weekday), month_word(month))
            }
            Day::Easter { offset_days: 0 } => f.write_str("easter"),
            Day::Easter { offset_days } => {
                let days = offset_days.unsigned_abs();
                let unit = if days == 1 { "day" } else { "days" };
                let side = if offset_days < 0 { "before" } else { "after" };
                write!(f, "{days} {unit} {side} easter")
            }
        }
    }
}

impl fmt::Display for DaySpec {
    /// As a script says it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DaySpec::Day(day) => write!(f, "{day}"),
            DaySpec::Range { first, last } => write!(f, "{first} to {last}"),
            DaySpec::Holiday { name: Some(name) } => write!(f, "holiday \"{}\"", name.replace('"', "\"\"")),
            DaySpec::Holiday { name: None } => f.write_str("holiday"),
            DaySpec::Weekdays(set) => write!(f, "{set}"),
            DaySpec::EveryDay => f.write_str("every day"),
        }
    }
}

impl fmt::Display for WeekdaySet {
    /// Runs of three and more as `mon-fri`, others one by one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days: Vec<Weekday> = self.iter().collect();
        let mut rest = days.as_slice();
        let mut separator = "";
        while let Some(&first) = rest.first() {
            let run = rest
                .iter()
                .zip(first.cycle_forward())
                .take_while(|&(&day, expected)| day == expected)
                .count();
            let taken = if run >= 3 { run } else { 1 };
            write!(f, "{separator}{}", weekday_word(first))?;
            if taken > 1 {
                write!(f, "-{}", weekday_word(rest[taken - 1]))?;
            }
            rest = &rest[taken..];
            separator = ", ";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
