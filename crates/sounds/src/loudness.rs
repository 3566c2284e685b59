//! How loud a sound is to the ear: programme loudness of ITU-R BS.1770-4 for one channel.

use crate::wav::Pcm;

/// Below this a block is silence and does not count (BS.1770-4, annex 1: absolute gate), in LUFS.
const ABSOLUTE_GATE_LUFS: f64 = -70.0;
/// A block this far below the rest does not count either (relative gate), in LU.
const RELATIVE_GATE_LU: f64 = -10.0;

/// The loudness in LUFS; `None` when nothing is above the absolute gate.
///
/// A sound that is shorter than one block of 400 ms is judged as one block.
pub fn loudness_lufs(pcm: &Pcm) -> Option<f64> {
    let weighted = weighted(pcm);
    let quarter = (pcm.rate_hz as usize / 10).max(1);
    let mean_square = |part: &[f64]| part.iter().map(|x| x * x).sum::<f64>() / part.len().max(1) as f64;
    let blocks: Vec<f64> = if weighted.len() < 4 * quarter {
        vec![mean_square(&weighted)]
    } else {
        let quarters: Vec<f64> = weighted.chunks_exact(quarter).map(mean_square).collect();
        quarters.windows(4).map(|four| four.iter().sum::<f64>() / 4.0).collect()
    };
    let absolute = gated_mean(&blocks, ABSOLUTE_GATE_LUFS)?;
    let relative = gated_mean(&blocks, to_lufs(absolute) + RELATIVE_GATE_LU)?;
    Some(to_lufs(relative))
}

fn gated_mean(blocks: &[f64], gate_lufs: f64) -> Option<f64> {
    let loud: Vec<f64> = blocks.iter().copied().filter(|&power| to_lufs(power) > gate_lufs).collect();
    (!loud.is_empty()).then(|| loud.iter().sum::<f64>() / loud.len() as f64)
}

fn to_lufs(power: f64) -> f64 {
    -0.691 + 10.0 * power.max(1e-15).log10()
}

/// The samples behind the two filters of the K weighting.
fn weighted(pcm: &Pcm) -> Vec<f64> {
    let rate = f64::from(pcm.rate_hz);
    let mut shelf = head_shelf(rate);
    let mut high_pass = low_cut(rate);
    pcm.samples.iter().map(|&s| high_pass.next(shelf.next(f64::from(s) / 32_768.0))).collect()
}

/// A filter of second order in transposed direct form II.
struct Biquad {
    b: [f64; 3],
    a: [f64; 2],
    state: [f64; 2],
}

impl Biquad {
    fn next(&mut self, x: f64) -> f64 {
        let y = self.b[0] * x + self.state[0];
        self.state[0] = self.b[1] * x - self.a[0] * y + self.state[1];
        self.state[1] = self.b[2] * x - self.a[1] * y;
        y
    }
}

// BS.1770-4 gives its filters as coefficients for 48 kHz only. The constants below are the analogue filters that lead
// to exactly these coefficients by the bilinear transform, so that any rate can be served.

/// The first stage: the effect of the head, +4 dB above 1.7 kHz.
fn head_shelf(rate: f64) -> Biquad {
    let (hz, gain_db, q) =
        (1_681.974_450_955_533_f64, 3.999_843_853_973_347_f64, 0.707_175_236_955_419_6_f64);
    let k = (std::f64::consts::PI * hz / rate).tan();
    let high = 10f64.powf(gain_db / 20.0);
    let band = high.powf(0.499_666_774_154_541_6);
    let a0 = 1.0 + k / q + k * k;
    Biquad {
        b: [
            (high + band * k / q + k * k) / a0,
            2.0 * (k * k - high) / a0,
            (high - band * k / q + k * k) / a0,
        ],
        a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0],
        state: [0.0; 2],
    }
}

/// The second stage: what lies below 38 Hz is not heard as loud.
fn low_cut(rate: f64) -> Biquad {
    let (hz, q) = (38.135_470_876_024_44_f64, 0.500_327_037_323_877_3_f64);
    let k = (std::f64::consts::PI * hz / rate).tan();
    let a0 = 1.0 + k / q + k * k;
    Biquad { b: [1.0, -2.0, 1.0], a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0], state: [0.0; 2] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sine(rate_hz: u32, hz: f64, dbfs: f64, seconds: f64) -> Vec<i16> {
        let level = 10f64.powf(dbfs / 20.0) * 32_767.0;
        (0..(f64::from(rate_hz) * seconds) as usize)
            .map(|n| {
                ((n as f64 / f64::from(rate_hz) * hz * std::f64::consts::TAU).sin() * level).round() as i16
            })
            .collect()
    }

    fn loudness(rate_hz: u32, samples: Vec<i16>) -> f64 {
        loudness_lufs(&Pcm { rate_hz, samples }).unwrap()
    }

    #[test]
    fn the_calibration_tone_of_the_standard_is_right_at_every_rate() {
        // BS.1770-4: a sine of 997 Hz at 0 dBFS in one channel is -3.01 LKFS.
        for rate in [8_000, 16_000, 22_050, 44_100, 48_000] {
            for dbfs in [0.0, -20.0, -40.0] {
                let measured = loudness(rate, sine(rate, 997.0, dbfs, 2.0));
                assert!((measured - (dbfs - 3.01)).abs() < 0.1, "{rate} Hz at {dbfs} dBFS: {measured:.2}");
            }
        }
    }

    #[test]
    fn pauses_do_not_make_a_sound_softer() {
        // EBU Tech 3341, the idea of its test signals 3 to 5: parts below the gates do not count.
        let mut with_pauses = sine(8_000, 997.0, -23.0, 5.0);
        with_pauses.extend(vec![0; 8_000 * 20]);
        with_pauses.extend(sine(8_000, 997.0, -50.0, 5.0));
        let measured = loudness(8_000, with_pauses);
        assert!((measured - -26.0).abs() < 0.3, "{measured:.2}");
    }

    #[test]
    fn short_sounds_are_judged_and_silence_is_not() {
        let measured = loudness(8_000, sine(8_000, 997.0, -20.0, 0.2));
        assert!((measured - -23.0).abs() < 0.3, "{measured:.2}");
        assert_eq!(loudness_lufs(&Pcm { rate_hz: 8_000, samples: vec![0; 8_000] }), None);
        assert_eq!(loudness_lufs(&Pcm { rate_hz: 8_000, samples: Vec::new() }), None);
    }
}
