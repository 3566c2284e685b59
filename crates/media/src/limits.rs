//! What bounds a media thread.

use std::time::Duration;

/// One beat: the time of a packet.
pub const BEAT: Duration = Duration::from_millis(20);

/// One beat, in ms.
pub const BEAT_MS: u32 = 20;

/// How far a thread may fall behind and still send what is due at once. Beyond it the missed beats are left out: a
/// burst of more than a few packets overruns the peers' jitter buffers and helps nobody.
pub const CATCH_UP_MAX: Duration = Duration::from_millis(100);

/// How many beats may pass before a socket is read until it is empty. In between one packet is read a beat, which is
/// all that a peer sends, and finding a socket empty costs a sixteenth of a call; a peer found to send more is read empty
/// each beat. (Asking the system which sockets are ready, by epoll, costs as much as it saves.)
pub const DRAIN_EVERY_BEATS: u32 = 4;

/// How many datagrams of one call are read in one beat; the rest waits, so that a flood to one call stays its own.
pub const DATAGRAMS_PER_BEAT_MAX: u32 = 32;

/// So many packets in a row, of one stream and of a payload type that was agreed, make another port of the peer's address
/// the peer's. From the negotiated port one is enough.
pub const PACKETS_THAT_MAKE_A_PEER: u32 = 3;

/// Longest datagram that is looked at, in bytes; no packet of 60 ms at 64 kbit/s comes near.
pub const DATAGRAM_BYTES: usize = 1_500;

/// How many sub-beats a beat may be cut into: below 1 ms the wake-ups cost more than the spreading brings.
pub const SUB_BEATS_MAX: u32 = 20;
