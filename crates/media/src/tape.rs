//! The recording of a call: the caller and what we play to him, side by side, handed on piece by piece.
//!
//! While it rests nothing is kept on either side: the time passes as silence. A resting is wider than its orders: it
//! reaches back over a key that is being held, and it goes on until the tones of the last key have certainly faded, for
//! many lines send keys as tones in the voice path as well.

use rufplan_audio::{Codec, duration_ms, samples_in};
use rufplan_rtp::Packet;

use crate::limits::BEAT_MS;

/// What a [`Tape`] is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TapeOrder {
    /// It begins, or goes on after a rest.
    Run {
        /// It ends then at the latest, in ms; what is said at its beginning counts.
        longest_ms: u32,
    },
    /// Nothing is kept from now on.
    Rest,
    /// It has ended.
    End,
}

/// A piece of a recording, in order and without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taped {
    /// The recording's name.
    pub id: u64,
    /// How both sides are coded, 8,000 samples a second.
    pub codec: Codec,
    /// Where it begins, in samples from the beginning of the recording.
    pub from: u64,
    /// What the caller said, one byte a sample.
    pub heard: Vec<u8>,
    /// What was played to him meanwhile, as long.
    pub played: Vec<u8>,
    /// Where it rested, in samples from the beginning of the recording: rests that ended in this piece.
    pub rests: Vec<(u64, u64)>,
    /// Nothing follows.
    pub last: bool,
}

impl Taped {
    /// Its length in ms.
    pub fn length_ms(&self) -> u64 {
        duration_ms(self.heard.len())
    }
}

/// How much is handed on at once, in ms: memory is taken so often.
pub const PIECE_MS: u32 = 2_000;
/// How late a packet may come and still be kept, and how far a rest may reach back over a key that is held, in ms.
const LATE_MS: u32 = 1_000;
/// A packet that would lie further ahead begins a new count, in ms.
const AHEAD_MS: u32 = 1_000;
/// So many packets in a row that lie further behind than [`LATE_MS`] begin a new count.
const ASTRAY: u32 = 50;
/// How long after the last packet of a key its tones may still be on their way, in ms.
const FADE_MS: u32 = 400;
/// How long before the first packet of a key its tone may have begun: it takes a gateway so long to tell a key, in ms.
const ONSET_MS: u32 = 100;

/// A recording that runs or rests.
#[derive(Debug)]
pub(crate) struct Tape {
    id: u64,
    codec: Codec,
    /// Samples of time since it began.
    elapsed: usize,
    /// Samples handed on; both buffers begin there.
    base: usize,
    heard: Vec<u8>,
    played: Vec<u8>,
    samples_max: usize,
    clock: Option<Clock>,
    /// Since when it rests.
    resting: Option<usize>,
    /// It will go on as soon as no key sounds any more.
    resumes: bool,
    rests: Vec<(u64, u64)>,
    /// Nothing before this place is kept any more: it was a rest.
    floor: usize,
    key: Option<Key>,
    /// So many packets in a row lay far behind.
    astray: u32,
}

/// The key that was pressed last.
#[derive(Debug, Clone, Copy)]
struct Key {
    timestamp: u32,
    first: usize,
    last: usize,
}

/// Which place belongs to which time stamp of a stream.
#[derive(Debug, Clone, Copy)]
struct Clock {
    ssrc: u32,
    timestamp: u32,
    place: usize,
}

impl Tape {
    pub(crate) fn new(id: u64, longest_ms: u32, codec: Codec) -> Tape {
        let mut tape = Tape {
            id,
            codec,
            elapsed: 0,
            base: 0,
            heard: Vec::new(),
            played: Vec::new(),
            samples_max: samples_in(longest_ms),
            clock: None,
            resting: None,
            resumes: false,
            rests: Vec::new(),
            floor: 0,
            key: None,
            astray: 0,
        };
        tape.make_room();
        tape
    }

    pub(crate) fn id(&self) -> u64 {
        self.id
    }

    /// Memory for the next piece and what may still come late.
    fn make_room(&mut self) {
        let room = samples_in(PIECE_MS + LATE_MS + AHEAD_MS + BEAT_MS);
        for side in [&mut self.heard, &mut self.played] {
            side.reserve(room.saturating_sub(side.len()));
        }
    }

    /// Takes a packet of the caller's sound.
    pub(crate) fn push(&mut self, packet: &Packet<'_>, codec: Codec) {
        let Some(place) = self.place(packet) else { return };
        let end = place + packet.payload.len();
        if self.resting.is_some() {
            // what comes late for it, when it goes on, is not kept either
            self.floor = self.floor.max(end);
            return;
        }
        let from = place.max(self.floor).max(self.base);
        let to = end.min(self.samples_max);
        if let Some(bytes) = packet.payload.get(from - place..to.saturating_sub(place)) {
            write(&mut self.heard, from - self.base, bytes, (codec, self.codec));
        }
    }

    /// Takes what was sent in this beat.
    pub(crate) fn sent(&mut self, frame: &[u8], codec: Codec) {
        if self.resting.is_none() {
            let from = self.elapsed.saturating_sub(frame.len()).max(self.base);
            // both sides rest equally long
            if from >= self.floor {
                write(&mut self.played, from - self.base, frame, (codec, self.codec));
            }
        }
    }

    /// A packet of a key has come; all of one key have one time stamp (RFC 4733, 2.5.1).
    pub(crate) fn key(&mut self, timestamp: u32) {
        let now = self.elapsed;
        match &mut self.key {
            Some(key) if key.timestamp == timestamp => key.last = now,
            key => *key = Some(Key { timestamp, first: now, last: now }),
        }
    }

    /// Nothing is kept from now on, nor the tone of a key that still sounds.
    pub(crate) fn rest(&mut self) {
        self.resumes = false;
        if self.resting.is_some() {
            return;
        }
        let mut from = self.elapsed;
        if let Some(key) = self.key.filter(|key| key.last + samples_in(FADE_MS) > from) {
            from = from.min(key.first.saturating_sub(samples_in(ONSET_MS))).max(self.base);
        }
        self.resting = Some(from);
        self.floor = self.floor.max(self.elapsed);
        let silence = self.codec.silence();
        for side in [&mut self.heard, &mut self.played] {
            side.iter_mut().skip(from - self.base).for_each(|byte| *byte = silence);
        }
    }

    /// Goes on, as soon as no key sounds any more.
    pub(crate) fn run(&mut self) {
        self.resumes = self.resting.is_some();
    }

    /// One beat has passed; a piece that is complete.
    pub(crate) fn beat(&mut self) -> Option<Taped> {
        self.elapsed += samples_in(BEAT_MS);
        if self.resting.is_some() {
            self.floor = self.floor.max(self.elapsed);
        }
        let fades = self.key.is_some_and(|key| key.last + samples_in(FADE_MS) > self.elapsed);
        if self.resumes && !fades {
            self.resumes = false;
            self.rested();
        }
        if self.elapsed >= self.samples_max {
            return Some(self.end());
        }
        let complete = self.elapsed.saturating_sub(self.base + samples_in(LATE_MS));
        (complete >= samples_in(PIECE_MS)).then(|| self.piece(self.base + samples_in(PIECE_MS), false))
    }

    /// What is left.
    pub(crate) fn end(&mut self) -> Taped {
        self.rested();
        self.piece(self.elapsed.min(self.samples_max), true)
    }

    fn rested(&mut self) {
        if let Some(from) = self.resting.take() {
            let to = self.floor.max(self.elapsed).min(self.samples_max);
            self.rests.push((from as u64, to as u64));
        }
    }

    /// Hands on all up to a place; what was not heard is silence.
    fn piece(&mut self, to: usize, last: bool) -> Taped {
        let length = to.saturating_sub(self.base);
        let silence = self.codec.silence();
        let [heard, played] = [&mut self.heard, &mut self.played].map(|side| {
            if side.len() < length {
                side.resize(length, silence);
            }
            let rest = side.split_off(length);
            std::mem::replace(side, rest)
        });
        let from = self.base as u64;
        self.base += length;
        if !last {
            self.make_room();
        }
        Taped {
            id: self.id,
            codec: self.codec,
            from,
            heard,
            played,
            rests: std::mem::take(&mut self.rests),
            last,
        }
    }

    /// Where a packet belongs; `None` for one that comes too late.
    fn place(&mut self, packet: &Packet<'_>) -> Option<usize> {
        if let Some(clock) = self.clock.filter(|clock| clock.ssrc == packet.ssrc) {
            let offset = packet.timestamp.wrapping_sub(clock.timestamp).cast_signed();
            let place = i64::try_from(clock.place).ok()? + i64::from(offset);
            let distance = place - i64::try_from(self.elapsed).ok()?;
            let (ahead, late) = (samples_in(AHEAD_MS) as i64, samples_in(LATE_MS) as i64);
            if (-late..=ahead).contains(&distance) {
                self.astray = 0;
                return usize::try_from(place).ok().filter(|place| *place + packet.payload.len() > self.base);
            }
            // a straggler is not now; a clock that was set back shows itself by many
            self.astray += 1;
            if distance < 0 && self.astray < ASTRAY {
                return None;
            }
        }
        self.astray = 0;
        self.clock = Some(Clock { ssrc: packet.ssrc, timestamp: packet.timestamp, place: self.elapsed });
        Some(self.elapsed)
    }
}

/// Writes bytes into a side; what is missing before them is silence.
fn write(side: &mut Vec<u8>, at: usize, bytes: &[u8], (from, to): (Codec, Codec)) {
    let end = at + bytes.len();
    if side.len() < end {
        side.resize(end, to.silence());
    }
    for (place, byte) in side.iter_mut().skip(at).zip(bytes) {
        *place = if from == to { *byte } else { to.encode_sample(from.decode_sample(*byte)) };
    }
}

#[cfg(test)]
mod tests;
