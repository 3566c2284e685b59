use super::*;

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn yearly(day: u8, month: u8) -> Day {
    Day::Yearly { month, day }
}

fn nth(nth: Nth, weekday: Weekday, month: u8) -> Day {
    Day::NthWeekday { nth, weekday, month }
}

fn easter(offset_days: i16) -> Day {
    Day::Easter { offset_days }
}

fn range(first: Day, last: Day) -> DaySpec {
    DaySpec::Range { first, last }
}

#[test]
fn days_of_a_year() {
    let cases = [
        (yearly(24, 12), 2026, Some("2026-12-24")),
        (yearly(29, 2), 2026, None),
        (yearly(29, 2), 2028, Some("2028-02-29")),
        (nth(Nth::Number(4), Weekday::Thursday, 11), 2026, Some("2026-11-26")),
        (nth(Nth::Number(1), Weekday::Wednesday, 12), 2026, Some("2026-12-02")),
        (nth(Nth::Last, Weekday::Monday, 5), 2026, Some("2026-05-25")),
        (nth(Nth::Last, Weekday::Sunday, 2), 2032, Some("2032-02-29")),
        (easter(0), 2026, Some("2026-04-05")),
        (easter(-47), 2026, Some("2026-02-17")),
        (easter(49), 2027, Some("2027-05-16")),
    ];
    for (day, year, expected) in cases {
        assert_eq!(day.in_year(year), expected.map(date), "{day} {year}");
    }
}

#[test]
fn faults() {
    let full = |text| Day::Date(date(text));
    let cases = [
        (DaySpec::Day(yearly(31, 2)), Some(DayFault::NoSuchDay)),
        (DaySpec::Day(yearly(30, 2)), Some(DayFault::NoSuchDay)),
        (DaySpec::Day(yearly(29, 2)), None),
        (DaySpec::Day(yearly(31, 4)), Some(DayFault::NoSuchDay)),
        (DaySpec::Day(yearly(0, 4)), Some(DayFault::NoSuchDay)),
        (DaySpec::Day(yearly(1, 13)), Some(DayFault::NoSuchDay)),
        (DaySpec::Day(yearly(255, 255)), Some(DayFault::NoSuchDay)),
        (DaySpec::Day(nth(Nth::Number(5), Weekday::Thursday, 11)), Some(DayFault::NoSuchDay)),
        (DaySpec::Day(nth(Nth::Number(0), Weekday::Thursday, 11)), Some(DayFault::NoSuchDay)),
        (DaySpec::Day(nth(Nth::Last, Weekday::Thursday, 0)), Some(DayFault::NoSuchDay)),
        (DaySpec::Day(easter(-80)), None),
        (DaySpec::Day(easter(-81)), Some(DayFault::NoSuchDay)),
        (DaySpec::Day(easter(250)), None),
        (DaySpec::Day(easter(i16::MAX)), Some(DayFault::NoSuchDay)),
        (range(full("2027-01-02"), full("2027-01-05")), None),
        (range(full("2027-01-05"), full("2027-01-02")), Some(DayFault::BackwardRange)),
        (range(full("2027-01-05"), yearly(6, 1)), Some(DayFault::MixedRange)),
        (range(easter(0), full("2027-05-05")), Some(DayFault::MixedRange)),
        (range(yearly(24, 12), yearly(1, 1)), None),
        (range(yearly(24, 12), yearly(31, 6)), Some(DayFault::NoSuchDay)),
        (DaySpec::Weekdays(WeekdaySet::EMPTY), Some(DayFault::NoWeekday)),
    ];
    for (spec, expected) in cases {
        assert_eq!(spec.fault(), expected, "{spec}");
    }
}

#[test]
fn ranges_of_days() {
    let new_year = range(yearly(24, 12), yearly(1, 1));
    let february = range(yearly(25, 2), yearly(29, 2));
    let leap = range(yearly(29, 2), yearly(2, 3));
    let easter_days = range(easter(-2), easter(1));
    let until_april = range(easter(0), yearly(10, 4));
    let cases = [
        (&new_year, "2026-12-24", true),
        (&new_year, "2027-01-01", true),
        (&new_year, "2026-01-01", true),
        (&new_year, "2027-01-02", false),
        (&new_year, "2026-12-23", false),
        (&february, "2026-02-28", true),
        (&february, "2028-02-29", true),
        (&february, "2026-03-01", false),
        (&leap, "2026-03-01", true),
        (&leap, "2026-02-28", false),
        (&leap, "2028-02-29", true),
        (&easter_days, "2026-04-03", true),
        (&easter_days, "2026-04-06", true),
        (&easter_days, "2026-04-07", false),
        (&easter_days, "2027-03-29", true),
        // Easter 2025 is on 20 April: that year the range is empty, not a year long.
        (&until_april, "2026-04-10", true),
        (&until_april, "2025-04-21", false),
        (&until_april, "2025-04-05", false),
        (&until_april, "2025-12-01", false),
    ];
    for (spec, day, expected) in cases {
        assert_eq!(spec.contains(date(day)), expected, "{spec} on {day}");
    }
}

#[test]
fn containing_and_listing_agree() {
    let specs = [
        DaySpec::Day(yearly(29, 2)),
        DaySpec::Day(Day::Date(date("2027-05-01"))),
        DaySpec::Day(nth(Nth::Last, Weekday::Friday, 2)),
        DaySpec::Day(easter(-80)),
        range(yearly(24, 12), yearly(29, 2)),
        range(yearly(29, 2), yearly(1, 3)),
        range(easter(-46), easter(0)),
        range(Day::Date(date("2025-11-30")), Day::Date(date("2027-02-03"))),
        range(nth(Nth::Number(3), Weekday::Monday, 8), yearly(20, 8)),
        range(nth(Nth::Last, Weekday::Monday, 12), nth(Nth::Number(1), Weekday::Friday, 1)),
        DaySpec::Day(yearly(31, 2)),
    ];
    for spec in specs {
        let ranges: Vec<_> = (2023..=2030).filter_map(|year| spec.range_in_year(year)).collect();
        let mut day = date("2024-01-01");
        while day <= date("2030-12-31") {
            let listed = ranges.iter().any(|&(first, last)| (first..=last).contains(&day));
            assert_eq!(spec.contains(day), listed, "{spec} on {day}");
            day = day.tomorrow().unwrap();
        }
    }
}

#[test]
fn said_as_in_a_script() {
    use Weekday::*;
    let cases = [
        (DaySpec::Weekdays(WeekdaySet::range(Monday, Friday)), "mon-fri"),
        (DaySpec::Weekdays(WeekdaySet::range(Monday, Thursday).with(Sunday)), "mon-thu, sun"),
        (DaySpec::Weekdays(WeekdaySet::of(&[Saturday, Sunday])), "sat, sun"),
        (DaySpec::Weekdays(WeekdaySet::range(Saturday, Monday)), "mon, sat, sun"),
        (DaySpec::Weekdays(WeekdaySet::range(Tuesday, Monday)), "mon-sun"),
        (DaySpec::EveryDay, "every day"),
        (DaySpec::Holiday { name: Some("Fronleichnam".into()) }, "holiday \"Fronleichnam\""),
        (DaySpec::Holiday { name: None }, "holiday"),
        (range(yearly(24, 12), yearly(1, 1)), "24 dec to 1 jan"),
        (range(easter(-2), easter(1)), "2 days before easter to 1 day after easter"),
        (DaySpec::Day(nth(Nth::Last, Monday, 5)), "last mon of may"),
        (DaySpec::Day(easter(0)), "easter"),
        (DaySpec::Day(Day::Date(date("2026-11-27"))), "2026-11-27"),
    ];
    for (spec, expected) in cases {
        assert_eq!(spec.to_string(), expected);
    }
}

#[test]
fn levels_stand_in_the_order_of_the_language() {
    let specs = [
        DaySpec::Day(Day::Date(date("2026-12-24"))),
        range(Day::Date(date("2026-12-24")), Day::Date(date("2026-12-25"))),
        range(yearly(24, 12), yearly(1, 1)),
        DaySpec::Holiday { name: Some("x".into()) },
        DaySpec::Holiday { name: None },
        DaySpec::Weekdays(WeekdaySet::EMPTY),
        DaySpec::EveryDay,
    ];
    assert!(specs.windows(2).all(|pair| pair[0].level() < pair[1].level()));
    for day in [yearly(24, 12), easter(3), nth(Nth::Last, Weekday::Monday, 5)] {
        assert_eq!(DaySpec::Day(day).level(), Level::Yearly);
    }
}
