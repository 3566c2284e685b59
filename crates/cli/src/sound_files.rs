//! Sound files of a project: facts for the compiler, recordings for the server, the store of rendered texts.

use crate::failure::Failure;
use crate::project::Project;
use rufplan_compiler::{Measured, SoundFacts, SourceFile};
use rufplan_machine::script::{Machine, Part, Recording};
use rufplan_sounds::{RecordingError, Recordings, Store, VoiceSettings};
use rufplan_syntax::Rule;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Facts about every sound file that a project's scripts name.
pub fn facts(project: &Project) -> SoundFacts {
    let mut facts = SoundFacts::known();
    let recordings = Recordings::new(&project.root);
    for file in &project.files {
        for path in named_in(file) {
            match recordings.load(&path) {
                Ok(recording) => {
                    let facts_of = &recording.facts;
                    let measured = Measured {
                        loudness_tenths_lufs: facts_of.loudness_lufs.map(|lufs| (lufs * 10.0).round() as i32),
                        clipped_places: facts_of.clipped_places,
                        leading_silence_ms: facts_of.leading_silence_ms,
                    };
                    facts.add_measured(&path, &facts_of.sha256, facts_of.length_ms, measured);
                }
                Err(RecordingError::NotFound { near, .. }) => {
                    facts.add_missing(&path, near.first().map(String::as_str))
                }
                Err(error) => facts.add_unreadable(&path, error.to_string()),
            }
        }
    }
    facts
}

/// Paths that a script names behind `file` and `music:`.
pub fn named_in(file: &SourceFile) -> BTreeSet<String> {
    let tree = rufplan_syntax::parse(file);
    let mut paths = BTreeSet::new();
    tree.root.walk(&mut |node| {
        let is_music = node.rule == Rule::setting && node.text(file).trim_start().starts_with("music");
        let mut behind_file = is_music;
        if node.rule != Rule::prompt_part && !is_music {
            return;
        }
        node.walk(&mut |below| {
            behind_file |= below.rule == Rule::kw_file;
            if below.rule == Rule::string && behind_file {
                paths.insert(below.text(file).trim_matches('"').replace("\"\"", "\""));
            }
        });
    });
    paths
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
