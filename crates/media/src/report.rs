//! What a media thread tells.

use std::net::SocketAddr;
use std::time::Instant;

use crate::recorder::Recorded;
use crate::tape::Taped;

/// Something that happened to one call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The call, by the name it was opened with.
    pub call: u64,
    /// The beat in which it was noticed; what happened may be up to 20 ms older.
    pub at: Instant,
    /// What happened.
    pub what: What,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A key, at its first packet (language.md, 4.3): `0`-`9`, `*`, `#`, `A`-`D`.
    Key(char),
    /// A play was sent to its end and its last 20 ms are over.
    PlayDone {
        /// Its name.
        play: u64,
        /// How much of it was heard, in ms.
        played_ms: u64,
    },
    /// A play cannot be heard; it goes on as if done (S3).
    PlayFailed {
        /// Its name.
        play: u64,
        /// Why not.
        why: PlayFailure,
    },
    /// A caller's own words are over.
    Recorded(Recorded),
    /// A piece of the call's recording.
    Taped(Taped),
    /// The first packet has come since the call was connected.
    FirstPacket {
        /// From where; it may be another port than the one negotiated.
        from: SocketAddr,
    },
    /// Nothing has come for this long; told again after as long again.
    Silent {
        /// How long, in ms.
        for_ms: u64,
    },
    /// The call's port is closed. Nothing follows.
    Closed(CallStats),
}

/// Why a play failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlayFailure {
    /// There is no call of that name, or no longer.
    NoCall,
    /// It has no length and is to be repeated for ever.
    Empty,
}

/// The packets of one call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CallStats {
    /// Packets sent.
    pub sent: u64,
    /// Packets that the system did not take.
    pub send_failed: u64,
    /// Packets received from the peer.
    pub received: u64,
    /// Packets of the peer that are missing (RFC 3550, A.3).
    pub lost: u64,
    /// Datagrams from others than the peer. Once the peer is known the system keeps most of them away uncounted.
    pub strangers: u64,
    /// Datagrams that are no RTP packet.
    pub garbage: u64,
}
