use rufplan_audio::{Codec, Encoded};

use super::{BREATH_FRAMES, Playout};
use crate::command::{Play, Segment};
use crate::report::PlayFailure;

/// Sound whose bytes tell where they come from: no two neighbours are alike, and none is the byte of silence.
fn sound(samples: usize, seed: i16) -> Encoded {
    let samples: Vec<i16> = (0..samples).map(|n| 1_000 + seed * 3_000 + (n % 97) as i16 * 16).collect();
    Encoded::from_samples(&samples)
}

fn play(id: u64, segments: Vec<Segment>, looped: bool) -> Play {
    Play { id, segments, looped }
}

/// The next frames, put together.
fn frames(playout: &mut Playout, codec: Codec, count: usize) -> Vec<u8> {
    let mut heard = Vec::new();
    for _ in 0..count {
        let mut frame = [0x11; 160];
        playout.fill(codec, &mut frame);
        heard.extend(frame);
    }
    heard
}

fn silence(codec: Codec, samples: usize) -> Vec<u8> {
    vec![codec.silence(); samples]
}

#[test]
fn segments_follow_each_other_without_gaps_and_end_in_silence() {
    for codec in Codec::ALL {
        let (a, b) = (sound(250, 1), sound(41, 2));
        let segments = vec![
            Segment::Sound(a.clone()),
            Segment::Silence { ms: 0 },
            Segment::Silence { ms: 7 },
            Segment::Sound(Encoded::from_samples(&[])),
            Segment::Sound(b.clone()),
        ];
        let mut playout = Playout::default();
        playout.play(play(9, segments, false)).unwrap();
        let expected =
            [a.bytes(codec), &silence(codec, 56)[..], b.bytes(codec), &silence(codec, 480 - 347)].concat();
        let first = frames(&mut playout, codec, 2);
        assert_eq!(playout.take_done(), None, "27 samples are missing");
        assert_eq!([first, frames(&mut playout, codec, 1)].concat(), expected);
        assert_eq!(playout.take_done(), Some((9, 43)));
        assert_eq!(playout.take_done(), None);
    }
}

#[test]
fn a_play_of_whole_frames_is_done_with_its_last_one() {
    let mut playout = Playout::default();
    playout.play(play(1, vec![Segment::Sound(sound(320, 1))], false)).unwrap();
    frames(&mut playout, Codec::Pcma, 1);
    assert_eq!(playout.take_done(), None);
    frames(&mut playout, Codec::Pcma, 1);
    assert_eq!(playout.take_done(), Some((1, 40)));
}

#[test]
fn a_play_of_nothing_is_done_at_once() {
    let mut playout = Playout::default();
    for segments in [vec![], vec![Segment::Silence { ms: 0 }]] {
        playout.play(play(1, segments, false)).unwrap();
        assert_eq!(playout.take_done(), Some((1, 0)));
    }
}

#[test]
fn a_looped_play_goes_on_for_ever_but_not_without_sound() {
    let track = sound(100, 1);
    let mut playout = Playout::default();
    playout.play(play(1, vec![Segment::Silence { ms: 0 }, Segment::Sound(track.clone())], true)).unwrap();
    let expected: Vec<u8> = track.bytes(Codec::Pcmu).iter().copied().cycle().take(1_600).collect();
    assert_eq!(frames(&mut playout, Codec::Pcmu, 10), expected);
    assert_eq!(playout.take_done(), None);
    assert_eq!(playout.play(play(2, vec![Segment::Silence { ms: 0 }], true)), Err(PlayFailure::Empty));
    assert_eq!(playout.play(play(3, vec![], true)), Err(PlayFailure::Empty));
    assert_eq!(
        frames(&mut playout, Codec::Pcmu, 1),
        silence(Codec::Pcmu, 160),
        "the play before has ended (S3)"
    );
}

#[test]
fn only_the_present_play_can_be_stopped() {
    let mut playout = Playout::default();
    playout.play(play(1, vec![Segment::Sound(sound(800, 1))], false)).unwrap();
    playout.play(play(2, vec![Segment::Sound(sound(800, 2))], false)).unwrap();
    playout.stop_play(1);
    assert_eq!(frames(&mut playout, Codec::Pcma, 1), sound(800, 2).bytes(Codec::Pcma)[..160]);
    playout.stop_play(2);
    assert_eq!(frames(&mut playout, Codec::Pcma, 1), silence(Codec::Pcma, 160));
    assert_eq!(playout.take_done(), None, "a stopped play is not done");
}

#[test]
fn music_goes_on_where_words_cut_it() {
    let (codec, track, words) = (Codec::Pcma, sound(1_000, 1), sound(200, 2));
    let music: Vec<u8> = track.bytes(codec).iter().copied().cycle().take(4_000).collect();
    let mut playout = Playout::default();
    playout.music(track.clone());
    assert_eq!(frames(&mut playout, codec, 2), music[..320]);
    playout.play(play(1, vec![Segment::Sound(words.clone())], false)).unwrap();
    let expected = [words.bytes(codec), &silence(codec, 120)[..]].concat();
    assert_eq!(frames(&mut playout, codec, 2), expected);
    assert!(playout.take_done().is_some());
    let breath = usize::try_from(BREATH_FRAMES).unwrap();
    assert_eq!(frames(&mut playout, codec, breath), silence(codec, breath * 160), "a breath behind words");
    assert_eq!(frames(&mut playout, codec, 10), music[320..1_920], "through its end");
    playout.stop_music();
    assert_eq!(frames(&mut playout, codec, 1), silence(codec, 160));
    playout.music(track.clone());
    assert_eq!(frames(&mut playout, codec, 1), music[1_920..2_080], "the same track goes on");
    playout.music(sound(500, 3));
    assert_eq!(frames(&mut playout, codec, 1), sound(500, 3).bytes(codec)[..160], "another begins");
    playout.music(Encoded::from_samples(&[]));
    assert_eq!(frames(&mut playout, codec, 1), silence(codec, 160), "a track of nothing is silence");
}
