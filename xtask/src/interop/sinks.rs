//! Ports that take what a server sends to sipp's calls: true RTP, decoded for recognition.

use rufplan_audio::Codec;
use rufplan_caller::sound::Recording;
use rufplan_rtp::{Packet, Reception};
use std::net::{Ipv4Addr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// Payload type of PCMA, which the scenarios offer.
const PCMA: u8 = 8;
/// How often the sockets are read; their buffers hold seconds.
const READ_EVERY: Duration = Duration::from_millis(10);
/// How far sipp's ports for sound are apart, and how far the scenarios keep away from the port that sipp binds itself.
const APART: u16 = 4;
const OFFSET: u16 = 100;

/// What one call's port received.
#[derive(Default)]
pub struct Received {
    /// At 8,000 Hz, true to time.
    pub samples: Vec<i16>,
    /// Packets lost.
    pub lost: u64,
}

/// Bound ports and the thread that reads them.
pub struct Sinks {
    /// What sipp is told as its first port for sound (`-mp`).
    pub media_port: u16,
    stop: Arc<AtomicBool>,
    thread: JoinHandle<Vec<Received>>,
}

impl Sinks {
    /// Binds the ports of so many calls.
    pub fn open(calls: u16) -> Result<Sinks, String> {
        let (media_port, sockets) = (0..50).find_map(|_| bind(calls)).ok_or("no free range of ports")?;
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = stop.clone();
        let thread = std::thread::spawn(move || read(&sockets, &stopped));
        Ok(Sinks { media_port, stop, thread })
    }

    /// Stops reading; gives what each port received.
    pub fn close(self) -> Vec<Received> {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().unwrap_or_default()
    }
}

/// The ports that the scenarios write into their offers: `[auto_media_port+100]`.
fn bind(calls: u16) -> Option<(u16, Vec<UdpSocket>)> {
    let free = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).ok()?.local_addr().ok()?.port() & !1;
    let port = |call: u16| free.checked_add(OFFSET + APART * call);
    let sockets: Option<Vec<UdpSocket>> = (0..calls)
        .map(|call| {
            let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, port(call)?)).ok()?;
            socket.set_nonblocking(true).ok()?;
            Some(socket)
        })
        .collect();
    Some((free, sockets?))
}

fn read(sockets: &[UdpSocket], stopped: &AtomicBool) -> Vec<Received> {
    let mut heard: Vec<(Recording, Reception)> = sockets.iter().map(|_| Default::default()).collect();
    let mut buffer = [0; 2_048];
    loop {
        let last = stopped.load(Ordering::Relaxed);
        for (socket, (recording, reception)) in sockets.iter().zip(&mut heard) {
            while let Ok(length) = socket.recv(&mut buffer) {
                let Ok(packet) = Packet::parse(buffer.get(..length).unwrap_or_default()) else { continue };
                reception.push(packet.ssrc, packet.sequence);
                if packet.payload_type == PCMA {
                    recording.push(packet.ssrc, packet.timestamp, packet.payload, Codec::Pcma);
                }
            }
        }
        if last {
            let received = |(recording, reception): (Recording, Reception)| Received {
                samples: recording.samples().to_vec(),
                lost: reception.lost(),
            };
            return heard.into_iter().map(received).collect();
        }
        std::thread::sleep(READ_EVERY);
    }
}
