//! Opening hours, public holidays and DST-safe answers to when it is open next.
//!
//! A script says when somebody answers; this crate says what that means at an instant. It is pure: the
//! instant, the day and the holidays come in, an answer goes out, and the time-zone data is the bundled one,
//! so that a recorded call replays alike on every machine. Diagnostics for the designer are made elsewhere,
//! from the facts ([`HoursProblem`], [`CalendarProblem`]) that are found here.
//!
//! ```
//! use rufplan_calendar::*;
//!
//! let berlin = Region::parse("DE-BE").unwrap();
//! let workdays = WeekdaySet::range(Weekday::Monday, Weekday::Friday);
//! let plan = HoursPlan {
//!     zone: "Europe/Berlin".into(),
//!     holidays: Some(HolidaySet::of_region(&berlin, 2020..=2029).unwrap()),
//!     lines: vec![
//!         HoursLine::open(DaySpec::Weekdays(workdays), &[Span::hm((8, 0), (18, 0))]),
//!         HoursLine::closed(DaySpec::Holiday { name: None }),
//!     ],
//! };
//! assert!(plan.problems(Date::constant(2026, 11, 25)).iter().all(|p| !p.is_error()));
//! let hours = Hours::new(plan).unwrap();
//!
//! let zone = Zone::named("Europe/Berlin").unwrap();
//! let christmas = zone.from_local(Date::constant(2026, 12, 25), LocalClock::hm(10, 0));
//! let state = hours.state_at(christmas);
//! assert_eq!((state.kind, state.holiday), (HoursKind::Holiday, Some("erster_weihnachtstag")));
//! let monday = zone.from_local(Date::constant(2026, 12, 28), LocalClock::hm(8, 0));
//! assert_eq!(state.next_open_ms, Some(monday));
//! ```
//!
//! What holds everywhere:
//!
//! - Instants are milliseconds since the epoch (UTC); minutes of a day are wall-clock minutes of the zone.
//! - Ends are exclusive: at 18:00:00 it is closed (rule H2). Ranges of days are inclusive.
//! - One line decides a day, the most particular one ([`Level`]); no line means closed.
//! - A span belongs to the day on which it starts and is one stretch of time, from the first instant its
//!   start names to the last instant its end names: a skipped hour shortens it, a repeated hour counts twice.

mod calendar;
mod day;
mod easter;
mod holidays;
mod hours;
mod zone;

pub use calendar::{Calendar, CalendarDays, CalendarLine, CalendarProblem};
pub use day::{Day, DayFault, DaySpec, Level, Nth, WeekdaySet};
pub use easter::easter_sunday;
pub use holidays::{
    Communes, HOLIDAY_DATA_VERSION, HOLIDAY_YEARS, HolidayDate, HolidaySet, LocalHoliday, NamedDay, Region,
    communes_in_words, holiday_id, holiday_matches, holiday_name, holidays, known_regions, listed_name,
    local_holidays, matching,
};
pub use hours::{
    Change, Changes, DayPlan, Hours, HoursKind, HoursLine, HoursPlan, HoursProblem, HoursState,
    PossibleKinds, Span,
};
pub use jiff::civil::{Date, Weekday};
pub use zone::{LocalClock, LocalTime, TZDB_VERSION, Zone};
