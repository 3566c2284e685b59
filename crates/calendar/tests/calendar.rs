//! Calendars: public holidays with days put in and taken out.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod support;

use rufplan_calendar::*;
use support::{date, day_spec};

fn region(code: &str) -> CalendarLine {
    CalendarLine::PublicHolidays(Region::parse(code).unwrap())
}

fn plus(days: &str, name: &str) -> CalendarLine {
    CalendarLine::Plus { days: CalendarDays::Days(day_spec(days)), name: Some(name.into()) }
}

fn plus_named(holiday: &str) -> CalendarLine {
    CalendarLine::Plus { days: CalendarDays::Named(holiday.into()), name: None }
}

fn without(holiday: &str) -> CalendarLine {
    CalendarLine::Without { days: CalendarDays::Named(holiday.into()) }
}

fn without_days(days: &str) -> CalendarLine {
    CalendarLine::Without { days: CalendarDays::Days(day_spec(days)) }
}

fn days_of(lines: &[CalendarLine], year: i16) -> Vec<String> {
    let set = Calendar { lines: lines.to_vec() }.expand(year..=year);
    set.days().iter().map(|day| format!("{} {}", day.date, day.id)).collect()
}

fn problems(lines: &[CalendarLine]) -> Vec<CalendarProblem> {
    Calendar { lines: lines.to_vec() }.problems(2020..=2029)
}

#[test]
fn a_bavarian_calendar_with_local_days() {
    let munich = [
        region("DE-BY"),
        plus_named("mariae_himmelfahrt"),
        plus("24 dec", "Heiligabend"),
        plus("31 dec", "Silvester"),
        plus("47 days before easter", "Faschingsdienstag"),
    ];
    let expected = [
        "2026-01-01 neujahr",
        "2026-01-06 heilige_drei_koenige",
        "2026-02-17 Faschingsdienstag",
        "2026-04-03 karfreitag",
        "2026-04-06 ostermontag",
        "2026-05-01 erster_mai",
        "2026-05-14 christi_himmelfahrt",
        "2026-05-25 pfingstmontag",
        "2026-06-04 fronleichnam",
        "2026-08-15 mariae_himmelfahrt",
        "2026-10-03 tag_der_deutschen_einheit",
        "2026-11-01 allerheiligen",
        "2026-12-24 Heiligabend",
        "2026-12-25 erster_weihnachtstag",
        "2026-12-26 zweiter_weihnachtstag",
        "2026-12-31 Silvester",
    ];
    assert_eq!(days_of(&munich, 2026), expected);
    assert_eq!(problems(&munich), []);
}

#[test]
fn today_has_the_name_of_the_first_entry() {
    let calendar = Calendar {
        lines: vec![
            plus("fourth thu of nov", "thanksgiving"),
            plus("20 dec to 25 dec", "christmas"),
            region("DE-BE"),
            plus("easter", "Ostersonntag"),
            plus("49 days after easter", "Pfingstsonntag"),
        ],
    };
    let set = calendar.expand(2025..=2028);
    let cases = [
        ("2026-11-26", Some("thanksgiving")),
        ("2026-11-27", None),
        ("2026-12-20", Some("christmas")),
        // Both hold; the upper line of the file is asked.
        ("2026-12-25", Some("christmas")),
        ("2026-12-26", Some("zweiter_weihnachtstag")),
        ("2027-03-28", Some("Ostersonntag")),
        ("2027-05-16", Some("Pfingstsonntag")),
        ("2029-12-25", None),
    ];
    for (day, expected) in cases {
        assert_eq!(set.today(date(day)), expected, "{day}");
    }
    assert_eq!(set.on(date("2026-12-25")).len(), 2);
    assert!(set.knows("Thanks giving") && set.knows("Frauentag") && !set.knows("thnksgiving"));
}

#[test]
fn the_names_of_a_calendar_are_a_closed_list() {
    let calendar = Calendar {
        lines: vec![
            region("DE"),
            plus("29 feb", "Schalttag"),
            without("Erster Mai"),
            plus("2024-05-01", "Maitour"),
        ],
    };
    let ids = calendar.ids(2025..=2027);
    assert!(ids.iter().any(|id| id == "Schalttag") && ids.iter().any(|id| id == "Maitour"));
    assert!(ids.iter().any(|id| id == "karfreitag") && !ids.iter().any(|id| id == "erster_mai"));
    assert_eq!(ids.len(), 8 + 2);
}

#[test]
fn days_are_taken_out_by_name_and_by_date() {
    assert_eq!(days_of(&[region("DE"), without("1. Mai"), without("Boxing Day")], 2026).len(), 7);
    assert_eq!(days_of(&[region("DE"), without_days("25 dec to 31 dec")], 2026).len(), 7);
    assert_eq!(days_of(&[region("DE"), without_days("2026-05-01")], 2026).len(), 8);
    assert_eq!(days_of(&[region("DE"), without_days("2026-05-01")], 2027).len(), 9);
    // A line works on what stands above it.
    let kept =
        days_of(&[region("DE"), without_days("20 dec to 31 dec"), plus("24 dec", "Heiligabend")], 2026);
    assert_eq!(kept.last().map(String::as_str), Some("2026-12-24 Heiligabend"));
    assert_eq!(days_of(&[without("karfreitag"), region("DE")], 2026).len(), 9);
}

#[test]
fn named_days_are_taken_from_the_country_of_the_calendar() {
    let berlin = days_of(&[region("DE-BE"), plus_named("Buß- und Bettag")], 2026);
    assert!(berlin.contains(&"2026-11-18 buss_und_bettag".to_owned()));
    // The Swiss call 26 December otherwise; a name that only another country has is unknown.
    let swiss = [region("CH-ZH"), plus_named("Zweiter Weihnachtstag"), plus_named("Weltkindertag")];
    assert_eq!(days_of(&swiss, 2026).len(), days_of(&swiss[..1], 2026).len(), "Stephanstag already holds");
    assert_eq!(problems(&swiss), [CalendarProblem::UnknownHoliday { line: 2 }]);
    // Without a region any country's holiday will do.
    assert_eq!(days_of(&[plus_named("Karfreitag")], 2026), ["2026-04-03 karfreitag"]);
    // A holiday that is already there is not put in twice.
    assert_eq!(
        days_of(&[region("DE-SL"), plus_named("mariae_himmelfahrt")], 2026),
        days_of(&[region("DE-SL")], 2026)
    );
    // A name of the script's own goes before the holiday's.
    let renamed = CalendarLine::Plus {
        days: CalendarDays::Named("friedensfest".into()),
        name: Some("Hohes Friedensfest".into()),
    };
    assert!(days_of(&[region("DE-BY"), renamed], 2026).contains(&"2026-08-08 Hohes Friedensfest".to_owned()));
}

#[test]
fn ranges_over_new_year_and_leap_days() {
    let expected = ["2026-01-01 b", "2026-12-31 b"];
    assert_eq!(days_of(&[plus("31 dec to 1 jan", "b")], 2026), expected);
    assert_eq!(days_of(&[plus("29 feb", "b")], 2027), [""; 0]);
    assert_eq!(days_of(&[plus("29 feb", "b")], 2028), ["2028-02-29 b"]);
    let unnamed = CalendarLine::Plus { days: CalendarDays::Days(day_spec("last mon of may")), name: None };
    assert_eq!(days_of(&[unnamed], 2026), ["2026-05-25 last mon of may"]);
}

#[test]
fn problems_name_their_line() {
    use CalendarProblem::*;
    let cases: [(&[CalendarLine], &[CalendarProblem]); 12] = [
        (&[region("XK")], &[UnknownRegion { line: 0 }]),
        (&[region("DE"), plus("31 feb", "x")], &[BadDays { line: 1, fault: DayFault::NoSuchDay }]),
        (&[region("DE"), plus("mon-fri", "x")], &[NotDays { line: 1 }]),
        (&[region("DE"), plus("holiday", "x")], &[NotDays { line: 1 }]),
        (&[region("DE-BE"), without("fronleichnam")], &[RemovesNothing { line: 1 }]),
        (&[region("DE-NW"), without("fronleichnam")], &[]),
        (&[region("DE-BE"), without("thnksgiving")], &[UnknownHoliday { line: 1 }]),
        (&[region("DE-BE"), without_days("2 jan")], &[RemovesNothing { line: 1 }]),
        (&[region("DE-BY")], &[LocalUndecided { line: 0, id: "mariae_himmelfahrt" }]),
        (&[region("DE-BY"), without("Mariä Himmelfahrt")], &[]),
        (&[region("DE-BY"), plus("15 aug", "Assumption Day")], &[]),
        (&[region("DE-SN"), without_days("60 days after easter")], &[]),
    ];
    for (lines, expected) in cases {
        assert_eq!(problems(lines), expected, "{lines:?}");
    }
    // A day of the script's own can be taken out by its name.
    assert_eq!(problems(&[plus("24 dec", "Heiligabend"), without("heilig abend")]), []);
    // Switzerland's Berchtoldstag holds in the town of Zürich only: nobody is asked.
    assert_eq!(problems(&[region("CH-ZH")]), []);
    assert_eq!(problems(&[region("CH-ZH"), plus_named("Berchtoldstag")]), []);
    assert!(UnknownRegion { line: 0 }.is_error());
    assert!(!RemovesNothing { line: 0 }.is_error() && !LocalUndecided { line: 0, id: "x" }.is_error());
}

#[test]
fn sets_keep_to_their_years() {
    let day = |text: &str| NamedDay { date: date(text), id: "x".into() };
    let set = HolidaySet::new(vec![day("2027-01-01"), day("2019-01-01"), day("2026-01-01")], 2026..=2027);
    assert_eq!(set.days(), [day("2026-01-01"), day("2027-01-01")]);
    assert_eq!(set.years(), 2026..=2027);
    assert_eq!(HolidaySet::of_region(&Region::parse("XK").unwrap(), 2026..=2027), None);
    assert_eq!(HolidaySet::of_region(&Region::parse("DE").unwrap(), 1999..=2027), None);
    let empty = HolidaySet::new(Vec::new(), 2026..=2026);
    assert_eq!((empty.today(date("2026-01-01")), empty.ids().len()), (None, 0));
}
