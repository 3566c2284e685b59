//! How long a caller will wait, as far as that is known.
//!
//! The times between hand-overs of a busy queue are observed; their mean times the place is the expected wait. A time
//! counts only if somebody waited throughout: in an idle queue the time to the next hand-over tells when somebody
//! called, not how fast agents become free.

use crate::limits::{GAPS_KEPT, GAPS_NEEDED, LONGEST_WAIT_MS};
use std::collections::VecDeque;

/// The observed times between hand-overs of one queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct HandOvers {
    /// Milliseconds, newest last.
    gaps: VecDeque<u64>,
    sum_ms: u64,
    /// Moment of the last hand-over, while somebody has waited ever since.
    last_ms: Option<i64>,
}

impl HandOvers {
    /// A call was handed over; `waiting` is how many still wait behind it.
    pub fn handed_over(&mut self, t_ms: i64, waiting: usize) {
        if let Some(last) = self.last_ms {
            let gap = u64::try_from(t_ms - last).unwrap_or(0);
            self.gaps.push_back(gap);
            self.sum_ms += gap;
            if self.gaps.len() > GAPS_KEPT {
                self.sum_ms -= self.gaps.pop_front().unwrap_or(0);
            }
        }
        self.last_ms = (waiting > 0).then_some(t_ms);
    }

    /// Nobody waits any more: the time until the next hand-over says nothing.
    pub fn emptied(&mut self) {
        self.last_ms = None;
    }

    /// Expected wait at a place; `None` with too little history or beyond what is told.
    pub fn expected_ms(&self, place: u32) -> Option<u64> {
        if self.gaps.len() < GAPS_NEEDED {
            return None;
        }
        let mean = self.sum_ms / self.gaps.len() as u64;
        Some(mean.saturating_mul(u64::from(place))).filter(|wait| *wait <= LONGEST_WAIT_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_que_3_unknown_until_thirty_times_were_observed() {
        let mut seen = HandOvers::default();
        for n in 0..=GAPS_NEEDED as i64 {
            assert_eq!(seen.expected_ms(1), None, "after {n} hand-overs");
            seen.handed_over(n * 20_000, 3);
        }
        assert_eq!(seen.expected_ms(1), Some(20_000));
        assert_eq!(seen.expected_ms(4), Some(80_000));
        assert_eq!(seen.expected_ms(1_000), None);
    }

    #[test]
    fn an_idle_time_is_no_observation() {
        let mut seen = HandOvers::default();
        for n in 0..100 {
            seen.handed_over(n * 20_000, 0);
        }
        assert_eq!(seen.expected_ms(1), None);
        for n in 0..100 {
            seen.handed_over(n * 20_000, 1);
            seen.emptied();
        }
        assert_eq!(seen.expected_ms(1), None);
    }

    #[test]
    fn old_times_are_forgotten() {
        let mut seen = HandOvers::default();
        for n in 0..100 {
            seen.handed_over(n * 60_000, 1);
        }
        for n in 0..=GAPS_KEPT as i64 {
            seen.handed_over(6_000_000 + n * 10_000, 1);
        }
        assert_eq!(seen.expected_ms(1), Some(10_000));
    }
}
