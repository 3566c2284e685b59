//! What a media thread is told.

use std::net::{SocketAddr, UdpSocket};

use rufplan_audio::{Codec, Encoded, samples_in};
use rufplan_rtp::StreamStart;

use crate::recorder::Record;
use crate::tape::TapeOrder;

/// With whom and how a call exchanges audio, as offer and answer have settled it. A later one replaces the former and
/// lets words and music go on where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Connect {
    /// Where the peer wants to receive. Packets are taken from there or, if the first come from another port of the
    /// same address, from that one, and ours then go there too (symmetric RTP, RFC 4961).
    pub remote: SocketAddr,
    /// The coder for both directions.
    pub codec: Codec,
    /// The payload type of the coder as the peer wants to receive it; a dynamic one need not be the coder's own.
    pub payload_type: u8,
    /// The payload type under which the peer sends keys: the one in *our* SDP; none: no keys.
    pub events_in: Option<u8>,
    /// Random beginnings of our stream. With an unchanged SSRC the running stream goes on.
    pub start: StreamStart,
}

/// Something to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Play {
    /// The name under which it is stopped and reported.
    pub id: u64,
    /// What is heard, without gaps.
    pub segments: Vec<Segment>,
    /// Begins again at its end, until it is stopped.
    pub looped: bool,
}

/// A part of a [`Play`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    /// Sound that is shared with all other calls.
    Sound(Encoded),
    /// A pause.
    Silence {
        /// Its length in ms.
        ms: u32,
    },
}

impl Segment {
    /// The number of samples.
    pub(crate) fn samples(&self) -> usize {
        match self {
            Segment::Sound(sound) => sound.samples(),
            Segment::Silence { ms } => samples_in(*ms),
        }
    }
}

/// One message to a media thread; `call` names one leg.
#[derive(Debug)]
pub(crate) enum Command {
    Open { call: u64, socket: UdpSocket },
    Connect { call: u64, connect: Connect },
    Play { call: u64, play: Play },
    StopPlay { call: u64, play: u64 },
    Music { call: u64, track: Encoded },
    StopMusic { call: u64 },
    Listen { call: u64, on: bool },
    Record { call: u64, record: Record },
    StopRecord { call: u64, record: u64 },
    Tape { call: u64, id: u64, order: TapeOrder },
    Close { call: u64 },
    Stop,
}
