//! What the peer hears.

use rufplan_audio::Codec;
use rufplan_media::{Config, Play, PlayFailure, Record, Segment, What};

use crate::rig::{Heard, LOOPBACK, Peer, Rig, assert_same_sound, connect, from_first_sound, sound};

const SILENCE: u8 = Codec::Pcma.silence();

fn is_silent(heard: &Heard) -> bool {
    heard.payload.iter().all(|&byte| byte == SILENCE)
}

#[test]
fn a_play_arrives_whole_and_in_order() {
    let (rig, peer) = (Rig::new(), Peer::new());
    let (a, b) = (sound(4_000, 1), sound(1_234, 2));
    rig.call(1, &peer);
    let segments = vec![Segment::Sound(a.clone()), Segment::Silence { ms: 15 }, Segment::Sound(b.clone())];
    rig.media.play(1, Play { id: 5, segments, looped: false });
    let mut sounded = false;
    let heard = peer.hear_until(|heard| {
        sounded |= !is_silent(heard);
        sounded && is_silent(heard)
    });
    let mut expected = [a.bytes(Codec::Pcma), &[SILENCE; 120][..], b.bytes(Codec::Pcma)].concat();
    assert_eq!(rig.report(), (1, What::PlayDone { play: 5, played_ms: expected.len() as u64 / 8 }));
    expected.resize(expected.len().next_multiple_of(160) + 160, SILENCE);
    assert_same_sound(&from_first_sound(&heard), &expected);
    for (before, after) in heard.iter().zip(&heard[1..]) {
        assert_eq!(after.sequence, before.sequence.wrapping_add(1));
        assert_eq!(after.timestamp, before.timestamp.wrapping_add(160));
        assert!(!after.marker);
    }
    let first = &heard[0];
    assert_eq!((first.ssrc, first.sequence, first.timestamp), (77, 65_530, u32::MAX - 500));
    assert!(first.marker && first.payload_type == 8);
    let (reports, stats) = rig.close(1);
    assert_eq!(reports, [], "it is reported once");
    assert!(stats.sent >= heard.len() as u64 && stats.send_failed == 0, "{stats:?}");
}

#[test]
fn two_plays_one_after_another_are_each_done_once() {
    let (rig, peer) = (Rig::new(), Peer::new());
    rig.call(1, &peer);
    for id in [10, 11] {
        rig.play(1, id, &[&sound(800, 1)]);
        assert_eq!(rig.report(), (1, What::PlayDone { play: id, played_ms: 100 }));
    }
    assert_eq!(rig.close(1).0, []);
}

#[test]
fn a_stopped_play_falls_silent_and_is_not_done() {
    let (rig, peer) = (Rig::new(), Peer::new());
    rig.call(1, &peer);
    rig.play(1, 5, &[&sound(80_000, 1)]);
    peer.hear_until(|heard| !is_silent(heard));
    rig.media.stop_play(1, 4);
    rig.play(1, 6, &[&sound(80_000, 2)]);
    peer.hear_until(|heard| heard.payload == sound(160, 2).bytes(Codec::Pcma)[..160]);
    rig.media.stop_play(1, 6);
    peer.hear_until(is_silent);
    assert_eq!(rig.close(1).0, []);
}

#[test]
fn music_fills_the_gaps_and_goes_on_where_it_was() {
    let (rig, peer) = (Rig::new(), Peer::new());
    let (track, words) = (sound(24_000, 1), sound(1_600, 4));
    rig.media.open(1).unwrap();
    rig.media.music(1, track.clone());
    rig.media.connect(1, connect(peer.address()));
    let mut heard = peer.hear_until(|heard| !is_silent(heard));
    rig.play(1, 5, &[&words]);
    let mut words_sent = 0;
    let (music, said) = (track.bytes(Codec::Pcma), words.bytes(Codec::Pcma));
    heard.extend(peer.hear_until(|heard| {
        words_sent += usize::from(said[..].windows(160).any(|window| window == heard.payload));
        words_sent == 10
    }));
    // eight frames of silence behind the words, then music
    heard.extend((0..13).map(|_| peer.hear()));
    assert_eq!(rig.report(), (1, What::PlayDone { play: 5, played_ms: 200 }));
    let all = from_first_sound(&heard);
    let before = all.len() - 1_600 - 13 * 160;
    assert_same_sound(&all[..before], &music[..before]);
    assert_same_sound(&all[before..before + 1_600], said);
    assert!(all[before + 1_600..before + 1_600 + 8 * 160].iter().all(|byte| *byte == Codec::Pcma.silence()));
    assert_same_sound(&all[before + 1_600 + 8 * 160..], &music[before..before + 800]);
    rig.media.stop_music(1);
    peer.hear_until(is_silent);
}

#[test]
fn a_play_waits_for_the_connection() {
    let (rig, peer) = (Rig::new(), Peer::new());
    rig.media.open(1).unwrap();
    rig.play(1, 5, &[&sound(480, 1)]);
    rig.media.connect(1, connect(peer.address()));
    let heard: Vec<Heard> = (0..3).map(|_| peer.hear()).collect();
    assert_same_sound(&from_first_sound(&heard), sound(480, 1).bytes(Codec::Pcma));
    assert_eq!(rig.report(), (1, What::PlayDone { play: 5, played_ms: 60 }));
}

#[test]
fn a_play_that_cannot_be_heard_has_failed() {
    let (rig, peer) = (Rig::new(), Peer::new());
    rig.play(9, 5, &[&sound(480, 1)]);
    assert_eq!(rig.report(), (9, What::PlayFailed { play: 5, why: PlayFailure::NoCall }));
    rig.call(1, &peer);
    rig.media.play(1, Play { id: 6, segments: vec![], looped: true });
    assert_eq!(rig.report(), (1, What::PlayFailed { play: 6, why: PlayFailure::Empty }));
}

#[test]
fn many_calls_on_two_threads_each_hear_their_own() {
    let rig = Rig::with(Config { bind: LOOPBACK, threads: 2, sub_beats: 8, ..Config::default() });
    let peers: Vec<Peer> = (0..40).map(|_| Peer::new()).collect();
    for (call, peer) in (0..).zip(&peers) {
        rig.call(call, peer);
        rig.play(call, call, &[&sound(640, call as i16 % 10)]);
    }
    for (call, peer) in (0..40).zip(&peers) {
        let mut left = 0;
        let heard = peer.hear_until(|heard| {
            left += usize::from(!is_silent(heard));
            left == 4
        });
        assert_same_sound(&from_first_sound(&heard), sound(640, call % 10).bytes(Codec::Pcma));
    }
    let mut done: Vec<u64> = (0..40).map(|_| rig.report()).map(|(call, _)| call).collect();
    done.sort_unstable();
    assert_eq!(done, (0..40).collect::<Vec<_>>());
    let stats = rig.media.stats();
    assert_eq!(stats.calls(), 40);
    assert!(stats.threads.iter().all(|thread| thread.calls > 0 && thread.sent > 0), "{stats:?}");
    assert!(stats.threads.iter().all(|thread| thread.lateness.p50_us <= thread.lateness.p99_us), "{stats:?}");
}

/// Who speaks as soon as the last packet of the beep has come is kept from the first sample on.
#[test]
fn words_are_kept_from_the_last_packet_of_the_beep_on() {
    let (rig, mut peer) = (Rig::new(), Peer::new());
    let local = rig.call(1, &peer);
    let beep = sound(10 * 160, 1);
    rig.play(1, 5, &[&beep]);
    rig.media.record(1, Record { id: 9, longest_ms: 60_000, silence_ms: None, after: Some(5) });
    let last = beep.bytes(Codec::Pcma).rchunks(160).next().unwrap();
    peer.hear_until(|heard| heard.payload == last);
    let words = sound(10 * 160, 2);
    for packet in words.bytes(Codec::Pcma).chunks(160) {
        peer.say(local, 8, packet);
    }
    // the key tells that what was sent before it has been taken
    peer.press(local, '5');
    let mut reports = std::iter::repeat_with(|| rig.report().1);
    assert!(reports.any(|what| what == What::Key('5')));
    // and this one that as much time has passed
    rig.play(1, 6, &[&words]);
    assert!(reports.any(|what| matches!(what, What::PlayDone { play: 6, .. })));
    rig.media.stop_record(1, 9);
    let kept = reports.find_map(|what| match what {
        What::Recorded(kept) => Some(kept),
        _ => None,
    });
    let kept = kept.unwrap();
    assert_eq!((kept.id, kept.codec), (9, Codec::Pcma));
    let at = kept.sound.windows(1_600).position(|part| *part == **words.bytes(Codec::Pcma));
    assert!(at.is_some(), "{}", kept.sound.len());
}
