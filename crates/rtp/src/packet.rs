//! Reading a packet.

use rtp_types::{RtpPacket, RtpParseError};
use thiserror::Error;

/// One received packet; the payload is a view of the datagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packet<'a> {
    /// Whose stream it is.
    pub ssrc: u32,
    /// The payload type, 0..=127.
    pub payload_type: u8,
    /// Beginning of a talk spurt or of an event.
    pub marker: bool,
    /// Counts packets, wraps.
    pub sequence: u16,
    /// The sampling instant of the first byte, in ticks of the stream's clock; wraps.
    pub timestamp: u32,
    /// What is behind header, contributing sources and extension, without padding.
    pub payload: &'a [u8],
}

/// Why bytes are no RTP packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PacketError {
    /// The version is not 2: STUN, T.38 or noise.
    #[error("version {0} is not 2")]
    Version(u8),
    /// Lengths or padding go beyond the datagram.
    #[error("the packet is cut off or its lengths are wrong")]
    Length,
    /// The second byte is that of an RTCP packet (RFC 5761, section 4).
    #[error("this is an RTCP packet")]
    Rtcp,
}

impl<'a> Packet<'a> {
    /// Reads a datagram (RFC 3550, section 5.1).
    pub fn parse(datagram: &'a [u8]) -> Result<Packet<'a>, PacketError> {
        let packet = RtpPacket::parse(datagram).map_err(|error| match error {
            RtpParseError::UnsupportedVersion(version) => PacketError::Version(version),
            _ => PacketError::Length,
        })?;
        // Payload types 64 to 95 are never given to RTP where both share a port.
        if packet.marker_bit() && (64..=95).contains(&packet.payload_type()) {
            return Err(PacketError::Rtcp);
        }
        // The library's own view borrows from itself; its offsets let the payload borrow from the datagram.
        let payload = packet.payload_offset()..packet.payload_offset() + packet.payload_len();
        Ok(Packet {
            ssrc: packet.ssrc(),
            payload_type: packet.payload_type(),
            marker: packet.marker_bit(),
            sequence: packet.sequence_number(),
            timestamp: packet.timestamp(),
            payload: datagram.get(payload).ok_or(PacketError::Length)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Packet, PacketError};

    const PLAIN: [u8; 16] = [0x80, 0x88, 0x12, 0x34, 0, 0, 0, 160, 0xde, 0xad, 0xbe, 0xef, 1, 2, 3, 4];

    #[test]
    fn a_plain_packet_is_read() {
        let packet = Packet::parse(&PLAIN).unwrap();
        let expected = Packet {
            ssrc: 0xdead_beef,
            payload_type: 8,
            marker: true,
            sequence: 0x1234,
            timestamp: 160,
            payload: &[1, 2, 3, 4],
        };
        assert_eq!(packet, expected);
    }

    #[test]
    fn sources_extension_and_padding_are_passed_over() {
        let mut bytes = vec![0xb1, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1];
        bytes.extend([0, 0, 0, 9]); // one contributing source
        bytes.extend([0xbe, 0xde, 0, 1, 7, 7, 7, 7]); // an extension of one word
        bytes.extend([5, 6, 0, 0, 3]); // payload of two, padding of three
        assert_eq!(Packet::parse(&bytes).unwrap().payload, [5, 6]);
    }

    #[test]
    fn an_empty_payload_is_a_packet() {
        assert_eq!(Packet::parse(&PLAIN[..12]).unwrap().payload, []);
    }

    #[test]
    fn what_is_no_packet_is_refused() {
        for (bytes, error) in [
            (&[][..], PacketError::Length),
            (&PLAIN[..11], PacketError::Length),
            (b"\x00\x01\x00\x00\x21\x12\xa4\x42transaction!", PacketError::Version(0)),
            (&[0x80, 200, 0, 6, 0, 0, 0, 1, 0, 0, 0, 0][..], PacketError::Rtcp),
            (&[0x81, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1][..], PacketError::Length),
            (&[0x90, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0xff, 0xff][..], PacketError::Length),
            (&[0xa0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 9][..], PacketError::Length),
            (&[0xa0, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0][..], PacketError::Length),
        ] {
            assert_eq!(Packet::parse(bytes), Err(error), "{bytes:x?}");
        }
    }

    #[test]
    fn no_bytes_make_it_panic() {
        // Each first byte (version, padding, extension, sources), each length, with small and with great numbers inside.
        for first in 0..=255 {
            for length in 0..100 {
                for fill in [0, 1, 3, 0xff] {
                    let mut bytes = vec![fill; length];
                    if let Some(byte) = bytes.first_mut() {
                        *byte = first;
                    }
                    if let Ok(packet) = Packet::parse(&bytes) {
                        assert!(packet.payload.len() + 12 <= length);
                    }
                }
            }
        }
    }
}
