//! What a journal says was played, as samples; and whether that is what was heard.

use rufplan_audio::Tone;
use rufplan_caller::recognise::{Expected, recognise};
use rufplan_journal::Journal;
use rufplan_machine::call::{Effect, EffectId, Event, Listening, Piece, Said};
use rufplan_sounds::{EspeakNg, Recordings, Sound, Store, VoiceSettings, Wording, speak};
use std::path::Path;

/// Of a prompt that was stopped so much is looked for, in samples.
const HEARD_AT_LEAST: usize = 8_000;

/// How long the beep before a caller's own words is, in milliseconds.
pub const BEEP_MS: u32 = 500;

/// The sounds of the shipped flows.
pub struct Sounds {
    store: Store,
    recordings: Recordings,
    voice: EspeakNg,
}

/// A play of a journal.
pub struct Played {
    /// What was said; nothing is the beep before a caller's own words.
    pub said: Vec<Said>,
    /// A key, or the end of the call, stopped it.
    pub stopped: bool,
}

impl Sounds {
    /// Opens the store that the server uses, and the flows' recordings.
    pub fn open(store: &Path) -> Result<Sounds, String> {
        let layers = [store.to_path_buf(), crate::root().join("audio/prompts")];
        let store = Store::open(&layers, None, VoiceSettings::default()).map_err(|e| e.to_string())?;
        let recordings = Recordings::new(&crate::root().join("flows/reference"));
        let voice =
            EspeakNg::find(None, VoiceSettings::default(), EspeakNg::LIMIT).map_err(|e| e.to_string())?;
        Ok(Sounds { store, recordings, voice })
    }

    /// Words as the voice of a language says them.
    pub fn words(&self, lang: &str, text: &str) -> Result<Vec<i16>, String> {
        if let Some(sound) = self.store.find(lang, text) {
            return Ok(sound.pcm.to_vec());
        }
        // what is known in a call only is spoken in the call
        let sound = speak(&self.voice, &Wording::new(lang, text)).map_err(|e| format!("\"{text}\": {e}"))?;
        Ok(sound.pcm.to_vec())
    }

    /// A recording of the flows.
    pub fn file(&self, path: &str) -> Result<Vec<i16>, String> {
        Ok(self.recordings.load(path).map_err(|e| e.to_string())?.sound.pcm.to_vec())
    }

    /// The music of a call, silence where it has none.
    fn music(&self, journal: &Journal) -> Result<Vec<i16>, String> {
        let music = journal.steps.iter().flat_map(|step| &step.fx).find_map(|effect| match effect {
            Effect::Music { path: Some(path), .. } => Some(path),
            _ => None,
        });
        music.map_or(Ok(Vec::new()), |path| self.file(path))
    }

    /// Whether a call heard what its journal says was played, in this order, and nothing else but music.
    pub fn check(&self, journal: &Journal, heard: &[i16]) -> Result<(), String> {
        let mut expected = Vec::new();
        for played in plays(journal) {
            let (name, samples) = match played.said.first() {
                Some(first) => (first.prompt.clone(), self.samples(&played.said)?),
                None => ("beep".to_string(), Tone::beep().samples(BEEP_MS)),
            };
            expected.push(match played.stopped {
                true => Expected::beginning(name, samples, HEARD_AT_LEAST),
                false => Expected::whole(name, samples),
            });
        }
        let report = recognise(heard, &expected, &self.music(journal)?);
        if report.is_good() {
            return Ok(());
        }
        Err(format!("{} samples heard, but {report:?}", heard.len()))
    }

    fn samples(&self, said: &[Said]) -> Result<Vec<i16>, String> {
        let mut samples = Vec::new();
        for piece in said.iter().flat_map(|s| &s.pieces) {
            match piece {
                Piece::Pause { ms } => samples.extend(Sound::silence(*ms).pcm.iter()),
                Piece::File { path, .. } => samples.extend(self.file(path)?),
                Piece::Recording { .. } | Piece::Stored { .. } => {
                    return Err("the caller's own words and stored sounds are not looked for".to_owned());
                }
                Piece::Words { lang, text, .. } => samples.extend(self.words(lang, text)?),
            }
        }
        Ok(samples)
    }
}

/// All plays of a call in order; one whose end was not reported was stopped.
pub fn plays(journal: &Journal) -> Vec<Played> {
    let done: Vec<&EffectId> = journal
        .steps
        .iter()
        .filter_map(|step| match &step.ev {
            Event::PlayDone { id, .. } => Some(id),
            _ => None,
        })
        .collect();
    let effects = journal.steps.iter().flat_map(|step| &step.fx);
    let played = effects.filter_map(|effect| match effect {
        Effect::Play { id, said, .. } => Some(Played { said: said.clone(), stopped: !done.contains(&id) }),
        Effect::TakeMessage { how: Listening { beep: true, .. }, .. }
        | Effect::RecordWords { how: Listening { beep: true, .. }, .. } => {
            Some(Played { said: Vec::new(), stopped: false })
        }
        _ => None,
    });
    played.collect()
}

/// Prompts with the language in which they were said: `welcome de`.
pub fn prompts(journal: &Journal) -> Vec<String> {
    let said = plays(journal).into_iter().flat_map(|p| p.said);
    said.map(|s| format!("{} {}", s.prompt, s.lang)).collect()
}
