//! `collect`: a question answered key by key (language.md 2.6, 4.4; rules S4, S9).

use super::{Expr, Key, OnArm, PromptId, StateId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A `collect` with all settings resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collect {
    /// The variable that it fills.
    pub var: String,
    /// What keys make a value.
    pub entry: EntryRule,
    /// Whether the variable is `secret`: then no key of the entry is kept anywhere (language.md 4.5).
    pub secret: bool,
    /// Said on entry.
    pub prompts: Vec<PromptId>,
    /// Said from the second time on; empty is the same.
    pub prompts_again: Vec<PromptId>,
    /// Ways out: a digit is heard as first key only, `*` and `#` at any point. One key each.
    pub keys: BTreeMap<String, Key>,
    /// Whether keys are heard while it speaks.
    pub interrupt: bool,
    /// From the end of the prompt to the first key.
    pub first_ms: u32,
    /// From one key to the next.
    pub next_ms: u32,
    /// How many tries.
    pub attempts: u32,
    /// From entry to failure, whatever happens.
    pub give_up_ms: Option<u32>,
    /// The shared count (`counts in`), if there is one.
    pub counts_in: Option<String>,
    /// Reads back what was keyed: 1 is right, 2 asks again. `None` asks nothing.
    pub confirm: Option<PromptId>,
    /// Where a value leads.
    pub next: StateId,
    /// Arms for silence by attempt, ascending; there is always one from attempt 1.
    pub silence: Vec<OnArm>,
    /// Arms for a wrong entry by attempt, ascending; there is always one from attempt 1.
    pub wrong: Vec<OnArm>,
    /// Where the last attempt leads.
    pub failure: StateId,
    /// Where an unplayable prompt leads.
    pub error: StateId,
    /// `keys anywhere`: whether `Machine::anywhere` is heard as first key.
    pub anywhere: bool,
}

/// Which keys make a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryRule {
    /// What the keys become.
    pub becomes: EntryKind,
    /// Least and greatest number of keys; without it the pattern alone decides.
    pub length: Option<Bounds>,
    /// The key that ends an entry; it is no part of the value.
    pub finish: Option<char>,
    /// The key that throws away what was keyed so far.
    pub clear: Option<char>,
    /// Least and greatest value.
    pub between: Option<Bounds>,
    /// A pattern of crate `entry` that the whole value fits.
    pub pattern: Option<String>,
    /// What else is asked of the value.
    pub check: Option<EntryCheck>,
}

/// Least and greatest, both inclusive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Least.
    pub from: Expr,
    /// Greatest.
    pub to: Expr,
}

/// What keys become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// `digits`
    Digits,
    /// `number`
    Number {
        /// At most so many decimal places.
        decimals: u8,
        /// The key that stands for the point.
        point: Option<char>,
    },
    /// `date`, keyed `DDMMYYYY`.
    Date,
    /// `date`, keyed `DDMM`: a day of the year of the call.
    DayOfYear,
    /// `time`, keyed `HHMM`.
    Time,
    /// `phone`, keyed as one dials at home: nationally or with the international prefix.
    Phone {
        /// The client's first number, E.164: says what "at home" is.
        home: String,
    },
}

/// `check:`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryCheck {
    /// Luhn's check digit.
    Luhn,
    /// An IBAN of this country (ISO 3166-1), keyed without its letters.
    Iban(String),
    /// A day of any year, keyed `DDMM`.
    DateDdmm,
    /// A day, keyed `DDMMYYYY`.
    DateDdmmyyyy,
    /// A German post code.
    PlzDe,
    /// What a shape of one text says, by its name: asked of the platform.
    Shape(String),
}
