//! What the media threads measure about themselves.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// The figures of all media threads since they were started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaStats {
    /// One for each thread.
    pub threads: Vec<ThreadStats>,
}

impl MediaStats {
    /// Calls open now, on all threads.
    pub fn calls(&self) -> u64 {
        self.threads.iter().map(|thread| thread.calls).sum()
    }
}

/// The figures of one media thread since it was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThreadStats {
    /// Calls open now.
    pub calls: u64,
    /// Packets sent.
    pub sent: u64,
    /// Packets received from peers.
    pub received: u64,
    /// Beats that were left out because the thread had fallen behind too far.
    pub beats_left_out: u64,
    /// How late the thread woke for its sub-beats.
    pub lateness: Lateness,
}

/// How late wake-ups were, in µs; quantiles are exact to an eighth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lateness {
    /// Wake-ups counted.
    pub count: u64,
    /// Half were less late.
    pub p50_us: u64,
    /// One in a hundred was later.
    pub p99_us: u64,
    /// The latest.
    pub max_us: u64,
}

/// Parts of an octave of the histogram.
const PARTS: u64 = 8;

/// Below 8 µs each µs has a bucket, above each octave has eight, up to 2^26 µs, about a minute.
const BUCKETS: usize = 8 + 23 * 8;

/// Counters that one media thread writes and others read.
#[derive(Debug)]
pub(crate) struct Figures {
    calls: AtomicU64,
    sent: AtomicU64,
    received: AtomicU64,
    beats_left_out: AtomicU64,
    late_us_max: AtomicU64,
    late: [AtomicU64; BUCKETS],
}

impl Figures {
    pub(crate) fn new() -> Figures {
        Figures {
            calls: AtomicU64::new(0),
            sent: AtomicU64::new(0),
            received: AtomicU64::new(0),
            beats_left_out: AtomicU64::new(0),
            late_us_max: AtomicU64::new(0),
            late: [const { AtomicU64::new(0) }; BUCKETS],
        }
    }

    pub(crate) fn count_wake_up(&self, late: Duration) {
        let late_us = u64::try_from(late.as_micros()).unwrap_or(u64::MAX);
        if let Some(bucket) = self.late.get(bucket_of(late_us)) {
            bucket.fetch_add(1, Relaxed);
        }
        self.late_us_max.fetch_max(late_us, Relaxed);
    }

    pub(crate) fn count_left_out(&self, beats: u64) {
        self.beats_left_out.fetch_add(beats, Relaxed);
    }

    pub(crate) fn count_packets(&self, received: u64, sent: u64) {
        self.received.fetch_add(received, Relaxed);
        self.sent.fetch_add(sent, Relaxed);
    }

    pub(crate) fn set_calls(&self, calls: usize) {
        self.calls.store(calls as u64, Relaxed);
    }

    pub(crate) fn read(&self) -> ThreadStats {
        ThreadStats {
            calls: self.calls.load(Relaxed),
            sent: self.sent.load(Relaxed),
            received: self.received.load(Relaxed),
            beats_left_out: self.beats_left_out.load(Relaxed),
            lateness: self.lateness(),
        }
    }

    fn lateness(&self) -> Lateness {
        let counts: Vec<u64> = self.late.iter().map(|bucket| bucket.load(Relaxed)).collect();
        let count: u64 = counts.iter().sum();
        let max_us = self.late_us_max.load(Relaxed);
        let quantile = |percent: u64| {
            let rank = (count * percent).div_ceil(100);
            let mut seen = 0;
            let bucket = counts.iter().position(|&count| {
                seen += count;
                seen >= rank
            });
            bucket.map_or(max_us, |bucket| last_of_bucket(bucket).min(max_us))
        };
        Lateness { count, p50_us: quantile(50), p99_us: quantile(99), max_us }
    }
}

/// The bucket of a value; what is beyond the last belongs to the last.
fn bucket_of(value: u64) -> usize {
    if value < PARTS {
        return value as usize;
    }
    let octave = u64::from(value.ilog2()) - 3;
    let bucket = PARTS + octave * PARTS + ((value >> octave) - PARTS);
    (bucket as usize).min(BUCKETS - 1)
}

/// The greatest value of a bucket.
fn last_of_bucket(bucket: usize) -> u64 {
    let bucket = bucket as u64;
    if bucket < PARTS {
        return bucket;
    }
    let octave = (bucket - PARTS) / PARTS;
    ((bucket % PARTS + PARTS + 1) << octave) - 1
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{BUCKETS, Figures, Lateness, bucket_of, last_of_bucket};

    #[test]
    fn every_value_lies_in_its_bucket() {
        for value in (0..5_000).chain([1 << 20, (1 << 26) - 1]) {
            let bucket = bucket_of(value);
            assert!(value <= last_of_bucket(bucket), "{value}");
            assert!(bucket == 0 || value > last_of_bucket(bucket - 1), "{value}");
            assert!(last_of_bucket(bucket) <= value + value / 8, "{value}");
        }
        assert_eq!(bucket_of(u64::MAX), BUCKETS - 1);
    }

    #[test]
    fn quantiles_are_those_of_what_was_counted() {
        let figures = Figures::new();
        assert_eq!(figures.read().lateness, Lateness::default());
        for late_us in 1..=1_000 {
            figures.count_wake_up(Duration::from_micros(late_us));
        }
        let lateness = figures.read().lateness;
        assert_eq!((lateness.count, lateness.max_us), (1_000, 1_000));
        assert!((500..=563).contains(&lateness.p50_us), "{lateness:?}");
        assert!((990..=1_000).contains(&lateness.p99_us), "{lateness:?}");
    }
}
