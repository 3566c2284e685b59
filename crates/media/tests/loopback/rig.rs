//! A media thread with its inbox, and a peer that can be any telephone.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rufplan_audio::{Codec, Encoded};
use rufplan_media::{CallStats, Config, Connect, Media, Play, Report, Segment, StreamStart, What};
use rufplan_rtp::{Packet, Stream, TelephoneEventSender};

pub const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// The payload type of keys towards media.
pub const EVENTS: u8 = 96;

/// After this a story has failed. Generous: the machine may be busy with other tests.
const PATIENCE: Duration = Duration::from_secs(20);

/// One media thread and all that it reports.
pub struct Rig {
    pub media: Media,
    inbox: Receiver<Report>,
}

impl Rig {
    pub fn new() -> Rig {
        Rig::with(Config { bind: LOOPBACK, ..Config::default() })
    }

    pub fn with(config: Config) -> Rig {
        let (reports, inbox) = channel();
        let media = Media::start(config, move |report| drop(reports.send(report))).unwrap();
        Rig { media, inbox }
    }

    /// Opens a call towards a peer, A-law, numbers about to wrap.
    pub fn call(&self, call: u64, peer: &Peer) -> SocketAddr {
        let local = self.media.open(call).unwrap();
        self.media.connect(call, connect(peer.address()));
        local
    }

    pub fn play(&self, call: u64, id: u64, sounds: &[&Encoded]) {
        let segments = sounds.iter().map(|&sound| Segment::Sound(sound.clone())).collect();
        self.media.play(call, Play { id, segments, looped: false });
    }

    /// The next report.
    pub fn report(&self) -> (u64, What) {
        let report = self.inbox.recv_timeout(PATIENCE).expect("a report comes");
        (report.call, report.what)
    }

    /// Closes the call; what it reported until then, and its last figures.
    pub fn close(&self, call: u64) -> (Vec<What>, CallStats) {
        self.media.close(call);
        let mut reports = Vec::new();
        loop {
            match self.report() {
                (closed, What::Closed(stats)) if closed == call => return (reports, stats),
                (other, what) if other == call => reports.push(what),
                (other, what) => panic!("call {other}: {what:?}"),
            }
        }
    }

    /// Ends media; what was reported and not read.
    pub fn end(self) -> Vec<(u64, What)> {
        drop(self.media);
        self.inbox.iter().map(|report| (report.call, report.what)).collect()
    }
}

pub fn connect(remote: SocketAddr) -> Connect {
    let start = StreamStart { ssrc: 77, sequence: 65_530, timestamp: u32::MAX - 500 };
    Connect { remote, codec: Codec::Pcma, payload_type: 8, events_in: Some(EVENTS), start }
}

/// Sound whose bytes tell where they come from, none of them that of silence.
pub fn sound(samples: usize, seed: i16) -> Encoded {
    let samples: Vec<i16> = (0..samples).map(|n| 1_000 + seed * 3_000 + (n % 97) as i16 * 16).collect();
    Encoded::from_samples(&samples)
}

/// A packet as the peer got it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    pub ssrc: u32,
    pub sequence: u16,
    pub timestamp: u32,
    pub marker: bool,
    pub payload_type: u8,
    pub payload: Vec<u8>,
}

/// The other end of a call.
pub struct Peer {
    socket: UdpSocket,
    stream: Stream,
}

impl Peer {
    pub fn new() -> Peer {
        Peer::at(LOOPBACK)
    }

    pub fn at(ip: IpAddr) -> Peer {
        let socket = UdpSocket::bind((ip, 0)).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        Peer { socket, stream: Stream::new(StreamStart { ssrc: 5, sequence: 65_000, timestamp: 9 }) }
    }

    pub fn address(&self) -> SocketAddr {
        self.socket.local_addr().unwrap()
    }

    /// The next packet.
    pub fn hear(&self) -> Heard {
        let mut buffer = [0; 2_000];
        let length = self.socket.recv(&mut buffer).expect("a packet comes");
        let packet = Packet::parse(&buffer[..length]).unwrap();
        Heard {
            ssrc: packet.ssrc,
            sequence: packet.sequence,
            timestamp: packet.timestamp,
            marker: packet.marker,
            payload_type: packet.payload_type,
            payload: packet.payload.to_vec(),
        }
    }

    /// Packets up to and with the first one of which this holds.
    pub fn hear_until(&self, mut last: impl FnMut(&Heard) -> bool) -> Vec<Heard> {
        let begin = Instant::now();
        let mut heard = Vec::new();
        loop {
            assert!(begin.elapsed() < PATIENCE, "it did not come in {} packets", heard.len());
            heard.push(self.hear());
            if last(&heard[heard.len() - 1]) {
                return heard;
            }
        }
    }

    pub fn send_bytes(&self, to: SocketAddr, bytes: &[u8]) {
        self.socket.send_to(bytes, to).unwrap();
    }

    /// One packet of voice.
    pub fn speak(&mut self, to: SocketAddr) {
        self.speak_as(to, 8);
    }

    /// One packet of sound with a payload type.
    pub fn speak_as(&mut self, to: SocketAddr, payload_type: u8) {
        self.say(to, payload_type, &[0x55; 160]);
    }

    /// One packet of these bytes.
    pub fn say(&mut self, to: SocketAddr, payload_type: u8, bytes: &[u8]) {
        let mut buffer = [0; 200];
        let bytes = self.stream.next_packet(payload_type, false, bytes, &mut buffer).unwrap();
        self.socket.send_to(bytes, to).unwrap();
        self.stream.advance(160);
    }

    /// One key: all its packets at once, then a pause of the media clock.
    pub fn press(&mut self, to: SocketAddr, key: char) {
        let (mut sender, mut buffer) = (TelephoneEventSender::new(key, 60).unwrap(), [0; 200]);
        while let Some(bytes) = sender.next_packet(&mut self.stream, EVENTS, &mut buffer).unwrap() {
            self.socket.send_to(bytes, to).unwrap();
        }
        self.stream.advance(800);
    }
}

/// The first words of a stream: payloads put together from the first packet that is not silence.
pub fn from_first_sound(heard: &[Heard]) -> Vec<u8> {
    let silent = |heard: &&Heard| heard.payload.iter().all(|&byte| byte == Codec::Pcma.silence());
    heard.iter().skip_while(silent).flat_map(|heard| heard.payload.clone()).collect()
}

/// Compares sound and, if it differs, says where instead of printing thousands of bytes.
#[track_caller]
pub fn assert_same_sound(heard: &[u8], expected: &[u8]) {
    let first = heard.iter().zip(expected).position(|(heard, expected)| heard != expected);
    let lengths = (heard.len(), expected.len());
    assert!(heard == expected, "{lengths:?} bytes heard and expected, different from byte {first:?}");
}
