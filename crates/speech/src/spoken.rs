//! Values as they are said.

use crate::Currency;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, e.g. 2026.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

/// A time of day on the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// Hour, 0 to 24; beyond, modulo 24.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59; not said.
    pub second: u8,
}

impl Time {
    /// The hour, 0 to 24 whatever is stored.
    pub(crate) fn hour_of_day(self) -> u8 {
        if self.hour > 24 { self.hour % 24 } else { self.hour }
    }
}

/// A value together with the way it is said: what stands in `{x as TYPE}` once `x` is known.
///
/// Every value has words, also one out of range (a month 13 is said as a number), so that a call never stumbles.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Spoken {
    /// `as number`: `units / 10^scale`; `{units: 25, scale: 1}` is "zwei Komma fünf".
    Number {
        /// All digits, as one whole number.
        units: i64,
        /// How many of them stand behind the point.
        scale: u8,
    },
    /// `as ordinal`: "dritte", "third".
    Ordinal(i64),
    /// `as year`: "neunzehnhundertneunundneunzig", "nineteen ninety-nine".
    Year(i64),
    /// `as digits`: one by one; blanks are pauses.
    Digits(String),
    /// `as date`: day and month, "siebter Dezember" (W3).
    Date(Date),
    /// `as weekday`: Monday is 0; taken modulo 7.
    Weekday(u8),
    /// `as time`: "acht Uhr dreißig".
    Time(Time),
    /// `as moment`: by how far it is from the day on which it is said (W5). All in the client's zone.
    Moment {
        /// Day of the moment.
        date: Date,
        /// Time of the moment.
        time: Time,
        /// Day of the play.
        today: Date,
    },
    /// `as money`: "zwei Euro fünf".
    Money {
        /// Amount in hundredths.
        cents: i64,
        /// Currency.
        currency: Currency,
    },
    /// `as duration` of a length of time (W2).
    Duration {
        /// Length in milliseconds.
        ms: i64,
    },
    /// `as duration` of an expected wait, rounded as W2 says.
    Wait {
        /// Length in milliseconds.
        ms: i64,
    },
    /// `as phone` (W3).
    Phone {
        /// Number in E.164 with `+`; blanks are pauses. Without `+` all digits are said as they stand.
        number: String,
        /// Any number of the client's country, such as its first; its country code (`+49`) is enough.
        home: String,
    },
    /// `as spelled`: letter by letter; blanks are pauses.
    Spelled(String),
    /// `as name`, and a text `as plain`: stays as it is (W4). Holidays by their names in the language, too.
    Text(String),
    /// A language tag `as plain`: its name in the language of the prompt (W4).
    Language(String),
    /// A yes or no `as plain`.
    YesNo(bool),
    /// A value of `one of` as plain: blanks for `_` (W4).
    Choice(String),
}
