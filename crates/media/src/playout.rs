//! What a call hears: words, else music, else silence.

use rufplan_audio::{Codec, Encoded, duration_ms};

use crate::command::{Play, Segment};
use crate::report::PlayFailure;

/// The outgoing sound of one call: pointers and offsets into shared sound.
#[derive(Debug, Default)]
pub(crate) struct Playout {
    words: Option<Words>,
    music: Option<Music>,
    /// Frames of silence before music goes on behind words: the call may end there, and music that begins for a blink
    /// sounds like a fault.
    breath: u32,
}

/// How long words are followed by silence before music, in frames of 20 ms.
const BREATH_FRAMES: u32 = 8;

#[derive(Debug)]
struct Words {
    play: Play,
    /// The present segment, and how many samples of it were taken.
    at: usize,
    offset: usize,
    /// Samples taken in all.
    played: usize,
    over: bool,
}

#[derive(Debug)]
struct Music {
    track: Encoded,
    offset: usize,
    on: bool,
}

impl Playout {
    /// Begins a play; the one before is ended without a word (S3).
    pub(crate) fn play(&mut self, play: Play) -> Result<(), PlayFailure> {
        self.words = None;
        self.breath = 0;
        if play.looped && play.segments.iter().all(|segment| segment.samples() == 0) {
            return Err(PlayFailure::Empty);
        }
        let mut words = Words { play, at: 0, offset: 0, played: 0, over: false };
        words.pass_finished();
        self.words = Some(words);
        Ok(())
    }

    /// Ends a play if it is the present one.
    pub(crate) fn stop_play(&mut self, id: u64) {
        self.words.take_if(|words| words.play.id == id);
    }

    /// Whether something of a play is still to be sent.
    pub(crate) fn is_saying(&self, id: u64) -> bool {
        self.words.as_ref().is_some_and(|words| words.play.id == id && !words.over)
    }

    /// Plays a track when nothing is said. The track that was played last goes on where it was (Q3).
    pub(crate) fn music(&mut self, track: Encoded) {
        match &mut self.music {
            Some(music) if music.track.is_same(&track) => music.on = true,
            music => *music = Some(Music { track, offset: 0, on: true }),
        }
    }

    /// Silence when nothing is said; the place in the track is kept.
    pub(crate) fn stop_music(&mut self) {
        if let Some(music) = &mut self.music {
            music.on = false;
        }
    }

    /// The play whose end was sent in an earlier frame, with what was heard of it, in ms; once.
    pub(crate) fn take_done(&mut self) -> Option<(u64, u64)> {
        let words = self.words.take_if(|words| words.over)?;
        self.breath = BREATH_FRAMES;
        Some((words.play.id, duration_ms(words.played)))
    }

    /// Writes the next samples of the call, as many as `frame` has bytes.
    pub(crate) fn fill(&mut self, codec: Codec, frame: &mut [u8]) {
        let filled = match (&mut self.words, &mut self.music) {
            (Some(words), _) => words.fill(codec, frame),
            (None, _) if self.breath > 0 => {
                self.breath -= 1;
                0
            }
            (None, Some(music)) if music.on => music.fill(codec, frame),
            _ => 0,
        };
        if let Some(rest) = frame.get_mut(filled..) {
            rest.fill(codec.silence());
        }
    }
}

impl Words {
    /// Fills the frame up to the end of the play; gives how much that was.
    fn fill(&mut self, codec: Codec, frame: &mut [u8]) -> usize {
        let mut filled = 0;
        while !self.over && filled < frame.len() {
            let (Some(segment), Some(free)) = (self.play.segments.get(self.at), frame.get_mut(filled..))
            else {
                break;
            };
            let taken = free.len().min(segment.samples() - self.offset);
            match segment {
                Segment::Sound(sound) => {
                    free[..taken].copy_from_slice(&sound.bytes(codec)[self.offset..self.offset + taken]);
                }
                Segment::Silence { .. } => free[..taken].fill(codec.silence()),
            }
            self.offset += taken;
            self.played += taken;
            filled += taken;
            self.pass_finished();
        }
        filled
    }

    /// Goes to the next sample there is; without one the play is over. That a looped play has one is known.
    fn pass_finished(&mut self) {
        while self.play.segments.get(self.at).is_none_or(|segment| self.offset >= segment.samples()) {
            self.at += 1;
            self.offset = 0;
            if self.at >= self.play.segments.len() {
                if !self.play.looped {
                    self.over = true;
                    return;
                }
                self.at = 0;
            }
        }
    }
}

impl Music {
    fn fill(&mut self, codec: Codec, frame: &mut [u8]) -> usize {
        let bytes = self.track.bytes(codec);
        if bytes.is_empty() {
            return 0;
        }
        let mut filled = 0;
        while let Some(free) = frame.get_mut(filled..).filter(|free| !free.is_empty()) {
            let taken = free.len().min(bytes.len() - self.offset);
            free[..taken].copy_from_slice(&bytes[self.offset..self.offset + taken]);
            filled += taken;
            self.offset = (self.offset + taken) % bytes.len();
        }
        filled
    }
}

#[cfg(test)]
mod tests;
