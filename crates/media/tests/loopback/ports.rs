//! Opening and closing.

use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::time::Duration;

use rufplan_media::{Config, MediaError, What};

use crate::rig::{Peer, Rig, sound};

/// An address of its own, so that no other test is given the port meanwhile.
const ALONE: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 3));

/// Media with exactly one port, which does not rest.
fn rig_with_one_port() -> Rig {
    let port = loop {
        let port = UdpSocket::bind((ALONE, 0)).unwrap().local_addr().unwrap().port();
        if port.is_multiple_of(2) {
            break port;
        }
    };
    Rig::with(Config {
        bind: ALONE,
        ports: Some(port..=port),
        port_rest: Duration::ZERO,
        ..Config::default()
    })
}

#[test]
fn a_closed_call_leaves_its_port_and_nothing_else() {
    let (rig, peer) = (rig_with_one_port(), Peer::new());
    let mut local = None;
    for call in 0..500 {
        let opened = rig.call(call, &peer);
        assert_eq!(*local.get_or_insert(opened), opened);
        assert!(matches!(rig.media.open(1_000), Err(MediaError::NoFreePort(1))));
        let (reports, stats) = rig.close(call);
        assert_eq!((reports, stats.received), (vec![], 0));
    }
    assert_eq!(rig.media.stats().calls(), 0);
    assert_eq!(rig.end(), []);
}

#[test]
fn opening_a_name_again_closes_the_call_before() {
    let (rig, peer) = (Rig::new(), Peer::new());
    rig.call(1, &peer);
    peer.hear();
    rig.call(1, &peer);
    assert!(matches!(rig.report(), (1, What::Closed(stats)) if stats.sent > 0));
    peer.hear();
    assert_eq!(rig.close(1).0, []);
}

#[test]
fn a_call_is_found_after_others_have_left() {
    let rig = Rig::with(Config { bind: ALONE, sub_beats: 1, ..Config::default() });
    let peer = Peer::new();
    for call in 1..=4 {
        rig.call(call, &peer);
    }
    rig.close(1);
    rig.close(3);
    for call in [4, 2] {
        rig.play(call, call, &[&sound(160, 1)]);
        assert_eq!(rig.report(), (call, What::PlayDone { play: call, played_ms: 20 }));
    }
    let mut rest: Vec<u64> = rig.end().into_iter().map(|(call, _)| call).collect();
    rest.sort_unstable();
    assert_eq!(rest, [2, 4]);
}

#[test]
fn commands_for_closed_calls_do_nothing() {
    let (rig, peer) = (Rig::new(), Peer::new());
    rig.call(1, &peer);
    rig.close(1);
    rig.media.stop_play(1, 1);
    rig.media.stop_music(1);
    rig.media.listen(1, true);
    rig.media.close(1);
    assert_eq!(rig.end(), []);
}

#[test]
fn the_end_of_media_closes_every_call() {
    let (rig, peer) = (Rig::new(), Peer::new());
    for call in [3, 1, 2] {
        rig.call(call, &peer);
    }
    peer.hear();
    let ends = rig.end();
    let calls: Vec<u64> = ends.iter().map(|(call, _)| *call).collect();
    assert_eq!(calls, [1, 2, 3]);
    assert!(ends.iter().all(|(_, what)| matches!(what, What::Closed(_))), "{ends:?}");
}

#[test]
fn a_range_without_even_ports_does_not_start() {
    let refused = rufplan_media::Media::start(Config { ports: Some(7..=7), ..Config::default() }, drop);
    assert!(matches!(refused, Err(MediaError::NoEvenPort)));
}

#[test]
fn media_is_shared_between_threads() {
    let (rig, peer) = (Rig::new(), Peer::new());
    std::thread::scope(|scope| {
        for call in 0..4 {
            let (rig, peer) = (&rig.media, peer.address());
            scope.spawn(move || {
                rig.open(call).unwrap();
                rig.connect(call, crate::rig::connect(peer));
            });
        }
    });
    peer.hear_until(|_| rig.media.stats().threads[0].sent >= 8);
    assert_eq!(rig.end().len(), 4);
}
