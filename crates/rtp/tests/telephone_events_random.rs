//! Network weather: packets of random keys are dropped, doubled and delayed; each key must come out once.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::{BTreeMap, BTreeSet};

use rufplan_rtp::{Packet, Stream, StreamStart, TelephoneEventSender, TelephoneEvents};

const KEYS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#', 'A', 'B', 'C', 'D'];

/// One packet of the key with this index, and when it arrives, in units of 20 ms.
struct Sent {
    key: usize,
    arrives: u64,
    bytes: Vec<u8>,
}

/// SplitMix64: every seed gives a story of its own.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn percent(&mut self, chance: u64) -> bool {
        self.below(100) < chance
    }
}

/// Keys of 40 ms to 300 ms, now and then one held for up to 30 s, with 40 ms to 300 ms of voice between them.
fn keys_with_packets(random: &mut Random) -> (Vec<char>, Vec<Sent>) {
    let mut stream = Stream::new(StreamStart {
        ssrc: random.next() as u32,
        sequence: random.next() as u16,
        timestamp: random.next() as u32,
    });
    let (mut keys, mut packets, mut beat, mut buffer) = (Vec::new(), Vec::new(), 0, [0; 64]);
    for index in 0..20 {
        // Few different keys, so that the same one often follows itself.
        let different = if random.percent(50) { 2 } else { 16 };
        let key = KEYS[random.below(different) as usize];
        let held_ms = if random.percent(5) { 8_000 + random.below(22_000) } else { 40 + random.below(260) };
        let mut sender = TelephoneEventSender::new(key, held_ms as u32).unwrap();
        while let Some(bytes) = sender.next_packet(&mut stream, 96, &mut buffer).unwrap() {
            packets.push(Sent { key: index, arrives: beat, bytes: bytes.to_vec() });
            beat += 1;
        }
        keys.push(key);
        for _ in 0..2 + random.below(14) {
            stream.next_packet(8, false, &[0xd5; 16], &mut buffer).unwrap();
            stream.advance(160);
            beat += 1;
        }
    }
    (keys, packets)
}

/// Drops, doubles and delays; of each key at least one packet survives. Gives the packets in the order of arrival.
fn weather(random: &mut Random, packets: Vec<Sent>, delay_beats_max: u64) -> Vec<Sent> {
    let loss = random.below(95);
    let doubling = random.below(60);
    let last_of_key: BTreeMap<usize, usize> =
        packets.iter().enumerate().map(|(at, sent)| (sent.key, at)).collect();
    let mut survived = BTreeSet::new();
    let mut arriving = Vec::new();
    for (at, sent) in packets.into_iter().enumerate() {
        let must_survive = last_of_key[&sent.key] == at && !survived.contains(&sent.key);
        if !must_survive && random.percent(loss) {
            continue;
        }
        survived.insert(sent.key);
        for _ in 0..1 + u64::from(random.percent(doubling)) {
            let arrives = sent.arrives + random.below(delay_beats_max + 1);
            arriving.push(Sent { key: sent.key, arrives, bytes: sent.bytes.clone() });
        }
    }
    arriving.sort_by_key(|sent| sent.arrives);
    arriving
}

/// What is reported, as indices into the keys pressed, with the index taken from the packet that was reported.
fn reported(arriving: &[Sent], keys: &[char], seed: u64) -> Vec<usize> {
    let mut receiver = TelephoneEvents::new();
    let mut reported = Vec::new();
    for sent in arriving {
        if let Some(key) = receiver.push(&Packet::parse(&sent.bytes).unwrap()) {
            assert_eq!(key, keys[sent.key], "seed {seed}: another key than the one pressed");
            reported.push(sent.key);
        }
    }
    reported
}

#[test]
fn loss_and_doubling_change_neither_keys_nor_order() {
    for seed in 0..400 {
        let mut random = Random(seed);
        let (keys, packets) = keys_with_packets(&mut random);
        let arriving = weather(&mut random, packets, 0);
        assert_eq!(reported(&arriving, &keys, seed), (0..keys.len()).collect::<Vec<_>>(), "seed {seed}");
    }
}

#[test]
fn small_delays_keep_the_order_too() {
    for seed in 0..400 {
        let mut random = Random(seed);
        let (keys, packets) = keys_with_packets(&mut random);
        // Less than the shortest pause between two keys.
        let arriving = weather(&mut random, packets, 2);
        assert_eq!(reported(&arriving, &keys, seed), (0..keys.len()).collect::<Vec<_>>(), "seed {seed}");
    }
}

#[test]
fn delays_of_half_a_second_never_double_or_lose_a_key() {
    for seed in 0..400 {
        let mut random = Random(seed);
        let (keys, packets) = keys_with_packets(&mut random);
        let arriving = weather(&mut random, packets, 25);
        let mut indices = reported(&arriving, &keys, seed);
        indices.sort_unstable();
        assert_eq!(indices, (0..keys.len()).collect::<Vec<_>>(), "seed {seed}");
    }
}
