//! Facts about hours for which the checker has diagnostics (language.md, codes 06).

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::evaluate::{Hours, covers_day};
use super::plan::{DAY_MIN, HoursLine, HoursPlan, Span};
use crate::day::{DayFault, DaySpec, Level};
use crate::holidays::{HolidaySet, holiday_matches, matching};
use crate::zone::{ClockJump, Zone, next_day, previous_day};

/// How far ahead of `today` hours are looked at.
const YEARS_AHEAD: i64 = 3;

/// With fewer days of known holidays left it is time to compile again (E0605).
const HOLIDAYS_LEFT_DAYS: i64 = 90;

/// A fact about hours. `line` counts lines from 0 and `span` the spans of a line; `on` is the first day from
/// `today` on that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursProblem {
    /// The bundled data has no time zone of this name.
    UnknownZone,
    /// The days of a line cannot be (E0612).
    BadDays {
        /// The line.
        line: usize,
        /// Why not.
        fault: DayFault,
    },
    /// A span whose start and end are the same, or no times of a day.
    BadSpan {
        /// The line.
        line: usize,
        /// The span.
        span: usize,
    },
    /// Never open in three years (E0601).
    NeverOpen,
    /// Two lines of one level speak of the same day (E0602).
    LinesOverlap {
        /// The upper line.
        first: usize,
        /// The lower line.
        second: usize,
        /// Such a day; `None` if none comes in three years.
        on: Option<Date>,
    },
    /// Two spans of one line overlap (E0602).
    SpansOverlap {
        /// The line.
        line: usize,
        /// The span that begins first.
        first: usize,
        /// The other.
        second: usize,
    },
    /// A weekday line, or `every day`, is open on 24 or 31 December: nobody has decided that (W0603).
    YearEndOpen {
        /// The line.
        line: usize,
        /// The first such 24 or 31 December.
        on: Date,
    },
    /// There are holidays, but no line for them (E0604).
    NoHolidayLine {
        /// The first holiday that no line speaks of.
        id: String,
    },
    /// The known holidays end soon or have ended (E0605).
    HolidaysRunOut {
        /// The last day with known holidays.
        last: Date,
    },
    /// A span begins or ends in an hour that a clock change skips or repeats (W0606).
    ClockChange {
        /// The line.
        line: usize,
        /// The span.
        span: usize,
        /// A day on which the start or end does not exist.
        skipped_on: Option<Date>,
        /// A day on which it comes twice.
        repeated_on: Option<Date>,
    },
    /// The full dates of a line lie behind `today` (W0608).
    PastDays {
        /// The line.
        line: usize,
        /// Its last day.
        last: Date,
    },
    /// Closed for one minute: ends are exclusive, so 12:00 was meant, not 11:59 (W0609).
    SmallGap {
        /// The line that closes.
        line: usize,
        /// The span that ends.
        span: usize,
        /// The end as written, in minutes after midnight.
        closes_min: u16,
        /// When it opens again, in minutes after midnight (0 for the next day's).
        opens_min: u16,
        /// The line that opens again.
        next_line: usize,
    },
    /// A range around Easter that is empty in a year, because it then ends before it begins (E0612).
    EmptyRange {
        /// The line.
        line: usize,
        /// The first such year.
        year: i16,
    },
    /// `holiday "…"` names no day of the calendar (E0613).
    UnknownHoliday {
        /// The line.
        line: usize,
    },
    /// A `holiday` line, but `holidays: none`.
    NoHolidays {
        /// The line.
        line: usize,
    },
}

impl HoursProblem {
    /// Whether the build stops.
    pub fn is_error(&self) -> bool {
        !matches!(
            self,
            HoursProblem::YearEndOpen { .. }
                | HoursProblem::ClockChange { .. }
                | HoursProblem::PastDays { .. }
                | HoursProblem::SmallGap { .. }
                | HoursProblem::NoHolidays { .. }
        )
    }
}

/// The kinds of [`HoursKind`](super::HoursKind) that can come up in the next three years.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PossibleKinds {
    /// It is open at times.
    pub open: bool,
    /// It is closed at times, and no dated and no `holiday` line decides.
    pub closed: bool,
    /// It is closed by a `holiday` line at times (W0406 otherwise).
    pub holiday: bool,
    /// It is closed by a dated line at times.
    pub special: bool,
}

impl HoursPlan {
    /// Everything that is wrong with the hours or worth a question, seen from a day and for three years on.
    /// Lines and spans that cannot be are reported and otherwise left out.
    pub fn problems(&self, today: Date) -> Vec<HoursProblem> {
        let mut problems = self.faults();
        let hours = Hours::without_faults(self.clone());
        let until = window_end(today);
        problems.extend(lines_overlap(&hours, today, until));
        problems.extend(spans_overlap(&hours.plan));
        if !days(today, until).any(|date| !hours.spans_on(date).is_empty()) {
            problems.push(HoursProblem::NeverOpen);
        }
        problems.extend(holiday_lines(&hours.plan, today));
        problems.extend(year_ends(&hours, today));
        problems.extend(clock_changes(&hours, today, until));
        problems.extend(past_days(&hours.plan, today));
        problems.extend(small_gaps(&hours, today));
        problems.extend(empty_ranges(&hours.plan, today));
        problems
    }

    /// What stands in the way of any answer.
    pub(super) fn faults(&self) -> Vec<HoursProblem> {
        let mut faults = Vec::new();
        if Zone::named(&self.zone).is_none() {
            faults.push(HoursProblem::UnknownZone);
        }
        for (line, content) in self.lines.iter().enumerate() {
            if let Some(fault) = content.days.fault() {
                faults.push(HoursProblem::BadDays { line, fault });
            }
            let bad = content.spans.iter().enumerate().filter(|(_, span)| !span.is_valid());
            faults.extend(bad.map(|(span, _)| HoursProblem::BadSpan { line, span }));
        }
        faults
    }
}

impl Hours {
    /// Which arms of `check hours` can be taken in the three years from a day on.
    pub fn possible_kinds(&self, today: Date) -> PossibleKinds {
        let mut kinds = PossibleKinds::default();
        for date in days(today, window_end(today)) {
            let spans = self.spans_on(date);
            kinds.open |= !spans.is_empty();
            if covers_day(spans, &[]) {
                continue;
            }
            match self.closed_kind(self.table.line_on(date)) {
                super::HoursKind::Holiday => kinds.holiday = true,
                super::HoursKind::Special => kinds.special = true,
                super::HoursKind::Closed | super::HoursKind::Open => kinds.closed = true,
            }
        }
        // Night spans may fill what a day's own spans leave open.
        kinds.closed &= !self.is_round_the_clock;
        kinds
    }
}

fn window_end(today: Date) -> Date {
    today.saturating_add(jiff::Span::new().years(YEARS_AHEAD))
}

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |date| date.tomorrow().ok()).take_while(move |&date| date <= last)
}

fn lines_overlap(hours: &Hours, today: Date, until: Date) -> Vec<HoursProblem> {
    let lines = &hours.plan.lines;
    let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut problems = Vec::new();
    let all: Vec<usize> = (0..lines.len()).collect();
    let level = |line: usize| lines[line].days.level();
    let same_level: Vec<(usize, usize)> =
        pairs(&all).filter(|(first, second)| level(*first) == level(*second)).collect();
    for date in days(today, until).take_while(|_| !same_level.is_empty()) {
        let ids = hours.plan.holidays.as_ref().map_or(&[][..], |holidays| holidays.on(date));
        let holds = |line: &HoursLine| match &line.days {
            DaySpec::Holiday { name: None } => !ids.is_empty(),
            DaySpec::Holiday { name: Some(name) } => ids.iter().any(|day| holiday_matches(name, &day.id)),
            spec => spec.fault().is_none() && spec.contains(date),
        };
        for &(first, second) in &same_level {
            if holds(&lines[first]) && holds(&lines[second]) && found.insert((first, second)) {
                problems.push(HoursProblem::LinesOverlap { first, second, on: Some(date) });
            }
        }
    }
    // Lines that say the same days, even if none of these comes in three years.
    for (first, second) in pairs(&all) {
        if says_same(&lines[first].days, &lines[second].days) && found.insert((first, second)) {
            problems.push(HoursProblem::LinesOverlap { first, second, on: None });
        }
    }
    problems
}

fn pairs(indices: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    indices
        .iter()
        .enumerate()
        .flat_map(|(place, &first)| indices[place + 1..].iter().map(move |&second| (first, second)))
}

fn says_same(first: &DaySpec, second: &DaySpec) -> bool {
    match (first, second) {
        (DaySpec::Holiday { name: Some(first) }, DaySpec::Holiday { name: Some(second) }) => {
            matching(first, second)
        }
        _ => first == second && first.fault().is_none(),
    }
}

fn spans_overlap(plan: &HoursPlan) -> Vec<HoursProblem> {
    let mut problems = Vec::new();
    for (line, content) in plan.lines.iter().enumerate() {
        let mut order: Vec<usize> = (0..content.spans.len()).collect();
        order.sort_by_key(|&span| content.spans[span]);
        for (first, second) in pairs(&order) {
            if content.spans[second].from_min < content.spans[first].end_min() {
                problems.push(HoursProblem::SpansOverlap { line, first, second });
            }
        }
    }
    problems
}

fn holiday_lines(plan: &HoursPlan, today: Date) -> Vec<HoursProblem> {
    let mut problems = Vec::new();
    let named = |line: &HoursLine| match &line.days {
        DaySpec::Holiday { name } => Some(name.clone()),
        _ => None,
    };
    let lines: Vec<(usize, Option<String>)> =
        plan.lines.iter().enumerate().filter_map(|(line, content)| Some((line, named(content)?))).collect();
    let Some(holidays) = &plan.holidays else {
        return lines.into_iter().map(|(line, _)| HoursProblem::NoHolidays { line }).collect();
    };
    let ids = holidays.ids();
    let spoken_of =
        |id: &str| lines.iter().any(|(_, name)| name.as_deref().is_none_or(|name| holiday_matches(name, id)));
    if let Some(id) = ids.iter().find(|id| !spoken_of(id)) {
        problems.push(HoursProblem::NoHolidayLine { id: (*id).to_owned() });
    }
    for (line, name) in &lines {
        if name.as_deref().is_some_and(|name| !holidays.knows(name)) {
            problems.push(HoursProblem::UnknownHoliday { line: *line });
        }
    }
    problems.extend(run_out(holidays, today));
    problems
}

fn run_out(holidays: &HolidaySet, today: Date) -> Option<HoursProblem> {
    let last = Date::new(*holidays.years().end(), 12, 31).ok()?;
    let left = today.duration_until(last).as_hours() / 24;
    (left <= HOLIDAYS_LEFT_DAYS).then_some(HoursProblem::HolidaysRunOut { last })
}

fn year_ends(hours: &Hours, today: Date) -> Vec<HoursProblem> {
    if hours.plan.holidays.is_none() {
        // Whoever says that holidays do not count has also answered this.
        return Vec::new();
    }
    let mut problems = Vec::new();
    for day in [24, 31] {
        let dates = (0..=YEARS_AHEAD).filter_map(|ahead| {
            let year = today.year().checked_add(i16::try_from(ahead).ok()?)?;
            Date::new(year, 12, day).ok()
        });
        let open = dates.filter(|&date| date >= today).find_map(|date| {
            let line = hours.table.line_on(date)?;
            let undecided = hours.level_of(line) >= Level::Weekday && !hours.spans_of(line).is_empty();
            undecided.then_some(HoursProblem::YearEndOpen { line: usize::from(line), on: date })
        });
        problems.extend(open);
    }
    problems
}

fn clock_changes(hours: &Hours, today: Date, until: Date) -> Vec<HoursProblem> {
    let mut problems: Vec<HoursProblem> = Vec::new();
    let from_ms = hours.zone.start_of(today, 0);
    for jump in hours.zone.clock_changes(from_ms, hours.zone.start_of(until, 0)) {
        // A span of the day before may end in the hour.
        for date in [previous_day(jump.first.date()), jump.first.date()] {
            let Some(line) = hours.table.line_on(date) else { continue };
            for (span, times) in hours.spans_of(line).iter().enumerate() {
                if begins_or_ends_in(*times, date, jump) {
                    note_clock_change(&mut problems, usize::from(line), span, jump);
                }
            }
        }
    }
    problems
}

fn begins_or_ends_in(span: Span, date: Date, jump: ClockJump) -> bool {
    let wall = |minute: u16| crate::zone::wall(date, i64::from(minute) * 60);
    let (from, to) = (wall(span.from_min), wall(span.end_min()));
    // A start at 02:00 is in the hour from 02:00 to 03:00; an end at 02:00 or 03:00 is not, as ends are
    // exclusive and both are clear.
    (jump.first <= from && from < jump.end) || (jump.first < to && to < jump.end)
}

fn note_clock_change(problems: &mut Vec<HoursProblem>, line: usize, span: usize, jump: ClockJump) {
    let known = problems.iter_mut().find(|problem| {
        matches!(problem, HoursProblem::ClockChange { line: l, span: s, .. } if (*l, *s) == (line, span))
    });
    let date = Some(jump.first.date());
    let (skipped, repeated) = if jump.skipped { (date, None) } else { (None, date) };
    match known {
        Some(HoursProblem::ClockChange { skipped_on, repeated_on, .. }) => {
            *skipped_on = skipped_on.or(skipped);
            *repeated_on = repeated_on.or(repeated);
        }
        _ => problems.push(HoursProblem::ClockChange {
            line,
            span,
            skipped_on: skipped,
            repeated_on: repeated,
        }),
    }
}

fn past_days(plan: &HoursPlan, today: Date) -> impl Iterator<Item = HoursProblem> {
    plan.lines.iter().enumerate().filter_map(move |(line, content)| {
        let last = content.days.last_date().filter(|&last| last < today && content.days.fault().is_none())?;
        Some(HoursProblem::PastDays { line, last })
    })
}

/// One minute closed between two spans, on one day or over midnight, in the year from `today` on.
fn small_gaps(hours: &Hours, today: Date) -> Vec<HoursProblem> {
    let mut problems = Vec::new();
    let until = today.saturating_add(jiff::Span::new().years(1));
    for date in days(today, until) {
        let Some(line) = hours.table.line_on(date) else { continue };
        for (span, times) in hours.spans_of(line).iter().enumerate() {
            let end = times.end_min();
            let (day, opens_min) = match end + 1 {
                after if after >= DAY_MIN => (next_day(date), after - DAY_MIN),
                after => (date, after),
            };
            let next_line = hours.table.line_on(day).filter(|&next| {
                let spans = hours.spans_of(next);
                let closes = opens_min.checked_sub(1);
                let is_covered = closes
                    .is_some_and(|minute| spans.iter().any(|s| s.from_min <= minute && minute < s.end_min()));
                !is_covered && spans.iter().any(|next| next.from_min == opens_min)
            });
            let Some(next_line) = next_line else { continue };
            let gap = HoursProblem::SmallGap {
                line: usize::from(line),
                span,
                closes_min: times.to_min,
                opens_min,
                next_line: usize::from(next_line),
            };
            if !problems.contains(&gap) {
                problems.push(gap);
            }
        }
    }
    problems
}

fn empty_ranges(plan: &HoursPlan, today: Date) -> impl Iterator<Item = HoursProblem> {
    let first = today.year();
    let last = first.saturating_add(i16::try_from(YEARS_AHEAD).unwrap_or(0));
    plan.lines.iter().enumerate().filter_map(move |(line, content)| {
        let spec = &content.days;
        let is_yearly = matches!(spec, DaySpec::Range { .. }) && spec.level() == Level::Yearly;
        if !is_yearly || spec.fault().is_some() {
            return None;
        }
        let year = (first..=last).find(|&year| spec.range_in_year(year).is_none())?;
        Some(HoursProblem::EmptyRange { line, year })
    })
}
