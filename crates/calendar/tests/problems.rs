//! The facts about hours that become diagnostics: one case each, and its near miss.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod support;

use HoursProblem::*;
use rufplan_calendar::*;
use support::{berlin, berlin_plan, date, plan};

/// Seen from this day, a Wednesday.
const TODAY: Date = Date::constant(2026, 11, 25);

fn problems(region: &str, lines: &str) -> Vec<HoursProblem> {
    berlin_plan(region, lines).problems(TODAY)
}

#[track_caller]
fn check(region: &str, lines: &str, expected: &[HoursProblem]) {
    assert_eq!(problems(region, lines), expected, "{lines}");
}

fn overlap(first: usize, second: usize, on: &str) -> HoursProblem {
    LinesOverlap { first, second, on: Some(date(on)) }
}

#[test]
fn worked_hours_have_no_problems() {
    check(
        "DE-BE",
        r#"
        mon-fri 08:00-18:00
        sat 09:00-13:00
        holiday closed
        24 dec 08:00-18:00 "Heiligabend"
        31 dec 08:00-12:00 "Silvester"
        2026-11-27 10:00-18:00 "Betriebsversammlung"
        2027-01-02 to 2027-01-05 closed "Umzug"
        "#,
        &[],
    );
    check(
        "DE-NW",
        r#"
        mon-thu 08:00-12:00, 13:00-17:00
        fri 08:00-13:00
        holiday closed
        24 dec closed "Heiligabend"
        31 dec closed "Silvester"
        "#,
        &[],
    );
}

#[test]
fn e0601_never_open() {
    check("none", "every day closed", &[NeverOpen]);
    check("none", "", &[NeverOpen]);
    check("none", "mon-sun closed\nevery day 08:00-12:00", &[NeverOpen]);
    let past = date("2024-05-01");
    check("none", "2024-05-01 08:00-12:00", &[NeverOpen, PastDays { line: 0, last: past }]);
    check("none", "every day closed\n29 feb 08:00-12:00", &[]);
}

#[test]
fn e0602_lines_overlap() {
    let cases = [
        // A second line on one level is an error even where the spans keep apart.
        ("mon-fri 08:00-12:00\nwed 13:00-15:00", vec![overlap(0, 1, "2026-11-25")]),
        ("mon-fri 08:00-12:00\nsat 08:00-12:00", vec![]),
        ("every day 08:00-12:00\nevery day closed", vec![overlap(0, 1, "2026-11-25")]),
        ("mon 08:00-12:00\n24 dec closed\n20 dec to 26 dec closed", vec![overlap(1, 2, "2026-12-24")]),
        ("mon 08:00-12:00\n2 dec closed\nfirst wed of dec closed", vec![overlap(1, 2, "2026-12-02")]),
        ("mon 08:00-12:00\neaster closed\n28 mar closed", vec![overlap(1, 2, "2027-03-28")]),
        // Another level: the more particular line decides, no question.
        ("mon 08:00-12:00\n24 dec closed\n2026-12-24 08:00-09:00", vec![]),
        ("mon 08:00-12:00\n2026-12-20 to 2026-12-25 closed\n2026-12-24 08:00-09:00", vec![]),
        (
            "mon 08:00-12:00\n2026-12-20 to 2026-12-25 closed\n2026-12-25 to 2026-12-30 closed",
            vec![overlap(1, 2, "2026-12-25")],
        ),
        // The same words twice, on days that do not come soon.
        (
            "mon 08:00-12:00\n2031-05-01 closed\n2031-05-01 08:00-09:00",
            vec![LinesOverlap { first: 1, second: 2, on: None }],
        ),
    ];
    for (lines, expected) in cases {
        check("none", lines, &expected);
    }
    let day_after = "24 dec closed\n31 dec closed\nmon-fri 08:00-12:00\n";
    let twice = format!("{day_after}holiday closed\nholiday 08:00-09:00");
    check("DE-BE", &twice, &[overlap(3, 4, "2026-12-25")]);
    let names =
        format!("{day_after}holiday closed\nholiday \"Karfreitag\" closed\nholiday \"Good Friday\" closed");
    check("DE-BE", &names, &[overlap(4, 5, "2027-03-26")]);
}

#[test]
fn e0602_spans_overlap() {
    check("none", "mon 08:00-12:00, 11:00-15:00", &[SpansOverlap { line: 0, first: 0, second: 1 }]);
    check("none", "mon 11:00-15:00, 08:00-12:00", &[SpansOverlap { line: 0, first: 1, second: 0 }]);
    check("none", "mon 22:00-06:00, 23:00-24:00", &[SpansOverlap { line: 0, first: 0, second: 1 }]);
    check("none", "mon 08:00-12:00, 12:00-15:00", &[]);
    check("none", "mon 06:00-22:00, 22:00-05:00", &[]);
}

#[test]
fn w0603_year_end() {
    let open = |line, on| YearEndOpen { line, on: date(on) };
    // 24 December 2026 is a Thursday; 31 December too.
    let lines = "mon-fri 08:00-18:00\nholiday closed";
    check("DE-BE", lines, &[open(0, "2026-12-24"), open(0, "2026-12-31")]);
    check("DE-BE", &format!("{lines}\n24 dec 08:00-18:00"), &[open(0, "2026-12-31")]);
    check("DE-BE", &format!("{lines}\n20 dec to 2 jan closed"), &[]);
    // A full date answers for its year only.
    let dated = format!("{lines}\n2026-12-24 closed\n31 dec closed");
    check("DE-BE", &dated, &[open(0, "2027-12-24")]);
    check("DE-BE", "sun 08:00-12:00\nholiday closed", &[open(0, "2028-12-24"), open(0, "2028-12-31")]);
    check("none", "mon-fri 08:00-18:00", &[]);
    // A calendar that has the days decides them by its `holiday` line.
    let mut calendar = Calendar::of_region(Region::parse("DE-BE").unwrap());
    for (month, day) in [(12, 24), (12, 31)] {
        let days = CalendarDays::Days(DaySpec::Day(Day::Yearly { month, day }));
        calendar.lines.push(CalendarLine::Plus { days, name: Some(format!("{day}")) });
    }
    let plan = plan("Europe/Berlin", Some(calendar.expand(2020..=2029)), lines);
    assert_eq!(plan.problems(TODAY), []);
}

const YEAR_END: &str = "24 dec closed\n31 dec closed\n";

#[test]
fn e0604_no_word_on_holidays() {
    let missing = |id: &str| NoHolidayLine { id: id.into() };
    check("DE-BE", &format!("{YEAR_END}mon-fri 08:00-18:00"), &[missing("neujahr")]);
    let one = format!("{YEAR_END}mon-fri 08:00-18:00\nholiday \"Neujahr\" closed");
    check("DE-BE", &one, &[missing("frauentag")]);
    let all: String = holidays(&Region::parse("DE").unwrap(), 2026)
        .unwrap()
        .iter()
        .map(|day| format!("holiday \"{}\" closed\n", holiday_name(day.id, "de")))
        .collect();
    check("DE", &format!("{YEAR_END}mon-fri 08:00-18:00\n{all}"), &[]);
    check("none", "mon-fri 08:00-18:00\nholiday closed", &[NoHolidays { line: 1 }]);
}

#[test]
fn e0605_holidays_run_out() {
    let lines = format!("{YEAR_END}mon-fri 08:00-18:00\nholiday closed");
    let plan = berlin_plan("DE-BE", &lines);
    let last = date("2029-12-31");
    for (today, expected) in
        [("2029-10-01", false), ("2029-10-02", true), ("2029-12-31", true), ("2031-01-01", true)]
    {
        let found = plan.problems(date(today)).contains(&HolidaysRunOut { last });
        assert_eq!(found, expected, "{today}");
    }
}

#[test]
fn w0606_clock_change_in_a_span() {
    let change = |span, skipped: Option<&str>, repeated: Option<&str>| ClockChange {
        line: 0,
        span,
        skipped_on: skipped.map(date),
        repeated_on: repeated.map(date),
    };
    let both = |span| change(span, Some("2027-03-28"), Some("2027-10-31"));
    check("none", "sun 02:30-03:30", &[both(0)]);
    check("none", "sun 08:00-12:00, 02:00-03:00", &[both(1)]);
    check("none", "sat 22:00-02:30", &[both(0)]);
    check("none", "sun 01:00-02:30", &[both(0)]);
    check("none", "last sun of oct 02:30-03:30", &[change(0, None, Some("2027-10-31"))]);
    // Clear edges, though the change lies inside, and other days of the week.
    check("none", "sat 22:00-06:00", &[]);
    check("none", "sat 22:00-02:00\nsun 03:00-04:00", &[]);
    check("none", "every day 00:00-24:00", &[]);
    check("none", "mon-sat 02:30-03:30", &[]);
    // No clock changes, no question; another zone, another hour.
    assert_eq!(plan("Asia/Tokyo", None, "sun 02:30-03:30").problems(TODAY), []);
    assert_eq!(plan("Europe/London", None, "sun 02:30-03:30").problems(TODAY), []);
    assert_eq!(plan("Europe/London", None, "sun 01:30-03:30").problems(TODAY), [both(0)]);
}

#[test]
fn w0608_past_days() {
    let past = |line, last| PastDays { line, last: date(last) };
    check("none", "mon 08:00-09:00\n2026-11-24 closed", &[past(1, "2026-11-24")]);
    check("none", "mon 08:00-09:00\n2026-11-25 closed", &[]);
    check("none", "mon 08:00-09:00\n2025-12-24 to 2026-01-02 closed", &[past(1, "2026-01-02")]);
    check("none", "mon 08:00-09:00\n2026-11-20 to 2026-11-25 closed", &[]);
}

#[test]
fn w0609_small_gap() {
    let gap = |line, span, closes_min, opens_min, next_line| SmallGap {
        line,
        span,
        closes_min,
        opens_min,
        next_line,
    };
    check("none", "mon-fri 08:00-11:59, 12:00-17:00", &[gap(0, 0, 719, 720, 0)]);
    check("none", "mon-fri 08:00-11:58, 12:00-17:00", &[]);
    check("none", "every day 00:00-23:59", &[gap(0, 0, 1439, 0, 0)]);
    check("none", "mon 20:00-23:59\ntue 00:00-02:00", &[gap(0, 0, 1439, 0, 1)]);
    check("none", "mon 20:00-05:59\ntue 06:00-12:00", &[gap(0, 0, 359, 360, 1)]);
    check("none", "mon 20:00-23:59\nwed 00:00-02:00", &[]);
}

#[test]
fn e0612_no_such_day() {
    let bad = |line, fault| BadDays { line, fault };
    let cases = [
        ("31 feb closed", DayFault::NoSuchDay),
        ("fifth thu of nov closed", DayFault::NoSuchDay),
        ("300 days before easter closed", DayFault::NoSuchDay),
        ("2027-01-05 to 2027-01-02 closed", DayFault::BackwardRange),
        ("2027-01-05 to 6 jan closed", DayFault::MixedRange),
    ];
    for (line, fault) in cases {
        check("none", &format!("mon 08:00-09:00\n{line}"), &[bad(1, fault)]);
    }
    // The other lines are still looked at.
    check("none", "31 feb 08:00-12:00", &[bad(0, DayFault::NoSuchDay), NeverOpen]);
    check("none", "mon 08:00-08:00", &[BadSpan { line: 0, span: 0 }, NeverOpen]);
    // Easter 2028 is on 16 April.
    check("none", "mon 08:00-09:00\neaster to 10 apr closed", &[EmptyRange { line: 1, year: 2028 }]);
    check("none", "mon 08:00-09:00\neaster to 30 apr closed", &[]);
    assert_eq!(plan("Europe/Munich", None, "mon 08:00-09:00").problems(TODAY), [UnknownZone]);
}

#[test]
fn e0613_not_a_day_of_this_calendar() {
    let lines = format!("{YEAR_END}mon 08:00-09:00\nholiday closed\nholiday \"Fronleichnam\" 10:00-12:00");
    check("DE-BE", &lines, &[UnknownHoliday { line: 4 }]);
    check("DE-NW", &lines, &[]);
}

#[test]
fn errors_stop_the_build_and_warnings_do_not() {
    let errors = [
        UnknownZone,
        NeverOpen,
        BadSpan { line: 0, span: 0 },
        overlap(0, 1, "2026-12-24"),
        NoHolidayLine { id: "neujahr".into() },
        UnknownHoliday { line: 0 },
    ];
    let warnings = [
        YearEndOpen { line: 0, on: TODAY },
        PastDays { line: 0, last: TODAY },
        ClockChange { line: 0, span: 0, skipped_on: None, repeated_on: None },
    ];
    assert!(errors.iter().all(HoursProblem::is_error));
    assert!(!warnings.iter().any(HoursProblem::is_error));
}

#[test]
fn kinds_that_can_come_up() {
    let kinds = |open, closed, holiday, special| PossibleKinds { open, closed, holiday, special };
    let cases = [
        ("DE-BE", "mon-fri 08:00-18:00\nholiday closed", kinds(true, true, true, false)),
        ("DE-BE", "mon-fri 08:00-18:00\n24 dec closed", kinds(true, true, false, true)),
        ("none", "mon-fri 08:00-18:00\nholiday closed", kinds(true, true, false, false)),
        ("none", "every day 00:00-24:00", kinds(true, false, false, false)),
        ("none", "every day 06:00-22:00, 22:00-06:00", kinds(true, false, false, false)),
        ("DE-BE", "every day 00:00-24:00\nholiday closed", kinds(true, false, true, false)),
        ("DE-BE", "every day 00:00-24:00\nholiday 00:00-24:00", kinds(true, false, false, false)),
        ("none", "every day closed", kinds(false, true, false, false)),
        ("none", "every day 00:00-24:00\n2024-05-01 closed", kinds(true, false, false, false)),
    ];
    for (region, lines, expected) in cases {
        assert_eq!(berlin(region, lines).possible_kinds(TODAY), expected, "{lines}");
    }
}
