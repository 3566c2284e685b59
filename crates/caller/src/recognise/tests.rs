//! Speech is stood in for by noise of changing pitch, which no two prompts share.

use super::*;
use rufplan_audio::Codec;

/// A sound that is like no other with another seed.
fn voice(seed: u32, ms: usize) -> Vec<i16> {
    let mut state = seed.wrapping_mul(2_654_435_761).max(1);
    let mut smooth = 0f32;
    (0..ms * 8)
        .map(|i| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            let swell = ((i as f32 / 900.0 + seed as f32).sin() + 1.2) / 2.2;
            smooth += 0.4 * ((state as f32 / u32::MAX as f32 - 0.5) * 16_000.0 - smooth);
            (smooth * swell) as i16
        })
        .collect()
}

/// As it is after the line.
fn over_the_line(samples: &[i16]) -> Vec<i16> {
    Codec::Pcma.decode(&Codec::Pcma.encode(samples))
}

fn scene(parts: &[&[i16]]) -> Vec<i16> {
    over_the_line(&parts.concat())
}

#[test]
fn prompts_are_found_in_order_with_music_between_them() {
    let (a, b, music) = (voice(1, 2_500), voice(2, 1_800), voice(9, 5_000));
    let heard =
        scene(&[&[0; 4_000], &a, &[0; 1_600], &music[9_000..], &music, &music[..7_000], &b, &[0; 800]]);
    let report = recognise(&heard, &[Expected::whole("a", a), Expected::whole("b", b)], &music);
    assert!(report.is_good(), "{report:?}");
    assert!(report.music > 8 * 8_000, "{report:?}");
}

#[test]
fn a_prompt_that_a_key_stopped_is_recognised_by_its_beginning() {
    let (a, b) = (voice(1, 3_000), voice(2, 1_800));
    let heard = scene(&[&a[..11_111], &[0; 3_000], &b]);
    let report = recognise(&heard, &[Expected::beginning("a", a, 8_000), Expected::whole("b", b)], &[]);
    assert!(report.is_good(), "{report:?}");
}

#[test]
fn a_missing_prompt_a_wrong_order_and_a_strange_sound_are_told() {
    let (a, b, c) = (voice(1, 2_500), voice(2, 1_800), voice(3, 700));
    let heard = scene(&[&b, &[0; 1_600], &a, &[0; 2_000], &c]);
    let expected = [Expected::whole("a", a), Expected::whole("b", b)];
    let report = recognise(&heard, &expected, &[]);
    assert!(report.prompts[0].at.is_some() && report.prompts[1].at.is_none(), "{report:?}");
    assert!(!report.strange.is_empty(), "{report:?}");
}

#[test]
fn another_music_is_strange() {
    let (a, music) = (voice(1, 2_500), voice(9, 5_000));
    let heard = scene(&[&a, &[0; 800], &voice(10, 3_000)]);
    let report = recognise(&heard, &[Expected::whole("a", a)], &music);
    assert!(!report.is_good() && report.music == 0, "{report:?}");
}

#[test]
fn two_packets_of_music_before_the_end_are_music_and_of_anything_else_are_strange() {
    let (a, music) = (voice(1, 2_500), voice(9, 5_000));
    for (tail, good) in [(&music[..320], true), (&voice(10, 40), false)] {
        let heard = scene(&[&a, tail]);
        let report = recognise(&heard, &[Expected::whole("a", a.clone())], &music);
        assert_eq!((report.is_good(), report.music), (good, if good { 320 } else { 0 }), "{report:?}");
    }
}
