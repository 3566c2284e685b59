//! From opening hours and calendars as written to those that crate `calendar` evaluates.

use crate::symbols::Symbols;
use rufplan_calendar as cal;
use rufplan_syntax::ast::{self, CalendarEntry, DayKind, DaySpecKind, ExprKind, Opening, SettingValueKind};
use std::ops::RangeInclusive;

/// The years whose holidays a compiled machine stores: 2020 to the third after `today` (language.md 2.5).
pub fn years(today: cal::Date) -> RangeInclusive<i16> {
    2020..=today.year().saturating_add(3).clamp(2020, *cal::HOLIDAY_YEARS.end())
}

/// What `holidays:` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holidays<'a> {
    /// `none`, or no such setting.
    None,
    /// The public holidays of a region.
    Region(&'a str),
    /// A calendar of the client, by name.
    Calendar(&'a str),
    /// Something else.
    Unknown,
}

/// Finds out what `holidays:` of an hours block says.
pub fn holidays<'a>(hours: &'a ast::Hours, symbols: &Symbols<'_>) -> Holidays<'a> {
    let Some(setting) = hours.settings.iter().find(|s| s.key.text == "holidays") else {
        return Holidays::None;
    };
    match setting.values.first().map(|v| &v.kind) {
        Some(SettingValueKind::Region(region)) => Holidays::Region(region),
        Some(SettingValueKind::Expr(ast::Expr { kind: ExprKind::Path(path), .. })) => match path.single() {
            Some(word) if word.text == "none" => Holidays::None,
            Some(word) if symbols.calendars.contains_key(word.text.as_str()) => {
                Holidays::Calendar(&word.text)
            }
            _ => Holidays::Unknown,
        },
        _ => Holidays::Unknown,
    }
}

/// The time zone of an hours block: its own or the client's; UTC where neither can be read.
pub fn zone(hours: &ast::Hours, symbols: &Symbols<'_>) -> String {
    let own = hours.settings.iter().find(|s| s.key.text == "time zone");
    let own = own.and_then(|s| s.values.first()).and_then(crate::symbols::zone_name);
    own.map(str::to_string).or_else(|| symbols.zone.clone()).unwrap_or_else(|| "UTC".to_string())
}

/// An hours block as crate `calendar` evaluates it, with the holidays of some years. Lines keep their numbers; a time
/// or a day that is none makes a fault that [`cal::HoursPlan::problems`] names.
pub fn plan(hours: &ast::Hours, symbols: &Symbols<'_>, years: RangeInclusive<i16>) -> cal::HoursPlan {
    let holidays = match holidays(hours, symbols) {
        Holidays::Region(region) => {
            cal::Region::parse(region).and_then(|region| cal::HolidaySet::of_region(&region, years))
        }
        Holidays::Calendar(name) => symbols.calendars.get(name).map(|c| calendar(c.node).expand(years)),
        Holidays::None | Holidays::Unknown => None,
    };
    let lines = hours.lines.iter().map(|line| cal::HoursLine {
        days: days(&line.days),
        spans: match &line.opening {
            Opening::Closed => Vec::new(),
            Opening::Spans(spans) => spans.iter().map(span).collect(),
        },
        reason: line.reason.as_ref().map(ast::Text::fixed),
    });
    cal::HoursPlan { zone: zone(hours, symbols), holidays, lines: lines.collect() }
}

/// A calendar as crate `calendar` expands it. Lines keep their numbers.
pub fn calendar(calendar: &ast::Calendar) -> cal::Calendar {
    let entry = |entry: &CalendarEntry| match entry {
        CalendarEntry::Named(text) => cal::CalendarDays::Named(text.fixed()),
        CalendarEntry::Day(day) => cal::CalendarDays::Days(cal::DaySpec::Day(one_day(day))),
        CalendarEntry::Range(first, last) => {
            cal::CalendarDays::Days(cal::DaySpec::Range { first: one_day(first), last: one_day(last) })
        }
    };
    let lines = calendar.lines.iter().map(|line| match line {
        ast::CalendarLine::PublicHolidays { region, .. } => match cal::Region::parse(&region.text) {
            Some(region) => cal::CalendarLine::PublicHolidays(region),
            // the grammar gives nothing but regions here; an empty name removes nothing
            None => cal::CalendarLine::Without { days: cal::CalendarDays::Named(String::new()) },
        },
        ast::CalendarLine::Plus { entry: e, name, .. } => {
            cal::CalendarLine::Plus { days: entry(e), name: name.as_ref().map(ast::Text::fixed) }
        }
        ast::CalendarLine::Without { entry: e, .. } => cal::CalendarLine::Without { days: entry(e) },
    });
    cal::Calendar { lines: lines.collect() }
}

/// All names that `CAL.today` can have.
pub fn calendar_ids(name: &str, symbols: &Symbols<'_>, years: RangeInclusive<i16>) -> Vec<String> {
    symbols.calendars.get(name).map(|c| calendar(c.node).ids(years)).unwrap_or_default()
}

pub(crate) fn days(spec: &ast::DaySpec) -> cal::DaySpec {
    match &spec.kind {
        DaySpecKind::EveryDay => cal::DaySpec::EveryDay,
        DaySpecKind::Weekdays(spans) => {
            let all = spans.iter().flat_map(|s| s.days());
            cal::DaySpec::Weekdays(all.fold(cal::WeekdaySet::EMPTY, |set, day| set.with(weekday(day))))
        }
        DaySpecKind::Holiday(name) => cal::DaySpec::Holiday { name: name.as_ref().map(ast::Text::fixed) },
        DaySpecKind::Day(day) => cal::DaySpec::Day(one_day(day)),
        DaySpecKind::Range(first, last) => cal::DaySpec::Range { first: one_day(first), last: one_day(last) },
    }
}

/// A day; one that is none becomes the 31st of February, which crate `calendar` names as a fault.
fn one_day(day: &ast::Day) -> cal::Day {
    let never = cal::Day::Yearly { month: 2, day: 31 };
    match day.kind {
        DayKind::Date(date) => {
            let date = date.and_then(|d| cal::Date::new(d.year, d.month as i8, d.day as i8).ok());
            date.map_or(never, cal::Day::Date)
        }
        DayKind::MonthDay { month, day } => cal::Day::Yearly { month, day },
        DayKind::NthWeekday { nth, weekday: day, month } => {
            let nth = if nth == 0 { cal::Nth::Last } else { cal::Nth::Number(nth) };
            cal::Day::NthWeekday { nth, weekday: weekday(day), month }
        }
        DayKind::Easter { offset } => offset.map_or(never, |offset_days| cal::Day::Easter { offset_days }),
    }
}

/// A span; a time that is none makes it empty, which crate `calendar` names as a fault.
fn span(range: &ast::TimeRange) -> cal::Span {
    let minutes = |clock: ast::Clock| u16::from(clock.hour) * 60 + u16::from(clock.minute);
    match (range.from.value, range.to.value) {
        (Some(from), Some(to)) => cal::Span { from_min: minutes(from), to_min: minutes(to) },
        _ => cal::Span { from_min: 0, to_min: 0 },
    }
}

fn weekday(monday_zero: u8) -> cal::Weekday {
    match monday_zero {
        0 => cal::Weekday::Monday,
        1 => cal::Weekday::Tuesday,
        2 => cal::Weekday::Wednesday,
        3 => cal::Weekday::Thursday,
        4 => cal::Weekday::Friday,
        5 => cal::Weekday::Saturday,
        _ => cal::Weekday::Sunday,
    }
}
