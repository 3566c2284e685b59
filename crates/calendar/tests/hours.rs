//! What hours say at an instant: worked scripts, clock changes, and the cases other tools got wrong.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod support;

use rufplan_calendar::*;
use support::{at, berlin, shown, utc};

const BERLIN: &str = "Europe/Berlin";

/// One question: an instant on Berlin's wall clock, and the answer as one line: kind, words or holiday in
/// brackets, `until` the closing, `next` opening.
fn check(hours: &Hours, cases: &[(&str, &str)]) {
    for (instant, expected) in cases {
        assert_eq!(answer(hours, at(BERLIN, instant)), *expected, "at {instant}");
    }
}

fn answer(hours: &Hours, instant_ms: i64) -> String {
    let state = hours.state_at(instant_ms);
    assert_eq!(state.is_open, hours.is_open_at(instant_ms));
    assert_eq!(state.is_open, state.kind == HoursKind::Open);
    let mut line = format!("{:?}", state.kind).to_lowercase();
    if let Some(reason) = state.reason {
        line += &format!(" {reason}");
    }
    if let Some(holiday) = state.holiday {
        line += &format!(" [{holiday}]");
    }
    let moment = |ms: Option<i64>| ms.map_or("never".to_owned(), |ms| shown(hours.zone(), ms));
    if state.is_open {
        line += &format!(", until {}", moment(state.closes_at_ms));
    } else {
        assert_eq!(state.closes_at_ms, None);
    }
    line + &format!(", next {}", moment(state.next_open_ms))
}

fn nordwind() -> Hours {
    berlin(
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
    )
}

#[test]
fn a_year_end_with_every_kind_of_line() {
    check(
        &nordwind(),
        &[
            ("2026-11-25 10:00", "open, until 2026-11-25 18:00, next 2026-11-26 08:00"),
            ("2026-11-25 18:00", "closed, next 2026-11-26 08:00"),
            ("2026-11-25 07:59:59", "closed, next 2026-11-25 08:00"),
            ("2026-11-25 08:00", "open, until 2026-11-25 18:00, next 2026-11-26 08:00"),
            ("2026-11-26 19:00", "closed, next 2026-11-27 10:00"),
            ("2026-11-27 09:00", "special Betriebsversammlung, next 2026-11-27 10:00"),
            ("2026-11-27 10:00", "open Betriebsversammlung, until 2026-11-27 18:00, next 2026-11-28 09:00"),
            ("2026-12-24 17:59", "open Heiligabend, until 2026-12-24 18:00, next 2026-12-28 08:00"),
            ("2026-12-24 18:00", "special Heiligabend, next 2026-12-28 08:00"),
            ("2026-12-25 10:00", "holiday [erster_weihnachtstag], next 2026-12-28 08:00"),
            // A holiday on a Saturday goes before the Saturday line.
            ("2026-12-26 10:00", "holiday [zweiter_weihnachtstag], next 2026-12-28 08:00"),
            ("2026-12-27 10:00", "closed, next 2026-12-28 08:00"),
            ("2026-12-31 11:00", "open Silvester, until 2026-12-31 12:00, next 2027-01-06 08:00"),
            ("2026-12-31 12:00", "special Silvester, next 2027-01-06 08:00"),
            ("2027-01-01 10:00", "holiday [neujahr], next 2027-01-06 08:00"),
            ("2027-01-02 10:00", "special Umzug, next 2027-01-06 08:00"),
            ("2027-01-03 10:00", "special Umzug, next 2027-01-06 08:00"),
            ("2027-01-05 23:59:59", "special Umzug, next 2027-01-06 08:00"),
            ("2027-01-06 00:00", "closed, next 2027-01-06 08:00"),
        ],
    );
}

#[test]
fn state_names_the_line_that_decides() {
    let hours = nordwind();
    let cases = [
        ("2026-11-25 10:00", Some(0)),
        ("2026-11-28 20:00", Some(1)),
        ("2026-11-29 10:00", None),
        ("2026-12-25 10:00", Some(2)),
        ("2026-12-24 10:00", Some(3)),
        ("2026-11-27 10:00", Some(5)),
        ("2027-01-04 10:00", Some(6)),
    ];
    for (instant, line) in cases {
        assert_eq!(hours.state_at(at(BERLIN, instant)).decided_by, line, "{instant}");
    }
}

#[test]
fn the_most_particular_line_decides() {
    // language.md 2.5; 25 December 2026 is a Friday and a holiday.
    let lines = [
        ("every day 01:00-02:00", "7"),
        ("fri 02:00-03:00", "6"),
        ("holiday 03:00-04:00", "5"),
        ("holiday \"1. Weihnachtstag\" 04:00-05:00", "4"),
        ("25 dec 05:00-06:00", "3"),
        ("2026-12-20 to 2026-12-31 06:00-07:00", "2"),
        ("2026-12-25 07:00-08:00", "1"),
    ];
    for most in 0..lines.len() {
        // The order in the file does not matter.
        for reversed in [false, true] {
            let mut text: Vec<String> =
                lines[..=most].iter().map(|(line, level)| format!("{line} \"{level}\"")).collect();
            if reversed {
                text.reverse();
            }
            let hours = berlin("DE-BE", &text.join("\n"));
            let state = hours.state_at(at(BERLIN, "2026-12-25 12:00"));
            assert_eq!(state.reason, Some(lines[most].1));
        }
    }
    for days in ["fourth fri of dec", "20 dec to 2 jan"] {
        let named = "holiday \"Erster Weihnachtstag\" closed \"no\"";
        let hours = berlin("DE-BE", &format!("{named}\n{days} closed \"yes\""));
        assert_eq!(hours.state_at(at(BERLIN, "2026-12-25 12:00")).reason, Some("yes"), "{days}");
    }
    let easter = berlin("DE-BE", "holiday closed \"no\"\n1 day after easter closed \"yes\"");
    assert_eq!(easter.state_at(at(BERLIN, "2026-04-06 12:00")).reason, Some("yes"));
}

#[test]
fn a_night_span_is_not_cut_by_the_holiday_of_the_next_day() {
    // The opposite of opening_hours.js #441. Friday 1 May 2026 is a holiday.
    let hours = berlin(
        "DE-BE",
        r#"
        mon-thu, sun 22:00-06:00
        fri 22:00-06:00 "Freitagnacht"
        holiday closed "Feiertag"
        "#,
    );
    check(
        &hours,
        &[
            ("2026-04-30 21:59", "closed, next 2026-04-30 22:00"),
            ("2026-04-30 23:00", "open, until 2026-05-01 06:00, next 2026-05-03 22:00"),
            // Rule H3: today's holiday, but the line of the day on which the span began.
            ("2026-05-01 05:59", "open [erster_mai], until 2026-05-01 06:00, next 2026-05-03 22:00"),
            ("2026-05-01 06:00", "holiday Feiertag [erster_mai], next 2026-05-03 22:00"),
            ("2026-05-01 23:00", "holiday Feiertag [erster_mai], next 2026-05-03 22:00"),
            // The holiday itself does not begin a night.
            ("2026-05-02 03:00", "closed, next 2026-05-03 22:00"),
            ("2026-05-08 23:30", "open Freitagnacht, until 2026-05-09 06:00, next 2026-05-10 22:00"),
            ("2026-05-09 03:00", "open Freitagnacht, until 2026-05-09 06:00, next 2026-05-10 22:00"),
        ],
    );
}

#[test]
fn a_full_date_that_closes_cuts_the_night_before() {
    let night = "mon-sun 22:00-06:00 \"Nacht\"\n";
    let uncut = "open Nacht, until 2026-06-10 06:00, next 2026-06-10 22:00";
    let cases = [
        ("2026-06-10 closed", "open Nacht, until 2026-06-10 00:00, next 2026-06-11 22:00"),
        ("2026-06-10 to 2026-06-11 closed", "open Nacht, until 2026-06-10 00:00, next 2026-06-12 22:00"),
        // Not a full date, or not closed.
        ("10 jun closed", "open Nacht, until 2026-06-10 06:00, next 2026-06-11 22:00"),
        ("2026-06-10 22:00-23:00", uncut),
        ("2026-06-10 08:00-09:00", "open Nacht, until 2026-06-10 06:00, next 2026-06-10 08:00"),
        // The more particular line opens the day that the range closes.
        ("2026-06-10 to 2026-06-10 closed\n2026-06-10 22:00-23:00", uncut),
    ];
    for (line, expected) in cases {
        let hours = berlin("none", &format!("{night}{line}"));
        assert_eq!(answer(&hours, at(BERLIN, "2026-06-09 23:00")), expected, "{line}");
    }
    let hours = berlin("none", &format!("{night}2026-06-10 closed \"Revision\""));
    check(
        &hours,
        &[
            ("2026-06-10 00:00", "special Revision, next 2026-06-11 22:00"),
            ("2026-06-10 23:00", "special Revision, next 2026-06-11 22:00"),
            ("2026-06-11 03:00", "closed Nacht, next 2026-06-11 22:00"),
        ],
    );
}

#[test]
fn touching_spans_are_one() {
    let day = berlin("none", "mon-fri 08:00-12:00, 12:00-18:00");
    check(&day, &[("2026-06-09 09:00", "open, until 2026-06-09 18:00, next 2026-06-10 08:00")]);
    let over_midnight = berlin("none", "mon 18:00-24:00 \"a\"\ntue 00:00-02:00 \"b\"");
    check(
        &over_midnight,
        &[
            ("2026-06-08 19:00", "open a, until 2026-06-09 02:00, next 2026-06-15 18:00"),
            ("2026-06-09 01:00", "open b, until 2026-06-09 02:00, next 2026-06-15 18:00"),
        ],
    );
    let unsorted = berlin("none", "mon 12:00-13:00, 08:00-12:00, 13:00-14:00");
    check(&unsorted, &[("2026-06-08 08:00", "open, until 2026-06-08 14:00, next 2026-06-15 08:00")]);
    // An error in a script, but not one that stops an answer.
    let overlapping = berlin("none", "mon 20:00-01:00, 23:00-06:00");
    check(&overlapping, &[("2026-06-09 00:30", "open, until 2026-06-09 06:00, next 2026-06-15 20:00")]);
    let midnight = berlin("none", "mon 22:00-00:00");
    check(&midnight, &[("2026-06-08 23:59:59", "open, until 2026-06-09 00:00, next 2026-06-15 22:00")]);
}

#[test]
fn round_the_clock_closes_when_a_line_says_so() {
    let hours = berlin(
        "DE-BE",
        r#"
        every day 00:00-24:00
        holiday "Fronleichnam" 08:00-12:00
        holiday closed
        "#,
    );
    check(
        &hours,
        &[
            ("2026-06-04 05:00", "open, until 2026-10-03 00:00, next 2026-10-04 00:00"),
            ("2026-10-03 05:00", "holiday [tag_der_deutschen_einheit], next 2026-10-04 00:00"),
            ("2026-12-24 05:00", "open, until 2026-12-25 00:00, next 2026-12-27 00:00"),
        ],
    );
    let bavaria =
        berlin("DE-BY", "every day 00:00-24:00\nholiday \"Fronleichnam\" 08:00-12:00\nholiday closed");
    check(
        &bavaria,
        &[
            ("2026-06-03 05:00", "open, until 2026-06-04 00:00, next 2026-06-04 08:00"),
            ("2026-06-04 12:00", "holiday [fronleichnam], next 2026-06-05 00:00"),
        ],
    );
    let always = berlin("none", "every day 00:00-24:00");
    check(&always, &[("2026-06-03 05:00", "open, until never, next never")]);
    let in_two_parts = berlin("none", "every day 06:00-22:00, 22:00-06:00\n29 feb closed");
    check(&in_two_parts, &[("2026-06-03 05:00", "open, until 2028-02-29 06:00, next 2028-03-01 06:00")]);
    // The day after the closed one opens at six: no gap may be jumped over.
    let day_and_night =
        berlin("none", "every day 06:00-22:00, 22:00-06:00\n2026-06-05 to 2026-06-06 00:00-24:00");
    check(&day_and_night, &[("2026-06-05 10:00", "open, until 2026-06-07 00:00, next 2026-06-07 06:00")]);
}

#[test]
fn hours_that_never_open_again() {
    let past = berlin("none", "2024-05-01 08:00-12:00");
    check(
        &past,
        &[
            ("2026-06-03 05:00", "closed, next never"),
            ("2024-01-01 05:00", "closed, next 2024-05-01 08:00"),
            ("2024-05-01 09:00", "open, until 2024-05-01 12:00, next never"),
        ],
    );
    check(&berlin("none", "every day closed \"zu\""), &[("2026-06-03 05:00", "closed zu, next never")]);
    check(&berlin("none", ""), &[("2026-06-03 05:00", "closed, next never")]);
    let leap = berlin("none", "29 feb 08:00-12:00");
    check(&leap, &[("2026-06-03 05:00", "closed, next 2028-02-29 08:00")]);
    // Behind the table of days the same answers come, only slower.
    let future = at("UTC", "2073-06-03 05:00");
    assert_eq!(answer(&leap, future), "closed, next 2076-02-29 08:00");
    let long = berlin("none", "mon-fri 08:00-12:00\n2026-01-01 to 2033-12-31 closed");
    check(&long, &[("2026-06-03 05:00", "special, next 2034-01-02 08:00")]);
}

#[test]
fn the_week_of_the_skipped_hour() {
    // 29 March 2026 in Berlin: 02:00 to 03:00 does not exist.
    let night = berlin("none", "every day 22:00-06:00");
    let state = night.state_at(at(BERLIN, "2026-03-28 23:00"));
    assert_eq!(state.closes_at_ms, Some(utc("2026-03-29 04:00")));
    assert_eq!(state.closes_at_ms.unwrap() - at(BERLIN, "2026-03-28 22:00"), 7 * 3_600_000);

    let early = berlin("none", "sun 02:30-03:30");
    let state = early.state_at(utc("2026-03-29 00:59"));
    assert_eq!((state.is_open, state.next_open_ms), (false, Some(utc("2026-03-29 01:00"))));
    let state = early.state_at(utc("2026-03-29 01:00"));
    assert_eq!((state.is_open, state.closes_at_ms), (true, Some(utc("2026-03-29 01:30"))));

    let skipped = berlin("none", "sun 02:00-03:00");
    let state = skipped.state_at(utc("2026-03-28 12:00"));
    assert_eq!(state.next_open_ms, Some(utc("2026-04-05 00:00")), "the span of 29 March is skipped whole");

    // opening_hours.js #285: after the change everything was an hour off.
    let office = berlin("none", "mon-fri 09:00-17:00");
    assert_eq!(office.state_at(utc("2026-03-27 20:00")).next_open_ms, Some(utc("2026-03-30 07:00")));
    assert_eq!(office.state_at(utc("2026-03-26 20:00")).next_open_ms, Some(utc("2026-03-27 08:00")));
}

#[test]
fn the_week_of_the_repeated_hour() {
    // 25 October 2026 in Berlin: 02:00 to 03:00 comes twice.
    let night = berlin("none", "every day 22:00-06:00");
    let state = night.state_at(at(BERLIN, "2026-10-24 23:00"));
    assert_eq!(state.closes_at_ms.unwrap() - at(BERLIN, "2026-10-24 22:00"), 9 * 3_600_000);

    // W0606: "is two hours on 2026-10-25".
    let early = berlin("none", "sun 02:30-03:30");
    let state = early.state_at(utc("2026-10-25 00:30"));
    assert_eq!((state.is_open, state.closes_at_ms), (true, Some(utc("2026-10-25 02:30"))));

    let hour = berlin("none", "sun 02:00-03:00");
    let state = hour.state_at(utc("2026-10-25 00:00"));
    assert_eq!((state.is_open, state.closes_at_ms), (true, Some(utc("2026-10-25 02:00"))));

    // An end before the repeated hour does not reach into it.
    let before = berlin("none", "sat 22:00-02:00");
    assert_eq!(before.state_at(utc("2026-10-24 23:00")).closes_at_ms, Some(utc("2026-10-25 00:00")));

    // opening_hours.js #222: the next change on a holiday and behind the clock change.
    let office = berlin("DE-BB", "mon-fri 09:00-17:00\nholiday closed");
    assert_eq!(office.state_at(utc("2026-10-23 20:00")).next_open_ms, Some(utc("2026-10-26 08:00")));
    assert_eq!(office.state_at(utc("2026-10-31 10:00")).next_open_ms, Some(utc("2026-11-02 08:00")));
}

#[test]
fn holidays_of_the_right_land() {
    // Mobile.UP #764: 6 January is no holiday in Brandenburg; it is one in Saxony-Anhalt.
    let lines = "mon-fri 08:00-18:00\nholiday closed";
    let epiphany = at(BERLIN, "2026-01-06 10:00");
    assert!(berlin("DE-BB", lines).is_open_at(epiphany));
    assert!(!berlin("DE-ST", lines).is_open_at(epiphany));
    assert_eq!(berlin("DE-ST", lines).state_at(epiphany).holiday, Some("heilige_drei_koenige"));
}

#[test]
fn each_zone_has_its_own_clock() {
    // opening_hours.js #269: hours without a zone are read in the reader's.
    let lines = "mon-fri 09:00-17:00";
    let instant = utc("2026-06-09 15:30");
    for (zone, is_open) in [("Europe/Berlin", false), ("Europe/London", true), ("America/New_York", true)] {
        let hours = Hours::new(support::plan(zone, None, lines)).unwrap();
        assert_eq!(hours.is_open_at(instant), is_open, "{zone}");
    }
}

#[test]
fn changes_follow_each_other() {
    let hours = nordwind();
    let changes: Vec<(String, bool)> = hours
        .changes_after(at(BERLIN, "2026-12-24 12:00"))
        .take(6)
        .map(|change| (shown(hours.zone(), change.at_ms), change.state.is_open))
        .collect();
    let expected = [
        ("2026-12-24 18:00", false),
        ("2026-12-28 08:00", true),
        ("2026-12-28 18:00", false),
        ("2026-12-29 08:00", true),
        ("2026-12-29 18:00", false),
        ("2026-12-30 08:00", true),
    ];
    assert_eq!(changes, expected.map(|(at, open)| (at.to_owned(), open)));
    assert_eq!(berlin("none", "every day 00:00-24:00").changes_after(0).count(), 0);
    assert_eq!(berlin("none", "2024-05-01 08:00-12:00").changes_after(utc("2020-01-01 00:00")).count(), 2);
}

#[test]
fn a_week_as_a_table() {
    let hours = nordwind();
    let week = hours.week(Date::constant(2026, 12, 24));
    assert_eq!(week.len(), 7);
    assert_eq!((week[0].date, week[0].weekday), (Date::constant(2026, 12, 21), Weekday::Monday));
    let lines: Vec<_> = week.iter().map(|day| day.line).collect();
    assert_eq!(lines, [Some(0), Some(0), Some(0), Some(3), Some(2), Some(2), None]);
    assert_eq!(week[3].reason, Some("Heiligabend"));
    assert_eq!(week[3].spans, [Span::hm((8, 0), (18, 0))]);
    assert_eq!(week[3].open_ms, [(at(BERLIN, "2026-12-24 08:00"), at(BERLIN, "2026-12-24 18:00"))]);
    assert_eq!(week[4].holiday, Some("erster_weihnachtstag"));
    assert!(week[4].spans.is_empty() && week[4].open_ms.is_empty());
    // From a Monday and from a Sunday it is the same week.
    assert_eq!(hours.week(Date::constant(2026, 12, 21)), week);
    assert_eq!(hours.week(Date::constant(2026, 12, 27)), week);
}

#[test]
fn next_open_is_certain_where_a_weekday_line_opens_and_not_round_the_clock() {
    let cases = [
        ("mon-fri 08:00-18:00", true),
        ("every day 08:00-18:00", true),
        ("every day 00:00-24:00", false),
        ("mon-sun 22:00-06:00, 06:00-22:00", false),
        ("24 dec 08:00-18:00", false),
        ("every day closed\n2027-01-01 08:00-18:00", false),
        ("", false),
    ];
    for (lines, expected) in cases {
        assert_eq!(berlin("none", lines).next_open_is_certain(), expected, "{lines}");
    }
}

#[test]
fn any_instant_has_an_answer() {
    let hours = [
        nordwind(),
        berlin("none", "every day 00:00-24:00\n24 dec closed"),
        berlin("none", "29 feb 08:00-09:00"),
    ];
    for hours in &hours {
        for instant in [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX / 2, i64::MAX] {
            let state = hours.state_at(instant);
            assert_eq!(state.is_open, hours.is_open_at(instant));
            assert!(hours.changes_after(instant).take(3).count() <= 3);
        }
        for date in [Date::MIN, Date::MAX] {
            assert_eq!(hours.week(date).len(), 7);
        }
    }
}

#[test]
fn hours_that_cannot_be_are_refused() {
    let mut plan = support::plan(
        "Europe/Munich",
        None,
        "31 feb 08:00-12:00\nmon 08:00-08:00\ntue 09:00-25:00\nwed 08:00-09:00",
    );
    let problems = Hours::new(plan.clone()).unwrap_err();
    assert_eq!(
        problems,
        [
            HoursProblem::UnknownZone,
            HoursProblem::BadDays { line: 0, fault: DayFault::NoSuchDay },
            HoursProblem::BadSpan { line: 1, span: 0 },
            HoursProblem::BadSpan { line: 2, span: 0 },
        ]
    );
    plan.zone = "UTC".into();
    plan.lines.drain(..3);
    assert!(Hours::new(plan).is_ok());
}
