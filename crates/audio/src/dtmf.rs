//! Keys as pairs of tones (ITU-T Q.23). Only their generation; a caller that presses keys in the voice path needs it.

use thiserror::Error;

use crate::{Sine, Tone, samples_in};

/// The four low frequencies, in Hz: one for each row of the keypad.
pub const LOW_HZ: [f64; 4] = [697.0, 770.0, 852.0, 941.0];

/// The four high frequencies, in Hz: one for each column of the keypad.
pub const HIGH_HZ: [f64; 4] = [1_209.0, 1_336.0, 1_477.0, 1_633.0];

/// The keypad, row by row.
pub const KEYS: [[char; 4]; 4] =
    [['1', '2', '3', 'A'], ['4', '5', '6', 'B'], ['7', '8', '9', 'C'], ['*', '0', '#', 'D']];

/// The level of the low tone of a generated key, in dBm0; the high one is 2 dB louder, as lines lose more of it.
pub const LOW_DBM0: f32 = -9.0;

/// The level of the high tone of a generated key, in dBm0.
pub const HIGH_DBM0: f32 = -7.0;

/// A character that is no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("`{0}` is not on the keypad")]
pub struct UnknownKey(pub char);

/// The tone of one key: `0`-`9`, `*`, `#`, `A`-`D`.
pub fn tone(key: char) -> Result<Tone, UnknownKey> {
    for (row, low_hz) in KEYS.iter().zip(LOW_HZ) {
        for (&candidate, high_hz) in row.iter().zip(HIGH_HZ) {
            if candidate == key {
                let low = Sine { frequency_hz: low_hz, level_dbm0: LOW_DBM0 };
                let high = Sine { frequency_hz: high_hz, level_dbm0: HIGH_DBM0 };
                return Ok(Tone { sines: vec![low, high], cadence: Vec::new() });
            }
        }
    }
    Err(UnknownKey(key))
}

/// Keys one after another, each `on_ms` of tone and `off_ms` of silence (Q.24 asks for at least 40 ms of each).
pub fn samples(keys: &str, on_ms: u32, off_ms: u32) -> Result<Vec<i16>, UnknownKey> {
    let mut samples = Vec::new();
    for key in keys.chars() {
        samples.extend(tone(key)?.samples(on_ms));
        samples.resize(samples.len() + samples_in(off_ms), 0);
    }
    Ok(samples)
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::{HIGH_HZ, KEYS, LOW_HZ, UnknownKey, samples, tone};

    /// The power at one frequency, by direct Fourier sum.
    fn power(samples: &[i16], frequency_hz: f64) -> f64 {
        let (mut re, mut im) = (0.0, 0.0);
        for (n, &sample) in samples.iter().enumerate() {
            let phase = TAU * frequency_hz * n as f64 / 8_000.0;
            re += f64::from(sample) * phase.cos();
            im += f64::from(sample) * phase.sin();
        }
        re * re + im * im
    }

    fn strongest(samples: &[i16], frequencies_hz: [f64; 4]) -> usize {
        (0..4)
            .max_by(|&a, &b| power(samples, frequencies_hz[a]).total_cmp(&power(samples, frequencies_hz[b])))
            .unwrap()
    }

    #[test]
    fn each_key_sounds_at_its_row_and_column() {
        for (row, keys) in KEYS.iter().enumerate() {
            for (column, &key) in keys.iter().enumerate() {
                let samples = tone(key).unwrap().samples(50);
                assert_eq!(
                    (strongest(&samples, LOW_HZ), strongest(&samples, HIGH_HZ)),
                    (row, column),
                    "{key}"
                );
            }
        }
    }

    #[test]
    fn keys_follow_each_other() {
        let two = samples("4#", 100, 60).unwrap();
        assert_eq!(two.len(), 2 * 1_280);
        assert_eq!(two[..800], tone('4').unwrap().samples(100));
        assert!(two[800..1_280].iter().all(|&sample| sample == 0));
        assert_eq!(two[1_280..2_080], tone('#').unwrap().samples(100));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        assert_eq!(samples("12x", 50, 50), Err(UnknownKey('x')));
        assert_eq!(UnknownKey('x').to_string(), "`x` is not on the keypad");
    }
}
