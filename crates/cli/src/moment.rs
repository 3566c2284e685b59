//! Days and moments as they are typed, and the clock of the machine: read here and nowhere below.

use crate::failure::Failure;
use rufplan_calendar::{Date, LocalClock, Zone};

/// Milliseconds since the epoch, now.
pub fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.ok().and_then(|d| i64::try_from(d.as_millis()).ok()).unwrap_or_default()
}

/// Today in UTC, as `2026-11-25`.
pub fn today_text() -> String {
    today().to_string()
}

/// Today in UTC.
pub fn today() -> Date {
    Zone::utc().to_local(now_ms()).date
}

/// A day as typed: `2026-11-25`; today where nothing is.
///
/// # Errors
/// A text that is no day of the calendar.
pub fn day(typed: Option<&str>) -> Result<Date, Failure> {
    let Some(text) = typed else { return Ok(today()) };
    text.parse().map_err(|_| Failure::Usage(format!("`{text}` is no day; write it like 2026-11-25")))
}

/// A moment in a zone as typed: `2026-12-24T17:55`, a blank for the `T`, seconds if wanted; a day alone is its midnight.
///
/// # Errors
/// A text that is no moment.
pub fn moment_ms(text: &str, zone: &Zone) -> Result<i64, Failure> {
    let wrong = || Failure::Usage(format!("`{text}` is no moment; write it like 2026-12-24T17:55"));
    let (date, clock) = text.trim().split_once(['T', ' ']).unwrap_or((text.trim(), "00:00"));
    let date: Date = date.parse().map_err(|_| wrong())?;
    let parts: Vec<Option<u8>> =
        clock.trim().split(':').map(|p| (p.len() == 2).then(|| p.parse().ok()).flatten()).collect();
    let (hour, minute, second) = match parts.as_slice() {
        [Some(h), Some(m)] => (*h, *m, 0),
        [Some(h), Some(m), Some(s)] => (*h, *m, *s),
        _ => return Err(wrong()),
    };
    if hour > 23 || minute > 59 || second > 59 {
        return Err(wrong());
    }
    Ok(zone.from_local(date, LocalClock::hm(hour, minute)) + i64::from(second) * 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_the_zone() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        assert_eq!(moment_ms("2026-12-24T17:55", &berlin).unwrap(), 1_798_131_300_000);
        assert_eq!(moment_ms("2026-12-24 17:55:30", &berlin).unwrap(), 1_798_131_330_000);
        for wrong in ["", "2026-13-01", "2026-12-24T7:55", "2026-12-24T24:00", "morgen"] {
            assert!(moment_ms(wrong, &berlin).is_err(), "{wrong}");
        }
    }
}
