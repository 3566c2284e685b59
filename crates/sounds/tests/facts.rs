//! What is said of a recording before anybody hears it.

#![allow(clippy::unwrap_used, reason = "helpers of tests are tests")]

use rufplan_sounds::{Pcm, SoundFacts, sound_facts, write_wav};

/// Silence, then a tone of 997 Hz whose peak is `dbfs`; above 0 it is cut off at full scale.
fn facts_of(rate_hz: u32, lead_ms: u32, tone_ms: u32, dbfs: f64) -> SoundFacts {
    let mut samples = vec![0; (rate_hz * lead_ms / 1_000) as usize];
    let level = 10f64.powf(dbfs / 20.0) * 32_767.0;
    samples.extend((0..rate_hz * tone_ms / 1_000).map(|n| {
        let x = (f64::from(n) / f64::from(rate_hz) * 997.0 * std::f64::consts::TAU).sin() * level;
        x.clamp(-32_768.0, 32_767.0) as i16
    }));
    sound_facts(&write_wav(&Pcm { rate_hz, samples })).unwrap()
}

#[test]
fn a_clean_recording_is_measured() {
    let facts = facts_of(44_100, 350, 8_000, -14.0);
    assert_eq!((facts.rate_hz, facts.channels, facts.length_ms), (44_100, 1, 8_350));
    assert_eq!((facts.peak_dbfs, facts.clipped_places), (-14.0, 0));
    assert!((345..=350).contains(&facts.leading_silence_ms), "{} ms", facts.leading_silence_ms);
    let loudness = facts.loudness_lufs.unwrap();
    assert!((loudness - -17.0).abs() < 0.3, "{loudness} LUFS");
    assert_eq!(facts.sha256.len(), 64);
}

#[test]
fn clipping_is_counted_by_places() {
    assert_eq!(facts_of(48_000, 0, 100, -0.1).clipped_places, 0);
    let facts = facts_of(48_000, 0, 100, 6.0);
    // 997 Hz for 100 ms has 99.7 periods with two cut-off peaks each.
    assert!((198..=200).contains(&facts.clipped_places), "{}", facts.clipped_places);
    assert_eq!(facts.peak_dbfs, 0.0);
}

#[test]
fn silence_has_no_loudness_and_is_all_lead() {
    let facts = facts_of(8_000, 1_000, 0, 0.0);
    assert_eq!((facts.loudness_lufs, facts.leading_silence_ms, facts.peak_dbfs), (None, 1_000, -96.0));
}

#[test]
fn facts_are_plain_data() {
    let facts = facts_of(8_000, 0, 500, -20.0);
    let json = serde_json::to_string(&facts).unwrap();
    assert_eq!(serde_json::from_str::<SoundFacts>(&json).unwrap(), facts);
}
