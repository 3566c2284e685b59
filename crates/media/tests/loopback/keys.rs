//! What the peer presses.

use rufplan_media::What;

use crate::rig::{Peer, Rig};

/// Waits until media has received so many packets; the peer's own incoming packets are the clock.
fn wait_for_packets(rig: &Rig, peer: &Peer, count: u64) {
    peer.hear_until(|_| rig.media.stats().threads[0].received >= count);
}

#[test]
fn each_key_is_reported_once_and_in_order() {
    let (rig, mut peer) = (Rig::new(), Peer::new());
    let local = rig.call(1, &peer);
    peer.speak(local);
    assert_eq!(rig.report(), (1, What::FirstPacket { from: peer.address() }));
    for key in "1159*0#AD".chars() {
        peer.press(local, key);
        assert_eq!(rig.report(), (1, What::Key(key)));
        peer.speak(local);
    }
    wait_for_packets(&rig, &peer, 10 + 9 * 5);
    let (reports, stats) = rig.close(1);
    assert_eq!(reports, []);
    assert_eq!((stats.received, stats.lost, stats.garbage), (10 + 9 * 5, 0, 0));
}

#[test]
fn a_key_may_be_the_first_packet_of_all() {
    let (rig, mut peer) = (Rig::new(), Peer::new());
    let local = rig.call(1, &peer);
    peer.press(local, '7');
    assert_eq!(rig.report(), (1, What::FirstPacket { from: peer.address() }));
    assert_eq!(rig.report(), (1, What::Key('7')));
}

#[test]
fn keys_are_dropped_while_nobody_listens() {
    let (rig, mut peer) = (Rig::new(), Peer::new());
    let local = rig.call(1, &peer);
    rig.media.listen(1, false);
    peer.speak(local);
    assert_eq!(rig.report(), (1, What::FirstPacket { from: peer.address() }));
    peer.press(local, '1');
    wait_for_packets(&rig, &peer, 6);
    rig.media.listen(1, true);
    peer.press(local, '2');
    assert_eq!(rig.report(), (1, What::Key('2')));
    assert_eq!(rig.close(1).0, []);
}

#[test]
fn a_burst_is_read_within_a_few_beats() {
    let (rig, mut peer) = (Rig::new(), Peer::new());
    let local = rig.call(1, &peer);
    peer.speak(local);
    assert_eq!(rig.report(), (1, What::FirstPacket { from: peer.address() }));
    // Media has grown used to one packet a beat.
    (0..3).for_each(|_| drop(peer.hear()));
    let sent = || rig.media.stats().threads[0].sent;
    let before = sent();
    for _ in 0..99 {
        peer.speak(local);
    }
    peer.press(local, '9');
    assert_eq!(rig.report(), (1, What::Key('9')));
    // One packet is sent in each beat.
    let beats = sent() - before;
    assert!(beats < 50, "one packet a beat would take 100 beats; it took {beats}");
    wait_for_packets(&rig, &peer, 105);
    assert_eq!(rig.close(1).1.received, 105);
}
