//! Writing the packets of one outgoing stream.

use rtp_types::{RtpPacketBuilder, RtpWriteError};
use thiserror::Error;

/// Where a stream begins. RFC 3550, section 5.1, wants all three random; they are given, so that a call can be replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StreamStart {
    /// The synchronisation source.
    pub ssrc: u32,
    /// The first sequence number.
    pub sequence: u16,
    /// The first time stamp.
    pub timestamp: u32,
}

/// One outgoing stream: numbers its packets and keeps its media clock. Both wrap.
#[derive(Debug, Clone)]
pub struct Stream {
    ssrc: u32,
    sequence: u16,
    timestamp: u32,
}

/// Why a packet could not be written; the stream has not moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum StreamError {
    /// The buffer given is shorter than the packet.
    #[error("the buffer is too short for the packet")]
    BufferTooShort,
    /// A payload type has seven bits.
    #[error("payload type {0} is greater than 127")]
    PayloadType(u8),
}

impl Stream {
    /// A stream that has sent nothing yet.
    pub fn new(start: StreamStart) -> Stream {
        Stream { ssrc: start.ssrc, sequence: start.sequence, timestamp: start.timestamp }
    }

    /// The synchronisation source.
    pub fn ssrc(&self) -> u32 {
        self.ssrc
    }

    /// The sequence number of the next packet.
    pub fn sequence(&self) -> u16 {
        self.sequence
    }

    /// Now, in ticks of the media clock.
    pub fn timestamp(&self) -> u32 {
        self.timestamp
    }

    /// Moves the media clock on; whoever sends does it once per packet time, whether or not a packet went out.
    pub fn advance(&mut self, ticks: u32) {
        self.timestamp = self.timestamp.wrapping_add(ticks);
    }

    /// Writes the next packet, stamped now, to the beginning of `buffer`; gives the bytes to send.
    pub fn next_packet<'b>(
        &mut self,
        payload_type: u8,
        marker: bool,
        payload: &[u8],
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8], StreamError> {
        self.next_packet_at(self.timestamp, payload_type, marker, payload, buffer)
    }

    /// As [`Stream::next_packet`], with a time stamp of its own: an event keeps that of its beginning (RFC 4733, 2.5.1.2).
    pub fn next_packet_at<'b>(
        &mut self,
        timestamp: u32,
        payload_type: u8,
        marker: bool,
        payload: &[u8],
        buffer: &'b mut [u8],
    ) -> Result<&'b [u8], StreamError> {
        let written = RtpPacketBuilder::<_, &[u8]>::new()
            .payload_type(payload_type)
            .marker_bit(marker)
            .sequence_number(self.sequence)
            .timestamp(timestamp)
            .ssrc(self.ssrc)
            .payload(payload)
            .write_into(buffer)
            .map_err(|error| match error {
                RtpWriteError::InvalidPayloadType(payload_type) => StreamError::PayloadType(payload_type),
                _ => StreamError::BufferTooShort,
            })?;
        self.sequence = self.sequence.wrapping_add(1);
        buffer.get(..written).ok_or(StreamError::BufferTooShort)
    }
}

#[cfg(test)]
mod tests {
    use super::{Stream, StreamError, StreamStart};
    use crate::Packet;

    #[test]
    fn numbers_and_time_stamps_wrap() {
        let mut stream = Stream::new(StreamStart { ssrc: 9, sequence: 65_534, timestamp: u32::MAX - 160 });
        let mut buffer = [0xff; 32];
        let mut sent = Vec::new();
        for n in 0..4u8 {
            let bytes = stream.next_packet(8, n == 0, &[n, n], &mut buffer).unwrap();
            let packet = Packet::parse(bytes).unwrap();
            assert_eq!((packet.ssrc, packet.payload_type, packet.payload), (9, 8, &[n, n][..]));
            sent.push((packet.sequence, packet.timestamp, packet.marker));
            stream.advance(160);
        }
        let expected =
            [(65_534, u32::MAX - 160, true), (65_535, u32::MAX, false), (0, 159, false), (1, 319, false)];
        assert_eq!(sent, expected);
    }

    #[test]
    fn a_packet_that_cannot_be_written_takes_no_number() {
        let mut stream = Stream::new(StreamStart { ssrc: 9, sequence: 5, timestamp: 0 });
        assert_eq!(stream.next_packet(8, false, &[0; 20], &mut [0; 31]), Err(StreamError::BufferTooShort));
        assert_eq!(
            stream.next_packet(128, false, &[0; 20], &mut [0; 64]),
            Err(StreamError::PayloadType(128))
        );
        assert_eq!(stream.sequence(), 5);
        assert!(stream.next_packet(8, false, &[0; 20], &mut [0; 32]).is_ok());
        assert_eq!(stream.sequence(), 6);
    }
}
