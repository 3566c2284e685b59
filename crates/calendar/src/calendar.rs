//! Calendars of a script: the public holidays of a region, with days put in and taken out.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use crate::day::{DayFault, DaySpec};
use crate::holidays::{
    Communes, HolidaySet, NamedDay, Region, dates_of, holiday_id, holiday_matches, id_in, known_regions,
    local_holidays, matching,
};

/// A `calendar` block: its lines in the order of the file. A line works on what the lines above it gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The lines.
    pub lines: Vec<CalendarLine>,
}

/// A line of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarLine {
    /// `public holidays of DE-BY`.
    PublicHolidays(Region),
    /// `plus 24 dec "Heiligabend"`, `plus "mariae_himmelfahrt"`.
    Plus {
        /// The days.
        days: CalendarDays,
        /// How the script calls them.
        name: Option<String>,
    },
    /// `without "fronleichnam"`, `without 31 oct`.
    Without {
        /// The days.
        days: CalendarDays,
    },
}

/// The days of a `plus` or `without` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarDays {
    /// Dates, yearly days and ranges; weekdays, holidays and `every day` are no days of a calendar.
    Days(DaySpec),
    /// A holiday by its id or name.
    Named(String),
}

/// A fact about a calendar for which the checker has a diagnostic. `line` counts from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarProblem {
    /// No rules for this region (E0614).
    UnknownRegion {
        /// The line.
        line: usize,
    },
    /// The days cannot be (E0612).
    BadDays {
        /// The line.
        line: usize,
        /// Why not.
        fault: DayFault,
    },
    /// Weekdays, `holiday` or `every day`, which name no days of a calendar.
    NotDays {
        /// The line.
        line: usize,
    },
    /// `plus "…"` names no holiday of the country, nor of any country if no region is named (E0613).
    UnknownHoliday {
        /// The line.
        line: usize,
    },
    /// A `without` line removes nothing in the years asked for (W0610).
    RemovesNothing {
        /// The line.
        line: usize,
    },
    /// A holiday of some communes of the region that no line takes up or out (W0607).
    LocalUndecided {
        /// The line of the region.
        line: usize,
        /// The holiday.
        id: &'static str,
    },
}

impl CalendarProblem {
    /// Whether the build stops: no set can be made of the line.
    pub fn is_error(&self) -> bool {
        !matches!(self, CalendarProblem::RemovesNothing { .. } | CalendarProblem::LocalUndecided { .. })
    }
}

impl Calendar {
    /// The calendar of `holidays: DE-BE`: the public holidays of a region and nothing else.
    pub fn of_region(region: Region) -> Calendar {
        Calendar { lines: vec![CalendarLine::PublicHolidays(region)] }
    }

    /// The days of the calendar in these years. Lines with an error add and remove nothing.
    pub fn expand(&self, years: RangeInclusive<i16>) -> HolidaySet {
        let mut days = Vec::new();
        for line in &self.lines {
            self.apply(line, &years, &mut days);
        }
        HolidaySet::new(days, years)
    }

    /// All ids and names that `CAL.today` can have: those of the days in these years, and those that `plus`
    /// lines give, whenever they come (E0613).
    pub fn ids(&self, years: RangeInclusive<i16>) -> Vec<String> {
        let set = self.expand(years);
        let mut ids: Vec<String> = set.ids().into_iter().map(str::to_owned).collect();
        for line in &self.lines {
            if let CalendarLine::Plus { days, name } = line
                && let Some(id) = self.id_of(days, name.as_deref())
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        ids
    }

    /// What is wrong with the calendar, by line; `years` are those for which it will be expanded.
    pub fn problems(&self, years: RangeInclusive<i16>) -> Vec<CalendarProblem> {
        let mut problems = Vec::new();
        let mut days = Vec::new();
        for (line, content) in self.lines.iter().enumerate() {
            let before = days.len();
            self.apply(content, &years, &mut days);
            match content {
                CalendarLine::PublicHolidays(region) if !region.is_known() => {
                    problems.push(CalendarProblem::UnknownRegion { line });
                }
                CalendarLine::PublicHolidays(region) => {
                    let ids = self.undecided(region, &years);
                    problems.extend(ids.map(|id| CalendarProblem::LocalUndecided { line, id }));
                }
                CalendarLine::Plus { days, .. } => problems.extend(self.fault(line, days)),
                CalendarLine::Without { days: taken } => {
                    let fault = self.fault(line, taken);
                    let idle = days.len() == before && !self.decides_local(taken, &years);
                    if fault.is_none() && idle {
                        problems.push(CalendarProblem::RemovesNothing { line });
                    }
                    problems.extend(fault);
                }
            }
        }
        problems
    }

    fn apply(&self, line: &CalendarLine, years: &RangeInclusive<i16>, days: &mut Vec<NamedDay>) {
        match line {
            CalendarLine::PublicHolidays(region) => {
                let found = years.clone().filter_map(|year| crate::holidays::holidays(region, year));
                for day in found.flatten() {
                    add(days, day.date, day.id.to_owned());
                }
            }
            CalendarLine::Plus { days: put, name } => {
                let Some(id) = self.id_of(put, name.as_deref()) else { return };
                for date in years.clone().flat_map(|year| self.dates(put, year)) {
                    add(days, date, id.clone());
                }
            }
            CalendarLine::Without { days: CalendarDays::Named(text) } => {
                days.retain(|day| !holiday_matches(text, &day.id));
            }
            CalendarLine::Without { days: CalendarDays::Days(spec) } => {
                days.retain(|day| !spec.contains(day.date));
            }
        }
    }

    /// The dates of a `plus` line that begin in a year. The year before gives those of a range over New Year.
    fn dates(&self, days: &CalendarDays, year: i16) -> Vec<Date> {
        match days {
            CalendarDays::Named(text) => match self.holiday(text) {
                Some((region, id)) => dates_of(&region, id, year),
                None => Vec::new(),
            },
            CalendarDays::Days(spec) => {
                let (Ok(first), Ok(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else {
                    return Vec::new();
                };
                let in_year = first.series(jiff::Span::new().days(1)).take_while(|&date| date <= last);
                match spec {
                    DaySpec::Day(day) => {
                        day.in_year(year).filter(|date| spec.contains(*date)).into_iter().collect()
                    }
                    DaySpec::Range { .. } => in_year.filter(|&date| spec.contains(date)).collect(),
                    DaySpec::Holiday { .. } | DaySpec::Weekdays(_) | DaySpec::EveryDay => Vec::new(),
                }
            }
        }
    }

    /// The id of a `plus` line's days: its name, the holiday's id, or else the days as the script says them.
    fn id_of(&self, days: &CalendarDays, name: Option<&str>) -> Option<String> {
        match (name, days) {
            (Some(name), _) => Some(name.to_owned()),
            (None, CalendarDays::Named(text)) => self.holiday(text).map(|(_, id)| id.to_owned()),
            (None, CalendarDays::Days(spec)) => Some(spec.to_string()),
        }
    }

    /// The holiday that a text means: of the regions that the calendar names; of any country if it names none.
    fn holiday(&self, text: &str) -> Option<(Region, &'static str)> {
        let mut has_region = false;
        for line in &self.lines {
            if let CalendarLine::PublicHolidays(region) = line {
                has_region = true;
                if let Some(id) = id_in(region, text) {
                    return Some((region.clone(), id));
                }
            }
        }
        if has_region || holiday_id(text).is_none() {
            return None;
        }
        let regions = known_regions().filter_map(|text| Region::parse(&text));
        regions.into_iter().find_map(|region| id_in(&region, text).map(|id| (region, id)))
    }

    fn fault(&self, line: usize, days: &CalendarDays) -> Option<CalendarProblem> {
        match days {
            CalendarDays::Named(text) => {
                let is_own_name = self.lines.iter().any(|other| {
                    matches!(other, CalendarLine::Plus { name: Some(name), .. } if matching(name, text))
                });
                let is_plus = matches!(self.lines[line], CalendarLine::Plus { .. });
                let known = self.holiday(text).is_some() || (!is_plus && is_own_name);
                (!known).then_some(CalendarProblem::UnknownHoliday { line })
            }
            CalendarDays::Days(DaySpec::Holiday { .. } | DaySpec::Weekdays(_) | DaySpec::EveryDay) => {
                Some(CalendarProblem::NotDays { line })
            }
            CalendarDays::Days(spec) => spec.fault().map(|fault| CalendarProblem::BadDays { line, fault }),
        }
    }

    /// The holidays of some communes of a region, of which no line says whether they hold.
    fn undecided(&self, region: &Region, years: &RangeInclusive<i16>) -> impl Iterator<Item = &'static str> {
        some_communes(region, *years.end())
            .into_iter()
            .filter(|&(date, id)| {
                !self.lines.iter().any(|line| match line {
                    CalendarLine::PublicHolidays(_) => false,
                    CalendarLine::Plus { days, name } => {
                        name.as_deref().is_some_and(|name| holiday_matches(name, id))
                            || speaks_of(days, date, id)
                    }
                    CalendarLine::Without { days } => speaks_of(days, date, id),
                })
            })
            .map(|(_, id)| id)
    }

    /// Whether a `without` line settles a holiday of some communes: it removes nothing, and says so.
    fn decides_local(&self, days: &CalendarDays, years: &RangeInclusive<i16>) -> bool {
        self.lines.iter().any(|line| match line {
            CalendarLine::PublicHolidays(region) => {
                some_communes(region, *years.end()).into_iter().any(|(date, id)| speaks_of(days, date, id))
            }
            _ => false,
        })
    }
}

fn some_communes(region: &Region, year: i16) -> Vec<(Date, &'static str)> {
    let local = local_holidays(region, year).unwrap_or_default().into_iter();
    local.filter(|day| day.communes == Communes::Some).map(|day| (day.date, day.id)).collect()
}

fn speaks_of(days: &CalendarDays, date: Date, id: &str) -> bool {
    match days {
        CalendarDays::Named(text) => holiday_matches(text, id),
        CalendarDays::Days(spec) => spec.contains(date),
    }
}

fn add(days: &mut Vec<NamedDay>, date: Date, id: String) {
    let day = NamedDay { date, id };
    if !days.contains(&day) {
        days.push(day);
    }
}
