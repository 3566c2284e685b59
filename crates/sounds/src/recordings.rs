//! Recordings of a project: the files that its scripts name.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::facts::{SoundFacts, sound_facts};
use crate::sound::Sound;
use crate::wav::SoundError;

/// The folder of a project in which recordings are looked for after its root.
const AUDIO_FOLDER: &str = "audio";
/// How many letters a name may differ from one that is there to be suggested.
const NEAR_LETTERS: usize = 3;
/// How many folders deep similar names are looked for, and how many files at most.
const NEAR_DEPTH: usize = 6;
const NEAR_FILES: usize = 5_000;

/// Why a recording cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// There is no such file.
    #[error("`{path}`: not found{}", near_text(near))]
    NotFound {
        /// The path as the script names it.
        path: String,
        /// Similar paths that are there, most similar first.
        near: Vec<String>,
    },
    /// The path leads out of the project or is none.
    #[error("`{path}`: a sound file is named by its path within the project, with `/` between folders")]
    Outside {
        /// The path as the script names it.
        path: String,
    },
    /// The file is there but cannot be read.
    #[error("`{path}`: {source}")]
    Io {
        /// The path as the script names it.
        path: String,
        /// What the system said.
        source: io::Error,
    },
    /// The file holds no sound that we read.
    #[error("`{path}` {source}")]
    Sound {
        /// The path as the script names it.
        path: String,
        /// What is wrong with it.
        source: SoundError,
    },
}

/// A recording and what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// The sound, ready to be played.
    pub sound: Arc<Sound>,
    /// The facts for the compiler.
    pub facts: SoundFacts,
}

/// The recordings below a folder: a project's root, the nearest folder with `rufplan.lock` or `rufplan.toml`.
#[derive(Debug)]
pub struct Recordings {
    root: PathBuf,
    /// What was loaded before, by the SHA-256 of its file.
    loaded: Mutex<BTreeMap<String, Recording>>,
}

impl Recordings {
    /// The recordings of a project; nothing is read yet.
    pub fn new(root: &Path) -> Recordings {
        Recordings { root: root.to_owned(), loaded: Mutex::default() }
    }

    /// Where the file is that a script names: below the root, or else below its folder `audio`.
    ///
    /// # Errors
    /// [`RecordingError::Outside`] and [`RecordingError::NotFound`].
    pub fn resolve(&self, path: &str) -> Result<PathBuf, RecordingError> {
        let within = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if path.is_empty() || path.contains(['\\', '\0']) || !within {
            return Err(RecordingError::Outside { path: path.to_owned() });
        }
        [self.root.join(path), self.root.join(AUDIO_FOLDER).join(path)]
            .into_iter()
            .find(|candidate| candidate.is_file())
            .ok_or_else(|| RecordingError::NotFound { path: path.to_owned(), near: self.near(path) })
    }

    /// Reads a recording, decodes it and looks at it. A file that has not changed since is decoded only once.
    ///
    /// # Errors
    /// [`RecordingError`].
    pub fn load(&self, path: &str) -> Result<Recording, RecordingError> {
        let file = self.resolve(path)?;
        let bytes = fs::read(file).map_err(|source| RecordingError::Io { path: path.to_owned(), source })?;
        let sha256 = crate::facts::sha256_hex(&bytes);
        if let Some(known) = self.get(&sha256) {
            return Ok(known);
        }
        let failed = |source| RecordingError::Sound { path: path.to_owned(), source };
        let facts = sound_facts(&bytes).map_err(failed)?;
        let sound = Arc::new(Sound::from_wav(&bytes).map_err(failed)?);
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(loaded.entry(sha256).or_insert(Recording { sound, facts }).clone())
    }

    /// The loaded recording whose file has this SHA-256: machines name their recordings so.
    pub fn get(&self, sha256: &str) -> Option<Recording> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner).get(sha256).cloned()
    }

    /// Paths of WAV files in the project that are written nearly like this one.
    fn near(&self, path: &str) -> Vec<String> {
        let mut files = Vec::new();
        collect_wav_files(&self.root, "", NEAR_DEPTH, &mut files);
        let wanted = path.to_lowercase();
        let mut near: Vec<(usize, String)> = files
            .into_iter()
            .map(|file| {
                let name = file.strip_prefix("audio/").unwrap_or(&file);
                let same_name = file_name(name) == file_name(path);
                (if same_name { 1 } else { letters_apart(&name.to_lowercase(), &wanted) }, file)
            })
            .filter(|(distance, _)| *distance <= NEAR_LETTERS)
            .collect();
        near.sort();
        near.truncate(3);
        near.into_iter().map(|(_, file)| file).collect()
    }
}

fn near_text(near: &[String]) -> String {
    match near {
        [] => String::new(),
        near => format!(" (near: {})", near.join(", ")),
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn collect_wav_files(folder: &Path, prefix: &str, depth: usize, files: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let Ok(name) = entry.file_name().into_string() else { continue };
        let Ok(kind) = entry.file_type() else { continue };
        if files.len() >= NEAR_FILES || name.starts_with('.') {
            continue;
        }
        if kind.is_dir() && depth > 0 {
            collect_wav_files(&entry.path(), &format!("{prefix}{name}/"), depth - 1, files);
        } else if name.to_ascii_lowercase().ends_with(".wav") {
            files.push(format!("{prefix}{name}"));
        }
    }
}

/// Letters to put in, take out, change or swap with their neighbour (Damerau and Levenshtein, restricted).
fn letters_apart(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(rows[i - 2][j - 2] + 1);
            }
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
