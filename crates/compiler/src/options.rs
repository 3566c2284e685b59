//! What a compilation must know of the world.

use rufplan_check::SoundFacts;
use rufplan_machine::value::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Facts from outside; equal sources and options give equal results, byte by byte.
#[derive(Clone, Debug)]
pub struct Options {
    /// The day of the compilation: holidays are stored up to the third year after it.
    pub today: Date,
    /// What is known of sound files; a file that is not among them is spoken by the voice.
    pub sounds: SoundFacts,
    /// Paths of the files that are wanted: their diagnostics, and the clients that one of them is part of; of the others
    /// only the names are read. `None` wants all.
    pub only: Option<BTreeSet<String>>,
    /// What each client was locked with, by client and path of the library; `None` where there is no `rufplan.lock`.
    pub locked: Option<BTreeMap<(String, String), Locked>>,
    /// Whether theorems about the calls are proved; without it their messages are missing.
    pub prove: bool,
}

/// A library as a client was locked with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// SHA-256 of its file.
    pub sha256: String,
    /// Its title.
    pub title: String,
}

impl Options {
    /// Nothing known but the day.
    pub fn on(today: Date) -> Self {
        Options { today, sounds: SoundFacts::default(), only: None, locked: None, prove: true }
    }

    /// The day as crate `calendar` has it; the first day of 2026 for a day that is none.
    pub(crate) fn civil_today(&self) -> rufplan_calendar::Date {
        let Date { year, month, day } = self.today;
        let small = |n: u8| i8::try_from(n).unwrap_or(1);
        rufplan_calendar::Date::new(year, small(month), small(day))
            .unwrap_or(rufplan_calendar::Date::constant(2026, 1, 1))
    }

    /// The years whose holidays are stored.
    pub(crate) fn years(&self) -> RangeInclusive<i16> {
        rufplan_check::hours::years(self.civil_today())
    }

    /// SHA-256 of a sound file of the project, if it is there.
    pub(crate) fn recording(&self, path: &str) -> Option<String> {
        self.sounds.sha256(path).map(str::to_string)
    }
}
