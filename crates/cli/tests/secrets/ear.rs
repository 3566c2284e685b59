//! Hears keys in a recording: pairs of tones (ITU-T Q.23), found by Goertzel's filter.

use rufplan_audio::dtmf::{HIGH_HZ, KEYS, LOW_HZ};
use std::f64::consts::TAU;

/// Length of a window and of a step, in samples at 8,000 Hz: a tone of 40 ms, the shortest that counts, fills at least
/// one window.
const WINDOW: usize = 160;
const STEP: usize = 40;
/// Softer windows hold no tone that anybody could hear, in squared sample values.
const POWER_AT_LEAST: f64 = 100.0;
/// So much of a window's power lies in the two tones.
const SHARE_AT_LEAST: f64 = 0.7;

/// The keys heard, each once however long it sounds, with the sample at which it begins.
pub fn keys(samples: &[i16]) -> Vec<(usize, char)> {
    let mut heard: Vec<(usize, char)> = Vec::new();
    let mut before = None;
    for at in (0..(samples.len() + 1).saturating_sub(WINDOW)).step_by(STEP) {
        let key = key_in(&samples[at..at + WINDOW]);
        if let Some(key) = key
            && before != Some(key)
        {
            heard.push((at, key));
        }
        before = key;
    }
    heard
}

/// The same as a text.
pub fn text(samples: &[i16]) -> String {
    keys(samples).into_iter().map(|(_, key)| key).collect()
}

fn key_in(window: &[i16]) -> Option<char> {
    let power = window.iter().map(|s| f64::from(*s).powi(2)).sum::<f64>() / WINDOW as f64;
    if power < POWER_AT_LEAST {
        return None;
    }
    let strongest = |frequencies: [f64; 4]| {
        let powers = frequencies.map(|hz| tone(window, hz));
        let best = (0..4).max_by(|a, b| powers[*a].total_cmp(&powers[*b])).unwrap_or(0);
        (best, powers[best])
    };
    let ((row, low), (column, high)) = (strongest(LOW_HZ), strongest(HIGH_HZ));
    // neither tone may be much softer than the other
    let balanced = low > high / 40.0 && high > low / 40.0;
    (balanced && low + high > SHARE_AT_LEAST * power).then(|| KEYS[row][column])
}

/// The power of one frequency in a window.
fn tone(window: &[i16], hz: f64) -> f64 {
    let factor = 2.0 * (TAU * hz / 8_000.0).cos();
    let (mut one, mut two) = (0.0, 0.0);
    for sample in window {
        let next = f64::from(*sample) + factor * one - two;
        (two, one) = (one, next);
    }
    let squared = one * one + two * two - factor * one * two;
    // of a sine that fills the window it is its mean square
    2.0 * squared / (WINDOW as f64).powi(2)
}

#[test]
fn every_key_is_heard_at_any_place_and_level_and_nothing_else_is() {
    use rufplan_audio::{Codec, Tone, dtmf};
    for key in KEYS.iter().flatten() {
        for (shift, softer, on_ms) in [(0, 1, 100), (37, 1, 100), (111, 8, 60), (81, 20, 40)] {
            let mut samples = vec![0; 800 + shift];
            let tone = dtmf::samples(&key.to_string(), on_ms, 100).unwrap();
            samples.extend(tone.iter().map(|s| s / softer));
            let coded = Codec::Pcma.decode(&Codec::Pcma.encode(&samples));
            assert_eq!(text(&coded), key.to_string(), "{shift} {softer} {on_ms}");
        }
    }
    assert_eq!(text(&dtmf::samples("1223#0", 100, 100).unwrap()), "1223#0");
    assert_eq!(text(&Tone::missing_audio().samples(3_000)), "");
    assert_eq!(text(&Tone::beep().samples(500)), "");
    let mut state = 7_u32;
    let noise = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 18) as i16 - 8_192
    });
    assert_eq!(text(&noise.take(80_000).collect::<Vec<_>>()), "");
}
