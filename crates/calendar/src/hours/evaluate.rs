//! Whether it is open at an instant, until when, and when it opens next.

use jiff::civil::{Date, Weekday};

use super::plan::{DAY_MIN, HoursPlan, Span};
use super::problems::HoursProblem;
use super::table::DayTable;
use crate::day::Level;
use crate::zone::{Zone, clamp, next_day, previous_day};

/// How far ahead an opening or a closing is looked for: over the eight years that can lie between two 29
/// Februaries.
const LOOK_AHEAD_DAYS: i32 = 9 * 366;

/// Opening hours, ready to be asked. The same question has the same answer on every machine.
#[derive(Clone, Debug)]
pub struct Hours {
    pub(super) plan: HoursPlan,
    pub(super) zone: Zone,
    pub(super) table: DayTable,
    /// Whether the weekday lines alone leave no minute closed.
    pub(super) is_round_the_clock: bool,
    /// For each line whether its spans alone fill a day from midnight to midnight.
    fills_day: Vec<bool>,
    /// Whether the weekday lines alone never open.
    is_closed_all_week: bool,
    /// Whether some line comes again every year, so that the table's end is not the end of its days.
    has_yearly: bool,
}

/// What holds at an instant (rules H1 to H3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoursState<'h> {
    /// Whether it is open.
    pub is_open: bool,
    /// The arm of `check hours`.
    pub kind: HoursKind,
    /// The line that decides at this moment, counted from 0; `None` if no line speaks of the day.
    pub decided_by: Option<usize>,
    /// The words behind that line.
    pub reason: Option<&'h str>,
    /// The id of today's holiday, whatever line decides.
    pub holiday: Option<&'h str>,
    /// The end of the present span; touching spans are one. `None` if closed, or if no end comes in nine years.
    pub closes_at_ms: Option<i64>,
    /// The next opening strictly after now; while open, the next after this closing. `None` if there is none
    /// in nine years.
    pub next_open_ms: Option<i64>,
}

/// The arms of `check hours`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HoursKind {
    /// Open.
    Open,
    /// Closed by a weekday line, `every day`, or because no line speaks of the day.
    Closed,
    /// Closed, and a `holiday` line decides.
    Holiday,
    /// Closed, and a line with a date decides: of a full or a yearly day, of an nth weekday, of a day around
    /// Easter, or of a range.
    Special,
}

/// The time from `from_ms` until before `to_ms`, in which a line is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub from_ms: i64,
    pub to_ms: i64,
    pub line: u16,
}

impl Hours {
    /// Makes hours of a plan. An error lists what stands in the way of any answer: an unknown zone, days that
    /// cannot be, spans that are none. What a designer should also hear is in [`HoursPlan::problems`].
    pub fn new(plan: HoursPlan) -> Result<Hours, Vec<HoursProblem>> {
        let faults = plan.faults();
        if faults.is_empty() { Ok(Hours::without_faults(plan)) } else { Err(faults) }
    }

    /// Makes hours of the lines and spans that are sound; the others decide nothing.
    pub(super) fn without_faults(mut plan: HoursPlan) -> Hours {
        let zone = Zone::named(&plan.zone).unwrap_or_else(Zone::utc);
        let mut usable = vec![true; plan.lines.len()];
        for (line, usable) in plan.lines.iter_mut().zip(&mut usable) {
            let was_open = !line.spans.is_empty();
            line.spans.retain(|span| span.is_valid());
            // A line that lost all its spans must not close its days instead.
            *usable = line.days.fault().is_none() && (line.is_closed() != was_open);
        }
        let table = DayTable::new(&plan.lines, plan.holidays.as_ref(), |line| usable[line]);
        let has_yearly = plan.lines.iter().any(|line| line.days.level() == Level::Yearly);
        let fills_day = plan.lines.iter().map(|line| covers_day(&line.spans, &[])).collect();
        let mut hours = Hours {
            plan,
            zone,
            table,
            is_round_the_clock: false,
            fills_day,
            is_closed_all_week: false,
            has_yearly,
        };
        hours.is_round_the_clock = hours.week_is_covered();
        hours.is_closed_all_week = Weekday::Monday.cycle_forward().take(7).all(|weekday| {
            hours.table.weekly_line(weekday).is_none_or(|line| hours.spans_of(line).is_empty())
        });
        hours
    }

    /// The plan that the hours were made of.
    pub fn plan(&self) -> &HoursPlan {
        &self.plan
    }

    /// The time zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Whether `next_open` always has a value: a weekday line opens, and not round the clock (language.md 2.5).
    pub fn next_open_is_certain(&self) -> bool {
        !self.is_closed_all_week && !self.is_round_the_clock
    }

    /// Whether it is open at an instant. Cheaper than [`Hours::state_at`], which also looks ahead.
    pub fn is_open_at(&self, instant_ms: i64) -> bool {
        let now = clamp(instant_ms);
        self.present(now, self.zone.date_at(now)).is_some()
    }

    /// What holds at an instant (milliseconds since the epoch).
    /// Takes a few microseconds; allocates nothing.
    pub fn state_at(&self, instant_ms: i64) -> HoursState<'_> {
        let now = clamp(instant_ms);
        let today = self.zone.date_at(now);
        let present = self.present(now, today);
        // Rule H3: inside a span the line of the day on which it began decides, also after midnight.
        let decided_by = present.map(|stretch| stretch.line).or_else(|| self.table.line_on(today));
        let closes_at_ms = present.and_then(|stretch| self.end_of_open(today, stretch));
        let next_open_ms = match (present, closes_at_ms) {
            (Some(_), None) => None,
            (Some(_), Some(closing)) => self.opening_after(closing),
            (None, _) => self.opening_after(now),
        };
        let line = decided_by.map(usize::from);
        HoursState {
            is_open: present.is_some(),
            kind: if present.is_some() { HoursKind::Open } else { self.closed_kind(decided_by) },
            decided_by: line,
            reason: line.and_then(|line| self.plan.lines[line].reason.as_deref()),
            holiday: self.plan.holidays.as_ref().and_then(|holidays| holidays.today(today)),
            closes_at_ms,
            next_open_ms,
        }
    }

    pub(super) fn closed_kind(&self, decided_by: Option<u16>) -> HoursKind {
        match decided_by.map(|line| self.level_of(line)) {
            Some(Level::Date | Level::DateRange | Level::Yearly) => HoursKind::Special,
            Some(Level::NamedHoliday | Level::Holiday) => HoursKind::Holiday,
            Some(Level::Weekday | Level::EveryDay) | None => HoursKind::Closed,
        }
    }

    pub(super) fn level_of(&self, line: u16) -> Level {
        self.plan.lines[usize::from(line)].days.level()
    }

    pub(super) fn spans_of(&self, line: u16) -> &[Span] {
        &self.plan.lines[usize::from(line)].spans
    }

    pub(super) fn spans_on(&self, date: Date) -> &[Span] {
        self.table.line_on(date).map_or(&[], |line| self.spans_of(line))
    }

    /// The stretches of the spans that begin on a day, in the order of the line.
    pub(super) fn stretches(&self, date: Date) -> impl Iterator<Item = Stretch> {
        let line = self.table.line_on(date);
        let spans = line.map_or(&[][..], |line| self.spans_of(line));
        spans.iter().filter_map(move |span| {
            let from_ms = self.zone.start_of(date, span.from_min);
            let to_ms = if !span.runs_over_midnight() {
                self.zone.end_of(date, span.end_min())
            } else if self.is_closed_by_date(next_day(date)) {
                self.zone.end_of(date, DAY_MIN)
            } else {
                self.zone.end_of(next_day(date), span.to_min)
            };
            // Empty if a clock change skips it whole.
            (from_ms < to_ms).then_some(Stretch { from_ms, to_ms, line: line? })
        })
    }

    /// Whether a line with full dates closes the whole day: it also cuts the night span of the day before.
    fn is_closed_by_date(&self, date: Date) -> bool {
        self.table
            .line_on(date)
            .is_some_and(|line| self.spans_of(line).is_empty() && self.level_of(line) <= Level::DateRange)
    }

    /// The stretch that is open now; of several the one that began first.
    fn present(&self, now: i64, today: Date) -> Option<Stretch> {
        let yesterday = previous_day(today);
        let from_yesterday = self.spans_on(yesterday).iter().any(|span| span.runs_over_midnight());
        let nights = from_yesterday.then(|| self.stretches(yesterday)).into_iter().flatten();
        nights
            .chain(self.stretches(today))
            .filter(|stretch| stretch.from_ms <= now && now < stretch.to_ms)
            .min_by_key(|stretch| stretch.from_ms)
    }

    /// The end of the open time that a stretch of today or yesterday belongs to.
    fn end_of_open(&self, today: Date, present: Stretch) -> Option<i64> {
        let mut end = present.to_ms;
        // Yesterday's night spans may reach on from here, so begin there.
        let mut day = previous_day(today);
        let limit = look_ahead(today);
        loop {
            end = self.extended(day, end);
            if self.zone.start_of(next_day(day), 0) > end {
                return Some(end);
            }
            day = next_day(day);
            if self.is_round_the_clock {
                // Between two ordinary days there is no gap: go on at midnight before the last day that is
                // ordinary, with the night span that runs into it.
                let before_special = previous_day(self.table.next_special(previous_day(day)));
                if before_special > day {
                    day = previous_day(before_special);
                    end = end.max(self.zone.start_of(before_special, 0));
                }
            }
            if let Some(run) = self.table.run_at(day)
                && self.fills_day[usize::from(run.line)]
                && run.last > day
            {
                day = run.last;
                end = end.max(self.zone.start_of(day, 0));
            }
            if day > limit {
                return None;
            }
        }
    }

    /// `end`, moved on over all stretches of a day that begin at or before it.
    fn extended(&self, date: Date, mut end: i64) -> i64 {
        // Spans of a line stand in any order: go over them until nothing moves.
        loop {
            let reached = self
                .stretches(date)
                .filter(|stretch| stretch.from_ms <= end)
                .map(|stretch| stretch.to_ms)
                .fold(end, i64::max);
            if reached == end {
                return end;
            }
            end = reached;
        }
    }

    /// The first beginning of a stretch after an instant at which it is closed.
    fn opening_after(&self, closed_ms: i64) -> Option<i64> {
        let mut day = self.zone.date_at(closed_ms);
        let limit = look_ahead(day);
        while day <= limit {
            let starts = self.stretches(day).map(|stretch| stretch.from_ms);
            if let Some(opening) = starts.filter(|&from_ms| from_ms > closed_ms).min() {
                return Some(opening);
            }
            day = self.next_day_that_may_open(day)?;
        }
        None
    }

    fn next_day_that_may_open(&self, day: Date) -> Option<Date> {
        let next = match self.table.run_at(day) {
            Some(run) if self.spans_of(run.line).is_empty() => next_day(run.last),
            _ => next_day(day),
        };
        if !self.is_closed_all_week {
            return Some(next);
        }
        let special = self.table.next_special(next);
        let is_behind_table = self.table.run_at(special).is_none();
        (!is_behind_table || self.has_yearly || self.has_later_date(special)).then_some(special)
    }

    fn has_later_date(&self, date: Date) -> bool {
        self.plan.lines.iter().filter_map(|line| line.days.last_date()).any(|last| last >= date)
            || self.plan.holidays.as_ref().is_some_and(|holidays| *holidays.years().end() >= date.year())
    }

    /// Whether the spans of ordinary weekdays, with those that run over from the day before, fill every day.
    fn week_is_covered(&self) -> bool {
        Weekday::Monday.cycle_forward().take(7).all(|weekday| {
            let of = |weekday| self.table.weekly_line(weekday).map_or(&[][..], |line| self.spans_of(line));
            covers_day(of(weekday), of(weekday.previous()))
        })
    }
}

/// Whether the spans of a day, with those that run over from the day before, leave no minute of it closed.
pub(super) fn covers_day(own: &[Span], day_before: &[Span]) -> bool {
    let own = own.iter().map(|span| (span.from_min, span.end_min()));
    let nights = day_before.iter().filter(|span| span.runs_over_midnight()).map(|span| (0, span.to_min));
    let mut spans: Vec<(u16, u16)> = own.chain(nights).collect();
    spans.sort_unstable();
    let covered =
        spans.iter().fold(0, |reached, &(from, to)| if from <= reached { to.max(reached) } else { reached });
    covered >= DAY_MIN
}

fn look_ahead(day: Date) -> Date {
    day.saturating_add(jiff::Span::new().days(LOOK_AHEAD_DAYS))
}
