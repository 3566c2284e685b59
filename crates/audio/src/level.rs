//! How loud a span of samples is.

use crate::FRAME_SAMPLES;

/// Mean power of a full-scale sine, in squared sample values: half the square of its peak.
const FULL_SCALE_POWER: f64 = 32_768.0 * 32_768.0 / 2.0;

/// The mean level of a span, in dBFS (0 dBFS = a full-scale sine). An empty span and exact silence are `-inf`.
pub fn level_dbfs(samples: &[i16]) -> f32 {
    if samples.is_empty() {
        return f32::NEG_INFINITY;
    }
    let energy: f64 = samples.iter().map(|&sample| f64::from(sample) * f64::from(sample)).sum();
    (10.0 * (energy / samples.len() as f64 / FULL_SCALE_POWER).log10()) as f32
}

/// The level of the loudest 20 ms of a span, in dBFS; a shorter rest counts as a frame of its own.
pub fn loudest_dbfs(samples: &[i16]) -> f32 {
    samples.chunks(FRAME_SAMPLES).map(level_dbfs).fold(f32::NEG_INFINITY, f32::max)
}

/// Whether no 20 ms of `samples[from..to]` are louder than `at_most_dbfs`; the span is cut to what there is.
///
/// Line noise after G.711 lies about -65 dBFS, quiet speech about -40: -50 tells them apart.
pub fn quiet_between(samples: &[i16], from: usize, to: usize, at_most_dbfs: f32) -> bool {
    let to = to.min(samples.len());
    samples.get(from..to).is_none_or(|span| loudest_dbfs(span) <= at_most_dbfs)
}

#[cfg(test)]
mod tests {
    use super::{level_dbfs, loudest_dbfs, quiet_between};
    use crate::{FULL_SCALE_DBM0, Tone};

    #[test]
    fn a_sine_has_the_level_it_was_made_with() {
        for level_dbm0 in [0.0, -10.0, -26.0, -40.0] {
            let measured = level_dbfs(&Tone::steady(1_000.0, level_dbm0).samples(500));
            assert!(
                (measured - (level_dbm0 - FULL_SCALE_DBM0)).abs() < 0.1,
                "{level_dbm0} dBm0: {measured} dBFS"
            );
        }
    }

    #[test]
    fn silence_has_no_level() {
        assert_eq!(level_dbfs(&[]), f32::NEG_INFINITY);
        assert_eq!(loudest_dbfs(&[0; 400]), f32::NEG_INFINITY);
    }

    #[test]
    fn a_short_word_in_a_long_pause_is_noticed() {
        let mut samples = vec![0; 80_000];
        samples[40_000..40_160].copy_from_slice(&Tone::steady(500.0, -30.0).samples(20));
        assert!(level_dbfs(&samples) < -50.0, "the mean hides it");
        assert!(!quiet_between(&samples, 0, 80_000, -50.0));
        assert!(quiet_between(&samples, 0, 40_000, -50.0));
        assert!(quiet_between(&samples, 40_160, usize::MAX, -50.0));
        assert!(quiet_between(&samples, 90_000, 95_000, -50.0), "nothing was heard there");
        assert!(quiet_between(&samples, 50_000, 40_000, -50.0), "an empty span");
    }
}
