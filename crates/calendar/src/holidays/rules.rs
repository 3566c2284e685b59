//! The form in which a country's holidays are written down.

use std::ops::RangeInclusive;

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::Communes;
use crate::day::{Day, Nth};
use crate::easter::easter_sunday;

/// The holidays of a country.
pub(super) struct Country {
    /// ISO 3166-1.
    pub code: &'static str,
    /// The parts, as ISO 3166-2 writes them behind the hyphen.
    pub parts: &'static [&'static str],
    /// The rules; a holiday may stand in several.
    pub rules: &'static [Rule],
    /// The names of all ids of the rules.
    pub names: &'static [Names],
}

/// How a holiday is called.
pub(super) struct Names {
    /// The id: the country's own name in ASCII.
    pub id: &'static str,
    /// German.
    pub de: &'static str,
    /// English.
    pub en: &'static str,
    /// Other names that a script may use.
    pub also: &'static [&'static str],
}

/// When and where a holiday holds.
pub(super) struct Rule {
    pub id: &'static str,
    pub on: On,
    pub years: RangeInclusive<i16>,
    /// The parts of the country; empty = all of it.
    pub parts: &'static [&'static str],
    /// `None` = in the whole of each part.
    pub communes: Option<Communes>,
}

/// The day of a year.
pub(super) enum On {
    /// Month and day.
    Fixed(u8, u8),
    /// Month and day, if it falls on one of these weekdays.
    FixedIfWeekday(u8, u8, &'static [Weekday]),
    /// Days after Easter Sunday.
    Easter(i16),
    /// So many days after the nth weekday of a month.
    NthWeekday { nth: u8, weekday: Weekday, month: u8, plus_days: i16 },
    /// The last such weekday before a day of a month.
    WeekdayBefore { weekday: Weekday, month: u8, day: u8 },
    /// The first Thursday of April; a week later if that is Maundy Thursday.
    FirstThursdayOfAprilOutsideHolyWeek,
}

/// Without end.
pub(super) const ALWAYS: RangeInclusive<i16> = from(i16::MIN);

/// From a year on.
pub(super) const fn from(year: i16) -> RangeInclusive<i16> {
    year..=i16::MAX
}

/// In one year only.
pub(super) const fn only(year: i16) -> RangeInclusive<i16> {
    year..=year
}

impl Names {
    /// The names of an id.
    pub const fn new(
        id: &'static str,
        de: &'static str,
        en: &'static str,
        also: &'static [&'static str],
    ) -> Names {
        Names { id, de, en, also }
    }
}

impl Rule {
    /// A holiday of the whole country.
    pub const fn everywhere(id: &'static str, on: On) -> Rule {
        Rule { id, on, years: ALWAYS, parts: &[], communes: None }
    }

    /// A holiday of some parts.
    pub const fn parts(id: &'static str, on: On, parts: &'static [&'static str]) -> Rule {
        Rule { id, on, years: ALWAYS, parts, communes: None }
    }

    /// The rule in some years only.
    pub const fn in_years(self, years: RangeInclusive<i16>) -> Rule {
        let Rule { id, on, parts, communes, years: _ } = self;
        Rule { id, on, years, parts, communes }
    }

    /// The rule in some communes only.
    pub const fn in_communes(self, communes: Communes) -> Rule {
        let Rule { id, on, years, parts, communes: _ } = self;
        Rule { id, on, years, parts, communes: Some(communes) }
    }

    /// The date in a year in which the rule holds.
    pub fn date(&self, year: i16) -> Option<Date> {
        if !self.years.contains(&year) {
            return None;
        }
        match self.on {
            On::Fixed(month, day) => Day::Yearly { month, day }.in_year(year),
            On::FixedIfWeekday(month, day, weekdays) => {
                Day::Yearly { month, day }.in_year(year).filter(|date| weekdays.contains(&date.weekday()))
            }
            On::Easter(offset_days) => Day::Easter { offset_days }.in_year(year),
            On::NthWeekday { nth, weekday, month, plus_days } => {
                let day = Day::NthWeekday { nth: Nth::Number(nth), weekday, month }.in_year(year)?;
                day.checked_add(Span::new().days(i64::from(plus_days))).ok()
            }
            On::WeekdayBefore { weekday, month, day } => {
                Day::Yearly { month, day }.in_year(year)?.nth_weekday(-1, weekday).ok()
            }
            On::FirstThursdayOfAprilOutsideHolyWeek => {
                let first = Date::new(year, 4, 1).ok()?.nth_weekday_of_month(1, Weekday::Thursday).ok()?;
                let is_maundy_thursday = first.checked_add(Span::new().days(3)).ok()? == easter_sunday(year);
                let weeks = i64::from(is_maundy_thursday);
                first.checked_add(Span::new().weeks(weeks)).ok()
            }
        }
    }

    /// Whether the rule speaks of a part of the country, or of the whole country if there is none.
    pub fn holds_in(&self, part: Option<&str>) -> bool {
        self.parts.is_empty() || part.is_some_and(|part| self.parts.contains(&part))
    }
}
