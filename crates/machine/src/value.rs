//! Values of a call and their types (language.md 2.8).

use std::collections::BTreeMap;

use crate::secret::Secret;
use serde::{Deserialize, Serialize};

/// A number with decimal places: `units / 10^scale`; `12.5` is `{units: 125, scale: 1}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Decimal {
    /// All digits, as one whole number.
    pub units: i64,
    /// How many of them stand behind the point, 0 to 9.
    pub scale: u8,
}

impl Decimal {
    /// A whole number.
    pub fn whole(n: i64) -> Self {
        Decimal { units: n, scale: 0 }
    }

    /// The whole part, towards nought.
    pub fn to_i64(self) -> i64 {
        self.units / 10i64.pow(u32::from(self.scale.min(18)))
    }

    /// Compares by worth, not by places: 1.5 equals 1.50.
    pub fn compare(self, other: Decimal) -> std::cmp::Ordering {
        let widen = |d: Decimal, scale: u8| i128::from(d.units) * 10i128.pow(u32::from(scale - d.scale));
        let scale = self.scale.max(other.scale);
        widen(self, scale).cmp(&widen(other, scale))
    }
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// Year, e.g. 2026.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

/// A time of day on the wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Time {
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
}

/// What a variable, a literal or a fact holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// The unknown: a `maybe` without a value.
    Unknown,
    /// What nobody may see.
    Secret(Secret),
    /// Free text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// Keyed digits, leading noughts kept.
    Digits(String),
    /// An amount in the smallest unit of its currency.
    Money {
        /// Hundredths.
        cents: i64,
        /// ISO 4217 code.
        currency: String,
    },
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A moment, in milliseconds since the epoch (UTC).
    Moment(i64),
    /// A day of the week, Monday is 0.
    Weekday(u8),
    /// A length of time in milliseconds.
    Duration(i64),
    /// An expected wait in milliseconds: a duration that is rounded when it is said (W2).
    Wait(i64),
    /// A phone number, E.164 with `+`, no blanks.
    Phone(String),
    /// A proper name.
    Name(String),
    /// Yes or no.
    YesNo(bool),
    /// A language tag such as `de` or `en-GB`.
    Language(String),
    /// A value of `one of`.
    Choice(String),
    /// A holiday, by the id of crate `calendar` or the words of a `plus` line (H4).
    Holiday(String),
    /// A record: every field by its name; a field that is not known is [`Value::Unknown`].
    Record(BTreeMap<String, Value>),
    /// A list, in order.
    List(Vec<Value>),
    /// The name of a queue, mailbox, hours, prompt, flow or callback, as [`Type::Reference`] lists it.
    Reference(String),
    /// A recording, by the id its storage gave it.
    Recording(String),
}

/// What a variable may hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// `text`
    Text,
    /// `number`, with bounds where written.
    Number {
        /// Least value.
        from: Option<i64>,
        /// Greatest value.
        to: Option<i64>,
    },
    /// `digits`
    Digits,
    /// `money`
    Money,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `moment`
    Moment,
    /// `weekday`
    Weekday,
    /// `duration`, with bounds in milliseconds where written.
    Duration {
        /// Least length.
        from_ms: Option<i64>,
        /// Greatest length.
        to_ms: Option<i64>,
    },
    /// `phone`
    Phone,
    /// `name`
    Name,
    /// `yesno`
    YesNo,
    /// `language`
    Language,
    /// `one of a, b`
    OneOf(Vec<String>),
    /// A holiday: what `hours.holiday` gives; said as a name.
    Holiday,
    /// `maybe T`
    Maybe(Box<Type>),
    /// A record type by its name, with its fields in the order written.
    Record {
        /// The name the script gave the type.
        name: String,
        /// Its fields.
        fields: Vec<Field>,
    },
    /// `list of T`
    List(Box<Type>),
    /// `recording`
    Recording,
    /// `json`: an answer of a service, which only a shape reads.
    Json,
    /// A reference: one of a closed list of names of a kind.
    Reference {
        /// What is named.
        of: Kind,
        /// The names it may hold, in the order written.
        names: Vec<String>,
    },
    /// `phone one of "+49…", "+49…"`: the numbers, E.164.
    PhoneOneOf(Vec<String>),
}

/// A field of a record type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub ty: Type,
    /// How far it may be seen.
    #[serde(default)]
    pub privacy: Privacy,
}

/// What a reference names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A queue.
    Queue,
    /// A mailbox.
    Mailbox,
    /// Opening hours.
    Hours,
    /// A prompt.
    Prompt,
    /// A flow.
    Flow,
    /// A callback.
    Callback,
}

/// How far a value may be seen (language.md 2.12, the privacy table).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Privacy {
    /// Everywhere.
    #[default]
    Open,
    /// Masked in logs; shown where listed.
    Sensitive,
    /// Nowhere.
    Secret,
}
