//! Packets and telephone-events of one media stream (RFC 3550, RFC 4733).
//!
//! Everything here is pure: bytes and numbers in, bytes and keys out. Random beginnings (SSRC, sequence number, time
//! stamp) are given from outside; sockets and clocks live in `rufplan-media`.
//!
//! * [`Packet`] reads one packet; [`Stream`] writes the packets of one outgoing stream.
//! * [`TelephoneEvents`] turns received events into keys, each once; [`TelephoneEventSender`] makes the packets of a key.
//! * [`Reception`] counts what came and what was lost.
//!
//! ```
//! use rufplan_rtp::{Packet, Stream, StreamStart, TelephoneEventSender, TelephoneEvents};
//!
//! let mut stream = Stream::new(StreamStart { ssrc: 7, sequence: 65_535, timestamp: 160 });
//! let mut sender = TelephoneEventSender::new('5', 100)?;
//! let mut receiver = TelephoneEvents::new();
//! let (mut buffer, mut keys) = ([0; 64], Vec::new());
//! while let Some(bytes) = sender.next_packet(&mut stream, 101, &mut buffer)? {
//!     keys.extend(receiver.push(&Packet::parse(bytes)?));
//! }
//! assert_eq!(keys, ['5']);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod events;
mod packet;
mod reception;
mod stream;

pub use events::payload::{EventPayload, UnknownKey, event_of_key, key_of_event};
pub use events::receiver::TelephoneEvents;
pub use events::sender::TelephoneEventSender;
pub use packet::{Packet, PacketError};
pub use reception::Reception;
pub use stream::{Stream, StreamError, StreamStart};

/// Ticks of the RTP clock in one packet of 20 ms at 8,000 Hz.
pub const TICKS_PER_PACKET: u32 = 160;

/// Bytes of a packet's header without contributing sources and extensions (RFC 3550, section 5.1).
pub const HEADER_BYTES: usize = 12;
