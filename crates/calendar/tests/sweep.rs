//! Random hours against a slow model that asks every minute of some weeks what its wall clock shows.
//!
//! The model knows nothing of tables, jumps and looking ahead: a minute is open if it lies between the first
//! and the last minute whose wall clock is within some span of some day.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod support;

use std::collections::BTreeMap;

use rufplan_calendar::*;
use support::{at, day_spec, shown};

const MINUTE_MS: i64 = 60_000;
const DAY_MINUTES: i64 = 1440;

/// Xorshift (Marsaglia 2003): numbers that are the same on every machine.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const DAYS: &[&str] = &[
    "every day",
    "mon-fri",
    "sat, sun",
    "mon, wed",
    "sun",
    "holiday",
    "holiday \"Ostermontag\"",
    "holiday \"Reformationstag\"",
    "24 dec",
    "31 oct",
    "20 oct to 2 apr",
    "last sun of mar",
    "last sun of oct",
    "easter",
    "1 day before easter to 1 day after easter",
    "2026-03-29",
    "2026-10-25",
    "2027-01-02",
    "2026-03-28 to 2026-03-30",
    "2026-10-24 to 2026-10-26",
    "2026-12-30 to 2027-01-03",
];

const TIMES: &[&str] = &[
    "closed",
    "00:00-24:00",
    "08:00-12:00, 13:00-18:00",
    "22:00-06:00",
    "06:00-22:00, 22:00-06:00",
    "02:30-03:30",
    "02:00-03:00",
    "01:30-02:30",
    "20:00-02:00, 02:00-04:00",
    "23:00-02:15",
    "00:00-01:00, 23:59-24:00",
    "12:00-12:01",
    "18:00-00:00",
    "03:00-02:59",
];

/// Zones with clock changes at different hours, at midnight (Cairo, Santiago, Havana) and by half an hour.
const ZONES: &[&str] = &[
    "Europe/Berlin",
    "Europe/London",
    "America/New_York",
    "Africa/Cairo",
    "America/Santiago",
    "America/Havana",
    "Australia/Lord_Howe",
    "UTC",
];

/// The weeks that are looked at: around clock changes, Easter, New Year.
const WEEKS: &[(&str, i64)] =
    &[("2026-03-26", 13), ("2026-10-22", 13), ("2026-12-23", 13), ("2026-09-03", 5)];

fn random_plan(dice: &mut Dice) -> HoursPlan {
    let mut lines = String::new();
    let mut used: Vec<DaySpec> = Vec::new();
    for number in 0..1 + dice.below(6) {
        let days = dice.pick(DAYS);
        if !used.contains(&day_spec(days)) {
            used.push(day_spec(days));
            lines += &format!("{days} {} \"words {number}\"\n", dice.pick(TIMES));
        }
    }
    let region = Region::parse(dice.pick(&["DE-BB", "DE-SN", "AT-9", "CH-GL"])).unwrap();
    let holidays = (dice.below(4) > 0).then(|| HolidaySet::of_region(&region, 2020..=2029).unwrap());
    support::plan(dice.pick(ZONES), holidays, &lines)
}

/// The deciding line, as language.md 2.5 has it: the lowest level, in it the first line.
fn deciding(plan: &HoursPlan, date: Date) -> Option<usize> {
    let holidays = plan.holidays.as_ref().map_or(&[][..], |set| set.on(date));
    let holds = |line: &HoursLine| match &line.days {
        DaySpec::Holiday { name: None } => !holidays.is_empty(),
        DaySpec::Holiday { name: Some(name) } => holidays.iter().any(|day| holiday_matches(name, &day.id)),
        spec => spec.contains(date),
    };
    let matching = plan.lines.iter().enumerate().filter(|(_, line)| holds(line));
    matching.min_by_key(|(_, line)| line.days.level()).map(|(index, _)| index)
}

/// What each minute is: the line that opens it, or `None`.
struct Model {
    first_ms: i64,
    minutes: Vec<Option<usize>>,
    /// For each minute the first from it on at which openness differs.
    turns: Vec<Option<usize>>,
}

impl Model {
    fn new(plan: &HoursPlan, zone: &Zone, first: Date, days: i64) -> Model {
        let first_ms = zone.from_local(first, LocalClock::hm(0, 0));
        let count = usize::try_from(days * DAY_MINUTES).unwrap();
        // Which minutes show which wall clock, from two days earlier on for the night spans.
        let lead = 2 * DAY_MINUTES;
        let mut by_wall: BTreeMap<(Date, u16), Vec<i64>> = BTreeMap::new();
        for minute in -lead..i64::try_from(count).unwrap() + lead {
            let local = zone.to_local(first_ms + minute * MINUTE_MS);
            let of_day = u16::from(local.hour) * 60 + u16::from(local.minute);
            by_wall.entry((local.date, of_day)).or_default().push(minute);
        }
        let mut minutes: Vec<Option<(i64, usize)>> = vec![None; count];
        let mut day = first.yesterday().unwrap();
        while day <= first.saturating_add(jiff::Span::new().days(days)) {
            if let Some(line) = deciding(plan, day) {
                for span in &plan.lines[line].spans {
                    mark(plan, day, *span, line, &by_wall, &mut minutes);
                }
            }
            day = day.tomorrow().unwrap();
        }
        let minutes: Vec<Option<usize>> =
            minutes.into_iter().map(|mark| mark.map(|(_, line)| line)).collect();
        let mut turns = vec![None; count];
        for minute in (0..count - 1).rev() {
            let turns_next = minutes[minute].is_some() != minutes[minute + 1].is_some();
            turns[minute] = if turns_next { Some(minute + 1) } else { turns[minute + 1] };
        }
        Model { first_ms, minutes, turns }
    }

    fn ms(&self, minute: usize) -> i64 {
        self.first_ms + i64::try_from(minute).unwrap() * MINUTE_MS
    }

    /// Every minute around an opening, a closing or midnight; of the others one in 41.
    fn is_worth_asking(&self, minute: usize) -> bool {
        let near = |turn: usize| turn.abs_diff(minute) <= 1;
        let before = self.turns[minute.saturating_sub(2)];
        minute.is_multiple_of(41)
            || minute % 1440 < 2
            || before.is_some_and(near)
            || self.turns[minute].is_some_and(near)
    }

    /// The first minute from one on that is open, or closed.
    fn next(&self, from: usize, open: bool) -> Option<usize> {
        if self.minutes[from].is_some() == open { Some(from) } else { self.turns[from] }
    }
}

fn mark(
    plan: &HoursPlan,
    day: Date,
    span: Span,
    line: usize,
    by_wall: &BTreeMap<(Date, u16), Vec<i64>>,
    minutes: &mut [Option<(i64, usize)>],
) {
    let tomorrow = day.tomorrow().unwrap();
    let closed_by_full_date = deciding(plan, tomorrow).is_some_and(|line| {
        let line = &plan.lines[line];
        line.is_closed() && matches!(line.days.level(), Level::Date | Level::DateRange)
    });
    let shown_in = |date, from: u16, to: u16| {
        by_wall.range((date, from)..(date, to)).flat_map(|(_, minutes)| minutes.iter().copied())
    };
    let mut shown: Vec<i64> = Vec::new();
    if span.to_min > span.from_min {
        shown.extend(shown_in(day, span.from_min, span.to_min));
    } else {
        shown.extend(shown_in(day, span.from_min, 1440));
        if !closed_by_full_date {
            shown.extend(shown_in(tomorrow, 0, span.to_min));
        }
    }
    let (Some(&first), Some(&last)) = (shown.iter().min(), shown.iter().max()) else { return };
    for minute in first..=last {
        let Some(mark) = usize::try_from(minute).ok().and_then(|minute| minutes.get_mut(minute)) else {
            continue;
        };
        // The stretch that began first decides.
        if mark.is_none_or(|(began, _)| first < began) {
            *mark = Some((first, line));
        }
    }
}

fn compare(plan: &HoursPlan, hours: &Hours, first: Date, days: i64, context: &str) {
    let zone = hours.zone();
    let model = Model::new(plan, zone, first, days);
    for minute in (0..model.minutes.len()).filter(|&minute| model.is_worth_asking(minute)) {
        let ms = model.ms(minute);
        let state = hours.state_at(ms);
        let place = || format!("{context}at {}", shown(zone, ms));
        let open_by = model.minutes[minute];
        assert_eq!(state.is_open, open_by.is_some(), "{}", place());
        assert_eq!(hours.is_open_at(ms + MINUTE_MS - 1), open_by.is_some(), "{} and 59 s", place());
        let today = zone.to_local(ms).date;
        let line = open_by.or_else(|| deciding(plan, today));
        assert_eq!(state.decided_by, line, "{}", place());
        assert_eq!(state.reason, line.and_then(|line| plan.lines[line].reason.as_deref()), "{}", place());
        let closing = open_by.and_then(|_| model.next(minute, false));
        if open_by.is_some() && closing.is_some() {
            assert_eq!(state.closes_at_ms, closing.map(|minute| model.ms(minute)), "{}", place());
        }
        let closed = if open_by.is_some() { closing } else { Some(minute) };
        if let Some(opening) = closed.and_then(|closed| model.next(closed, true)) {
            assert_eq!(state.next_open_ms, Some(model.ms(opening)), "{}", place());
        } else if let Some(opening) = state.next_open_ms {
            assert!(opening >= model.ms(model.minutes.len()), "{}", place());
        }
    }
}

#[test]
fn random_hours_agree_with_the_minute_by_minute_model() {
    for seed in 1..=25_u64 {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let plan = random_plan(&mut dice);
        let hours = Hours::new(plan.clone()).unwrap();
        let lines: Vec<String> =
            plan.lines.iter().map(|line| format!("  {} {:?}\n", line.days, line.spans)).collect();
        let context =
            format!("seed {seed}, {}, holidays {}\n{}", plan.zone, plan.holidays.is_some(), lines.concat());
        let (first, days) = WEEKS[dice.below(WEEKS.len())];
        compare(&plan, &hours, first.parse().unwrap(), days, &context);
        let (first, days) = WEEKS[dice.below(WEEKS.len())];
        compare(&plan, &hours, first.parse().unwrap(), days, &context);
    }
}

#[test]
fn changes_are_the_edges_of_the_model() {
    for seed in 1..=25_u64 {
        let mut dice = Dice(seed.wrapping_mul(0xD134_2543_DE82_EF95));
        let plan = random_plan(&mut dice);
        let hours = Hours::new(plan.clone()).unwrap();
        let first: Date = "2026-10-20".parse().unwrap();
        let model = Model::new(&plan, hours.zone(), first, 14);
        let edges: Vec<(i64, bool)> = (1..model.minutes.len())
            .filter(|&minute| model.minutes[minute].is_some() != model.minutes[minute - 1].is_some())
            .map(|minute| (model.ms(minute), model.minutes[minute].is_some()))
            .collect();
        let end = model.ms(model.minutes.len());
        let changes: Vec<(i64, bool)> = hours
            .changes_after(model.first_ms)
            .take(edges.len() + 1)
            .take_while(|change| change.at_ms < end)
            .map(|change| (change.at_ms, change.state.is_open))
            .collect();
        assert_eq!(changes, edges, "seed {seed}: {plan:?}");
    }
}

#[test]
fn the_model_itself_knows_a_week() {
    // So that the model is not wrong in the way of the code: one week by hand.
    let plan = support::berlin_plan("DE-BB", "mon-fri 22:00-06:00\nsat 09:00-12:00\nholiday closed");
    let zone = Zone::named("Europe/Berlin").unwrap();
    let model = Model::new(&plan, &zone, "2026-10-29".parse().unwrap(), 4);
    let open = |text: &str| {
        let minute = (at("Europe/Berlin", text) - model.first_ms) / MINUTE_MS;
        model.minutes[usize::try_from(minute).unwrap()].is_some()
    };
    // Saturday 31 October is Reformationstag: Friday's night runs into it, its own hours fall away.
    let cases = [
        ("2026-10-29 21:59", false),
        ("2026-10-29 22:00", true),
        ("2026-10-30 05:59", true),
        ("2026-10-30 06:00", false),
        ("2026-10-31 05:59", true),
        ("2026-10-31 06:00", false),
        ("2026-10-31 10:00", false),
        ("2026-11-01 10:00", false),
    ];
    for (text, expected) in cases {
        assert_eq!(open(text), expected, "{text}");
    }
}
