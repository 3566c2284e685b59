//! Gain and addition; both clip at full scale instead of wrapping.

/// Amplifies samples by `gain_db` in place.
pub fn amplify(samples: &mut [i16], gain_db: f32) {
    let factor = 10f32.powf(gain_db / 20.0);
    for sample in samples {
        *sample = (f32::from(*sample) * factor).round() as i16;
    }
}

/// Adds `other` to `samples`; the longer one's rest stays as it is or is left out.
pub fn mix_into(samples: &mut [i16], other: &[i16]) {
    for (sample, &more) in samples.iter_mut().zip(other) {
        *sample = sample.saturating_add(more);
    }
}

#[cfg(test)]
mod tests {
    use super::{amplify, mix_into};

    #[test]
    fn gain_is_in_decibels_and_clips() {
        let mut samples = [1_000, -1_000, 20_000, -20_000];
        amplify(&mut samples, 6.0206);
        assert_eq!(samples, [2_000, -2_000, i16::MAX, i16::MIN]);
    }

    #[test]
    fn sums_clip() {
        let mut samples = [1, 30_000, -30_000, 7];
        mix_into(&mut samples, &[2, 30_000, -30_000]);
        assert_eq!(samples, [3, i16::MAX, i16::MIN, 7]);
    }
}
