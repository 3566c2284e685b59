use super::{CORRELATION_MIN, Reference, find};
use crate::{Codec, Tone, amplify, mix_into};

/// Something with the rhythm and the spectrum of speech: vowels of changing pitch and formants, noise, pauses.
fn speech(seed: u64, length: usize) -> Vec<i16> {
    let mut random = Random(seed);
    let mut samples = Vec::with_capacity(length);
    while samples.len() < length {
        let syllable = 600 + random.below(1_400);
        let pitch_hz = 90.0 + random.below(120) as f64;
        let formants_hz = [300.0 + random.below(600) as f64, 900.0 + random.below(1_400) as f64];
        for n in 0..syllable {
            let seconds = n as f64 / 8_000.0;
            let envelope = (n as f64 / syllable as f64 * std::f64::consts::PI).sin();
            let mut value = random.below(400) as f64 - 200.0;
            for harmonic in 1..20 {
                let hz = pitch_hz * f64::from(harmonic);
                let near =
                    formants_hz.iter().map(|formant| (-((hz - formant) / 150.0).powi(2)).exp()).sum::<f64>();
                value += 6_000.0 * near * (hz * seconds * std::f64::consts::TAU).sin();
            }
            samples.push((value * envelope) as i16);
        }
        samples.resize(samples.len() + random.below(900) as usize, 0);
    }
    samples.truncate(length);
    samples
}

/// Xorshift: repeatable, good enough for signals.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

fn noise(seed: u64, length: usize, peak: i16) -> Vec<i16> {
    let mut random = Random(seed);
    (0..length).map(|_| (random.below(2 * peak as u64 + 1) as i64 - i64::from(peak)) as i16).collect()
}

/// Silence, the sound, silence.
fn within(sound: &[i16], at: usize, length: usize) -> Vec<i16> {
    let mut heard = vec![0; length];
    heard[at..at + sound.len()].copy_from_slice(sound);
    heard
}

#[test]
fn identical_sound_correlates_fully_at_its_place() {
    let prompt = speech(1, 12_000);
    for at in [0, 1, 4_095, 4_096, 50_001, 68_000] {
        let found = find(&prompt, &within(&prompt, at, 80_000), 0).unwrap();
        assert_eq!(found.offset, at);
        assert!(found.correlation > 0.999_99, "{found:?}");
    }
}

#[test]
fn both_codecs_change_little() {
    let prompt = speech(2, 16_000);
    for codec in Codec::ALL {
        let heard = codec.decode(&codec.encode(&within(&prompt, 7_777, 40_000)));
        let found = find(&prompt, &heard, 0).unwrap();
        assert_eq!(found.offset, 7_777);
        assert!(found.correlation > 0.99, "{codec:?}: {found:?}");
    }
}

#[test]
fn volume_offset_and_noise_do_not_hide_it() {
    let prompt = speech(3, 16_000);
    let mut heard = within(&prompt, 3_210, 40_000);
    amplify(&mut heard, -20.0);
    mix_into(&mut heard, &[500; 40_000]);
    mix_into(&mut heard, &noise(9, 40_000, 100));
    let found = find(&prompt, &heard, 0).unwrap();
    assert_eq!(found.offset, 3_210);
    assert!(found.correlation > 0.9, "{found:?}");
}

#[test]
fn a_prompt_that_was_cut_off_is_found_by_its_beginning() {
    let prompt = speech(4, 40_000);
    let heard = within(&prompt[..20_000], 5_000, 60_000);
    assert_eq!(find(&prompt[..16_000], &heard, 0).map(|found| found.offset), Some(5_000));
}

#[test]
fn lost_packets_lower_the_correlation_but_not_the_place() {
    let prompt = speech(5, 32_000);
    let mut heard = within(&prompt, 2_000, 40_000);
    for packet in (0..200).step_by(20) {
        heard[2_000 + packet * 160..][..160].fill(0);
    }
    let found = find(&prompt, &heard, 0).unwrap();
    assert_eq!(found.offset, 2_000);
    assert!(found.correlation > 0.9 && found.correlation < 0.999, "{found:?}");
}

#[test]
fn other_speech_is_not_taken_for_it() {
    let heard: Vec<i16> = (100..106).flat_map(|seed| speech(seed, 24_000)).collect();
    for seed in 10..16 {
        assert_eq!(find(&speech(seed, 12_000), &heard, 0), None, "seed {seed}");
    }
}

#[test]
fn the_first_of_two_is_found_and_then_the_second() {
    let prompt = speech(6, 10_000);
    let mut heard = within(&prompt, 1_000, 60_000);
    heard[40_000..50_000].copy_from_slice(&prompt);
    // The first hearing lost a packet, so the second is the better one.
    heard[5_000..5_160].fill(0);
    let first = find(&prompt, &heard, 0).unwrap();
    assert_eq!(first.offset, 1_000);
    let second = find(&prompt, &heard, first.offset + prompt.len()).unwrap();
    assert_eq!(second.offset, 40_000);
    assert_eq!(find(&prompt, &heard, second.offset + prompt.len()), None);
}

#[test]
fn a_steady_tone_is_found_at_its_edge() {
    let beep = Tone::beep().samples(400);
    let found = find(&beep, &within(&beep, 4_321, 12_000), 0).unwrap();
    assert_eq!(found.offset, 4_321);
}

#[test]
fn nothing_is_found_in_nothing() {
    let prompt = speech(7, 8_000);
    assert_eq!(find(&[], &prompt, 0), None);
    assert_eq!(find(&[0; 800], &prompt, 0), None, "silence has no shape");
    assert_eq!(find(&[1_000; 800], &vec![1_000; 8_000], 0), None, "nor has a constant");
    assert_eq!(find(&prompt, &[], 0), None);
    assert_eq!(find(&prompt, &prompt[1..], 0), None, "it does not fit");
    assert_eq!(find(&prompt, &prompt, usize::MAX), None);
    assert_eq!(find(&prompt, &noise(1, 40_000, 1), 0), None, "noise of the coder");
}

#[test]
fn one_preparation_serves_many_searches() {
    let prompt = speech(8, 8_000);
    let reference = Reference::new(&prompt);
    assert_eq!(reference.samples(), 8_000);
    for at in [100, 9_000] {
        let heard = within(&prompt, at, 20_000);
        assert_eq!(reference.find(&heard, 0), find(&prompt, &heard, 0));
        assert!(reference.find(&heard, 0).is_some_and(|found| found.correlation > CORRELATION_MIN));
    }
}
