//! Tones: sines with levels, switched on and off.

use std::f64::consts::TAU;

use crate::{FULL_SCALE_DBM0, SAMPLE_RATE_HZ, samples_in};

/// One sine of a tone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sine {
    /// Frequency in Hz, below 4,000.
    pub frequency_hz: f64,
    /// Level in dBm0.
    pub level_dbm0: f32,
}

/// One part of a tone's rhythm: sound, then silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cadence {
    /// How long it sounds, in ms.
    pub on_ms: u32,
    /// How long it is silent afterwards, in ms.
    pub off_ms: u32,
}

/// A tone given by parameters: sines that sound together, in a rhythm that repeats. An empty rhythm is a steady tone.
#[derive(Debug, Clone, PartialEq)]
pub struct Tone {
    /// What sounds together.
    pub sines: Vec<Sine>,
    /// The rhythm, repeated for as long as the tone lasts.
    pub cadence: Vec<Cadence>,
}

/// How long the edges of a sounding stretch rise and fall, in ms, so that switching does not click.
const EDGE_MS: u32 = 2;

impl Tone {
    /// A sine without a rhythm.
    pub fn steady(frequency_hz: f64, level_dbm0: f32) -> Tone {
        Tone { sines: vec![Sine { frequency_hz, level_dbm0 }], cadence: Vec::new() }
    }

    /// The beep after which a caller speaks: 1,000 Hz at -13 dBm0.
    pub fn beep() -> Tone {
        Tone::steady(1_000.0, -13.0)
    }

    /// What stands for a prompt whose sound is missing: a soft, low pulse that nobody takes for a prompt or a line tone.
    pub fn missing_audio() -> Tone {
        Tone {
            sines: vec![
                Sine { frequency_hz: 220.0, level_dbm0: -30.0 },
                Sine { frequency_hz: 330.0, level_dbm0: -33.0 },
            ],
            cadence: vec![Cadence { on_ms: 150, off_ms: 350 }],
        }
    }

    /// The ringing tone of European networks: 425 Hz, 1 s in 5 s (ITU-T E.180 and E.182), at -13 dBm0.
    pub fn ringing() -> Tone {
        Tone { cadence: vec![Cadence { on_ms: 1_000, off_ms: 4_000 }], ..Tone::steady(425.0, -13.0) }
    }

    /// The busy tone of European networks: 425 Hz, 480 ms on and off (ITU-T E.180), at -13 dBm0.
    pub fn busy() -> Tone {
        Tone { cadence: vec![Cadence { on_ms: 480, off_ms: 480 }], ..Tone::steady(425.0, -13.0) }
    }

    /// The duration of one round of the rhythm in ms; 0 for a steady tone.
    pub fn period_ms(&self) -> u32 {
        self.cadence.iter().map(|part| part.on_ms + part.off_ms).sum()
    }

    /// The first `length_ms` milliseconds of the tone. Sums beyond full scale are clipped.
    pub fn samples(&self, length_ms: u32) -> Vec<i16> {
        let length = samples_in(length_ms);
        let mut samples = Vec::with_capacity(length);
        if self.period_ms() == 0 {
            self.sound(length, &mut samples);
            return samples;
        }
        for part in self.cadence.iter().cycle() {
            if samples.len() >= length {
                break;
            }
            self.sound(samples_in(part.on_ms).min(length - samples.len()), &mut samples);
            samples.resize((samples.len() + samples_in(part.off_ms)).min(length), 0);
        }
        samples
    }

    /// Appends one sounding stretch; every stretch begins with phase nought.
    fn sound(&self, length: usize, samples: &mut Vec<i16>) {
        let sines: Vec<(f64, f64)> = self
            .sines
            .iter()
            .map(|sine| (TAU * sine.frequency_hz / f64::from(SAMPLE_RATE_HZ), amplitude(sine.level_dbm0)))
            .collect();
        let edge = samples_in(EDGE_MS).min(length / 2);
        for n in 0..length {
            let value: f64 = sines.iter().map(|(step, amplitude)| amplitude * (step * n as f64).sin()).sum();
            let from_edge = n.min(length - 1 - n);
            let shape = if from_edge < edge { (from_edge + 1) as f64 / (edge + 1) as f64 } else { 1.0 };
            samples.push((value * shape).round() as i16);
        }
    }
}

/// The peak of a sine of this level, in sample values.
fn amplitude(level_dbm0: f32) -> f64 {
    32_768.0 * 10f64.powf(f64::from(level_dbm0 - FULL_SCALE_DBM0) / 20.0)
}

#[cfg(test)]
mod tests {
    use super::{Cadence, Sine, Tone};
    use crate::{level_dbfs, loudest_dbfs, samples_in};

    #[test]
    fn a_rhythm_sounds_and_pauses_where_it_says() {
        let samples = Tone::busy().samples(2_000);
        assert_eq!(samples.len(), samples_in(2_000));
        for (from_ms, to_ms, sounds) in [
            (0, 480, true),
            (480, 960, false),
            (960, 1_440, true),
            (1_440, 1_920, false),
            (1_920, 2_000, true),
        ] {
            let span = &samples[samples_in(from_ms)..samples_in(to_ms)];
            assert_eq!(level_dbfs(span) > -20.0, sounds, "{from_ms} ms to {to_ms} ms");
            assert_eq!(span.iter().any(|&sample| sample != 0), sounds);
        }
    }

    #[test]
    fn any_length_is_exact() {
        for length_ms in [0, 1, 3, 149, 150, 151, 499, 500, 501, 1_234] {
            assert_eq!(Tone::missing_audio().samples(length_ms).len(), samples_in(length_ms));
        }
    }

    #[test]
    fn a_rhythm_of_nothing_is_a_steady_tone() {
        let tone = Tone { cadence: vec![Cadence { on_ms: 0, off_ms: 0 }], ..Tone::beep() };
        assert_eq!(tone.samples(100), Tone::beep().samples(100));
    }

    #[test]
    fn the_missing_tone_is_soft() {
        let loudest = loudest_dbfs(&Tone::missing_audio().samples(1_000));
        assert!((-36.0..=-28.0).contains(&loudest), "{loudest} dBFS");
    }

    #[test]
    fn too_loud_a_sum_is_clipped() {
        let sine = Sine { frequency_hz: 400.0, level_dbm0: 3.0 };
        let samples = Tone { sines: vec![sine; 3], cadence: Vec::new() }.samples(50);
        assert_eq!(samples.iter().max(), Some(&i16::MAX));
        assert_eq!(samples.iter().min(), Some(&i16::MIN));
    }
}
