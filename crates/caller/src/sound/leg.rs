//! One call's sound: its socket, what it sends, what it has heard.

use super::Recording;
use rufplan_audio::{Codec, FRAME_SAMPLES, dtmf};
use rufplan_rtp::{
    Packet, Reception, Stream as RtpStream, StreamStart, TICKS_PER_PACKET, TelephoneEventSender,
};
use rufplan_sdp::Stream;
use std::collections::VecDeque;
use std::net::{SocketAddr, UdpSocket};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// How long a key is held, and the silence behind it, in milliseconds and beats.
const KEY_MS: u32 = 100;
const PAUSE_BEATS: u32 = 5;

/// What the thread is told.
pub(super) enum Order {
    Open(Box<Leg>),
    Connect { port: u16, stream: Stream },
    Press { port: u16, keys: String, aloud: bool },
    Speak { port: u16, samples: Vec<i16> },
    Close { port: u16 },
}

/// Counts of one leg.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Packets received.
    pub received: u64,
    /// Packets lost, by their sequence numbers.
    pub lost: u64,
    /// Packets sent.
    pub sent: u64,
}

#[derive(Debug, Default)]
struct Heard {
    recording: Recording,
    reception: Reception,
    sent: u64,
}

/// A handle on one leg; dropping it closes the leg's socket.
#[derive(Debug)]
pub struct SoundLeg {
    port: u16,
    orders: Sender<Order>,
    heard: Arc<Mutex<Heard>>,
    length: watch::Receiver<usize>,
    beats: watch::Receiver<u64>,
}

impl SoundLeg {
    /// The local RTP port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Sends to and hears from the other side from now on.
    pub fn connect(&self, stream: Stream) {
        let _ = self.orders.send(Order::Connect { port: self.port, stream });
    }

    /// Presses keys, 100 ms each with 100 ms between them.
    pub fn press(&self, keys: &str) {
        let _ = self.orders.send(Order::Press { port: self.port, keys: keys.to_string(), aloud: false });
    }

    /// The same, with the tones of the keys in the voice path meanwhile.
    pub fn press_aloud(&self, keys: &str) {
        let _ = self.orders.send(Order::Press { port: self.port, keys: keys.to_string(), aloud: true });
    }

    /// Says something, behind what is being said; silence else.
    pub fn speak(&self, samples: &[i16]) {
        let _ = self.orders.send(Order::Speak { port: self.port, samples: samples.to_vec() });
    }

    /// Everything heard so far.
    pub fn samples(&self) -> Vec<i16> {
        lock(&self.heard).recording.samples().to_vec()
    }

    /// How many samples have been heard so far.
    pub fn length(&self) -> usize {
        lock(&self.heard).recording.samples().len()
    }

    /// How many samples have been heard, told whenever it changes.
    pub fn watch_length(&self) -> watch::Receiver<usize> {
        self.length.clone()
    }

    /// Waits until all that has arrived by now has been heard.
    pub async fn catch_up(&self) {
        let mut beats = self.beats.clone();
        // the present beat may have looked already, the one behind it looks anew
        let then = *beats.borrow() + 2;
        // a thread that has ended hears nothing more
        let _ = beats.wait_for(|beats| *beats >= then).await;
    }

    /// Counts so far.
    pub fn figures(&self) -> Figures {
        let heard = lock(&self.heard);
        Figures { received: heard.reception.received(), lost: heard.reception.lost(), sent: heard.sent }
    }
}

impl Drop for SoundLeg {
    fn drop(&mut self) {
        let _ = self.orders.send(Order::Close { port: self.port });
    }
}

fn lock(heard: &Mutex<Heard>) -> MutexGuard<'_, Heard> {
    heard.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The thread's side of a leg.
pub(super) struct Leg {
    pub port: u16,
    socket: UdpSocket,
    heard: Arc<Mutex<Heard>>,
    length: watch::Sender<usize>,
    beats: watch::Sender<u64>,
    out: Option<Out>,
}

struct Out {
    remote: SocketAddr,
    codec: Codec,
    payload_type: u8,
    telephone_event: Option<u8>,
    stream: RtpStream,
    /// What will be pressed, and whether aloud.
    keys: VecDeque<(char, bool)>,
    words: VecDeque<i16>,
    pressing: Option<TelephoneEventSender>,
    /// What is left of the tone of a key that is pressed aloud.
    tone: VecDeque<i16>,
    pause_beats: u32,
    first: bool,
}

impl Leg {
    pub fn new(socket: UdpSocket, port: u16, orders: Sender<Order>) -> (Leg, SoundLeg) {
        let heard = Arc::<Mutex<Heard>>::default();
        let (length, watched) = watch::channel(0);
        let (beats, counted) = watch::channel(0);
        let handle = SoundLeg { port, orders, heard: heard.clone(), length: watched, beats: counted };
        (Leg { port, socket, heard, length, beats, out: None }, handle)
    }

    pub fn connect(&mut self, stream: &Stream) {
        // the port is unique among the running legs, which is all that an SSRC must be
        let start =
            StreamStart { ssrc: 0x5255_0000 | u32::from(self.port), sequence: self.port, timestamp: 0 };
        self.out = Some(Out {
            remote: stream.remote,
            codec: stream.codec,
            payload_type: stream.payload_type,
            telephone_event: stream.telephone_event,
            stream: RtpStream::new(start),
            keys: VecDeque::new(),
            words: VecDeque::new(),
            pressing: None,
            tone: VecDeque::new(),
            pause_beats: 0,
            first: true,
        });
    }

    pub fn press(&mut self, keys: &str, aloud: bool) {
        if let Some(out) = &mut self.out {
            out.keys.extend(keys.chars().map(|key| (key, aloud)));
        }
    }

    pub fn speak(&mut self, samples: &[i16]) {
        if let Some(out) = &mut self.out {
            out.words.extend(samples);
        }
    }

    /// Hears what has arrived and sends one packet.
    pub fn beat(&mut self) {
        let Some(out) = &mut self.out else { return };
        let mut buffer = [0u8; 2_048];
        let mut heard = lock(&self.heard);
        while let Ok((length, from)) = self.socket.recv_from(&mut buffer) {
            if from.ip() != out.remote.ip() {
                continue;
            }
            let Ok(packet) = Packet::parse(buffer.get(..length).unwrap_or_default()) else { continue };
            heard.reception.push(packet.ssrc, packet.sequence);
            if packet.payload_type == out.payload_type {
                heard.recording.push(packet.ssrc, packet.timestamp, packet.payload, out.codec);
            }
        }
        let length = heard.recording.samples().len();
        self.length.send_if_modified(|known| std::mem::replace(known, length) != length);
        let now = out.stream.timestamp();
        if let Some(packet) = out.next_packet(&mut buffer) {
            // an ICMP error of the packet before counts as not sent; the next one is tried again
            heard.sent += u64::from(self.socket.send_to(packet, out.remote).is_ok());
        }
        if let Some(packet) = out.tone_packet(now, &mut buffer) {
            heard.sent += u64::from(self.socket.send_to(packet, out.remote).is_ok());
        }
        self.beats.send_modify(|beats| *beats += 1);
    }
}

impl Out {
    fn press_next(&mut self) {
        let Some((key, aloud)) = self.keys.pop_front() else { return };
        self.pressing = TelephoneEventSender::new(key, KEY_MS).ok();
        if let (true, Ok(tone)) = (aloud, dtmf::tone(key)) {
            self.tone = tone.samples(KEY_MS).into();
        }
    }

    /// The voice of a moment in which a key is pressed aloud.
    fn tone_packet<'b>(&mut self, timestamp: u32, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
        if self.tone.is_empty() {
            return None;
        }
        let samples: Vec<i16> = self.tone.drain(..self.tone.len().min(FRAME_SAMPLES)).collect();
        let frame = self.codec.encode(&samples);
        self.stream.next_packet_at(timestamp, self.payload_type, false, &frame, buffer).ok()
    }

    fn next_packet<'b>(&mut self, buffer: &'b mut [u8]) -> Option<&'b [u8]> {
        if self.pressing.is_none() && self.pause_beats == 0 {
            self.press_next();
        }
        self.pause_beats = self.pause_beats.saturating_sub(1);
        if let (Some(sender), Some(payload_type)) = (&mut self.pressing, self.telephone_event) {
            let mut event = [0u8; 64];
            if let Ok(Some(bytes)) = sender.next_packet(&mut self.stream, payload_type, &mut event) {
                let space = buffer.get_mut(..bytes.len())?;
                space.copy_from_slice(bytes);
                return Some(space);
            }
            self.pressing = None;
            self.pause_beats = PAUSE_BEATS;
        }
        let mut frame = [self.codec.silence(); 160];
        let said: Vec<i16> = self.words.drain(..self.words.len().min(frame.len())).collect();
        for (place, byte) in frame.iter_mut().zip(self.codec.encode(&said)) {
            *place = byte;
        }
        let marker = std::mem::take(&mut self.first);
        let packet = self.stream.next_packet(self.payload_type, marker, &frame, buffer);
        self.stream.advance(TICKS_PER_PACKET);
        packet.ok()
    }
}
