//! Literals become values; impossible ones become nothing.

use crate::ast::{Clock, Date};

/// `12.50` is 1250 and 2 places; `None` when it does not fit.
pub(super) fn decimal(text: &str) -> Option<(i64, u8)> {
    let (whole, places) = text.split_once('.').unwrap_or((text, ""));
    let scale = u8::try_from(places.len()).ok().filter(|s| *s <= 9)?;
    Some((format!("{whole}{places}").parse().ok()?, scale))
}

/// `80%` in thousandths; more than one place has no value.
pub(super) fn permille(text: &str) -> Option<u32> {
    let (units, scale) = decimal(text.strip_suffix('%')?)?;
    let units = u32::try_from(units).ok()?;
    match scale {
        0 => units.checked_mul(10),
        1 => Some(units),
        _ => None,
    }
}

/// `12.50 EUR` in hundredths, with its currency.
pub(super) fn money(text: &str) -> Option<(i64, String)> {
    let text = text.trim();
    let (amount, currency) = text.split_at_checked(text.len().checked_sub(3)?)?;
    let (units, scale) = decimal(amount.trim())?;
    let cents = if scale == 0 { units.checked_mul(100)? } else { units };
    Some((cents, currency.to_string()))
}

/// `1h30min` in milliseconds, what is finer than one is dropped.
pub(super) fn duration_ms(text: &str) -> Option<i64> {
    let mut rest = text.trim();
    let mut total = 0i64;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (amount, behind) = rest.split_at(digits);
        let letters = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
        let (unit, next) = behind.split_at(letters);
        let unit_ms = match unit {
            "ms" => 1,
            "s" => 1_000,
            "min" => 60_000,
            "h" => 3_600_000,
            "d" => 86_400_000,
            _ => return None,
        };
        let (units, scale) = decimal(amount)?;
        total = total.checked_add(units.checked_mul(unit_ms)? / 10i64.pow(u32::from(scale)))?;
        rest = next;
    }
    Some(total)
}

/// `2026-12-24`, if there is such a day.
pub(super) fn date(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let date = Date {
        year: parts.next()?.parse().ok()?,
        month: parts.next()?.parse().ok()?,
        day: parts.next()?.parse().ok()?,
    };
    let leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
    let days = match date.month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&date.day).then_some(date)
}

/// `08:00` or `08:00:30`, if there is such a time; `24:00` is one.
pub(super) fn clock(text: &str) -> Option<Clock> {
    let mut parts = text.split(':');
    let clock = Clock {
        hour: parts.next()?.parse().ok()?,
        minute: parts.next()?.parse().ok()?,
        second: parts.next().map_or(Ok(0), str::parse).ok()?,
    };
    let end_of_day = clock == Clock { hour: 24, minute: 0, second: 0 };
    (end_of_day || (clock.hour < 24 && clock.minute < 60 && clock.second < 60)).then_some(clock)
}

/// E.164 with `+`, without blanks.
pub(super) fn phone(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// Doubled signs of a string become single ones.
pub(super) fn unescape(text: &str) -> String {
    text.replace("\"\"", "\"").replace("{{", "{").replace("}}", "}")
}
