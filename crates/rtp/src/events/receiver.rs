//! From event packets to keys.
//!
//! An event is named by its source and the time stamp of its beginning; everything else may be missing: the marker bit,
//! the first packets, the last ones. A key is reported with the first of its packets, whichever that is.
//!
//! What belongs to a key that is known already:
//! * a packet with the time stamp of its beginning: an update, the end, its repetitions, a duplicate;
//! * a packet of the same event, without marker, that begins inside the stretch that the key is known to have lasted:
//!   a further segment of a long event (RFC 4733, 2.5.1.3), or a peer that stamps every packet anew;
//! * the same a whole number of full segments away, if the report in between was lost or is late.
//!
//! Nothing here counts time: a packet that comes late is told by its sequence number.

use super::payload::{EventPayload, key_of_event};
use crate::Packet;

/// How many keys are remembered. Sixteen keys take longer than a packet can be late.
const REMEMBERED: usize = 16;

/// A number this far behind the newest is a late packet; farther behind it is a stream that began anew.
const LATE_MAX: u16 = 3_000;

/// The longest duration of one segment, in ticks (RFC 4733, 2.5.1.3).
const SEGMENT_TICKS: u32 = 0xffff;

/// The longest held key that is put together from its segments, in segments: about half an hour.
const SEGMENTS_MAX: u32 = 220;

/// Receives the telephone-events of one peer and reports each key once. It takes no notice of payload types: which of
/// them carries events is negotiated and may change during a call.
#[derive(Debug, Clone, Default)]
pub struct TelephoneEvents {
    known: [Option<Known>; REMEMBERED],
    /// The place that the next key takes, the oldest one's.
    next: usize,
    newest: Option<Newest>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    ssrc: u32,
    event: u8,
    /// The time stamp of the earliest segment seen.
    begin: u32,
    /// Ticks from `begin` to the latest moment at which the key is known to have been held.
    lasted: u32,
    ended: bool,
}

/// The packet with the highest number, of any key.
#[derive(Debug, Clone, Copy)]
struct Newest {
    ssrc: u32,
    sequence: u16,
}

impl TelephoneEvents {
    /// Nothing received yet.
    pub fn new() -> TelephoneEvents {
        TelephoneEvents::default()
    }

    /// Takes one packet of the negotiated payload type; gives the key if this is the first packet of it.
    pub fn push(&mut self, packet: &Packet<'_>) -> Option<char> {
        let payload = EventPayload::parse(packet.payload)?;
        let key = key_of_event(payload.event)?;
        let late = self.is_late(packet);
        if self.known.iter_mut().flatten().any(|known| known.takes(packet, payload)) {
            return None;
        }
        if late && self.is_forgotten(packet) {
            return None;
        }
        self.known[self.next] = Some(Known {
            ssrc: packet.ssrc,
            event: payload.event,
            begin: packet.timestamp,
            lasted: u32::from(payload.duration),
            ended: payload.end,
        });
        self.next = (self.next + 1) % REMEMBERED;
        Some(key)
    }

    /// Whether a newer packet of the same stream came before; otherwise this one is the newest from now on.
    fn is_late(&mut self, packet: &Packet<'_>) -> bool {
        let late = self.newest.is_some_and(|newest| {
            newest.ssrc == packet.ssrc
                && (1..=LATE_MAX).contains(&newest.sequence.wrapping_sub(packet.sequence))
        });
        if !late {
            self.newest = Some(Newest { ssrc: packet.ssrc, sequence: packet.sequence });
        }
        late
    }

    /// Whether a late packet is older than all that is remembered, so that its key may have been reported.
    fn is_forgotten(&self, packet: &Packet<'_>) -> bool {
        self.known.iter().all(|known| {
            known.is_some_and(|known| {
                known.ssrc != packet.ssrc || ticks_from(packet.timestamp, known.begin) > 0
            })
        })
    }
}

impl Known {
    /// Whether a packet belongs to this key; if so, what it tells is kept.
    fn takes(&mut self, packet: &Packet<'_>, payload: EventPayload) -> bool {
        if packet.ssrc != self.ssrc {
            return false;
        }
        let after = ticks_from(self.begin, packet.timestamp);
        if after != 0 && (payload.event != self.event || !self.is_segment(after, packet.marker)) {
            return false;
        }
        if after < 0 {
            self.begin = packet.timestamp;
            self.lasted += after.unsigned_abs();
        }
        let held = after.max(0).unsigned_abs() + u32::from(payload.duration);
        self.ended |= payload.end && held >= self.lasted;
        self.lasted = self.lasted.max(held);
        true
    }

    /// Whether the same event, `after` ticks behind this key's beginning, is another segment of it.
    fn is_segment(&self, after: i32, marker: bool) -> bool {
        let apart = after.unsigned_abs();
        let full_segments = apart.is_multiple_of(SEGMENT_TICKS) && apart / SEGMENT_TICKS <= SEGMENTS_MAX;
        if after < 0 {
            // Only the first segment has the marker, and it may come last.
            return full_segments;
        }
        // The end is the last word: what begins right there is pressed anew. Without it, it is held on.
        let inside = if self.ended { apart < self.lasted } else { apart <= self.lasted };
        !marker && (inside || (full_segments && !self.ended))
    }
}

/// How far `to` lies behind `from` on the wrapping clock, in ticks; negative if it lies before.
fn ticks_from(from: u32, to: u32) -> i32 {
    to.wrapping_sub(from).cast_signed()
}
