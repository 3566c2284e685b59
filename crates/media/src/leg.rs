//! One call on its thread.

use std::net::SocketAddr;
use std::time::Instant;

use rufplan_audio::{Codec, FRAME_SAMPLES};
use rufplan_rtp::{HEADER_BYTES, Packet, Reception, Stream, TICKS_PER_PACKET, TelephoneEvents};

use crate::command::Connect;
use crate::limits::{
    BEAT_MS, DATAGRAM_BYTES, DATAGRAMS_PER_BEAT_MAX, DRAIN_EVERY_BEATS, PACKETS_THAT_MAKE_A_PEER,
};
use crate::playout::Playout;
use crate::recorder::{Over, Record, Recorded, Recorder};
use crate::report::{CallStats, Report, What};
use crate::tape::{Tape, TapeOrder, Taped};
use crate::wire::{Received, Wire};

/// The buffers of a thread, reused for every packet of every call.
pub(crate) struct Buffers {
    datagram: [u8; DATAGRAM_BYTES],
    frame: [u8; FRAME_SAMPLES],
    packet: [u8; HEADER_BYTES + FRAME_SAMPLES],
}

impl Buffers {
    pub(crate) fn new() -> Buffers {
        Buffers {
            datagram: [0; DATAGRAM_BYTES],
            frame: [0; FRAME_SAMPLES],
            packet: [0; HEADER_BYTES + FRAME_SAMPLES],
        }
    }
}

/// What a leg has to tell goes here.
pub(crate) type Tell<'a> = &'a dyn Fn(Report);

/// One call: its socket, its two streams and what it hears.
pub(crate) struct Leg {
    call: u64,
    wire: Wire,
    peer: Option<Peer>,
    pub(crate) playout: Playout,
    pub(crate) listening: bool,
    events: TelephoneEvents,
    reception: Reception,
    recorder: Option<Recorder>,
    tape: Option<Tape>,
    stats: CallStats,
    /// Beats left until the socket is read empty again.
    drain_in_beats: u32,
    silent_after_beats: u32,
    silent_beats: u32,
}

struct Peer {
    connect: Connect,
    stream: Stream,
    /// Nothing was sent yet: the first packet carries the marker (RFC 3551, section 4.1).
    fresh: bool,
    /// Where packets really come from, once that is known.
    heard_from: Option<SocketAddr>,
    /// Another port of the peer's address that may become it.
    candidate: Option<Candidate>,
}

/// Who has begun to send a stream from another port than the negotiated one.
#[derive(Clone, Copy)]
struct Candidate {
    from: SocketAddr,
    ssrc: u32,
    sequence: u16,
    in_a_row: u32,
}

impl Peer {
    /// Whether a packet shows where the peer really sends from: the negotiated port at once, another one after a few
    /// packets of one stream, so that a single datagram of a stranger on the same host turns no call away (RFC 4961).
    fn shows_itself(&mut self, packet: &Packet<'_>, from: SocketAddr) -> bool {
        let negotiated = self.connect.remote;
        if (from.ip(), from.port()) == (negotiated.ip().to_canonical(), negotiated.port()) {
            return true;
        }
        let agreed = packet.payload_type == self.connect.payload_type
            || self.connect.events_in == Some(packet.payload_type);
        let follows = self.candidate.filter(|c| {
            c.from == from && c.ssrc == packet.ssrc && packet.sequence == c.sequence.wrapping_add(1)
        });
        self.candidate = agreed.then(|| Candidate {
            from,
            ssrc: packet.ssrc,
            sequence: packet.sequence,
            in_a_row: follows.map_or(0, |c| c.in_a_row) + 1,
        });
        self.candidate.is_some_and(|c| c.in_a_row >= PACKETS_THAT_MAKE_A_PEER)
    }
}

impl Leg {
    pub(crate) fn new(call: u64, wire: Wire, silent_after_beats: u32) -> Leg {
        Leg {
            call,
            wire,
            peer: None,
            playout: Playout::default(),
            listening: true,
            events: TelephoneEvents::new(),
            reception: Reception::new(),
            recorder: None,
            tape: None,
            stats: CallStats::default(),
            drain_in_beats: 0,
            silent_after_beats,
            silent_beats: 0,
        }
    }

    pub(crate) fn call(&self) -> u64 {
        self.call
    }

    pub(crate) fn port(&self) -> u16 {
        self.wire.port()
    }

    pub(crate) fn stats(&self) -> CallStats {
        CallStats { received: self.reception.received(), lost: self.reception.lost(), ..self.stats }
    }

    /// Begins to exchange audio, or goes on with another peer, codec or payload type.
    pub(crate) fn connect(&mut self, connect: Connect) {
        let running = self.peer.take();
        let moved = running.as_ref().is_none_or(|peer| peer.connect.remote != connect.remote);
        let heard_from = running.as_ref().filter(|_| !moved).and_then(|peer| peer.heard_from);
        let (stream, fresh) = match running {
            Some(peer) if peer.stream.ssrc() == connect.start.ssrc => (peer.stream, peer.fresh),
            _ => (Stream::new(connect.start), true),
        };
        if moved {
            self.wire.aim(connect.remote);
            self.silent_beats = 0;
        }
        self.peer = Some(Peer { connect, stream, fresh, heard_from, candidate: None });
    }

    /// Keeps what the caller says from now on. Before the call is connected nobody says anything.
    pub(crate) fn record(&mut self, record: Record) {
        let codec = self.peer.as_ref().map_or(Codec::Pcma, |peer| peer.connect.codec);
        self.recorder = Some(Recorder::new(record, codec));
    }

    /// Ends a recording, whichever (`None`) or this one.
    pub(crate) fn stop_record(&mut self, id: Option<u64>) -> Option<Recorded> {
        let running = self.recorder.take_if(|running| id.is_none_or(|id| running.id() == id))?;
        Some(running.finish(Over::Stopped))
    }

    /// Begins, rests or ends a recording of the call; gives what is left of one that has ended by it.
    pub(crate) fn tape(&mut self, id: u64, order: TapeOrder) -> Option<Taped> {
        let is_other = self.tape.as_ref().is_some_and(|tape| tape.id() != id);
        match (order, &mut self.tape) {
            (TapeOrder::Run { .. }, Some(tape)) if !is_other => tape.run(),
            (TapeOrder::Run { longest_ms }, _) => {
                let before = self.end_tape();
                let codec = self.peer.as_ref().map_or(Codec::Pcma, |peer| peer.connect.codec);
                self.tape = Some(Tape::new(id, longest_ms, codec));
                return before;
            }
            (TapeOrder::Rest, Some(tape)) if !is_other => tape.rest(),
            (TapeOrder::End, Some(_)) if !is_other => return self.end_tape(),
            _ => {}
        }
        None
    }

    /// Ends the recording of the call, if there is one.
    pub(crate) fn end_tape(&mut self) -> Option<Taped> {
        self.tape.take().map(|mut tape| tape.end())
    }

    /// One beat: takes what has come, tells what is over, sends the next 20 ms. Gives the packets received and sent.
    pub(crate) fn beat(&mut self, now: Instant, buffers: &mut Buffers, tell: Tell<'_>) -> (u64, u64) {
        let before = (self.reception.received(), self.stats.sent);
        let heard = self.receive(now, buffers, tell);
        if let Some(over) = self.recorder.as_mut().and_then(Recorder::beat)
            && let Some(recorder) = self.recorder.take()
        {
            self.tell(now, What::Recorded(recorder.finish(over)), tell);
        }
        if let Some(piece) = self.tape.as_mut().and_then(Tape::beat) {
            self.tape.take_if(|_| piece.last);
            self.tell(now, What::Taped(piece), tell);
        }
        if self.peer.is_some() {
            self.watch_silence(heard, now, tell);
            if let Some((play, played_ms)) = self.playout.take_done() {
                self.tell(now, What::PlayDone { play, played_ms }, tell);
            }
            self.send(buffers);
            if let Some(recorder) = &mut self.recorder
                && recorder.waits_for().is_some_and(|play| !self.playout.is_saying(play))
            {
                recorder.begin();
            }
        }
        (self.reception.received() - before.0, self.stats.sent - before.1)
    }

    /// Reads one datagram, or all of them when that is due; whether any came from the peer.
    fn receive(&mut self, now: Instant, buffers: &mut Buffers, tell: Tell<'_>) -> bool {
        let mut drain = self.drain_in_beats == 0;
        let (mut datagrams, mut heard) = (0, false);
        while datagrams < DATAGRAMS_PER_BEAT_MAX {
            match self.wire.receive(&mut buffers.datagram) {
                Received::Nothing => break,
                Received::Unreachable => datagrams += 1,
                Received::Datagram(length, from) => {
                    datagrams += 1;
                    let bytes = buffers.datagram.get(..length).unwrap_or_default();
                    match self.take(bytes, from, now, tell) {
                        Taken::Audio => heard = true,
                        // Whoever presses keys waits for an answer: what comes behind is looked at now.
                        Taken::Key => (heard, drain) = (true, true),
                        Taken::Nothing => drain = true,
                    }
                    if !drain {
                        break;
                    }
                }
            }
        }
        let more_than_usual = datagrams > 1;
        self.drain_in_beats = match self.drain_in_beats {
            _ if more_than_usual => 0,
            0 => DRAIN_EVERY_BEATS - 1,
            beats => beats - 1,
        };
        heard
    }

    fn take(&mut self, bytes: &[u8], from: SocketAddr, now: Instant, tell: Tell<'_>) -> Taken {
        let Some(peer) = &mut self.peer else {
            self.stats.strangers += 1;
            return Taken::Nothing;
        };
        let known = match peer.heard_from {
            Some(heard_from) => heard_from == from,
            None => peer.connect.remote.ip().to_canonical() == from.ip(),
        };
        if !known {
            self.stats.strangers += 1;
            return Taken::Nothing;
        }
        let Ok(packet) = Packet::parse(bytes) else {
            self.stats.garbage += 1;
            return Taken::Nothing;
        };
        let first = peer.heard_from.is_none();
        if first && !peer.shows_itself(&packet, from) {
            self.stats.strangers += 1;
            return Taken::Nothing;
        }
        let key = peer.connect.events_in == Some(packet.payload_type);
        if let Some(recorder) = &mut self.recorder
            && packet.payload_type == peer.connect.payload_type
        {
            recorder.push(&packet, peer.connect.codec);
        }
        if let Some(tape) = &mut self.tape {
            match packet.payload_type {
                _ if key => tape.key(packet.timestamp),
                of if of == peer.connect.payload_type => tape.push(&packet, peer.connect.codec),
                _ => {}
            }
        }
        self.reception.push(packet.ssrc, packet.sequence);
        if first {
            peer.heard_from = Some(from);
            self.wire.fix(from);
            self.tell(now, What::FirstPacket { from }, tell);
        }
        if !key {
            return Taken::Audio;
        }
        // Keys that nobody listens to are taken all the same, or their repetitions would count later.
        if let Some(key) = self.events.push(&packet)
            && self.listening
        {
            self.tell(now, What::Key(key), tell);
        }
        Taken::Key
    }

    fn watch_silence(&mut self, heard: bool, now: Instant, tell: Tell<'_>) {
        if heard {
            self.silent_beats = 0;
            return;
        }
        self.silent_beats = self.silent_beats.saturating_add(1);
        if self.silent_beats.is_multiple_of(self.silent_after_beats) {
            let for_ms = u64::from(self.silent_beats) * u64::from(BEAT_MS);
            self.tell(now, What::Silent { for_ms }, tell);
        }
    }

    fn send(&mut self, buffers: &mut Buffers) {
        let Some(peer) = &mut self.peer else { return };
        let codec = peer.connect.codec;
        self.playout.fill(codec, &mut buffers.frame);
        if let Some(tape) = &mut self.tape {
            tape.sent(&buffers.frame, codec);
        }
        let packet = peer.stream.next_packet(
            peer.connect.payload_type,
            peer.fresh,
            &buffers.frame,
            &mut buffers.packet,
        );
        peer.stream.advance(TICKS_PER_PACKET);
        if packet.is_ok_and(|packet| self.wire.send(packet)) {
            peer.fresh = false;
            self.stats.sent += 1;
        } else {
            self.stats.send_failed += 1;
        }
    }

    fn tell(&self, at: Instant, what: What, tell: Tell<'_>) {
        tell(Report { call: self.call, at, what });
    }
}

/// What a datagram was.
enum Taken {
    Audio,
    Key,
    Nothing,
}
