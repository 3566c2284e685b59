use super::*;
use rufplan_audio::FRAME_SAMPLES as FRAME;

const SILENCE: u8 = Codec::Pcma.silence();

/// A call whose packets are made by hand: one beat is one packet each way.
struct Call {
    tape: Tape,
    timestamp: u32,
    heard: Vec<u8>,
    played: Vec<u8>,
    rests: Vec<(u64, u64)>,
    over: bool,
}

impl Call {
    fn new(longest_ms: u32) -> Call {
        Call {
            tape: Tape::new(3, longest_ms, Codec::Pcma),
            timestamp: u32::MAX - 4_000,
            heard: Vec::new(),
            played: Vec::new(),
            rests: Vec::new(),
            over: false,
        }
    }

    fn packet(&mut self, timestamp: u32, byte: u8) {
        let payload = &[byte; FRAME];
        let packet = Packet { payload_type: 8, marker: false, sequence: 0, timestamp, ssrc: 9, payload };
        self.tape.push(&packet, Codec::Pcma);
    }

    /// So many beats in which the caller says one thing and hears another.
    fn goes_on(&mut self, beats: u32, says: u8, hears: u8) -> &mut Call {
        for _ in 0..beats {
            self.packet(self.timestamp, says);
            self.beat(hears);
        }
        self
    }

    fn beat(&mut self, hears: u8) {
        self.timestamp = self.timestamp.wrapping_add(FRAME as u32);
        if self.over {
            return;
        }
        if let Some(piece) = self.tape.beat() {
            self.take(piece);
        }
        self.tape.sent(&[hears; FRAME], Codec::Pcma);
    }

    fn take(&mut self, piece: Taped) {
        assert_eq!((piece.heard.len(), piece.id), (piece.played.len(), 3));
        assert_eq!(piece.from, self.heard.len() as u64);
        self.over = piece.last;
        self.heard.extend(piece.heard);
        self.played.extend(piece.played);
        self.rests.extend(piece.rests);
    }

    fn end(mut self) -> Call {
        let piece = self.tape.end();
        self.take(piece);
        self
    }

    /// How many beats of a side hold a byte.
    fn beats(side: &[u8], byte: u8) -> usize {
        side.iter().filter(|b| **b == byte).count() / FRAME
    }
}

#[test]
fn both_sides_lie_side_by_side_and_pieces_join() {
    let mut call = Call::new(600_000);
    call.goes_on(400, 1, 2).goes_on(10, 3, 4);
    let call = call.end();
    assert_eq!(call.heard.len(), 410 * FRAME);
    assert_eq!((Call::beats(&call.heard, 1), Call::beats(&call.heard, 3)), (400, 10));
    assert_eq!((Call::beats(&call.played, 2), Call::beats(&call.played, 4)), (400, 10));
    assert!(call.rests.is_empty());
}

#[test]
fn a_rest_is_silence_on_both_sides_and_is_noted() {
    let mut call = Call::new(600_000);
    call.goes_on(50, 1, 2);
    call.tape.rest();
    call.tape.rest();
    call.goes_on(200, 7, 7);
    call.tape.run();
    call.goes_on(50, 1, 2);
    let call = call.end();
    assert_eq!((Call::beats(&call.heard, 7), Call::beats(&call.played, 7)), (0, 0));
    assert!(Call::beats(&call.heard, 1) >= 98 && Call::beats(&call.played, 2) >= 98);
    assert_eq!(call.heard.len(), 300 * FRAME);
    let [(from, to)] = call.rests[..] else { panic!("{:?}", call.rests) };
    assert_eq!(from, 50 * FRAME as u64);
    assert!((250..=252).contains(&(to / FRAME as u64)), "{to}");
    let rested = &call.heard[from as usize..to as usize];
    assert!(rested.iter().all(|byte| *byte == SILENCE));
}

/// The tone of a key that began before the rest is taken back, and it lasts until the last key has faded.
#[test]
fn a_rest_covers_the_tones_of_keys_at_both_ends() {
    let mut call = Call::new(600_000);
    call.goes_on(100, 1, 2);
    call.tape.key(5);
    call.goes_on(3, 7, 2);
    call.tape.key(5);
    call.tape.rest();
    call.goes_on(20, 7, 2);
    call.tape.key(6);
    // the entry is whole at the first packet of its last key
    call.tape.run();
    call.goes_on(4, 7, 2);
    call.tape.key(6);
    call.goes_on(6, 7, 2);
    call.goes_on(100, 1, 2);
    let call = call.end();
    assert_eq!(Call::beats(&call.heard, 7), 0);
    let before = 100 - ONSET_MS as usize / 20;
    assert_eq!(call.rests[0].0 as usize, before * FRAME);
    assert!(Call::beats(&call.heard, 1) > 150);
}

#[test]
fn what_comes_late_for_a_rest_is_not_kept_behind_it() {
    let mut call = Call::new(600_000);
    call.goes_on(50, 1, 2);
    call.tape.rest();
    call.goes_on(10, 7, 2);
    let late = call.timestamp;
    call.beat(2);
    call.goes_on(2, 7, 2);
    call.tape.run();
    call.beat(2);
    call.packet(late, 7);
    call.goes_on(20, 1, 2);
    // a straggler from long ago is not now
    call.packet(late.wrapping_sub(8_000 * 5), 7);
    call.goes_on(20, 1, 2);
    let call = call.end();
    assert_eq!(Call::beats(&call.heard, 7), 0);
    assert!(Call::beats(&call.heard, 1) >= 85);
}

#[test]
fn it_ends_at_its_greatest_length() {
    let mut call = Call::new(1_000);
    call.goes_on(80, 1, 2);
    assert!(call.over);
    assert_eq!((call.heard.len(), call.played.len()), (50 * FRAME, 50 * FRAME));
}

#[test]
fn a_clock_that_jumps_is_followed() {
    let mut call = Call::new(600_000);
    call.goes_on(50, 1, 2);
    call.timestamp = call.timestamp.wrapping_add(8_000 * 3_600);
    call.goes_on(50, 3, 2);
    call.timestamp = call.timestamp.wrapping_sub(8_000 * 7_200);
    call.goes_on(100, 5, 2);
    let call = call.end();
    assert_eq!(call.heard.len(), 200 * FRAME);
    assert_eq!((Call::beats(&call.heard, 1), Call::beats(&call.heard, 3)), (50, 50));
    assert_eq!(Call::beats(&call.heard, 5), 100 - (ASTRAY as usize - 1));
}

#[test]
fn a_lost_packet_is_silence_and_another_coder_is_translated() {
    let mut call = Call::new(600_000);
    call.goes_on(5, 0x11, 2);
    call.beat(2);
    let mu = Codec::Pcmu.encode_sample(Codec::Pcma.decode_sample(0x11));
    let payload = &[mu; FRAME];
    let packet =
        Packet { payload_type: 0, marker: false, sequence: 0, timestamp: call.timestamp, ssrc: 9, payload };
    call.tape.push(&packet, Codec::Pcmu);
    call.beat(2);
    let call = call.end();
    let beats: Vec<u8> = call.heard.chunks(FRAME).map(|beat| beat[0]).collect();
    assert_eq!(beats, [0x11, 0x11, 0x11, 0x11, 0x11, SILENCE, 0x11]);
}
