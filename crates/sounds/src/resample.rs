//! From any sample rate to the telephone's.

use rubato::{Fft, FixedSync, Resampler, WindowFunction, audioadapter_buffers::direct::InterleavedSlice};

use crate::wav::{Pcm, RATES_HZ, to_i16};

/// The sample rate of everything that is played to a caller (G.711).
pub const TELEPHONE_HZ: u32 = 8_000;

/// Samples at the lower rate in one block of the filter. At 8,000 Hz its slope then fits between 3,400 and 4,000 Hz.
const BLOCK: usize = 256;

/// The same sound at another rate: as long, as loud, and without alias.
///
/// Up to 3,400 Hz nothing is lost when going down to 8,000 Hz; above the new half rate nothing is left (better than
/// 90 dB). A full-scale square wave overshoots on its way and is cut off at full scale.
///
/// A rate outside [`RATES_HZ`] on either side gives silence of no length: nothing in this crate produces one.
pub fn resample(pcm: &Pcm, rate_hz: u32) -> Pcm {
    if pcm.rate_hz == rate_hz || pcm.samples.is_empty() {
        return Pcm { rate_hz, samples: pcm.samples.clone() };
    }
    if !RATES_HZ.contains(&pcm.rate_hz) || !RATES_HZ.contains(&rate_hz) {
        return Pcm { rate_hz, samples: Vec::new() };
    }
    let input: Vec<f32> = pcm.samples.iter().map(|&s| f32::from(s) / 32_768.0).collect();
    let frames = InterleavedSlice::new(&input, 1, input.len()).expect("one channel of that many frames");
    let (from, to) = (pcm.rate_hz as usize, rate_hz as usize);
    let block = BLOCK * from.max(to) / to;
    let window = WindowFunction::BlackmanHarris2;
    let mut resampler =
        Fft::<f32>::new_custom(from, to, block, 1, 1, window, FixedSync::Input).expect("rates above 0");
    let output = resampler
        .process_all(&frames, input.len(), None)
        .expect("the whole clip in one piece fits the buffers that it makes itself");
    Pcm { rate_hz, samples: output.take_data().into_iter().map(to_i16).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(rate_hz: u32, hz: f64, level: f64, ms: u32) -> Pcm {
        let samples = (0..rate_hz * ms / 1_000)
            .map(|n| (f64::from(n) / f64::from(rate_hz) * hz * std::f64::consts::TAU).sin())
            .map(|x| (x * level * 32_767.0).round() as i16)
            .collect();
        Pcm { rate_hz, samples }
    }

    /// Level in dBFS of the middle of a sound, where no edge disturbs; a full-scale sine is -3.01.
    fn level_db(pcm: &Pcm) -> f64 {
        let n = pcm.samples.len();
        let middle = &pcm.samples[n / 4..n * 3 / 4];
        let power =
            middle.iter().map(|&s| (f64::from(s) / 32_768.0).powi(2)).sum::<f64>() / middle.len() as f64;
        10.0 * power.max(1e-12).log10()
    }

    #[test]
    fn what_the_telephone_carries_keeps_its_level() {
        for rate in [11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000] {
            for hz in [100.0, 300.0, 1_000.0, 2_500.0, 3_400.0] {
                let out = resample(&sine(rate, hz, 0.5, 1_000), TELEPHONE_HZ);
                let change = level_db(&out) + 3.01 + 6.02;
                assert!(change.abs() < 0.1, "{rate} Hz, tone of {hz} Hz: {change:.2} dB");
            }
        }
    }

    #[test]
    fn what_is_too_high_for_it_is_gone_and_not_folded() {
        for hz in [4_500.0, 6_000.0, 9_000.0] {
            let out = resample(&sine(44_100, hz, 0.9, 1_000), TELEPHONE_HZ);
            assert!(level_db(&out) < -80.0, "tone of {hz} Hz left {:.1} dB", level_db(&out));
        }
    }

    #[test]
    fn the_length_stays() {
        for rate in [4_000, 7_999, 8_001, 11_025, 22_050, 44_101, 48_000, 192_000] {
            for samples in [1usize, 2, 441, 10_007] {
                let pcm = Pcm { rate_hz: rate, samples: vec![1_000; samples] };
                let out = resample(&pcm, TELEPHONE_HZ).samples.len() as f64;
                let ideal = samples as f64 * 8_000.0 / f64::from(rate);
                assert!((out - ideal).abs() <= 1.0, "{samples} at {rate} Hz: {out}, not {ideal}");
            }
        }
    }

    #[test]
    fn a_full_scale_square_is_cut_off_and_does_not_wrap() {
        let samples = (0..44_100).map(|n| if n / 100 % 2 == 0 { 32_767 } else { -32_768 }).collect();
        let out = resample(&Pcm { rate_hz: 44_100, samples }, TELEPHONE_HZ);
        let jumps =
            out.samples.windows(2).filter(|w| (i32::from(w[0]) - i32::from(w[1])).abs() > 60_000).count();
        // 220.5 edges a second, each within few samples; a wrapped sample would add jumps of its own.
        assert!(jumps <= 441, "{jumps} jumps");
        assert!(out.samples.contains(&32_767) && out.samples.contains(&-32_768));
    }

    #[test]
    fn the_same_rate_is_left_alone() {
        let pcm = sine(8_000, 440.0, 0.3, 100);
        assert_eq!(resample(&pcm, 8_000), pcm);
    }
}
