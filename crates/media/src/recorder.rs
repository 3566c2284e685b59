//! A caller's own words: placed by the clock of their packets, and over by silence, by length or by command.

use rufplan_audio::{Codec, level_dbfs, samples_in};
use rufplan_rtp::Packet;

use crate::limits::BEAT_MS;

/// What is to be kept of a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record {
    /// The name under which it is stopped and reported.
    pub id: u64,
    /// It ends then at the latest, in ms.
    pub longest_ms: u32,
    /// It ends after so much silence, in ms; `None`: silence ends nothing.
    pub silence_ms: Option<u32>,
    /// It begins when this play, such as a beep, has been sent to its end: whoever has heard the end of it and then
    /// speaks is kept from the first word on, however busy we are. `None`: at once.
    pub after: Option<u64>,
}

/// What was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its name.
    pub id: u64,
    /// How `sound` is coded, 8,000 samples a second.
    pub codec: Codec,
    /// One byte a sample: up to shortly behind the last words if silence ended it, else all; empty if the caller said
    /// nothing.
    pub sound: Vec<u8>,
}

impl Recorded {
    /// Its length in ms.
    pub fn length_ms(&self) -> u64 {
        rufplan_audio::duration_ms(self.sound.len())
    }
}

/// Less than this of a voice in all is none, in ms: a click, a cough.
const VOICE_AT_LEAST_MS: u32 = 100;
/// How much is kept behind the last words when silence ends them, in ms.
const TAIL_MS: u32 = 200;
/// A packet that would lie further ahead of the time that has passed begins a new count, in ms: the peer's clock has
/// jumped.
const AHEAD_MAX_MS: u32 = 1_000;
/// The same for one that would lie further behind.
const BEHIND_MAX_MS: u32 = 5_000;

/// A recording that runs. Its memory is taken once, when it begins.
#[derive(Debug)]
pub(crate) struct Recorder {
    order: Record,
    /// The play that it waits for is still being sent.
    waits: bool,
    codec: Codec,
    sound: Vec<u8>,
    samples_max: usize,
    clock: Option<Clock>,
    /// Samples of the time that has passed.
    elapsed: usize,
    voice: Voice,
    /// Where the last words end.
    voiced_to: usize,
    /// Samples with a voice in all.
    voiced: usize,
    scratch: Vec<i16>,
}

/// Which place belongs to which time stamp of a stream.
#[derive(Debug, Clone, Copy)]
struct Clock {
    ssrc: u32,
    timestamp: u32,
    place: usize,
}

impl Recorder {
    pub(crate) fn new(order: Record, codec: Codec) -> Recorder {
        let samples_max = samples_in(order.longest_ms);
        Recorder {
            order,
            waits: order.after.is_some(),
            codec,
            sound: Vec::with_capacity(samples_max),
            samples_max,
            clock: None,
            elapsed: 0,
            voice: Voice::default(),
            voiced_to: 0,
            voiced: 0,
            scratch: Vec::with_capacity(crate::limits::DATAGRAM_BYTES),
        }
    }

    pub(crate) fn id(&self) -> u64 {
        self.order.id
    }

    /// The play that it waits for, if it does.
    pub(crate) fn waits_for(&self) -> Option<u64> {
        self.order.after.filter(|_| self.waits)
    }

    /// Keeps what comes from now on.
    pub(crate) fn begin(&mut self) {
        self.waits = false;
    }

    /// Takes a packet of the caller's sound, coded by `codec`.
    pub(crate) fn push(&mut self, packet: &Packet<'_>, codec: Codec) {
        if self.waits {
            return;
        }
        let Some(place) = self.place(packet) else { return };
        self.scratch.clear();
        codec.decode_onto(packet.payload, &mut self.scratch);
        let room = self.samples_max.saturating_sub(place);
        let taken = packet.payload.len().min(room);
        let end = place + taken;
        if self.sound.len() < end {
            // what is missing is silence; what comes late is written over it
            self.sound.resize(end, self.codec.silence());
        }
        if let (Some(there), Some(bytes)) = (self.sound.get_mut(place..end), packet.payload.get(..taken)) {
            if codec == self.codec {
                there.copy_from_slice(bytes);
            } else {
                // another coder since it began
                let samples = self.scratch.get(..taken).unwrap_or_default();
                there.copy_from_slice(&self.codec.encode(samples));
            }
        }
        if self.voice.speaks(level_dbfs(&self.scratch)) {
            self.voiced += taken;
            self.voiced_to = self.voiced_to.max(end);
        }
    }

    /// Where a packet belongs; `None` for one from before the beginning.
    fn place(&mut self, packet: &Packet<'_>) -> Option<usize> {
        if let Some(clock) = self.clock.filter(|clock| clock.ssrc == packet.ssrc) {
            let offset = i64::from(packet.timestamp.wrapping_sub(clock.timestamp).cast_signed());
            let place = i64::try_from(clock.place).ok()? + offset;
            let now = i64::try_from(self.elapsed).ok()?;
            let (ahead, behind) = (samples_in(AHEAD_MAX_MS) as i64, samples_in(BEHIND_MAX_MS) as i64);
            if place <= now + ahead && place >= now - behind {
                return usize::try_from(place).ok();
            }
        }
        self.clock = Some(Clock { ssrc: packet.ssrc, timestamp: packet.timestamp, place: self.elapsed });
        Some(self.elapsed)
    }

    /// One beat has passed; whether the words are over.
    pub(crate) fn beat(&mut self) -> Option<Over> {
        if self.waits {
            return None;
        }
        self.elapsed += samples_in(BEAT_MS);
        if self.elapsed >= self.samples_max {
            return Some(Over::Longest);
        }
        let silence = samples_in(self.order.silence_ms?);
        (self.elapsed.saturating_sub(self.voiced_to) >= silence).then_some(Over::Silence)
    }

    /// What was kept.
    pub(crate) fn finish(mut self, over: Over) -> Recorded {
        let end = match over {
            _ if self.voiced < samples_in(VOICE_AT_LEAST_MS) => 0,
            Over::Silence => self.sound.len().min(self.voiced_to + samples_in(TAIL_MS)),
            Over::Longest | Over::Stopped => self.elapsed.min(self.samples_max),
        };
        self.sound.resize(end, self.codec.silence());
        Recorded { id: self.order.id, codec: self.codec, sound: self.sound }
    }
}

/// Why words are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Over {
    /// Nothing was said for long enough.
    Silence,
    /// They are as long as they may be.
    Longest,
    /// A key, a hang-up.
    Stopped,
}

/// Tells a voice from the noise of a line: it is louder than the quiet between words by some decibels.
#[derive(Debug)]
struct Voice {
    /// Level of the noise in dBFS. It follows what is quieter at once and what is louder slowly, so that a fan that
    /// starts is noise after a while and a long word stays a word.
    floor: f32,
}

/// A voice is above the noise by so much, in dB.
const ABOVE_NOISE_DB: f32 = 10.0;
/// What is quieter than this is no voice, in dBFS.
const VOICE_AT_LEAST_DBFS: f32 = -48.0;
/// Noise is never taken for louder than this, in dBFS.
const NOISE_AT_MOST_DBFS: f32 = -35.0;
/// How fast the noise may grow, in dB a packet.
const NOISE_GROWS_DB: f32 = 0.02;

impl Default for Voice {
    fn default() -> Self {
        Voice { floor: -60.0 }
    }
}

impl Voice {
    fn speaks(&mut self, level: f32) -> bool {
        self.floor = if level < self.floor {
            level.max(-90.0)
        } else {
            (self.floor + NOISE_GROWS_DB).min(NOISE_AT_MOST_DBFS)
        };
        level > (self.floor + ABOVE_NOISE_DB).max(VOICE_AT_LEAST_DBFS)
    }
}

#[cfg(test)]
mod tests;
