//! What a call received, true to time.

use rufplan_audio::Codec;

/// Longest jump of the RTP clock that is taken as a pause; beyond it the stream has begun anew.
const LONGEST_GAP_SAMPLES: i64 = 8_000 * 60;

/// Samples at 8,000 Hz, placed by the time stamps of their packets; what did not arrive is silence.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    samples: Vec<i16>,
    /// SSRC, the last time stamp, and the sample it stands for.
    clock: Option<(u32, u32, i64)>,
}

impl Recording {
    /// Puts a packet's sound at its place.
    pub fn push(&mut self, ssrc: u32, timestamp: u32, payload: &[u8], codec: Codec) {
        let end = i64::try_from(self.samples.len()).unwrap_or(i64::MAX);
        let place = match self.clock {
            Some((of, last, at)) if of == ssrc => at + i64::from(timestamp.wrapping_sub(last).cast_signed()),
            _ => end,
        };
        let place = if place < 0 || place > end + LONGEST_GAP_SAMPLES { end } else { place };
        self.clock = Some((ssrc, timestamp, place));
        let start = usize::try_from(place).unwrap_or_default();
        if self.samples.len() < start + payload.len() {
            self.samples.resize(start + payload.len(), 0);
        }
        for (sample, byte) in self.samples.iter_mut().skip(start).zip(payload) {
            *sample = codec.decode_sample(*byte);
        }
    }

    /// All samples so far.
    pub fn samples(&self) -> &[i16] {
        &self.samples
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(value: i16) -> Vec<u8> {
        Codec::Pcma.encode(&[value; 160])
    }

    #[test]
    fn packets_lie_where_their_time_stamps_say() {
        let mut recording = Recording::default();
        recording.push(1, 4_294_967_200, &packet(1_000), Codec::Pcma);
        // the clock wraps, one packet is missing, and two come in the wrong order
        recording.push(1, 4_294_967_200_u32.wrapping_add(480), &packet(3_000), Codec::Pcma);
        recording.push(1, 4_294_967_200_u32.wrapping_add(320), &packet(2_000), Codec::Pcma);
        let levels: Vec<i16> = recording.samples().chunks(160).map(|c| c[80] / 900).collect();
        assert_eq!(levels, [1, 0, 2, 3]);
    }

    #[test]
    fn a_new_stream_goes_on_at_the_end() {
        let mut recording = Recording::default();
        recording.push(1, 0, &packet(1_000), Codec::Pcma);
        recording.push(2, 77_777, &packet(2_000), Codec::Pcma);
        assert_eq!(recording.samples().len(), 320);
    }
}
