//! Sound files of a project: facts for the compiler, recordings for the server, the store of rendered texts.

use crate::failure::Failure;
use rufplan_compiler::{Measured, Sound, SoundFacts};
use rufplan_machine::script::{Machine, Part, Recording};
use rufplan_sounds::{RecordingError, Recordings, Store, VoiceSettings};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// When a file was written, and how long it is: while neither changes, it is taken for the same.
type Stamp = (SystemTime, u64);

/// Sound files that were looked at.
#[derive(Default)]
pub struct SoundFiles {
    known: BTreeMap<PathBuf, (Stamp, Sound)>,
}

impl SoundFiles {
    /// Facts about sound files of a project; those that are as they were are not looked at again.
    pub fn facts(&mut self, root: &Path, paths: &BTreeSet<&str>) -> SoundFacts {
        let mut facts = SoundFacts::known();
        let recordings = Recordings::new(root);
        for path in paths {
            let file = root.join(path);
            let stamp = stamp(&file);
            let known = self.known.get(&file).filter(|(at, _)| Some(*at) == stamp);
            let sound = known.map_or_else(|| look(&recordings, path), |(_, sound)| sound.clone());
            if let Some(stamp) = stamp {
                self.known.insert(file, (stamp, sound.clone()));
            }
            facts.insert(path, sound);
        }
        facts
    }
}

fn stamp(file: &Path) -> Option<Stamp> {
    std::fs::metadata(file).and_then(|facts| Ok((facts.modified()?, facts.len()))).ok()
}

fn look(recordings: &Recordings, path: &str) -> Sound {
    match recordings.load(path) {
        Ok(recording) => {
            let facts = &recording.facts;
            let measured = Measured {
                loudness_tenths_lufs: facts.loudness_lufs.map(|lufs| (lufs * 10.0).round() as i32),
                clipped_places: facts.clipped_places,
                leading_silence_ms: facts.leading_silence_ms,
            };
            let (sha256, length_ms) = (facts.sha256.clone(), facts.length_ms);
            Sound::Playable { sha256, length_ms, measured: Some(measured) }
        }
        Err(RecordingError::NotFound { near, .. }) => Sound::Missing { near: near.first().cloned() },
        Err(error) => Sound::Unreadable { why: error.to_string().into() },
    }
}

/// The store of rendered texts: the shipped ones and, where it exists, a folder of the project's own.
///
/// # Errors
/// When a manifest is there but cannot be read.
pub fn store(own: Option<PathBuf>, voices: VoiceSettings) -> Result<Store, Failure> {
    let layers: Vec<PathBuf> = own.into_iter().chain(crate::shipped::prompts()).collect();
    Store::open(&layers, None, voices).map_err(|e| crate::commands::store_failure(&e))
}

/// The voices of a project: `[voice.…]` of the `rufplan.toml` at its root, where there is one.
///
/// # Errors
/// When it is there and wrong.
pub fn voices(root: &Path) -> Result<VoiceSettings, Failure> {
    let path = root.join("rufplan.toml");
    if !path.is_file() {
        return Ok(VoiceSettings::default());
    }
    Ok(crate::commands::read_config(&path)?.voice)
}

/// Loads every recording and piece of music that machines name.
///
/// # Errors
/// When one has gone or changed since the scripts were compiled.
pub fn load_recordings(root: &Path, machines: &[Machine]) -> Result<Recordings, Failure> {
    let recordings = Recordings::new(root);
    for recording in machines.iter().flat_map(named) {
        let loaded = recordings.load(&recording.path).map_err(|e| Failure::Environment(e.to_string()))?;
        if loaded.facts.sha256 != recording.sha256 {
            return Err(Failure::Environment(format!(
                "`{}` changed while the scripts were read",
                recording.path
            )));
        }
    }
    Ok(recordings)
}

fn named(machine: &Machine) -> Vec<&Recording> {
    let parts = machine.prompts.values().flat_map(|p| p.lines.values().flatten()).flat_map(|l| &l.parts);
    let in_prompts =
        parts.filter_map(|p| if let Part::Words { recording, .. } = p { recording.as_ref() } else { None });
    in_prompts.chain(machine.queues.values().filter_map(|q| q.music.as_ref())).collect()
}
