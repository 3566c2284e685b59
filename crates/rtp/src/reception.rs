//! Counting what arrives (RFC 3550, appendices A.1 and A.3).

/// How far a number may jump ahead before the stream is taken for a new one (RFC 3550, A.1: MAX_DROPOUT).
const AHEAD_MAX: u16 = 3_000;

/// How far a packet may be late before the stream is taken for a new one (RFC 3550, A.1: MAX_MISORDER).
const BEHIND_MAX: u16 = 100;

/// Packets received and lost of one incoming stream. A change of SSRC or a jump of the numbers begins a new count and
/// keeps the sums of the old one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reception {
    received: u64,
    /// Losses of the streams before the present one.
    lost_before: u64,
    current: Option<Current>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Current {
    ssrc: u32,
    newest: u16,
    /// How many numbers lie between the first and the newest, both included.
    expected: u64,
    received: u64,
}

impl Reception {
    /// Nothing received yet.
    pub fn new() -> Reception {
        Reception::default()
    }

    /// Counts one packet.
    pub fn push(&mut self, ssrc: u32, sequence: u16) {
        self.received += 1;
        if let Some(current) = &mut self.current
            && current.ssrc == ssrc
        {
            let ahead = sequence.wrapping_sub(current.newest);
            if ahead < AHEAD_MAX {
                current.newest = sequence;
                current.expected += u64::from(ahead);
                current.received += 1;
                return;
            }
            if ahead.wrapping_neg() <= BEHIND_MAX {
                current.received += 1;
                return;
            }
        }
        self.lost_before = self.lost();
        self.current = Some(Current { ssrc, newest: sequence, expected: 1, received: 1 });
    }

    /// All packets received, repeated ones included.
    pub fn received(&self) -> u64 {
        self.received
    }

    /// Packets that are missing between the first and the newest. As in RFC 3550 a repeated one hides a lost one.
    pub fn lost(&self) -> u64 {
        let current =
            self.current.as_ref().map_or(0, |current| current.expected.saturating_sub(current.received));
        self.lost_before + current
    }
}

#[cfg(test)]
mod tests {
    use super::Reception;

    fn counted(packets: &[(u32, u16)]) -> (u64, u64) {
        let mut reception = Reception::new();
        packets.iter().for_each(|&(ssrc, sequence)| reception.push(ssrc, sequence));
        (reception.received(), reception.lost())
    }

    #[test]
    fn gaps_are_losses_and_late_packets_fill_them() {
        assert_eq!(counted(&[]), (0, 0));
        assert_eq!(counted(&[(1, 10), (1, 11), (1, 12)]), (3, 0));
        assert_eq!(counted(&[(1, 10), (1, 13)]), (2, 2));
        assert_eq!(counted(&[(1, 10), (1, 13), (1, 12), (1, 11)]), (4, 0));
        assert_eq!(counted(&[(1, 65_534), (1, 65_535), (1, 1)]), (3, 1));
        assert_eq!(counted(&[(1, 10), (1, 9)]), (2, 0), "one before the first");
    }

    #[test]
    fn a_new_stream_keeps_the_sums_of_the_old_one() {
        assert_eq!(counted(&[(1, 10), (1, 12), (2, 50_000), (2, 50_003)]), (4, 3));
        assert_eq!(counted(&[(1, 10), (1, 12), (1, 40_000), (1, 40_001)]), (4, 1), "the numbers jumped");
    }
}
