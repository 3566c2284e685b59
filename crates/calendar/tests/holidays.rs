//! The rules against tables that other libraries computed (tests/data/README.md), and against dated laws.
#![allow(clippy::unwrap_used, reason = "a test fails by it")]

use std::collections::BTreeSet;

use rufplan_calendar::*;

const GERMANY: &str = include_str!("data/holidays-de-2024-2027.csv");
const GERMAN_COMMUNES: &str = include_str!("data/holidays-de-some-communes-2024-2027.csv");
const AUSTRIA: &str = include_str!("data/holidays-at-2024-2027.csv");
const SWITZERLAND: &str = include_str!("data/holidays-ch-2024-2027.csv");

const LAENDER: [&str; 16] = [
    "DE-BB", "DE-BE", "DE-BW", "DE-BY", "DE-HB", "DE-HE", "DE-HH", "DE-MV", "DE-NI", "DE-NW", "DE-RP",
    "DE-SH", "DE-SL", "DE-SN", "DE-ST", "DE-TH",
];

fn region(text: &str) -> Region {
    Region::parse(text).unwrap()
}

fn ids(text: &str, year: i16) -> BTreeSet<&'static str> {
    holidays(&region(text), year).unwrap().into_iter().map(|day| day.id).collect()
}

/// Region, date and name of each row.
fn rows(table: &str) -> Vec<(&str, Date, &str)> {
    let rows: Vec<_> = table
        .lines()
        .skip(1)
        .map(|row| {
            let mut fields = row.splitn(3, ',');
            let mut field = || fields.next().unwrap();
            (field(), field().parse().unwrap(), field().trim_matches('"'))
        })
        .filter(|(region, ..)| Region::parse(region).is_some())
        .collect();
    assert!(!rows.is_empty());
    rows
}

fn assert_equal_to_table(table: &str, country: &str, found_in: impl Fn(&Region, i16) -> Vec<(Date, String)>) {
    let rows = rows(table);
    let years = 2024..=2027;
    for &(code, date, name) in &rows {
        let found = found_in(&region(code), date.year());
        let known = found.iter().any(|(day, id)| *day == date && holiday_matches(name, id));
        assert!(known, "{code} {date} {name} is missing");
    }
    for code in known_regions().filter(|code| code.starts_with(country) && code.contains('-')) {
        let found = years.clone().flat_map(|year| found_in(&region(&code), year));
        for (date, id) in found {
            let in_table =
                rows.iter().any(|&(c, day, name)| c == code && day == date && holiday_matches(name, &id));
            assert!(in_table, "{code} {date} {id} is not in the table");
        }
    }
}

fn public(region: &Region, year: i16) -> Vec<(Date, String)> {
    holidays(region, year).unwrap().into_iter().map(|day| (day.date, day.id.to_owned())).collect()
}

#[test]
fn germany_austria_and_switzerland_equal_the_tables() {
    assert_equal_to_table(GERMANY, "DE", public);
    assert_equal_to_table(AUSTRIA, "AT", public);
    assert_equal_to_table(SWITZERLAND, "CH", public);
}

#[test]
fn holidays_of_some_communes_equal_the_table() {
    assert_equal_to_table(GERMAN_COMMUNES, "DE", |region, year| {
        let local = local_holidays(region, year).unwrap().into_iter();
        local.filter(|day| day.communes == Communes::Some).map(|day| (day.date, day.id.to_owned())).collect()
    });
}

#[test]
fn holidays_of_one_town_are_known() {
    let augsburg = LocalHoliday {
        date: Date::constant(2026, 8, 8),
        id: "augsburger_friedensfest",
        communes: Communes::One("Augsburg"),
    };
    assert!(local_holidays(&region("DE-BY"), 2026).unwrap().contains(&augsburg));
    assert!(!ids("DE-BY", 2026).contains("augsburger_friedensfest"));
}

#[test]
fn nine_days_hold_in_all_of_germany() {
    // domain.md 4.6
    let expected = [
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-05-01",
        "2026-05-14",
        "2026-05-25",
        "2026-10-03",
        "2026-12-25",
        "2026-12-26",
    ];
    let found = holidays(&region("DE"), 2026).unwrap();
    assert_eq!(found.iter().map(|day| day.date.to_string()).collect::<Vec<_>>(), expected);
    // The set of the country is what all Länder have in common, in every year.
    for year in HOLIDAY_YEARS {
        let mut common = ids(LAENDER[0], year);
        for land in LAENDER {
            common = common.intersection(&ids(land, year)).copied().collect();
        }
        assert_eq!(ids("DE", year), common, "{year}");
    }
}

#[test]
fn laws_hold_from_their_year_on() {
    let north = ["DE-HB", "DE-HH", "DE-NI", "DE-SH"];
    let protestant = ["DE-BB", "DE-MV", "DE-SN", "DE-ST", "DE-TH"];
    for land in LAENDER {
        for year in HOLIDAY_YEARS {
            let found = ids(land, year);
            let has = |id| found.contains(id);
            let reformation =
                protestant.contains(&land) || year == 2017 || (north.contains(&land) && year >= 2018);
            assert_eq!(has("reformationstag"), reformation, "{land} {year}");
            let women = (land == "DE-BE" && year >= 2019) || (land == "DE-MV" && year >= 2023);
            assert_eq!(has("frauentag"), women, "{land} {year}");
            assert_eq!(has("weltkindertag"), land == "DE-TH" && year >= 2019, "{land} {year}");
            let liberation = land == "DE-BE" && [2020, 2025].contains(&year);
            assert_eq!(has("tag_der_befreiung"), liberation, "{land} {year}");
            assert_eq!(has("jahrestag_17_juni"), land == "DE-BE" && year == 2028, "{land} {year}");
            assert_eq!(has("buss_und_bettag"), land == "DE-SN", "{land} {year}");
            assert_eq!(has("ostersonntag") && has("pfingstsonntag"), land == "DE-BB", "{land} {year}");
        }
    }
}

#[test]
fn movable_days_far_from_today() {
    let cases = [
        ("DE-SN", "buss_und_bettag", "2000-11-22"),
        ("DE-SN", "buss_und_bettag", "2026-11-18"),
        ("DE-SN", "buss_und_bettag", "2027-11-17"),
        ("DE-SN", "buss_und_bettag", "2033-11-16"),
        ("DE-NW", "fronleichnam", "2038-06-24"),
        ("DE-NW", "christi_himmelfahrt", "2008-05-01"),
        ("DE", "karfreitag", "2100-03-26"),
        ("AT-9", "pfingstmontag", "2050-05-30"),
        ("CH-GE", "genfer_bettag", "2026-09-10"),
        ("CH-VD", "bettagsmontag", "2026-09-21"),
        // 2 April 2015 was Maundy Thursday.
        ("CH-GL", "naefelser_fahrt", "2015-04-09"),
        ("CH-GL", "naefelser_fahrt", "2026-04-09"),
        ("CH-GL", "naefelser_fahrt", "2027-04-01"),
        ("CH-NE", "stephanstag", "2033-12-26"),
        ("CH-NE", "berchtoldstag", "2023-01-02"),
    ];
    for (code, id, date) in cases {
        let date: Date = date.parse().unwrap();
        let found = holidays(&region(code), date.year()).unwrap();
        assert!(found.contains(&HolidayDate { date, id }), "{code} {id} {date}");
    }
    assert!(!ids("CH-NE", 2026).contains("stephanstag"));
    assert!(!ids("CH-UR", 2026).contains("stephanstag"), "26 December 2026 is a Saturday");
}

#[test]
fn two_holidays_on_one_date_are_two() {
    let found = holidays(&region("DE"), 2008).unwrap();
    let first_of_may: Vec<_> =
        found.iter().filter(|day| day.date == Date::constant(2008, 5, 1)).map(|day| day.id).collect();
    assert_eq!(first_of_may, ["erster_mai", "christi_himmelfahrt"]);
}

#[test]
fn unknown_regions_and_years_have_no_answer() {
    for text in ["XK", "US", "DE-XX", "AT-10", "CH-DE"] {
        assert!(!region(text).is_known(), "{text}");
        assert_eq!(holidays(&region(text), 2026), None, "{text}");
        assert_eq!(local_holidays(&region(text), 2026), None, "{text}");
    }
    for text in
        ["", "de-by", "DE-", "DE_BY", "DEU", "DE-BY-A", "D", "DE-BYXX", "DE-by", "CH-Stadt Zurich", "ÄÖ"]
    {
        assert_eq!(Region::parse(text), None, "{text}");
    }
    assert_eq!(holidays(&region("DE"), 1999), None);
    assert_eq!(holidays(&region("DE"), 2101), None);
    let known: Vec<String> = known_regions().collect();
    assert_eq!(known.len(), 17 + 10 + 27);
    assert!(known.iter().all(|text| region(text).is_known()));
    assert!(LAENDER.iter().all(|land| known.iter().any(|text| text == land)));
}

#[test]
fn days_are_sorted_and_each_once_in_every_region_and_year() {
    for text in known_regions() {
        for year in HOLIDAY_YEARS {
            let found = holidays(&region(&text), year).unwrap();
            assert!(found.windows(2).all(|pair| pair[0].date <= pair[1].date), "{text} {year}");
            assert!(found.iter().all(|day| day.date.year() == year), "{text} {year}");
            let ids: BTreeSet<_> = found.iter().map(|day| day.id).collect();
            assert_eq!(ids.len(), found.len(), "{text} {year}");
        }
    }
}
