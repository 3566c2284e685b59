//! The four bytes of an event.

use thiserror::Error;

/// The payload of a telephone-event packet (RFC 4733, section 2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventPayload {
    /// What happened: 0..=15 are the keys of DTMF (section 3.2).
    pub event: u8,
    /// The event is over; this duration is its last.
    pub end: bool,
    /// Level below 0 dBm0, in dB, 0..=63.
    pub volume: u8,
    /// How long it has lasted, in ticks of the stream's clock.
    pub duration: u16,
}

/// A character that is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("`{0}` is not on the keypad")]
pub struct UnknownKey(pub char);

const END: u8 = 0x80;
const VOLUME: u8 = 0x3f;

/// The keys in the order of their event codes (RFC 4733, table 3).
const KEYS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', 'A', 'B', 'C', 'D'];

impl EventPayload {
    /// Reads a payload; what stands behind the first event (RFC 2198 aside, some peers pad) is passed over.
    pub fn parse(payload: &[u8]) -> Option<EventPayload> {
        let &[event, flags, high, low, ..] = payload else { return None };
        Some(EventPayload {
            event,
            end: flags & END != 0,
            volume: flags & VOLUME,
            duration: u16::from_be_bytes([high, low]),
        })
    }

    /// The four bytes.
    pub fn to_bytes(self) -> [u8; 4] {
        let [high, low] = self.duration.to_be_bytes();
        [self.event, if self.end { END } else { 0 } | (self.volume & VOLUME), high, low]
    }
}

/// The key of an event code; none for the events that are no keys (16 is flash, 32 on are tones).
pub fn key_of_event(event: u8) -> Option<char> {
    KEYS.get(usize::from(event)).copied()
}

/// The event code of a key: `0`-`9`, `*`, `#`, `A`-`D`.
pub fn event_of_key(key: char) -> Result<u8, UnknownKey> {
    (0..=15).find(|&event| key_of_event(event) == Some(key)).ok_or(UnknownKey(key))
}

#[cfg(test)]
mod tests {
    use super::{EventPayload, UnknownKey, event_of_key, key_of_event};

    #[test]
    fn bytes_are_those_of_the_rfc() {
        let payload = EventPayload { event: 11, end: true, volume: 10, duration: 0x0320 };
        assert_eq!(payload.to_bytes(), [11, 0x8a, 3, 0x20]);
        assert_eq!(EventPayload::parse(&[11, 0x8a, 3, 0x20]), Some(payload));
        assert_eq!(
            EventPayload::parse(&[11, 0xca, 3, 0x20, 9]),
            Some(payload),
            "the reserved bit is ignored"
        );
        assert_eq!(EventPayload::parse(&[11, 0x8a, 3]), None);
    }

    #[test]
    fn sixteen_events_are_keys() {
        let keys: String = (0..=255).filter_map(key_of_event).collect();
        assert_eq!(keys, "0123456789*#ABCD");
        assert_eq!(event_of_key('#'), Ok(11));
        assert_eq!(event_of_key('a'), Err(UnknownKey('a')));
    }
}
