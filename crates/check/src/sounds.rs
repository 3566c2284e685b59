//! What is known of sound files.

use std::collections::BTreeMap;

/// Facts about the sound files that a project names, by the path as the script writes it. Who looks at files is the
/// shell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoundFacts {
    looked: bool,
    files: BTreeMap<String, Sound>,
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
    },
    /// It is not there; a similar path may be.
    Missing {
        /// The most similar path that is there.
        near: Option<String>,
    },
    /// It is there and holds nothing that can be played.
    Unreadable {
        /// Why not.
        why: String,
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
        self.files.insert(path.to_string(), Sound::Playable { sha256: sha256.to_string(), length_ms });
    }

    /// Adds a file that is not there, with the most similar path that is.
    pub fn add_missing(&mut self, path: &str, near: Option<&str>) {
        self.files.insert(path.to_string(), Sound::Missing { near: near.map(str::to_string) });
    }

    /// Adds a file that is there and cannot be played.
    pub fn add_unreadable(&mut self, path: &str, why: &str) {
        self.files.insert(path.to_string(), Sound::Unreadable { why: why.to_string() });
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
