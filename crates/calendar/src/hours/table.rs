//! Which line decides a day.
//!
//! Most days are decided by their weekday. The others are kept as sorted runs of days for [`TABLE_YEARS`], so
//! that a decision is a binary search in a few hundred entries and looking ahead can jump from run to run.
//! Outside those years every line is asked.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use jiff::civil::{Date, Weekday};

use super::plan::HoursLine;
use crate::day::{DaySpec, Level};
use crate::holidays::{HolidaySet, holiday_matches};
use crate::zone::{next_day, previous_day};

/// The years for which decisions are looked up; other years cost more and answer alike.
const TABLE_YEARS: RangeInclusive<i16> = 2020..=2060;

/// Days that one line decides although a weekday line or `every day` would.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub first: Date,
    pub last: Date,
    pub line: u16,
}

/// A line's rank: the lower one decides. Within a level, which is an error in a script, the first line does.
type Rank = (Level, u16);

#[derive(Clone, Debug)]
pub(super) struct DayTable {
    runs: Vec<Run>,
    /// The deciding line of an ordinary day, Monday first.
    weekly: [Option<u16>; 7],
    /// Dates of the holidays with the line that decides them, for the years without a table.
    holidays: Vec<(Date, Rank)>,
    /// The lines of the first three levels, by rank.
    dated: Vec<(Rank, DaySpec)>,
}

impl DayTable {
    /// `usable` tells lines whose days cannot be, which decide nothing.
    pub fn new(
        lines: &[HoursLine],
        holidays: Option<&HolidaySet>,
        usable: impl Fn(usize) -> bool,
    ) -> DayTable {
        let ranked = || {
            let numbered = (0..u16::MAX).zip(lines);
            numbered.filter(|&(index, _)| usable(usize::from(index)))
        };
        let mut weekly = [None; 7];
        for weekday in Weekday::Monday.cycle_forward().take(7) {
            let matching = ranked().filter(|(_, line)| match &line.days {
                DaySpec::Weekdays(set) => set.contains(weekday),
                spec => *spec == DaySpec::EveryDay,
            });
            let best = matching.min_by_key(|(index, line)| (line.days.level(), *index));
            weekly[monday_offset(weekday)] = best.map(|(index, _)| index);
        }
        let mut dated: Vec<(Rank, DaySpec)> = ranked()
            .filter(|(_, line)| line.days.level() <= Level::Yearly)
            .map(|(index, line)| ((line.days.level(), index), line.days.clone()))
            .collect();
        dated.sort_by_key(|(rank, _)| *rank);

        let mut table =
            DayTable { runs: Vec::new(), weekly, holidays: decided_holidays(lines, holidays, usable), dated };
        table.runs = table.make_runs();
        table
    }

    /// The line that decides a day.
    pub fn line_on(&self, date: Date) -> Option<u16> {
        let special = if TABLE_YEARS.contains(&date.year()) {
            self.run_at(date).map(|run| run.line)
        } else {
            self.special_line(date)
        };
        special.or(self.weekly[monday_offset(date.weekday())])
    }

    /// The run that a day belongs to, in the years of the table.
    pub fn run_at(&self, date: Date) -> Option<&Run> {
        let next = self.runs.partition_point(|run| run.last < date);
        self.runs.get(next).filter(|run| run.first <= date)
    }

    /// The first day at or after `date` that may be decided by something else than its weekday; the first day
    /// behind the table at the latest.
    pub fn next_special(&self, date: Date) -> Date {
        if !TABLE_YEARS.contains(&date.year()) {
            return date;
        }
        let next = self.runs.partition_point(|run| run.last < date);
        match self.runs.get(next) {
            Some(run) => run.first.max(date),
            None => next_day(table_end()),
        }
    }

    /// The line of an ordinary weekday.
    pub fn weekly_line(&self, weekday: Weekday) -> Option<u16> {
        self.weekly[monday_offset(weekday)]
    }

    /// The deciding line above the weekdays, by asking every line.
    fn special_line(&self, date: Date) -> Option<u16> {
        let dated = self.dated.iter().find(|(_, spec)| spec.contains(date)).map(|(rank, _)| *rank);
        let first = self.holidays.partition_point(|(day, _)| *day < date);
        let holiday = self.holidays.get(first).filter(|(day, _)| *day == date).map(|(_, rank)| *rank);
        dated.into_iter().chain(holiday).min().map(|(_, line)| line)
    }

    fn make_runs(&self) -> Vec<Run> {
        let mut ranges: Vec<(Date, Date, Rank)> =
            self.holidays.iter().map(|&(date, rank)| (date, date, rank)).collect();
        for (rank, spec) in &self.dated {
            // The year before may begin a range that runs into the table.
            for year in TABLE_YEARS.start() - 1..=*TABLE_YEARS.end() {
                if spec.level() != Level::Yearly {
                    break;
                }
                ranges.extend(spec.range_in_year(year).map(|(first, last)| (first, last, *rank)));
            }
            if let Some(last) = spec.last_date() {
                let first = first_date(spec).unwrap_or(last);
                ranges.push((first, last, *rank));
            }
        }
        let (start, end) = (table_start(), table_end());
        ranges.retain_mut(|(first, last, _)| {
            (*first, *last) = ((*first).max(start), (*last).min(end));
            first <= last
        });
        overlay(ranges)
    }
}

/// Cuts ranges into runs in which the lowest rank decides.
fn overlay(mut ranges: Vec<(Date, Date, Rank)>) -> Vec<Run> {
    ranges.sort_unstable();
    let mut cuts: Vec<Date> = ranges.iter().flat_map(|&(first, last, _)| [first, next_day(last)]).collect();
    cuts.sort_unstable();
    cuts.dedup();

    let mut runs: Vec<Run> = Vec::new();
    let mut active: BTreeSet<(Rank, Date)> = BTreeSet::new();
    let mut coming = ranges.into_iter().peekable();
    for pair in cuts.windows(2) {
        let (first, next) = (pair[0], pair[1]);
        while let Some((_, last, rank)) = coming.next_if(|&(begin, _, _)| begin <= first) {
            active.insert((rank, last));
        }
        while active.first().is_some_and(|&(_, last)| last < first) {
            active.pop_first();
        }
        let Some(&((_, line), _)) = active.first() else { continue };
        let last = previous_day(next);
        match runs.last_mut() {
            Some(run) if run.line == line && next_day(run.last) == first => run.last = last,
            _ => runs.push(Run { first, last, line }),
        }
    }
    runs
}

/// Each holiday's date with the best `holiday` line for it.
fn decided_holidays(
    lines: &[HoursLine],
    holidays: Option<&HolidaySet>,
    usable: impl Fn(usize) -> bool,
) -> Vec<(Date, Rank)> {
    let Some(holidays) = holidays else { return Vec::new() };
    let ids = holidays.ids();
    let mut best_of_id: Vec<Option<Rank>> = Vec::with_capacity(ids.len());
    for id in &ids {
        let lines = (0..u16::MAX).zip(lines).filter(|&(index, _)| usable(usize::from(index)));
        let ranks = lines.filter_map(|(index, line)| match &line.days {
            DaySpec::Holiday { name: None } => Some((Level::Holiday, index)),
            DaySpec::Holiday { name: Some(name) } => {
                holiday_matches(name, id).then_some((Level::NamedHoliday, index))
            }
            _ => None,
        });
        best_of_id.push(ranks.min());
    }
    let mut decided: Vec<(Date, Rank)> = Vec::new();
    for day in holidays.days() {
        let best = ids.iter().position(|id| *id == day.id).and_then(|place| best_of_id[place]);
        match (best, decided.last_mut()) {
            (Some(rank), Some((date, present))) if *date == day.date => *present = rank.min(*present),
            (Some(rank), _) => decided.push((day.date, rank)),
            (None, _) => {}
        }
    }
    decided
}

fn first_date(spec: &DaySpec) -> Option<Date> {
    match spec {
        DaySpec::Range { first, .. } | DaySpec::Day(first) => first.in_year(0),
        _ => None,
    }
}

fn monday_offset(weekday: Weekday) -> usize {
    usize::from(weekday.to_monday_zero_offset().unsigned_abs())
}

fn table_start() -> Date {
    Date::constant(2020, 1, 1)
}

fn table_end() -> Date {
    Date::constant(2060, 12, 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Day;
    use crate::holidays::Region;

    /// The table and the asking of every line are two ways to one answer.
    #[test]
    fn the_table_agrees_with_asking_every_line() {
        let specs = [
            DaySpec::EveryDay,
            DaySpec::Holiday { name: None },
            DaySpec::Holiday { name: Some("Fronleichnam".into()) },
            DaySpec::Day(Day::Yearly { month: 12, day: 24 }),
            DaySpec::Day(Day::Yearly { month: 2, day: 29 }),
            DaySpec::Day(Day::Easter { offset_days: -47 }),
            DaySpec::Range {
                first: Day::Yearly { month: 12, day: 20 },
                last: Day::Yearly { month: 1, day: 8 },
            },
            DaySpec::Range {
                first: Day::Date(Date::constant(2019, 12, 20)),
                last: Day::Date(Date::constant(2021, 2, 8)),
            },
            DaySpec::Day(Day::Date(Date::constant(2026, 12, 24))),
            DaySpec::Day(Day::Date(Date::constant(2061, 1, 1))),
        ];
        let region = Region::parse("DE-BY").unwrap();
        let holidays = HolidaySet::of_region(&region, 2020..=2060).unwrap();
        // All specs, and all but one.
        for left_out in 0..=specs.len() {
            let lines: Vec<HoursLine> = specs.iter().cloned().map(HoursLine::closed).collect();
            let table = DayTable::new(&lines, Some(&holidays), |line| line != left_out);
            let mut date = table_start();
            while date <= table_end() {
                assert_eq!(table.run_at(date).map(|run| run.line), table.special_line(date), "{date}");
                date = next_day(date);
            }
        }
    }

    #[test]
    fn the_next_special_day_is_found() {
        let lines = [HoursLine::closed(DaySpec::Day(Day::Yearly { month: 12, day: 24 }))];
        let table = DayTable::new(&lines, None, |_| true);
        assert_eq!(table.next_special(Date::constant(2026, 5, 1)), Date::constant(2026, 12, 24));
        assert_eq!(table.next_special(Date::constant(2026, 12, 24)), Date::constant(2026, 12, 24));
        assert_eq!(table.next_special(Date::constant(2060, 12, 25)), Date::constant(2061, 1, 1));
        assert_eq!(table.next_special(Date::constant(2070, 5, 1)), Date::constant(2070, 5, 1));
    }
}
