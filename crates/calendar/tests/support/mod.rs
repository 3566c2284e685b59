//! Hours and calendars written as in a script, so that the tables of the tests can be read.
#![allow(dead_code, reason = "each test file uses a part")]

use rufplan_calendar::*;

/// A plan of lines like `mon-fri 08:00-12:00, 13:00-17:00 "words"`. Blank lines are skipped.
pub fn plan(zone: &str, holidays: Option<HolidaySet>, lines: &str) -> HoursPlan {
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(hours_line).collect();
    HoursPlan { zone: zone.to_owned(), holidays, lines }
}

/// Hours in Berlin with the holidays of a region (`none` for none) from 2020 to 2029.
pub fn berlin_plan(region: &str, lines: &str) -> HoursPlan {
    let holidays = match region {
        "none" => None,
        region => Some(HolidaySet::of_region(&Region::parse(region).unwrap(), 2020..=2029).unwrap()),
    };
    plan("Europe/Berlin", holidays, lines)
}

pub fn berlin(region: &str, lines: &str) -> Hours {
    Hours::new(berlin_plan(region, lines)).unwrap()
}

/// The instant of `2026-12-24 17:59` or `2026-12-24 17:59:30` on the wall clock of a zone (the first of two).
pub fn at(zone: &str, text: &str) -> i64 {
    let (date, time) = text.split_once(' ').unwrap();
    let mut parts = time.split(':').map(|part| part.parse().unwrap());
    let mut part = || parts.next().unwrap_or(0);
    let clock = LocalClock { hour: part(), minute: part(), second: part() };
    Zone::named(zone).unwrap().from_local(date.parse().unwrap(), clock)
}

/// An instant as Berlin's wall clock shows it; summer and winter time are told apart only around the change.
pub fn shown(zone: &Zone, instant_ms: i64) -> String {
    let local = zone.to_local(instant_ms);
    format!("{} {:02}:{:02}", local.date, local.hour, local.minute)
}

pub fn utc(text: &str) -> i64 {
    at("UTC", text)
}

pub fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn hours_line(line: &str) -> HoursLine {
    // The words stand behind the times; a holiday's name stands before them.
    let (line, reason) = match line.strip_suffix('"').and_then(|line| line.rsplit_once('"')) {
        Some((rest, reason)) => (rest.trim(), Some(reason.to_owned())),
        None => (line.trim(), None),
    };
    let (days, spans) = match line.strip_suffix("closed") {
        Some(days) => (days, Vec::new()),
        None => {
            let first_time = line.find(':').expect("times") - 2;
            let (days, times) = line.split_at(first_time);
            (days, times.split(',').map(span).collect())
        }
    };
    HoursLine { days: day_spec(days.trim()), spans, reason }
}

fn span(text: &str) -> Span {
    let minute = |clock: &str| {
        let (hour, minute) = clock.trim().split_once(':').unwrap();
        hour.parse::<u16>().unwrap() * 60 + minute.parse::<u16>().unwrap()
    };
    let (from, to) = text.split_once('-').unwrap();
    Span { from_min: minute(from), to_min: minute(to) }
}

pub fn day_spec(text: &str) -> DaySpec {
    if text == "every day" {
        return DaySpec::EveryDay;
    }
    if let Some(name) = text.strip_prefix("holiday") {
        let name = name.trim().trim_matches('"');
        return DaySpec::Holiday { name: (!name.is_empty()).then(|| name.to_owned()) };
    }
    if let Some((first, last)) = text.split_once(" to ") {
        return DaySpec::Range { first: day(first), last: day(last) };
    }
    weekdays(text).map_or_else(|| DaySpec::Day(day(text)), DaySpec::Weekdays)
}

fn weekdays(text: &str) -> Option<WeekdaySet> {
    let mut set = WeekdaySet::EMPTY;
    for part in text.split(", ") {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        set = set.union(WeekdaySet::range(weekday(first)?, weekday(last)?));
    }
    Some(set)
}

fn weekday(word: &str) -> Option<Weekday> {
    let place = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|name| *name == word)?;
    Some(Weekday::Monday.wrapping_add(i8::try_from(place).unwrap()))
}

fn month(word: &str) -> u8 {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    u8::try_from(names.iter().position(|name| *name == word).expect("a month") + 1).unwrap()
}

fn day(text: &str) -> Day {
    if let Some(offset) = text.strip_suffix("easter") {
        let mut words = offset.split_whitespace();
        let Some(number) = words.next() else { return Day::Easter { offset_days: 0 } };
        let days: i16 = number.parse().unwrap();
        let before = words.nth(1) == Some("before");
        return Day::Easter { offset_days: if before { -days } else { days } };
    }
    if let Some((nth, month_word)) = text.split_once(" of ") {
        let (nth, weekday_word) = nth.split_once(' ').unwrap();
        let number = ["last", "first", "second", "third", "fourth", "fifth"].iter().position(|n| *n == nth);
        let nth = match number.expect("first to last") {
            0 => Nth::Last,
            number => Nth::Number(u8::try_from(number).unwrap()),
        };
        return Day::NthWeekday { nth, weekday: weekday(weekday_word).unwrap(), month: month(month_word) };
    }
    if let Some((number, word)) = text.split_once(' ') {
        return Day::Yearly { month: month(word), day: number.parse().unwrap() };
    }
    Day::Date(date(text))
}
