//! The sound of a line's calls: one thread, one socket a call, one beat every 20 ms.

mod leg;
mod recording;

pub use leg::{Figures, SoundLeg};
pub use recording::Recording;

use leg::{Leg, Order};
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::time::{Duration, Instant};

/// Length of a beat.
const BEAT: Duration = Duration::from_millis(20);

/// The thread that moves sound; it ends when the last handle is gone.
#[derive(Clone, Debug)]
pub struct SoundThread {
    orders: Sender<Order>,
}

impl SoundThread {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start() -> std::io::Result<SoundThread> {
        let (orders, inbox) = channel();
        std::thread::Builder::new().name("caller-sound".into()).spawn(move || run(&inbox))?;
        Ok(SoundThread { orders })
    }

    /// Opens a leg on any free port of an address.
    ///
    /// # Errors
    /// When no socket can be had.
    pub fn open(&self, address: IpAddr) -> std::io::Result<SoundLeg> {
        let socket = UdpSocket::bind(SocketAddr::new(address, 0))?;
        socket.set_nonblocking(true)?;
        let port = socket.local_addr()?.port();
        let (leg, handle) = Leg::new(socket, port, self.orders.clone());
        // a thread that has died leaves a leg that hears nothing; `connect` then reports nothing either
        let _ = self.orders.send(Order::Open(Box::new(leg)));
        Ok(handle)
    }
}

fn run(inbox: &Receiver<Order>) {
    let mut legs: Vec<Leg> = Vec::new();
    let mut next = Instant::now();
    loop {
        if !take_orders(inbox, &mut legs) && legs.is_empty() {
            return;
        }
        for leg in &mut legs {
            leg.beat();
        }
        next += BEAT;
        let now = Instant::now();
        match next.checked_duration_since(now) {
            Some(rest) => std::thread::sleep(rest),
            None => next = now,
        }
    }
}

/// Obeys what has been ordered; false when nobody can order any more.
fn take_orders(inbox: &Receiver<Order>, legs: &mut Vec<Leg>) -> bool {
    loop {
        match inbox.try_recv() {
            Ok(Order::Open(leg)) => legs.push(*leg),
            Ok(Order::Connect { port, stream }) => of(legs, port, |leg| leg.connect(&stream)),
            Ok(Order::Speak { port, samples }) => of(legs, port, |leg| leg.speak(&samples)),
            Ok(Order::Press { port, keys, aloud }) => of(legs, port, |leg| leg.press(&keys, aloud)),
            Ok(Order::Close { port }) => legs.retain(|leg| leg.port != port),
            Err(TryRecvError::Empty) => return true,
            Err(TryRecvError::Disconnected) => return false,
        }
    }
}

fn of(legs: &mut [Leg], port: u16, act: impl FnOnce(&mut Leg)) {
    if let Some(leg) = legs.iter_mut().find(|l| l.port == port) {
        act(leg);
    }
}
