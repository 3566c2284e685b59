//! From the pieces of a prompt to segments that a media thread can play.

use rufplan_audio::{Encoded, Tone};
use rufplan_machine::call::{Piece, Said, assumed_words_ms};
use rufplan_media::Segment;
use rufplan_sounds::{Manner, Recordings, Store, Wording};
use std::sync::Arc;

/// Where sounds come from during calls.
#[derive(Debug)]
pub struct Voicing {
    store: Arc<Store>,
    recordings: Arc<Recordings>,
    /// What is missing is a soft tone instead of a failure.
    tone_for_missing: bool,
    music: Option<Encoded>,
}

impl Voicing {
    /// A source over a store and the project's recordings; `music` is the deployment's own, for queues that name none.
    pub fn new(
        store: Arc<Store>,
        recordings: Arc<Recordings>,
        tone_for_missing: bool,
        music: Option<Encoded>,
    ) -> Self {
        Voicing { store, recordings, tone_for_missing, music }
    }

    /// The segments of a play; `None` when a piece has no sound and no tone may stand for it.
    pub fn segments(&self, said: &[Said]) -> Option<Vec<Segment>> {
        let pieces = said.iter().flat_map(|s| &s.pieces);
        pieces.map(|piece| self.segment(piece)).collect()
    }

    fn segment(&self, piece: &Piece) -> Option<Segment> {
        match piece {
            Piece::Pause { ms } => Some(Segment::Silence { ms: *ms }),
            Piece::File { sha256, words, path } => match self.recordings.get(sha256) {
                Some(recording) => Some(Segment::Sound(recording.sound.encoded.clone())),
                None => self.instead(path, words),
            },
            // no sounds are stored by name yet: their words are said
            Piece::Stored { lang, voice, words, .. } => {
                match self.store.find_spoken(&spoken(lang, voice, None, words)) {
                    Some(sound) => Some(Segment::Sound(sound.encoded.clone())),
                    None => self.instead(lang, words),
                }
            }
            Piece::Recording { .. } => None,
            Piece::Words { lang, voice, speed_percent, text } => {
                match self.store.find_spoken(&spoken(lang, voice, *speed_percent, text)) {
                    Some(sound) => Some(Segment::Sound(sound.encoded.clone())),
                    None => self.instead(lang, text),
                }
            }
        }
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
