//! Who the peer is, and who is not.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket};

use rufplan_audio::Codec;
use rufplan_media::{Config, Connect, What};

use crate::rig::{LOOPBACK, Peer, Rig, connect, sound};

#[test]
fn a_peer_behind_another_port_of_its_address_is_followed() {
    let (rig, negotiated, mut real) = (Rig::new(), Peer::new(), Peer::new());
    let local = rig.call(1, &negotiated);
    negotiated.hear();
    // one packet could be anybody's; a few in a row are a stream
    (0..3).for_each(|_| real.speak(local));
    assert_eq!(rig.report(), (1, What::FirstPacket { from: real.address() }));
    rig.play(1, 5, &[&sound(320, 1)]);
    real.hear_until(|heard| heard.payload == sound(320, 1).bytes(Codec::Pcma)[..160]);
    real.press(local, '4');
    let mut reports = [rig.report(), rig.report()];
    reports.sort_by_key(|(_, what)| matches!(what, What::Key(_)));
    assert_eq!(reports, [(1, What::PlayDone { play: 5, played_ms: 40 }), (1, What::Key('4'))]);
}

#[test]
fn a_neighbour_who_guesses_takes_no_call_over() {
    let (rig, mut peer, mut neighbour) = (Rig::new(), Peer::new(), Peer::new());
    let local = rig.call(1, &peer);
    peer.hear();
    // two packets, a payload type that nobody agreed on, then two of another stream
    (0..2).for_each(|_| neighbour.speak(local));
    neighbour.speak_as(local, 77);
    (0..2).for_each(|_| neighbour.speak(local));
    peer.speak(local);
    assert_eq!(rig.report(), (1, What::FirstPacket { from: peer.address() }));
    peer.hear();
}

#[test]
fn a_payload_type_of_the_peers_own_is_what_it_gets() {
    let (rig, peer) = (Rig::new(), Peer::new());
    rig.media.open(1).unwrap();
    rig.media.connect(1, Connect { payload_type: 107, ..connect(peer.address()) });
    assert_eq!(peer.hear().payload_type, 107);
}

#[test]
fn strangers_and_garbage_change_nothing() {
    let (rig, mut peer, mut neighbour) = (Rig::new(), Peer::new(), Peer::new());
    let mut stranger = Peer::at(IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2)));
    let local = rig.call(1, &peer);
    peer.hear();
    // Another address, with a key; the right address, but no packet: neither becomes the peer.
    stranger.press(local, '6');
    neighbour.send_bytes(local, b"");
    neighbour.send_bytes(local, b"\x80\x08");
    neighbour.send_bytes(local, &[0xff; 1_400]);
    neighbour.send_bytes(local, &[0x80, 200, 0, 6, 0, 0, 0, 1, 0, 0, 0, 0]);
    peer.speak(local);
    // A neighbour who speaks proper RTP comes too late, whether or not the peer was noticed meanwhile.
    neighbour.press(local, '6');
    assert_eq!(rig.report(), (1, What::FirstPacket { from: peer.address() }));
    neighbour.press(local, '7');
    stranger.press(local, '8');
    peer.send_bytes(local, b"not a packet");
    peer.press(local, '9');
    assert_eq!(rig.report(), (1, What::Key('9')));
    peer.hear_until(|_| rig.media.stats().threads[0].received == 6);
    let (reports, stats) = rig.close(1);
    assert_eq!(reports, []);
    assert_eq!((stats.received, stats.lost, stats.garbage), (6, 0, 5));
    assert!(stats.strangers >= 5, "{stats:?}");
}

#[test]
fn a_changed_peer_gets_the_running_stream() {
    let (rig, mut old, new, mut newer) = (Rig::new(), Peer::new(), Peer::new(), Peer::new());
    let local = rig.call(1, &old);
    old.speak(local);
    assert_eq!(rig.report(), (1, What::FirstPacket { from: old.address() }));
    let last = old.hear();
    // A re-INVITE: another address and another coder, the same source.
    rig.media.connect(1, Connect { codec: Codec::Pcmu, payload_type: 0, ..connect(new.address()) });
    let first = new.hear();
    assert_eq!((first.ssrc, first.payload_type), (last.ssrc, 0));
    let beats = first.sequence.wrapping_sub(last.sequence);
    assert!((1..1_000).contains(&beats), "the numbers go on: {beats}");
    assert_eq!(first.timestamp.wrapping_sub(last.timestamp), u32::from(beats) * 160);
    assert_eq!(first.payload, vec![Codec::Pcmu.silence(); 160]);
    // It sits behind another port, like the first one might have: the socket was released from its former peer.
    (0..3).for_each(|_| newer.speak_as(local, 0));
    assert_eq!(rig.report(), (1, What::FirstPacket { from: newer.address() }));
    newer.hear();
    old.press(local, '1');
    newer.press(local, '2');
    assert_eq!(rig.report(), (1, What::Key('2')));
    assert_eq!(rig.close(1).0, []);
}

#[test]
fn a_confirmed_peer_stays_the_peer() {
    let (rig, negotiated, mut real) = (Rig::new(), Peer::new(), Peer::new());
    let local = rig.call(1, &negotiated);
    // one packet could be anybody's; a few in a row are a stream
    (0..3).for_each(|_| real.speak(local));
    assert_eq!(rig.report(), (1, What::FirstPacket { from: real.address() }));
    // A re-INVITE that changes nothing (a session refresh) must not send the audio astray.
    rig.media.connect(1, connect(negotiated.address()));
    rig.play(1, 5, &[&sound(320, 1)]);
    real.hear_until(|heard| heard.payload == sound(320, 1).bytes(Codec::Pcma)[..160]);
    assert_eq!(rig.report(), (1, What::PlayDone { play: 5, played_ms: 40 }));
}

#[test]
fn silence_is_reported_again_and_again_until_something_comes() {
    let rig = Rig::with(Config { bind: LOOPBACK, silent_after_ms: 60, ..Config::default() });
    let mut peer = Peer::new();
    let local = rig.call(1, &peer);
    for for_ms in [60, 120, 180] {
        assert_eq!(rig.report(), (1, What::Silent { for_ms }));
    }
    peer.speak(local);
    let mut before = 180;
    loop {
        match rig.report() {
            (1, What::Silent { for_ms }) => {
                assert_eq!(for_ms, before + 60, "the packet is on its way");
                before = for_ms;
            }
            report => break assert_eq!(report, (1, What::FirstPacket { from: peer.address() })),
        }
    }
    assert_eq!(rig.report(), (1, What::Silent { for_ms: 60 }), "counted anew from the packet");
}

#[test]
fn a_peer_that_is_gone_disturbs_nobody() {
    let rig = Rig::with(Config { bind: LOOPBACK, silent_after_ms: 100, ..Config::default() });
    let (mut gone, other) = (Peer::new(), Peer::new());
    let local = rig.call(1, &gone);
    gone.speak(local);
    assert_eq!(rig.report(), (1, What::FirstPacket { from: gone.address() }));
    drop(gone);
    assert_eq!(rig.report(), (1, What::Silent { for_ms: 100 }));
    let (_, stats) = rig.close(1);
    assert!(stats.sent > 2, "{stats:?}");
    rig.call(2, &other);
    other.hear();
}

#[test]
fn one_socket_of_ipv6_serves_peers_of_both_kinds() {
    if UdpSocket::bind((Ipv6Addr::LOCALHOST, 0)).is_err() {
        eprintln!("this machine has no IPv6");
        return;
    }
    let rig = Rig::with(Config { bind: IpAddr::V6(Ipv6Addr::UNSPECIFIED), ..Config::default() });
    for (call, ip) in [(1, LOOPBACK), (2, IpAddr::V6(Ipv6Addr::LOCALHOST))] {
        let mut peer = Peer::at(ip);
        let port = rig.call(call, &peer).port();
        peer.hear();
        peer.speak((ip, port).into());
        assert_eq!(rig.report(), (call, What::FirstPacket { from: peer.address() }));
        peer.hear();
    }
}
