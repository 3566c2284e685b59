//! From a key to event packets.

use super::payload::{EventPayload, UnknownKey, event_of_key};
use crate::TICKS_PER_PACKET;
use crate::stream::{Stream, StreamError};

/// How often the last packet of an event is sent (RFC 4733, 2.5.1.4).
const END_PACKETS: u32 = 3;

/// The level of the tone that an event stands for, in dB below 0 dBm0.
const VOLUME: u8 = 10;

/// Ticks in one ms at 8,000 Hz.
const TICKS_PER_MS: u32 = 8;

/// The longest duration of one segment, in ticks (RFC 4733, 2.5.1.3).
const SEGMENT_TICKS: u32 = 0xffff;

/// Sends one key: a packet every 20 ms in place of the voice, each with the duration so far, the last one three times.
#[derive(Debug, Clone)]
pub struct TelephoneEventSender {
    event: u8,
    /// How long the key is held, in ticks.
    length: u32,
    /// How long it has been held, in ticks.
    held: u32,
    ends_sent: u32,
    /// The time stamp of the present segment, from the first packet on.
    segment: Option<Segment>,
}

#[derive(Debug, Clone, Copy)]
struct Segment {
    timestamp: u32,
    /// How long the key had been held when it began, in ticks.
    begin: u32,
}

impl TelephoneEventSender {
    /// Prepares a key that is held for `duration_ms`, at least 40 ms (the shortest that Q.24 lets a receiver accept).
    pub fn new(key: char, duration_ms: u32) -> Result<TelephoneEventSender, UnknownKey> {
        let length = duration_ms.saturating_mul(TICKS_PER_MS).max(2 * TICKS_PER_PACKET);
        Ok(TelephoneEventSender { event: event_of_key(key)?, length, held: 0, ends_sent: 0, segment: None })
    }

    /// Writes the packet of the next 20 ms and moves the stream's clock on by as much; nothing once the key is sent.
    pub fn next_packet<'b>(
        &mut self,
        stream: &mut Stream,
        payload_type: u8,
        buffer: &'b mut [u8],
    ) -> Result<Option<&'b [u8]>, StreamError> {
        if self.ends_sent == END_PACKETS {
            return Ok(None);
        }
        let begin = Segment { timestamp: stream.timestamp(), begin: 0 };
        let segment = self.segment.unwrap_or(begin);
        let held = (self.held + TICKS_PER_PACKET).min(self.length);
        let full = held - segment.begin > SEGMENT_TICKS;
        let end = held == self.length && !full;
        let duration = u16::try_from(held - segment.begin).unwrap_or(u16::MAX);
        let payload = EventPayload { event: self.event, end, volume: VOLUME, duration }.to_bytes();
        let marker = self.segment.is_none();
        let bytes = stream.next_packet_at(segment.timestamp, payload_type, marker, &payload, buffer)?;
        self.ends_sent += u32::from(end);
        self.held = held;
        self.segment = Some(if full { segment.followed() } else { segment });
        stream.advance(TICKS_PER_PACKET);
        Ok(Some(bytes))
    }
}

impl Segment {
    /// The segment behind a full one begins where that ended (RFC 4733, 2.5.1.3).
    fn followed(self) -> Segment {
        Segment { timestamp: self.timestamp.wrapping_add(SEGMENT_TICKS), begin: self.begin + SEGMENT_TICKS }
    }
}

#[cfg(test)]
mod tests {
    use super::{EventPayload, TelephoneEventSender, UnknownKey};
    use crate::{Packet, Stream, StreamStart, TelephoneEvents};

    /// Time stamp, marker, end and duration of each packet, and what a receiver makes of them.
    fn sent(key: char, duration_ms: u32) -> (Vec<(u32, bool, bool, u16)>, String) {
        let mut stream = Stream::new(StreamStart { ssrc: 1, sequence: 65_530, timestamp: 1_000 });
        let mut sender = TelephoneEventSender::new(key, duration_ms).unwrap();
        let (mut receiver, mut buffer) = (TelephoneEvents::new(), [0; 32]);
        let (mut packets, mut keys) = (Vec::new(), String::new());
        while let Some(bytes) = sender.next_packet(&mut stream, 101, &mut buffer).unwrap() {
            let packet = Packet::parse(bytes).unwrap();
            assert_eq!(packet.payload_type, 101);
            let payload = EventPayload::parse(packet.payload).unwrap();
            packets.push((packet.timestamp, packet.marker, payload.end, payload.duration));
            keys.extend(receiver.push(&packet));
        }
        assert_eq!(stream.timestamp(), 1_000 + 160 * packets.len() as u32, "the clock went on under the key");
        (packets, keys)
    }

    #[test]
    fn a_key_grows_and_ends_three_times() {
        let expected = vec![
            (1_000, true, false, 160),
            (1_000, false, false, 320),
            (1_000, false, false, 480),
            (1_000, false, true, 560),
            (1_000, false, true, 560),
            (1_000, false, true, 560),
        ];
        assert_eq!(sent('7', 70), (expected, "7".to_owned()));
    }

    #[test]
    fn the_shortest_key_has_a_beginning_and_an_end() {
        let (packets, keys) = sent('#', 0);
        assert_eq!(packets[0], (1_000, true, false, 160));
        assert_eq!(packets[1..], [(1_000, false, true, 320); 3]);
        assert_eq!(keys, "#");
    }

    #[test]
    fn a_held_key_is_cut_into_segments() {
        let (packets, keys) = sent('0', 20_000);
        let mut segments: Vec<u32> = packets.iter().map(|packet| packet.0).collect();
        segments.dedup();
        assert_eq!(segments, [1_000, 1_000 + 0xffff, 1_000 + 2 * 0xffff]);
        for segment in &segments[..2] {
            let last = packets.iter().rfind(|packet| packet.0 == *segment).unwrap();
            assert_eq!(*last, (*segment, false, false, 0xffff), "a full segment does not end the event");
        }
        assert_eq!(packets.iter().filter(|packet| packet.1).count(), 1, "one marker");
        assert_eq!(
            packets.last(),
            Some(&(1_000 + 2 * 0xffff, false, true, (160_000u32 - 2 * 0xffff) as u16))
        );
        assert_eq!(keys, "0");
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert_eq!(TelephoneEventSender::new('E', 100).unwrap_err(), UnknownKey('E'));
    }
}
