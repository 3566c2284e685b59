//! From the pieces of a prompt to segments that a media thread can play.

use rufplan_audio::{Encoded, Tone};
use rufplan_machine::call::{Piece, Said, assumed_words_ms};
use rufplan_media::Segment;
use rufplan_sounds::{EspeakNg, Manner, Recordings, Sound, Store, VoiceSettings, Wording, speak};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How long a voice may take for words that are known in the call only, such as a name; all calls wait so long.
const LIVE_WITHIN: Duration = Duration::from_millis(300);
/// Longer words than this are not spoken during a call, in characters.
const LIVE_CHARACTERS_MAX: usize = 120;

/// Where sounds come from during calls.
#[derive(Debug)]
pub struct Voicing {
    store: Arc<Store>,
    recordings: Arc<Recordings>,
    /// What is missing is a soft tone instead of a failure.
    tone_for_missing: bool,
    music: Option<Encoded>,
    /// Folder of sounds that data names.
    stored: PathBuf,
    /// Speaks what is known in the call only, where one is installed.
    live: Option<EspeakNg>,
}

impl Voicing {
    /// A source over a store and the project's recordings; `music` is the deployment's own, for queues that name none.
    pub fn new(
        store: Arc<Store>,
        recordings: Arc<Recordings>,
        tone_for_missing: bool,
        music: Option<Encoded>,
        stored: PathBuf,
        voices: &VoiceSettings,
    ) -> Self {
        let live = EspeakNg::find(None, voices.clone(), LIVE_WITHIN)
            .inspect_err(|error| tracing::info!(%error, "names from data cannot be spoken during calls"))
            .ok();
        Voicing { store, recordings, tone_for_missing, music, stored, live }
    }

    /// The segments of a play; `recording` knows the caller's own words by their id. `None` when a piece has no sound and no tone may stand for it.
    pub fn segments(
        &self,
        said: &[Said],
        recording: &dyn Fn(&str) -> Option<Encoded>,
    ) -> Option<Vec<Segment>> {
        let pieces = said.iter().flat_map(|s| &s.pieces);
        pieces.map(|piece| self.segment(piece, recording)).collect()
    }

    fn segment(&self, piece: &Piece, recording: &dyn Fn(&str) -> Option<Encoded>) -> Option<Segment> {
        match piece {
            Piece::Pause { ms } => Some(Segment::Silence { ms: *ms }),
            Piece::File { sha256, words, path } => match self.recordings.get(sha256) {
                Some(recording) => Some(Segment::Sound(recording.sound.encoded.clone())),
                None => self.instead(path, words),
            },
            Piece::Stored { name, lang, voice, words } => match self.stored(name) {
                Some(sound) => Some(Segment::Sound(sound)),
                None => match self.store.find_spoken(&spoken(lang, voice, None, words)) {
                    Some(sound) => Some(Segment::Sound(sound.encoded.clone())),
                    None => self.instead(lang, words),
                },
            },
            Piece::Recording { sound, .. } => recording(sound).map(Segment::Sound),
            Piece::Words { lang, voice, speed_percent, text } => {
                let wording = spoken(lang, voice, *speed_percent, text);
                match self.store.find_spoken(&wording) {
                    Some(sound) => Some(Segment::Sound(sound.encoded.clone())),
                    None => self.spoken_now(&wording).or_else(|| self.instead(lang, text)),
                }
            }
        }
    }

    /// A sound of the deployment by its name, which comes from data: letters, digits, `-` and `_` alone, so that it
    /// names nothing outside the folder.
    fn stored(&self, name: &str) -> Option<Encoded> {
        if !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
            tracing::warn!(name, "not the name of a stored sound");
            return None;
        }
        let bytes = std::fs::read(self.stored.join(format!("{name}.wav"))).ok()?;
        Sound::from_wav(&bytes)
            .inspect_err(|error| tracing::warn!(name, %error, "a stored sound cannot be played"))
            .ok()
            .map(|sound| sound.encoded)
    }

    /// Words that no script holds: a caller's name, a text from a lookup.
    fn spoken_now(&self, wording: &Wording) -> Option<Segment> {
        let voice = self.live.as_ref().filter(|_| wording.text.chars().count() <= LIVE_CHARACTERS_MAX)?;
        let sound = speak(voice, wording)
            .inspect_err(|error| tracing::warn!(lang = %wording.lang, %error, "a voice failed in a call"))
            .ok()?;
        Some(Segment::Sound(sound.encoded))
    }

    fn instead(&self, of: &str, words: &str) -> Option<Segment> {
        tracing::warn!(of, words, "no sound for these words");
        let tone = || Encoded::from_samples(&Tone::missing_audio().samples(assumed_words_ms(words)));
        self.tone_for_missing.then(|| Segment::Sound(tone()))
    }

    /// The music of a queue: its file, else the deployment's.
    pub fn music(&self, sha256: Option<&str>) -> Option<Encoded> {
        let own = sha256.and_then(|s| self.recordings.get(s)).map(|r| r.sound.encoded.clone());
        own.or_else(|| self.music.clone())
    }
}

/// Words in the manner that a script wants.
fn spoken(lang: &str, voice: &Option<String>, speed_percent: Option<u16>, words: &str) -> Wording {
    Wording::new(lang, words).spoken(Manner { voice: voice.clone(), speed_percent })
}
