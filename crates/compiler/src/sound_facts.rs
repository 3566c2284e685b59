//! What is known of the sound files of a project.

use std::collections::BTreeMap;

/// Facts about sound files, by path relative to the project's root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoundFacts {
    looked: bool,
    files: BTreeMap<String, Sound>,
}

/// What is known of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sound {
    /// It can be read.
    Readable {
        /// SHA-256 of its bytes, lower-case hex.
        sha256: String,
        /// Its length.
        length_ms: u64,
    },
    /// It is there but cannot be read: why, as a fragment of a sentence.
    Unreadable(String),
}

impl SoundFacts {
    /// No facts, because nobody has looked: files are neither there nor missing.
    pub fn unknown() -> Self {
        SoundFacts::default()
    }

    /// Somebody has looked: a file that is not added is not there.
    pub fn known() -> Self {
        SoundFacts { looked: true, files: BTreeMap::new() }
    }

    /// Adds a file that can be read.
    pub fn add(&mut self, path: &str, sha256: &str, length_ms: u64) {
        let sound = Sound::Readable { sha256: sha256.to_string(), length_ms };
        self.files.insert(path.to_string(), sound);
    }

    /// Adds a file that is there but cannot be read.
    pub fn add_unreadable(&mut self, path: &str, why: &str) {
        self.files.insert(path.to_string(), Sound::Unreadable(why.to_string()));
    }

    /// Whether somebody has looked.
    pub fn are_known(&self) -> bool {
        self.looked
    }

    /// What is known of a file.
    pub fn get(&self, path: &str) -> Option<&Sound> {
        self.files.get(path)
    }

    /// SHA-256 of a file that can be read.
    pub fn sha256(&self, path: &str) -> Option<&str> {
        match self.files.get(path)? {
            Sound::Readable { sha256, .. } => Some(sha256),
            Sound::Unreadable(_) => None,
        }
    }
}
