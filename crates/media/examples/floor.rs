//! What a call costs: media serves calls, a peer on another thread answers each of them with 50 packets a second.
//!
//! `cargo run --release -p rufplan-media --example floor -- 100 500` measures with 100 and then with 500 calls, 10 s
//! each. The cost is the CPU time of the media thread alone, from the system's scheduler statistics (Linux); on loopback
//! the sender pays for delivery into the receiver's socket too. Half of the calls say words, half play music.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot be made has no result")]

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use rufplan_audio::{Codec, Encoded, Tone};
use rufplan_media::{Config, Connect, Media, Play, Segment, StreamStart};
use rufplan_rtp::Stream;

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
const WARM_UP: Duration = Duration::from_secs(2);
const MEASURED: Duration = Duration::from_secs(10);

fn main() {
    let counts: Vec<u64> =
        std::env::args().skip(1).map(|count| count.parse().expect("numbers of calls")).collect();
    println!(
        "calls   ms CPU per call-second   packets/s sent, received per call   late by µs p50 / p99 / max"
    );
    for calls in if counts.is_empty() { vec![100, 500] } else { counts } {
        measure(calls);
    }
}

fn measure(calls: u64) {
    let (reports, inbox) = channel();
    let config = Config { bind: LOOPBACK, ..Config::default() };
    let media = Media::start(config, move |report| drop(reports.send(report))).unwrap();
    let peer = UdpSocket::bind((LOOPBACK, 0)).unwrap();
    let words = Encoded::from_samples(&Tone::missing_audio().samples(4_000));
    let music = Encoded::from_samples(&Tone::ringing().samples(20_000));
    let mut ports = Vec::new();
    for call in 0..calls {
        ports.push(media.open(call).unwrap());
        let start = StreamStart { ssrc: call as u32, sequence: 0, timestamp: 0 };
        let remote = peer.local_addr().unwrap();
        media.connect(
            call,
            Connect { remote, codec: Codec::Pcma, payload_type: 8, events_in: Some(101), start },
        );
        if call % 2 == 0 {
            media.play(call, Play { id: call, segments: vec![Segment::Sound(words.clone())], looped: true });
        } else {
            media.music(call, music.clone());
        }
    }
    let running = Arc::new(AtomicBool::new(true));
    let received = Arc::new(AtomicU64::new(0));
    let sender = speak(peer.try_clone().unwrap(), ports, Arc::clone(&running));
    let receiver = listen(peer, Arc::clone(&running), Arc::clone(&received));

    thread::sleep(WARM_UP);
    let before = (cpu_of_media(), media.stats().threads[0], received.load(Relaxed), Instant::now());
    thread::sleep(MEASURED);
    let after = (cpu_of_media(), media.stats().threads[0], received.load(Relaxed), Instant::now());

    let call_seconds = (after.3 - before.3).as_secs_f64() * calls as f64;
    let cost_ms = (after.0 - before.0).as_secs_f64() * 1_000.0 / call_seconds;
    let sent = (after.1.sent - before.1.sent) as f64 / call_seconds;
    let taken = (after.1.received - before.1.received) as f64 / call_seconds;
    let arrived = (after.2 - before.2) as f64 / call_seconds;
    let late = after.1.lateness;
    println!(
        "{calls:5}   {cost_ms:22.3}   {sent:10.2}, {taken:.2} (peers got {arrived:.2})   {} / {} / {}, {} beats left out",
        late.p50_us, late.p99_us, late.max_us, after.1.beats_left_out
    );
    running.store(false, Relaxed);
    drop(media);
    sender.join().unwrap();
    receiver.join().unwrap();
    drop(inbox);
}

/// Sends one packet a beat to every call, spread over the beat.
fn speak(socket: UdpSocket, ports: Vec<SocketAddr>, running: Arc<AtomicBool>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let parts = 8;
        let start = |call: usize| StreamStart { ssrc: call as u32, sequence: 0, timestamp: 0 };
        let mut streams: Vec<Stream> = (0..ports.len()).map(|call| Stream::new(start(call))).collect();
        let (mut buffer, mut deadline) = ([0; 172], Instant::now());
        while running.load(Relaxed) {
            for part in 0..parts {
                deadline += Duration::from_micros(20_000 / parts as u64);
                thread::sleep(deadline.saturating_duration_since(Instant::now()));
                for (stream, port) in streams.iter_mut().zip(&ports).skip(part).step_by(parts) {
                    let packet = stream.next_packet(8, false, &[0xd5; 160], &mut buffer).unwrap();
                    // A call that is just being closed refuses it.
                    let _ = socket.send_to(packet, port);
                    stream.advance(160);
                }
            }
        }
    })
}

/// Counts what arrives.
fn listen(socket: UdpSocket, running: Arc<AtomicBool>, received: Arc<AtomicU64>) -> thread::JoinHandle<()> {
    socket.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    thread::spawn(move || {
        let mut buffer = [0; 2_000];
        while running.load(Relaxed) {
            if socket.recv(&mut buffer).is_ok() {
                received.fetch_add(1, Relaxed);
            }
        }
    })
}

/// The CPU time of the threads named `media-…`, user and kernel.
fn cpu_of_media() -> Duration {
    let tasks = fs::read_dir("/proc/self/task").unwrap().map(|task| task.unwrap().path());
    let media = tasks
        .filter(|task| fs::read_to_string(task.join("comm")).is_ok_and(|name| name.starts_with("media-")));
    let nanoseconds = media.map(|task| {
        let times = fs::read_to_string(task.join("schedstat")).unwrap();
        times.split_whitespace().next().unwrap().parse::<u64>().unwrap()
    });
    Duration::from_nanos(nanoseconds.sum())
}
