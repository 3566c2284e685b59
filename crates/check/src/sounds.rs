//! What is known of sound files.

use rufplan_diag::Words;
use std::collections::BTreeMap;

/// Facts about the sound files that a project names, by the path as the script writes it. Who looks at files is the
/// shell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoundFacts {
    looked: bool,
    files: BTreeMap<String, Sound>,
}

/// What a measurement of a recording says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// Loudness in tenths of LUFS (ITU-R BS.1770-4); `None` for silence.
    pub loudness_tenths_lufs: Option<i32>,
    /// Places where the sound is cut off at the greatest value.
    pub clipped_places: u32,
    /// Silence before anything is heard.
    pub leading_silence_ms: u64,
}

/// A sound file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sound {
    /// It can be played.
    Playable {
        /// SHA-256 of its bytes, lower-case hex.
        sha256: String,
        /// How long it plays.
        length_ms: u64,
        /// What a measurement says, where one was made.
        measured: Option<Measured>,
    },
    /// It is not there; a similar path may be.
    Missing {
        /// The most similar path that is there.
        near: Option<String>,
    },
    /// It is there and holds nothing that can be played.
    Unreadable {
        /// Why not.
        why: Words,
    },
}

impl SoundFacts {
    /// Facts of a shell that has looked: a file that is not added is not there. (`default()` is nobody having looked:
    /// every file may be there or not.)
    pub fn known() -> Self {
        SoundFacts { looked: true, files: BTreeMap::new() }
    }

    /// Adds a file that can be played.
    pub fn add(&mut self, path: &str, sha256: &str, length_ms: u64) {
        self.files.insert(
            path.to_string(),
            Sound::Playable { sha256: sha256.to_string(), length_ms, measured: None },
        );
    }

    /// Adds a file that can be played and was measured.
    pub fn add_measured(&mut self, path: &str, sha256: &str, length_ms: u64, measured: Measured) {
        let sound = Sound::Playable { sha256: sha256.to_string(), length_ms, measured: Some(measured) };
        self.files.insert(path.to_string(), sound);
    }

    /// Adds a file that is not there, with the most similar path that is.
    pub fn add_missing(&mut self, path: &str, near: Option<&str>) {
        self.files.insert(path.to_string(), Sound::Missing { near: near.map(str::to_string) });
    }

    /// Adds a file that is there and cannot be played.
    pub fn add_unreadable(&mut self, path: &str, why: impl Into<Words>) {
        self.files.insert(path.to_string(), Sound::Unreadable { why: why.into() });
    }

    /// Adds what is known of a file.
    pub fn insert(&mut self, path: &str, sound: Sound) {
        self.files.insert(path.to_string(), sound);
    }

    /// What is known of a file; one nobody spoke of is missing.
    pub fn get(&self, path: &str) -> Sound {
        self.files.get(path).cloned().unwrap_or(Sound::Missing { near: None })
    }

    /// SHA-256 of a file that can be played.
    pub fn sha256(&self, path: &str) -> Option<&str> {
        match self.files.get(path) {
            Some(Sound::Playable { sha256, .. }) => Some(sha256),
            _ => None,
        }
    }

    /// Whether somebody has looked at the files at all.
    pub fn have_been_looked_at(&self) -> bool {
        self.looked
    }
}
