//! Finding a known prompt in what was heard, by normalised cross-correlation.
//!
//! The measure is Pearson's: for each offset, the covariance of the reference with the span heard there, divided by
//! both deviations. It is 1 for identical sound whatever its volume, about 0.99 after G.711, and near 0 for other speech.
//! The covariances come from Fourier transforms in blocks (overlap-save), the deviations from running sums of integers.

use std::sync::Arc;

use realfft::num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};

/// The least correlation that [`find`] calls a match.
///
/// Two prompts of one voice that begin with the same words correlate up to their difference: who knows several prompts
/// searches for all and takes the best.
pub const CORRELATION_MIN: f32 = 0.6;

/// How far an earlier place may lie below the best one and still be the match: a prompt that is heard twice is found
/// where it is heard first, even if that time a packet was lost.
const CORRELATION_SLACK: f32 = 0.05;

/// How much softer than the reference a span may be, in squared deviation: 40 dB. Noise below that has no shape.
const ENERGY_RATIO_MIN: f64 = 1e-4;

/// The shortest transform, in samples.
const TRANSFORM_MIN: usize = 4_096;

/// Where and how well a reference was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The sample of what was heard at which the reference begins.
    pub offset: usize,
    /// The correlation there, from [`CORRELATION_MIN`] to 1.
    pub correlation: f32,
}

/// Finds the first place, from sample `from` on, at which `reference` lies whole in `heard`.
///
/// What may be cut off is left to the caller: to find a prompt that a key may have stopped, give its first second or
/// two. A reference without sound is never found. [`Reference`] saves work when one is searched for again and again.
pub fn find(reference: &[i16], heard: &[i16], from: usize) -> Option<Match> {
    Reference::new(reference).find(heard, from)
}

/// A sound to search for, prepared once: its spectrum and its energy.
#[derive(Clone)]
pub struct Reference {
    length: usize,
    /// The sum of squared differences from the mean.
    energy: f64,
    spectrum: Vec<Complex<f64>>,
    forward: Arc<dyn RealToComplex<f64>>,
    inverse: Arc<dyn ComplexToReal<f64>>,
}

impl std::fmt::Debug for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reference").field("length", &self.length).finish_non_exhaustive()
    }
}

impl Reference {
    /// Prepares a reference.
    pub fn new(samples: &[i16]) -> Reference {
        let transform = (4 * samples.len()).next_power_of_two().max(TRANSFORM_MIN);
        let mut planner = RealFftPlanner::<f64>::new();
        let forward = planner.plan_fft_forward(transform);
        let inverse = planner.plan_fft_inverse(transform);
        let mean = samples.iter().map(|&sample| f64::from(sample)).sum::<f64>() / samples.len().max(1) as f64;
        let mut input = vec![0.0; transform];
        for (value, &sample) in input.iter_mut().zip(samples) {
            *value = f64::from(sample) - mean;
        }
        let energy = input.iter().map(|value| value * value).sum();
        let mut spectrum = forward.make_output_vec();
        forward.process(&mut input, &mut spectrum).expect("both buffers were made for this transform");
        Reference { length: samples.len(), energy, spectrum, forward, inverse }
    }

    /// The number of samples of the reference.
    pub fn samples(&self) -> usize {
        self.length
    }

    /// As [`find`]. Time is proportional to the length of `heard`, times the logarithm of the reference's.
    pub fn find(&self, heard: &[i16], from: usize) -> Option<Match> {
        let correlations = self.correlations(heard.get(from..)?);
        let best = correlations.iter().copied().fold(0.0, f32::max);
        if best < CORRELATION_MIN {
            return None;
        }
        let good_enough = (best - CORRELATION_SLACK).max(CORRELATION_MIN);
        let first = correlations.iter().position(|&correlation| correlation >= good_enough)?;
        // A tone resembles itself one period earlier: the place is the best within one length of the first good one.
        let near = correlations.iter().enumerate().skip(first).take(self.length);
        let (offset, correlation) = near.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)))?;
        Some(Match { offset: from + offset, correlation: correlation.min(1.0) })
    }

    /// The correlation at each offset at which the whole reference fits into `heard`.
    fn correlations(&self, heard: &[i16]) -> Vec<f32> {
        if self.length == 0 || self.energy == 0.0 || heard.len() < self.length {
            return Vec::new();
        }
        let offsets = heard.len() - self.length + 1;
        let mut correlations = Vec::with_capacity(offsets);
        let mut deviation = Deviation::of(&heard[..self.length]);
        let (mut block, mut spectrum) = (self.forward.make_input_vec(), self.forward.make_output_vec());
        let mut scratch =
            vec![Complex::default(); self.forward.get_scratch_len().max(self.inverse.get_scratch_len())];
        while correlations.len() < offsets {
            let start = correlations.len();
            let count = (block.len() - self.length + 1).min(offsets - start);
            self.covariances(&heard[start..], &mut block, &mut spectrum, &mut scratch);
            for (at, covariance) in (start..).zip(&block[..count]) {
                let energy = deviation.energy();
                let audible = energy > self.energy * ENERGY_RATIO_MIN;
                let correlation = if audible { covariance / (energy * self.energy).sqrt() } else { 0.0 };
                correlations.push(correlation as f32);
                if let Some(&next) = heard.get(at + self.length) {
                    deviation.slide(heard[at], next);
                }
            }
        }
        correlations
    }

    /// Fills `block` with the covariances at the offsets from 0 on; those in the last reference's length are not valid.
    fn covariances(
        &self,
        heard: &[i16],
        block: &mut [f64],
        spectrum: &mut [Complex<f64>],
        scratch: &mut [Complex<f64>],
    ) {
        let transform = block.len() as f64;
        block.fill(0.0);
        for (value, &sample) in block.iter_mut().zip(heard) {
            *value = f64::from(sample);
        }
        let forward_scratch = &mut scratch[..self.forward.get_scratch_len()];
        self.forward
            .process_with_scratch(block, spectrum, forward_scratch)
            .expect("the buffers have the planned length");
        for (value, reference) in spectrum.iter_mut().zip(&self.spectrum) {
            *value = *value * reference.conj() / transform;
        }
        // The first and the last are real by construction; the inverse transform insists on it.
        for end in [0, spectrum.len() - 1] {
            spectrum[end].im = 0.0;
        }
        let inverse_scratch = &mut scratch[..self.inverse.get_scratch_len()];
        self.inverse
            .process_with_scratch(spectrum, block, inverse_scratch)
            .expect("the buffers have the planned length");
    }
}

/// Running sums of one span, exact because they are integers.
struct Deviation {
    length: i64,
    sum: i64,
    squares: i64,
}

impl Deviation {
    fn of(span: &[i16]) -> Deviation {
        let values = || span.iter().map(|&sample| i64::from(sample));
        Deviation {
            length: span.len() as i64,
            sum: values().sum(),
            squares: values().map(|value| value * value).sum(),
        }
    }

    fn slide(&mut self, out: i16, into: i16) {
        let (out, into) = (i64::from(out), i64::from(into));
        self.sum += into - out;
        self.squares += into * into - out * out;
    }

    /// The sum of squared differences from the mean.
    fn energy(&self) -> f64 {
        self.squares as f64 - (self.sum as f64) * (self.sum as f64) / self.length as f64
    }
}

#[cfg(test)]
mod tests;
