//! The sound of all calls: one thread, a socket a call, packets every 20 ms each way.

use nix::cmsg_space;
use nix::sys::socket::{ControlMessageOwned, MsgFlags, SockaddrStorage, recvmsg, setsockopt, sockopt};
use nix::sys::time::TimeSpec;
use rufplan_rtp::{
    Packet, Reception, Stream as RtpStream, StreamStart, TICKS_PER_PACKET, TelephoneEventSender,
};
use rufplan_sdp::Stream;
use std::io::IoSliceMut;
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::os::fd::AsRawFd;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// A beat and its parts: the calls are spread over them.
const BEAT: Duration = Duration::from_millis(20);
const PARTS: u32 = 8;
/// How long a key is held, in ms.
const KEY_MS: u32 = 100;

/// What one call's sound was like.
#[derive(Debug, Default)]
pub struct Sound {
    /// How far each packet's distance from the one before is off 20 ms, in µs.
    pub lateness_us: Vec<u32>,
    /// Packets received.
    pub received: u64,
    /// Of these, packets with more than silence.
    pub sounding: u64,
    /// Packets lost, by their sequence numbers.
    pub lost: u64,
    /// Keys pressed to their end.
    pub keys: u32,
}

/// A handle on the thread.
#[derive(Clone)]
pub struct Legs {
    orders: Sender<Order>,
}

enum Order {
    Open(Box<Leg>),
    Connect { port: u16, stream: Box<Stream>, keys: Vec<(Duration, char)> },
    NoMoreKeys { port: u16, tell: oneshot::Sender<()> },
    Close { port: u16, tell: oneshot::Sender<Sound> },
}

impl Legs {
    /// Starts the thread; it ends when the last handle is gone.
    pub fn start() -> std::io::Result<Legs> {
        let (orders, inbox) = channel();
        std::thread::Builder::new().name("load-sound".into()).spawn(move || run(&inbox))?;
        Ok(Legs { orders })
    }

    /// Opens a leg; gives its name and port.
    pub fn open(&self, address: IpAddr) -> std::io::Result<(u16, u16)> {
        let socket = UdpSocket::bind((address, 0))?;
        socket.set_nonblocking(true)?;
        setsockopt(&socket, sockopt::ReceiveTimestampns, &true)?;
        let port = socket.local_addr()?.port();
        let _ = self.orders.send(Order::Open(Box::new(Leg::new(port, socket))));
        Ok((port, port))
    }

    /// Begins to send and to receive; keys are pressed so long after now.
    pub fn connect(&self, port: u16, stream: &Stream, keys: &[(Duration, char)]) {
        let (stream, keys) = (Box::new(stream.clone()), keys.to_vec());
        let _ = self.orders.send(Order::Connect { port, stream, keys });
    }

    /// Waits until a key that has begun is sent to its end; later ones are left out. So every key counts that was begun.
    pub async fn no_more_keys(&self, port: u16) {
        let (tell, told) = oneshot::channel();
        let _ = self.orders.send(Order::NoMoreKeys { port, tell });
        // dropped without a word when there is no such leg: then no key is being sent
        let _ = told.await;
    }

    /// Closes a leg and gives what it was like.
    pub async fn close(&self, port: u16) -> Sound {
        let (tell, told) = oneshot::channel();
        let _ = self.orders.send(Order::Close { port, tell });
        told.await.unwrap_or_default()
    }
}

struct Leg {
    port: u16,
    socket: UdpSocket,
    out: Option<Out>,
    reception: Reception,
    last: Option<Duration>,
    sound: Sound,
}

struct Out {
    remote: SocketAddr,
    payload_type: u8,
    silence: u8,
    event_type: u8,
    stream: RtpStream,
    keys: Vec<(Instant, char)>,
    pressing: Option<TelephoneEventSender>,
    /// Dropped, and so told, as soon as no key is being sent.
    told_when_quiet: Option<oneshot::Sender<()>>,
}

fn run(inbox: &Receiver<Order>) {
    let mut legs: Vec<Leg> = Vec::new();
    let mut next = Instant::now();
    let mut control = cmsg_space!(TimeSpec);
    for part in (0..PARTS).cycle() {
        loop {
            match inbox.try_recv() {
                Ok(order) => obey(order, &mut legs),
                Err(std::sync::mpsc::TryRecvError::Empty) => break,
                Err(std::sync::mpsc::TryRecvError::Disconnected) => return,
            }
        }
        // ports are even and odd as the system likes; any spread will do
        for leg in legs.iter_mut().filter(|leg| u32::from(leg.port / 2) % PARTS == part) {
            leg.receive(&mut control);
            leg.send();
        }
        next += BEAT / PARTS;
        match next.checked_duration_since(Instant::now()) {
            Some(rest) => std::thread::sleep(rest),
            None if next.elapsed() > BEAT => next = Instant::now(),
            None => {}
        }
    }
}

fn obey(order: Order, legs: &mut Vec<Leg>) {
    match order {
        Order::Open(leg) => legs.push(*leg),
        Order::Connect { port, stream, keys } => {
            if let Some(leg) = legs.iter_mut().find(|l| l.port == port) {
                leg.out = Some(Out::new(port, &stream, &keys));
            }
        }
        Order::NoMoreKeys { port, tell } => {
            if let Some(out) = legs.iter_mut().find(|l| l.port == port).and_then(|l| l.out.as_mut()) {
                out.keys.clear();
                out.told_when_quiet = out.pressing.is_some().then_some(tell);
            }
        }
        Order::Close { port, tell } => {
            if let Some(place) = legs.iter().position(|l| l.port == port) {
                let leg = legs.swap_remove(place);
                let counts = (leg.reception.received(), leg.reception.lost());
                let _ = tell.send(Sound { received: counts.0, lost: counts.1, ..leg.sound });
            }
        }
    }
}

impl Leg {
    fn new(port: u16, socket: UdpSocket) -> Leg {
        Leg { port, socket, out: None, reception: Reception::new(), last: None, sound: Sound::default() }
    }

    fn receive(&mut self, control: &mut [u8]) {
        let mut buffer = [0; 2_048];
        loop {
            let mut space = [IoSliceMut::new(&mut buffer)];
            let flags = MsgFlags::MSG_DONTWAIT;
            let Ok(message) =
                recvmsg::<SockaddrStorage>(self.socket.as_raw_fd(), &mut space, Some(control), flags)
            else {
                return;
            };
            let stamp = message.cmsgs().ok().and_then(|mut all| {
                all.find_map(|c| match c {
                    ControlMessageOwned::ScmTimestampns(time) => Some(Duration::from(time)),
                    _ => None,
                })
            });
            let length = message.bytes;
            self.take(buffer.get(..length).unwrap_or_default(), stamp);
        }
    }

    fn take(&mut self, bytes: &[u8], stamp: Option<Duration>) {
        let Ok(packet) = Packet::parse(bytes) else { return };
        self.reception.push(packet.ssrc, packet.sequence);
        let silence = self.out.as_ref().map(|out| out.silence);
        self.sound.sounding += u64::from(packet.payload.iter().any(|b| Some(*b) != silence));
        if let (Some(stamp), Some(last)) = (stamp, self.last) {
            let off = stamp.saturating_sub(last).abs_diff(BEAT);
            self.sound.lateness_us.push(u32::try_from(off.as_micros()).unwrap_or(u32::MAX));
        }
        self.last = stamp;
    }

    fn send(&mut self) {
        let Some(out) = &mut self.out else { return };
        let mut buffer = [0; 256];
        let (bytes, key) = out.next_packet(&mut buffer);
        self.sound.keys += u32::from(key);
        if let Some(bytes) = bytes {
            // a packet that the system does not take is lost to the server, as on any network
            let _ = self.socket.send_to(bytes, out.remote);
        }
    }
}

impl Out {
    fn new(port: u16, stream: &Stream, keys: &[(Duration, char)]) -> Out {
        let start = StreamStart { ssrc: u32::from(port), sequence: port, timestamp: 0 };
        let now = Instant::now();
        Out {
            remote: stream.remote,
            payload_type: stream.payload_type,
            silence: stream.codec.silence(),
            event_type: stream.telephone_event.unwrap_or(101),
            stream: RtpStream::new(start),
            keys: keys.iter().map(|(after, key)| (now + *after, *key)).collect(),
            pressing: None,
            told_when_quiet: None,
        }
    }

    /// The next packet, and whether a key's last one was sent before it.
    fn next_packet<'b>(&mut self, buffer: &'b mut [u8; 256]) -> (Option<&'b [u8]>, bool) {
        if self.pressing.is_none() && self.keys.first().is_some_and(|(at, _)| *at <= Instant::now()) {
            let (_, key) = self.keys.remove(0);
            self.pressing = TelephoneEventSender::new(key, KEY_MS).ok();
        }
        let mut pressed = false;
        if let Some(sender) = &mut self.pressing {
            let mut event = [0; 64];
            if let Ok(Some(bytes)) = sender.next_packet(&mut self.stream, self.event_type, &mut event) {
                let space = &mut buffer[..bytes.len()];
                space.copy_from_slice(bytes);
                return (Some(space), false);
            }
            self.pressing = None;
            self.told_when_quiet = None;
            pressed = true;
        }
        let packet = self.stream.next_packet(self.payload_type, false, &[self.silence; 160], buffer);
        self.stream.advance(TICKS_PER_PACKET);
        (packet.ok(), pressed)
    }
}
