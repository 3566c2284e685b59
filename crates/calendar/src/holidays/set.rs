//! The dates of a holiday set, expanded for some years: what a compiled script stores.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::{Region, holiday_matches, holidays};

/// A day with the id or name of its holiday.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedDay {
    /// The day.
    pub date: Date,
    /// A holiday's id ([`holiday_name`](crate::holiday_name) says it) or the name that the script gave the day.
    pub id: String,
}

/// The named days of some years, by date; several on one date stand in the order of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolidaySet {
    days: Vec<NamedDay>,
    years: RangeInclusive<i16>,
}

impl HolidaySet {
    /// These days, which are all there are in `years`. Days outside the years are left out.
    pub fn new(mut days: Vec<NamedDay>, years: RangeInclusive<i16>) -> HolidaySet {
        days.retain(|day| years.contains(&day.date.year()));
        // Stable: the order on one date stays.
        days.sort_by_key(|day| day.date);
        HolidaySet { days, years }
    }

    /// The public holidays of a region; `None` if there are no rules for it in one of the years.
    pub fn of_region(region: &Region, years: RangeInclusive<i16>) -> Option<HolidaySet> {
        let mut days = Vec::new();
        for year in years.clone() {
            let found = holidays(region, year)?;
            days.extend(found.into_iter().map(|day| NamedDay { date: day.date, id: day.id.to_owned() }));
        }
        Some(HolidaySet::new(days, years))
    }

    /// All days, by date.
    pub fn days(&self) -> &[NamedDay] {
        &self.days
    }

    /// The years of which all days are known.
    pub fn years(&self) -> RangeInclusive<i16> {
        self.years.clone()
    }

    /// The days on a date.
    pub fn on(&self, date: Date) -> &[NamedDay] {
        let first = self.days.partition_point(|day| day.date < date);
        let end = first + self.days[first..].iter().take_while(|day| day.date == date).count();
        &self.days[first..end]
    }

    /// The id of the day, the first if there are several: `CAL.today` of a script, and `h.holiday`.
    pub fn today(&self, date: Date) -> Option<&str> {
        let first = self.days.partition_point(|day| day.date < date);
        self.days.get(first).filter(|day| day.date == date).map(|day| day.id.as_str())
    }

    /// Whether a name means one of the days (E0613 otherwise).
    pub fn knows(&self, name: &str) -> bool {
        self.ids().iter().any(|id| holiday_matches(name, id))
    }

    /// The ids, each once, in the order of their first date.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for day in &self.days {
            if !ids.contains(&day.id.as_str()) {
                ids.push(&day.id);
            }
        }
        ids
    }
}
