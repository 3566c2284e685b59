//! Tables for people: the next openings and closings, and the days of a week.

use jiff::civil::{Date, Weekday};

use super::evaluate::{Hours, HoursState};
use super::plan::Span;

/// An opening or a closing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'h> {
    /// When (milliseconds since the epoch).
    pub at_ms: i64,
    /// What holds from then on; `is_open` tells openings from closings.
    pub state: HoursState<'h>,
}

/// The openings and closings after an instant; see [`Hours::changes_after`].
#[derive(Clone, Debug)]
pub struct Changes<'h> {
    hours: &'h Hours,
    state: HoursState<'h>,
}

/// A day as the hours see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPlan<'h> {
    /// The day.
    pub date: Date,
    /// Its weekday.
    pub weekday: Weekday,
    /// The line that decides the day, counted from 0; `None` = no line speaks of it, so it is closed.
    pub line: Option<usize>,
    /// The spans that begin on the day, as written.
    pub spans: &'h [Span],
    /// The words behind the line.
    pub reason: Option<&'h str>,
    /// The id of the day's holiday, whatever line decides.
    pub holiday: Option<&'h str>,
    /// The same spans as instants (from, until), by their beginning: clock changes and full-date closings are
    /// applied; a span that a clock change skips is missing.
    pub open_ms: Vec<(i64, i64)>,
}

impl Hours {
    /// The openings and closings strictly after an instant, without end if the hours have none.
    pub fn changes_after(&self, instant_ms: i64) -> Changes<'_> {
        Changes { hours: self, state: self.state_at(instant_ms) }
    }

    /// The seven days, from Monday, of the week that a day lies in.
    pub fn week(&self, date: Date) -> Vec<DayPlan<'_>> {
        let back = i64::from(date.weekday().to_monday_zero_offset());
        let monday = date.saturating_sub(jiff::Span::new().days(back));
        (0..7).map(|ahead| self.day(monday.saturating_add(jiff::Span::new().days(ahead)))).collect()
    }

    /// One day.
    pub fn day(&self, date: Date) -> DayPlan<'_> {
        let line = self.table.line_on(date);
        let mut open_ms: Vec<(i64, i64)> =
            self.stretches(date).map(|stretch| (stretch.from_ms, stretch.to_ms)).collect();
        open_ms.sort_unstable();
        DayPlan {
            date,
            weekday: date.weekday(),
            line: line.map(usize::from),
            spans: self.spans_on(date),
            reason: line.and_then(|line| self.plan.lines[usize::from(line)].reason.as_deref()),
            holiday: self.plan.holidays.as_ref().and_then(|holidays| holidays.today(date)),
            open_ms,
        }
    }
}

impl<'h> Iterator for Changes<'h> {
    type Item = Change<'h>;

    fn next(&mut self) -> Option<Change<'h>> {
        let at_ms = if self.state.is_open { self.state.closes_at_ms } else { self.state.next_open_ms }?;
        self.state = self.hours.state_at(at_ms);
        Some(Change { at_ms, state: self.state })
    }
}
