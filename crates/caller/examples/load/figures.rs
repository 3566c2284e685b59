//! What came of all calls.

use crate::legs::Sound;
use std::fmt;
use std::time::{Duration, Instant};

/// One call.
#[derive(Default)]
pub struct Call {
    /// INVITE to 200; `None`: it failed.
    pub set_up: Option<Duration>,
    /// From the answer to the end.
    pub stood: Option<(Instant, Instant)>,
    /// The server ended it.
    pub cut_off: bool,
    /// Its sound.
    pub sound: Sound,
}

/// Figures of a run.
pub struct Figures {
    from: Instant,
    to: Instant,
    calls: u64,
    failed: u64,
    cut_off: u64,
    keys: u64,
    received: u64,
    sounding: u64,
    lost: u64,
    in_window: Duration,
    set_up_us: Vec<u32>,
    lateness_us: Vec<u32>,
}

impl Figures {
    /// Of a window.
    pub fn new(from: Instant, to: Instant) -> Figures {
        Figures {
            from,
            to,
            calls: 0,
            failed: 0,
            cut_off: 0,
            keys: 0,
            received: 0,
            sounding: 0,
            lost: 0,
            in_window: Duration::ZERO,
            set_up_us: Vec::new(),
            lateness_us: Vec::new(),
        }
    }

    /// Adds a call.
    pub fn add(&mut self, call: Call) {
        self.calls += 1;
        self.failed += u64::from(call.set_up.is_none());
        self.cut_off += u64::from(call.cut_off);
        self.keys += u64::from(call.sound.keys);
        self.received += call.sound.received;
        self.sounding += call.sound.sounding;
        self.lost += call.sound.lost;
        if let Some((begun, ended)) = call.stood {
            self.in_window += ended.min(self.to).saturating_duration_since(begun.max(self.from));
        }
        self.set_up_us.extend(call.set_up.map(|t| u32::try_from(t.as_micros()).unwrap_or(u32::MAX)));
        self.lateness_us.extend(call.sound.lateness_us);
    }

    /// Whether every call was answered and stood until we ended it.
    pub fn is_clean(&self) -> bool {
        self.failed == 0 && self.cut_off == 0
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let late: usize = self.lateness_us.iter().filter(|us| **us > 5_000).count();
        let lines = [
            ("calls", self.calls),
            ("calls_failed", self.failed),
            ("calls_cut_off", self.cut_off),
            ("keys_pressed", self.keys),
            ("packets_received", self.received),
            ("packets_sounding", self.sounding),
            ("packets_lost", self.lost),
            ("call_ms_in_window", u64::try_from(self.in_window.as_millis()).unwrap_or(u64::MAX)),
            ("set_up_p50_us", quantile(&self.set_up_us, 50)),
            ("set_up_p99_us", quantile(&self.set_up_us, 99)),
            ("lateness_p50_us", quantile(&self.lateness_us, 50)),
            ("lateness_p99_us", quantile(&self.lateness_us, 99)),
            ("lateness_max_us", quantile(&self.lateness_us, 100)),
            ("packets_off_5ms", u64::try_from(late).unwrap_or(u64::MAX)),
        ];
        for (name, value) in lines {
            writeln!(f, "{name} {value}")?;
        }
        Ok(())
    }
}

/// The value below which so many percent lie; 0 of nothing.
fn quantile(values: &[u32], percent: usize) -> u64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default().into()
}
