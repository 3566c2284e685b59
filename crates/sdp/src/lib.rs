//! Offers and answers of one audio stream, line by line (RFC 3264, RFC 8866).
//!
//! An answer has as many media lines as the offer, in the same order; the first audio line we can serve is taken, every
//! other is refused with port 0. Plain `RTP/AVP` with PCMA, PCMU and telephone-event (RFC 4733) only.

mod answer;
mod offer;

pub use answer::{Answer, OfferError, answer};
pub use offer::{AnswerError, offer, read_answer};

use rufplan_audio::Codec;
use std::net::{IpAddr, SocketAddr};

/// The codec that an `rtpmap` names, if it is one of ours.
fn codec_by_name(encoding: &str) -> Option<Codec> {
    let mut parts = encoding.split('/');
    let (name, rate, channels) = (parts.next()?, parts.next()?, parts.next().unwrap_or("1"));
    let codec = Codec::ALL.into_iter().find(|c| c.name().eq_ignore_ascii_case(name))?;
    (rate == "8000" && channels == "1").then_some(codec)
}

/// Which way the sound goes, seen from the side that writes it (RFC 3264, 5.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Both ways.
    #[default]
    SendRecv,
    /// Only from the writer.
    SendOnly,
    /// Only to the writer.
    RecvOnly,
    /// Neither.
    Inactive,
}

impl Direction {
    /// The attribute's name.
    pub fn name(self) -> &'static str {
        match self {
            Direction::SendRecv => "sendrecv",
            Direction::SendOnly => "sendonly",
            Direction::RecvOnly => "recvonly",
            Direction::Inactive => "inactive",
        }
    }

    /// What the other side answers.
    pub fn mirrored(self) -> Direction {
        match self {
            Direction::SendOnly => Direction::RecvOnly,
            Direction::RecvOnly => Direction::SendOnly,
            same => same,
        }
    }

    fn all() -> [Direction; 4] {
        [Direction::SendRecv, Direction::SendOnly, Direction::RecvOnly, Direction::Inactive]
    }
}

/// What both sides have agreed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stream {
    /// Where the other side wants its packets.
    pub remote: SocketAddr,
    /// The codec, both ways.
    pub codec: Codec,
    /// Payload type of the codec as the other side wants to receive it.
    pub payload_type: u8,
    /// Payload type of telephone-event, if agreed.
    pub telephone_event: Option<u8>,
    /// Our direction.
    pub direction: Direction,
    /// Packet length in milliseconds, as the other side asks; 20 where it says nothing.
    pub packet_ms: u32,
}

/// Our end of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    /// Address that the other side can reach.
    pub address: IpAddr,
    /// Our RTP port.
    pub port: u16,
    /// Session id and version of the `o=` line.
    pub session: u64,
}
