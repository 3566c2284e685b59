//! A small additive synthesiser whose tape is a ring: what sounds past the end sounds at the beginning.

use std::f64::consts::TAU;

/// Samples in a second: the telephone's, so that nothing has to be resampled.
pub const RATE_HZ: f64 = 8_000.0;
/// Partials above this are left out: the telephone band ends here (ITU-T G.712).
const BAND_HZ: f64 = 3_400.0;

/// A loop being made.
pub struct Ring {
    samples: Vec<f64>,
}

/// The ways a note can sound.
#[derive(Clone, Copy)]
pub enum Timbre {
    /// Soft chords that come and go.
    Pad,
    /// An electric piano.
    Piano,
    /// A bar struck with a soft mallet.
    Mallet,
    /// A plucked string.
    Harp,
    /// A low string, felt more than heard.
    Bass,
    /// A quiet flute.
    Flute,
}

/// A note: where it begins, how long it is held (both in samples), its MIDI number and its level.
pub struct Note {
    pub at: usize,
    pub held: usize,
    pub midi: u8,
    pub level: f64,
}

impl Ring {
    /// A silent loop of a number of samples.
    pub fn new(samples: usize) -> Ring {
        Ring { samples: vec![0.0; samples] }
    }

    /// Adds a note.
    pub fn play(&mut self, timbre: Timbre, note: &Note) {
        let hz = 440.0 * 2f64.powf((f64::from(note.midi) - 69.0) / 12.0);
        let held_s = note.held as f64 / RATE_HZ;
        let length = (sounding_s(timbre, held_s) * RATE_HZ) as usize;
        for n in 0..length {
            let t = n as f64 / RATE_HZ;
            let place = (note.at + n) % self.samples.len();
            self.samples[place] += note.level * voice(timbre, hz, t, held_s);
        }
    }

    /// Puts the loop into a room: four combs and two all-passes (Schroeder), run until the ring has settled.
    pub fn reverberate(&mut self, share: f64) {
        let mut combs: Vec<Comb> = [(1_187, 0.78), (1_301, 0.77), (1_423, 0.755), (1_559, 0.74)]
            .map(|(d, g)| Comb::new(d, g))
            .into();
        let mut passes: Vec<AllPass> = [(233, 0.6), (79, 0.6)].map(|(d, g)| AllPass::new(d, g)).into();
        let mut room = vec![0.0; self.samples.len()];
        for _turn in 0..3 {
            for (wet, &dry) in room.iter_mut().zip(&self.samples) {
                let echo = combs.iter_mut().map(|comb| comb.next(dry)).sum::<f64>() / 4.0;
                *wet = passes.iter_mut().fold(echo, |x, pass| pass.next(x));
            }
        }
        for (dry, wet) in self.samples.iter_mut().zip(room) {
            *dry = (1.0 - share) * *dry + share * wet;
        }
    }

    /// The loop as samples of 16 bit, at a level in dB below that of a full-scale sine.
    pub fn at_level(&self, dbfs: f64) -> Vec<i16> {
        let mean = self.samples.iter().sum::<f64>() / self.samples.len() as f64;
        let power = self.samples.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / self.samples.len() as f64;
        let wanted = 10f64.powf(dbfs / 20.0) / 2f64.sqrt();
        let gain = wanted / power.sqrt() * 32_767.0;
        self.samples.iter().map(|x| ((x - mean) * gain).round().clamp(-32_767.0, 32_767.0) as i16).collect()
    }
}

/// How long a note is to be heard until it has died away.
fn sounding_s(timbre: Timbre, held_s: f64) -> f64 {
    match timbre {
        Timbre::Pad => held_s + 1.6,
        Timbre::Piano => held_s.max(1.2) + 1.8,
        Timbre::Mallet => 2.0,
        Timbre::Harp => 3.5,
        Timbre::Bass => held_s + 0.6,
        Timbre::Flute => held_s + 0.35,
    }
}

fn voice(timbre: Timbre, hz: f64, t: f64, held_s: f64) -> f64 {
    match timbre {
        Timbre::Pad => {
            let wave = |detune: f64| partials(hz * detune, t, &[1.0, 0.35, 0.16, 0.07]);
            (wave(0.998_6) + wave(1.0) + wave(1.001_5)) / 3.0 * swell(t, held_s, 0.9, 1.6)
        }
        Timbre::Piano => {
            let index = 1.1 * (-t / 0.35).exp() + 0.15;
            let tone = (TAU * hz * t + index * (TAU * hz * t).sin()).sin();
            let bell = 0.12 * (-t / 0.12).exp() * partials(hz * 4.0, t, &[1.0]);
            (tone + bell) * (-t / 1.1).exp() * swell(t, held_s.max(1.2), 0.006, 1.8)
        }
        Timbre::Mallet => {
            let bar = partials(hz, t, &[1.0]) * (-t / 0.55).exp();
            let click = 0.25 * partials(hz * 3.93, t, &[1.0]) * (-t / 0.09).exp();
            (bar + click) * swell(t, 2.0, 0.004, 0.1)
        }
        Timbre::Harp => {
            (1..=8)
                .map(|k| {
                    let k = f64::from(k);
                    // Plucked at a third of its length, so the third partial is weak; high partials die first.
                    let strength = (k * std::f64::consts::PI * 0.3).sin() / k;
                    strength * partials(hz * k, t, &[1.0]) * (-t * (0.55 + 0.45 * k)).exp()
                })
                .sum::<f64>()
                * swell(t, 3.3, 0.004, 0.2)
        }
        Timbre::Bass => partials(hz, t, &[1.0, 0.5, 0.25, 0.1]) * swell(t, held_s, 0.03, 0.6),
        Timbre::Flute => {
            let tremble = 1.0 + 0.003 * (TAU * 4.7 * t).sin() * (t / 0.4).min(1.0);
            // The phase of a tone with vibrato is the integral of its frequency; this is close enough below 5 Hz.
            let phase = t + (tremble - 1.0) / (TAU * 4.7);
            partials(hz, phase, &[1.0, 0.22, 0.06]) * swell(t, held_s, 0.09, 0.35)
        }
    }
}

/// A tone with its partials, as far as the telephone carries them.
fn partials(hz: f64, t: f64, strengths: &[f64]) -> f64 {
    let in_band = strengths.iter().zip(1u8..).filter(|(_, k)| hz * f64::from(*k) < BAND_HZ);
    in_band.map(|(strength, k)| strength * (TAU * hz * f64::from(k) * t).sin()).sum()
}

/// Rises within `attack_s`, stays until `held_s` and falls within `release_s`, all with rounded corners.
fn swell(t: f64, held_s: f64, attack_s: f64, release_s: f64) -> f64 {
    let rounded = |x: f64| 0.5 - 0.5 * (std::f64::consts::PI * x.clamp(0.0, 1.0)).cos();
    rounded(t / attack_s) * rounded((held_s + release_s - t) / release_s)
}

struct Comb {
    line: Vec<f64>,
    at: usize,
    feedback: f64,
    damped: f64,
}

impl Comb {
    fn new(delay: usize, feedback: f64) -> Comb {
        Comb { line: vec![0.0; delay], at: 0, feedback, damped: 0.0 }
    }

    fn next(&mut self, x: f64) -> f64 {
        let out = self.line[self.at];
        self.damped = 0.7 * out + 0.3 * self.damped;
        self.line[self.at] = x + self.feedback * self.damped;
        self.at = (self.at + 1) % self.line.len();
        out
    }
}

struct AllPass {
    line: Vec<f64>,
    at: usize,
    gain: f64,
}

impl AllPass {
    fn new(delay: usize, gain: f64) -> AllPass {
        AllPass { line: vec![0.0; delay], at: 0, gain }
    }

    fn next(&mut self, x: f64) -> f64 {
        let delayed = self.line[self.at];
        let fed = x + self.gain * delayed;
        self.line[self.at] = fed;
        self.at = (self.at + 1) % self.line.len();
        delayed - self.gain * fed
    }
}
